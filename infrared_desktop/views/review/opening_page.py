"""The way into a review copy: its passphrase, and the clinic's leave after its last day."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.review_copy import UnlockedCopy, unlock_copy
from infrared_desktop.storage.files.review_leave import LeaseBook, LeaveNeededError, read_leave
from infrared_desktop.storage.review.reading import ReviewClinic, open_copy
from infrared_desktop.storage.review.seat import Seat, usual_seat
from infrared_desktop.views import tasks
from infrared_desktop.views.entry.entry_card import EntryCard, centre
from infrared_desktop.views.inputs.field_errors import show_error
from infrared_desktop.views.inputs.passphrase_field import PassphraseField, show_while_ticked
from infrared_desktop.views.inputs.text_field import HintedField
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.wording import say

_WIDTH = 460


class OpeningPage(QWidget):
    """Opens a copy beside the window; once its last day is over, asks for a code first."""

    opened = Signal(object)  # ReviewClinic

    def __init__(self, path: Path, now: Callable[[], datetime], seat: Seat | None = None) -> None:
        super().__init__()
        self._path, self._now, self._seat = path, now, seat or usual_seat()
        self._waiting: UnlockedCopy | None = None  # for leave
        self.passphrase, self.code = PassphraseField(), HintedField()
        self.show_typed = QCheckBox(self.tr("&Show what I type"))
        self.open_button = QPushButton()
        self.card = EntryCard(_WIDTH)
        self._lay_out()
        show_while_ticked(self.show_typed, self.passphrase)
        self.open_button.clicked.connect(self._try)
        for field in (self.passphrase, self.code):
            field.returnPressed.connect(self._try)
            field.textChanged.connect(lambda _, each=field: show_error(each, ""))
        self._dress()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.passphrase.setFocus()

    def _dress(self) -> None:
        """Ask for the passphrase, or for the code."""
        asks_leave = self._waiting is not None
        for part in (self._passphrase_part, self.show_typed):
            part.setVisible(not asks_leave)
        self._code_part.setVisible(asks_leave)
        title = self.tr("The last day is over") if asks_leave else self.tr("Open a review copy")
        lead = self.tr("To read, not to change: {name}").format(name=self._path.name)
        self.card.tell(title, lead)
        self.open_button.setText(self.tr("&Open"))
        self.open_button.setEnabled(True)
        (self.code if asks_leave else self.passphrase).setFocus()

    def _try(self) -> None:
        field = self.code if self._waiting else self.passphrase
        if not self.open_button.isEnabled():
            return
        if not field.text():
            show_error(field, self.tr("Type it first."))
            field.setFocus()
            return
        self.open_button.setEnabled(False)
        self.open_button.setText(self.tr("Opening …"))
        tasks.run(self, self._job(field.text()), self._on_opened, self._refused)

    def _job(self, typed: str) -> Callable[[tasks.Task], ReviewClinic | UnlockedCopy]:
        path, seat, now, waiting = self._path, self._seat, self._now(), self._waiting

        def job(_: tasks.Task) -> ReviewClinic | UnlockedCopy:
            copy = waiting or unlock_copy(path, typed)
            if waiting is not None:
                LeaseBook(seat.state, copy).extend(read_leave(copy, typed))
            try:
                return open_copy(copy, now, seat)
            except LeaveNeededError:
                if waiting is not None:
                    raise  # the leave ended already
                return copy

        return job

    def _on_opened(self, found: ReviewClinic | UnlockedCopy) -> None:
        if isinstance(found, ReviewClinic):
            self.passphrase.clear()
            self.opened.emit(found)
            return
        self._waiting = found
        self._dress()

    def _refused(self, error: KnownError) -> None:
        self._dress()
        field = self.code if self._waiting else self.passphrase
        show_error(field, say(error.sentence))
        field.selectAll()

    def _lay_out(self) -> None:
        ask = self.tr("The clinic can give leave for longer. Ask for the code and type it in:")
        self._passphrase_part = _part(self.tr("&Passphrase of this copy"), self.passphrase)
        self._code_part = _part(ask, self.code)
        self.card.body.addWidget(self._passphrase_part)
        self.card.body.addWidget(self.show_typed)
        self.card.body.addWidget(self._code_part)
        self.open_button.setProperty("kind", "primary")
        self.open_button.setAutoDefault(True)
        self.card.buttons.addStretch()
        self.card.buttons.addWidget(self.open_button)
        centre(self, self.card, above=16 * GRID)


def _part(caption: str, field: QWidget) -> QWidget:
    part, label = QWidget(), QLabel(caption)
    label.setProperty("role", "caption")
    label.setWordWrap(True)
    label.setBuddy(field)
    field.setAccessibleName(caption.replace("&", ""))
    box = QVBoxLayout(part)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(4)
    box.addWidget(label)
    box.addWidget(field)
    return part
