"""A screen of one form: it follows what is stored, and gives up nothing that is typed unasked."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.sentences import Sentence
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace


class FormScreen(Screen):
    """Ctrl+S saves, Esc goes back; a subclass shows, compares and stores its record.

    Who may not change it reads it, and is told by `read_only_words` who may.
    """

    section = "clinic"
    kind = ""  # of the records that the form shows; any change is followed without one

    def __init__(self, workplace: Workplace, may_change: bool = True, save_words: str = "") -> None:
        super().__init__(workplace)
        self.may_change = may_change
        self.header, self.banner = RecordHeader(), Banner()
        self.save = QPushButton(_words("Save  Ctrl+S"), self)
        self.save.setProperty("kind", "primary")
        self.save.setVisible(may_change)
        self.save.clicked.connect(lambda: self.store())
        action = add_action(self, save_words or _words("Save"), "Ctrl+S", lambda: self.store())
        action.setEnabled(may_change)
        add_action(self, _words("Go back"), "Esc", self.going_back.emit)

    def show_stored(self) -> None:
        """Show the record as it is stored."""
        raise NotImplementedError

    def is_changed(self) -> bool:
        """Say whether something is typed that is not stored."""
        raise NotImplementedError

    def store(self) -> object:
        """Save what is typed, unless it can't be."""
        raise NotImplementedError

    def read_only_words(self) -> str:
        """Return what is said to who may only read."""
        return _words("You can read this. The owner of the clinic changes it.")

    def open(self, place: Place) -> None:
        """Show the record as it stands."""
        self.banner.settle()
        self.show_stored()
        if not self.may_change:
            self.banner.tell(Meaning.INFORMATION, self.read_only_words())

    def reload(self, change: Change | None = None) -> None:
        """Follow what was stored, while nothing is typed here."""
        concerns = change is None or not self.kind or self.kind in change.kinds
        if concerns and not self.is_changed():
            self.show_stored()

    def leave(self) -> bool:
        """Ask before what is typed here is given up."""
        if not self.is_changed():
            return True
        words = _words("This is not saved yet. Esc goes back to it; Ctrl+S saves it.")
        self.banner.tell(Meaning.CAUTION, words, _words("Gi&ve it up"), self._give_up)
        return False

    def lay_out(self, body: QWidget) -> None:
        """Put the form below the header and what is told."""
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(self.header)
        box.addWidget(self.banner)
        box.addWidget(body, 1)

    def _give_up(self) -> None:
        self.show_stored()
        self.going_back.emit()


def can_be_stored(binder: Binder[Any], obstacles: Mapping[str, Sentence]) -> bool:
    """Say beside each field what stands against storing it, and go to the first."""
    for field, why in obstacles.items():
        binder.set_error(field, say(why))
    for field in list(obstacles)[:1]:
        binder.input(field).setFocus()
    return not obstacles


def in_narrow_panel(width: int, *widgets: QWidget) -> Panel:
    """Return a panel with a short form that does not grow wider than this."""
    inside = QWidget()
    inside.setMaximumWidth(width)
    rows = QVBoxLayout(inside)
    rows.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
    rows.setSpacing(2 * GRID)
    for widget in widgets:
        rows.addWidget(widget)
    rows.addStretch(1)
    panel = Panel()
    panel.body.addWidget(inside)
    return panel


def _words(text: str) -> str:
    return QCoreApplication.translate("FormScreen", text)
