"""How reminders reach the window: a calm message in it, and the way to the follow-ups."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from infrared_desktop.views.frame import Frame
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.reminders.reminders import Reminders
from infrared_desktop.views.screen import Place

_LIST = Place("follow_ups")


def begin_reminding(window: QWidget, frame: Frame) -> Reminders:
    """Remind whoever works in the frame until nobody does; a window keeps one reminder."""
    reminders = window.findChild(Reminders) or Reminders(window)

    def come() -> None:
        window.showNormal() if window.isMinimized() else window.show()
        window.activateWindow()
        frame.go(_LIST)

    reminders.begin(frame.workplace, lambda words: _tell(frame, words))

    def rest() -> None:
        if opening:
            reminders.opened.disconnect(opening.pop())
            reminders.rest()

    opening = [reminders.opened.connect(come)]
    frame.parting.connect(rest)
    return reminders


def _tell(frame: Frame, words: str) -> bool:
    """Tell unless something else is said there, which may matter more."""
    if frame.banner.text():
        return False
    action = QCoreApplication.translate("Reminders", "Show the follow-ups")
    frame.banner.tell(Meaning.DUE, words, action, lambda: frame.go(_LIST))
    return True
