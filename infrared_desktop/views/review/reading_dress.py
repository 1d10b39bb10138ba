"""Takes from a screen of the clinic all that would store, so that a review copy offers no such."""

from collections.abc import Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QWidget

from infrared_desktop.views.forms.binder import inputs_of
from infrared_desktop.views.look.action_bar import ActionBar
from infrared_desktop.views.screen import Place, Screen

_SIGNED = ("Ctrl+P", "Ctrl+I", "Ctrl+PgDown", "Ctrl+PgUp", "F2")
# Which screens can be read, each with the keys that stay.
KEYS = {
    "consultation": _SIGNED,
    "session": _SIGNED,
    "review": _SIGNED,
    "plan": (),
    "handout": ("Ctrl+P", "Ctrl+Shift+C", "Esc"),
    "consent": ("Ctrl+P",),
    "reaction": (),
    "test_spot": (),
    "history": (),
    "history_version": ("Ctrl+PgUp", "Ctrl+PgDown", "H"),
    "photos": ("C", "Esc"),
    "compare": (*"1234GEODV", "Ctrl+PgUp", "Ctrl+PgDown", "Esc"),
}
_WITHOUT_RECORD = ("photos", "compare", "history")


def can_be_read(place: Place) -> bool:
    """Say whether a place shows what is stored; without a record, most begin something new."""
    return place.name in KEYS and (place.record is not None or place.name in _WITHOUT_RECORD)


class ReadingDress(QObject):
    """Keeps the inputs of a screen read-only, and its storing keys and buttons away."""

    def __init__(self, screen: Screen, keys: tuple[str, ...]) -> None:
        super().__init__(screen)
        self._screen, self._keys = screen, keys
        self._attic = QWidget(screen)  # never shown, whatever the screen does with its buttons
        self._attic.hide()

    def put_on(self) -> None:
        """Dress the screen; to be done each time that it shows something else."""
        stays = [each for each in self._screen.actions() if self._reads(each)]
        for action in self._screen.actions():
            if action not in stays:
                action.setEnabled(False)
                self._screen.removeAction(action)
        for bar in self._screen.findChildren(ActionBar):
            bar.leave_only(stays)
        for button in list(self._buttons()):
            if not _leads_to(button, stays):
                button.setParent(self._attic)
        for each in inputs_of(self._screen):
            lock = getattr(each, "setReadOnly", None)
            lock(True) if lock else each.setEnabled(False)

    def _reads(self, action: QAction) -> bool:
        return action.shortcut().toString() in self._keys

    def _buttons(self) -> Iterator[QPushButton]:
        """Yield the plain buttons; what folds, and what an input is made of, stays with it."""
        for button in self._screen.findChildren(QPushButton):
            if type(button) is QPushButton and not _is_of_input(button, self._screen):
                yield button


def _leads_to(button: QPushButton, actions: list[QAction]) -> bool:
    """Say whether a button does what one of the actions does: by its key, or by its words."""
    words, _, key = button.text().replace("&", "").rpartition("  ")
    named = (words or key or button.accessibleName()).strip()
    return any(
        key == each.shortcut().toString() or (named and each.text().startswith(named))
        for each in actions
    )


def _is_of_input(button: QPushButton, screen: QWidget) -> bool:
    above = button.parentWidget()
    while above is not None and above is not screen:
        if above.property("field"):
            return True
        above = above.parentWidget()
    return False
