"""What every screen has in common: where it leads, what it says, when it reloads."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from infrared_desktop import event_log
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.actions import KeyGroup
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace

STORED = "stored"  # Place.about: the place's record is the stored one itself, not what leads to it


@dataclass(frozen=True)
class Place:
    """Where to go: a screen by name, and whom or what it is about."""

    name: str
    patient: int | None = None
    record: int | None = None
    about: Any = None


class Screen(QWidget):
    """A screen of the main window; it asks to go elsewhere by `going`, never by calling another."""

    going = Signal(object)  # Place
    going_back = Signal()
    told = Signal(object, str)  # Meaning, sentence
    offered = Signal(object, str, str, object)  # Meaning, sentence, what is offered, Place

    section = "today"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self.workplace = workplace
        self.clinic = workplace.clinic
        self._first: QWidget | None = None

    def setFocusProxy(self, first: QWidget) -> None:
        """Name what gets the keys when the screen is shown."""
        # Qt's own proxy would have Tab jump to it, past every button that stands before it.
        self._first = first

    def focusProxy(self) -> QWidget | None:
        return self._first

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        if self._first is not None:
            self._first.setFocus(reason)

    def open(self, place: Place) -> None:
        """Show what the place is about."""

    def reload(self, change: Change | None = None) -> None:
        """Show the facts anew after an act of the clinic; called only while the screen is seen."""

    def tick(self) -> None:
        """Follow the clock; called each half minute while the screen is seen."""

    def part_keys(self) -> tuple[KeyGroup, ...]:
        """Return the keys that only a part of the screen answers, while it has the focus."""
        return ()

    def here(self, place: Place) -> Place:
        """Return the place to come back to, where a person has moved on since it was opened."""
        return place

    def leave(self) -> bool:
        """Keep what is unfinished; return False to stay."""
        return True

    def is_spare(self) -> bool:
        """Say whether a screen that was left and made anew would show the same, typed or not."""
        return True

    def take_back_typed(self) -> bool:
        """Take back what was typed last into an open form, before Ctrl+Z takes back what is stored.

        Return False where no form is open, or nothing is typed into it.
        """
        return False

    def open_form(self) -> Any:
        """Return which form stands open on the screen, where that is more than its place."""

    def open_form_again(self, form: Any) -> None:
        """Open the form that stood open before the window was locked."""

    def tell(self, meaning: Meaning, sentence: str) -> None:
        """Say something at the top of the window, without a dialog."""
        self.told.emit(meaning, sentence)

    def tell_untyped(self) -> None:
        """Say that an open form has no step to take back, and that nothing stored is touched."""
        text = words("Screen", "There is no step in this form to take back. It is not saved yet.")
        self.tell(Meaning.INFORMATION, text)

    def tell_error(self, error: KnownError) -> None:
        """Say what went wrong, what is safe and what to do."""
        event_log.note_error("told", type(error), error.__traceback__)
        self.tell(Meaning.STOP, say(error.sentence))


def give_keys(screen: Screen) -> None:
    """Let keys go to the screen, even where what usually takes them is hidden, as an empty list.

    A message above the work takes them only where nothing else does.
    """
    screen.setFocus()
    taker = screen.focusProxy()
    if taker is None or taker.isVisibleTo(screen):
        return
    offered = (each for each in screen.findChildren(QWidget) if each.isVisibleTo(screen))
    takers = (each for each in offered if each.focusPolicy() & Qt.FocusPolicy.TabFocus)
    messages = screen.findChildren(Banner)
    first = min(takers, key=lambda w: any(m.isAncestorOf(w) for m in messages), default=None)
    if first is not None:
        first.setFocus()


def words(context: str, text: str) -> str:
    """Translate a text outside a QObject."""
    return QCoreApplication.translate(context, text)
