"""Enter on a button: outside a dialog Qt leaves it to nobody, and it ends up at the window."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget


class EnterKey(QObject):
    """Presses the button that held the keys when Enter went down, and none that came by it.

    An input that leads to another page leaves its Enter to the window as well; by then a button of
    that page holds the keys, which nobody has seen yet.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._meant: QWidget | None = None
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:  # comes before the key does anything
            self._meant = self._window.focusWidget()
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            button = self._window.focusWidget()
            if isinstance(button, QPushButton) and button is self._meant and _is_enter(event):
                button.click()
                return True
        return False


def _is_enter(event: QKeyEvent) -> bool:
    from PySide6.QtCore import Qt  # see docs/decisions/0009

    return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
