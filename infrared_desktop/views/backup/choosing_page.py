"""Choose a backup where no clinic opens: found beside its folder, on a stick, or anywhere else."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.listing import (
    Seen,
    newest_seen_first,
    places_of,
    seen_at,
    seen_in,
)
from infrared_desktop.views.backup.backup_rows import seen_row
from infrared_desktop.views.backup.place_looks import PlaceLooks
from infrared_desktop.views.backup.restore_steps import Found, RestoreSteps, Restoring
from infrared_desktop.views.entry.entry_card import EntryCard, centre
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.wording import say

_WIDTH, _LIST_HEIGHT = 820, 248


class ChoosingPage(QWidget):
    """A list first, then the steps of `RestoreSteps`; nothing changes before a person agrees."""

    agreed = Signal(object)  # Restoring
    left = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._order: Restoring | None = None
        self.card = EntryCard(_WIDTH)
        self.list, self.told = RowList(card=True), words_label("strong")
        self.steps = RestoreSteps(folder)
        self.elsewhere = QPushButton(self.tr("&Another folder …"))
        self.only_keys = QPushButton(self.tr("Put back only the &keys"))
        self.back, self.next = QPushButton(self.tr("&Go back")), QPushButton()
        self._lay_out()
        self._connect()
        self._show_list()
        self._looks = PlaceLooks(self)
        self._looks.begin(places_of(folder), seen_at, self._on_seen)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.list.setFocus()

    def look_in(self, chosen: Path) -> None:
        """Look for backups in a folder."""
        self._looks.begin([chosen], seen_in, self._on_seen)

    def _connect(self) -> None:
        self.list.opened.connect(lambda _: self._choose())
        self.next.clicked.connect(self._go_on)
        self.back.clicked.connect(self._go_back)
        self.elsewhere.clicked.connect(self._ask_where)
        self.only_keys.clicked.connect(self._put_keys_back)
        self.steps.ready.connect(self._on_ready)
        self.steps.failed.connect(self._on_failed)
        self.steps.given_up.connect(self._show_list)

    def _on_seen(self, found: list[Seen]) -> None:
        if self._panel.isHidden():
            return  # one was chosen while another place did not answer yet
        self.list.set_rows([seen_row(each) for each in newest_seen_first(found)])
        self._show_list()
        if self._looks.silent:
            text = self.tr("This place does not answer: {places}. See whether it is connected.")
            self._tell(text.format(places=", ".join(map(str, self._looks.silent))))
        elif not found and not self._looks.is_on:
            self._tell(
                self.tr(
                    "No backup was found there. Put the stick in or connect the network folder, "
                    "then choose it with “Another folder”."
                )
            )
        (self.list if found else self.elsewhere).setFocus()

    def _choose(self) -> None:
        source = self.list.current_key()
        if not isinstance(source, Path):
            return
        self._order = None
        self.told.hide()
        self._panel.hide()
        self.elsewhere.hide()
        self.next.hide()
        self.steps.show()
        self.steps.begin(source)

    def _go_on(self) -> None:
        if self._order is not None:
            self.agreed.emit(self._order)
        else:
            self._choose()

    def _put_keys_back(self) -> None:
        if self._order is not None:
            self.agreed.emit(replace(self._order, only_keys=True))

    def _go_back(self) -> None:
        if self._panel.isHidden():
            self.steps.stop()
            self._show_list()
        else:
            self.left.emit()

    def _show_list(self) -> None:
        self._order = None
        self.told.hide()
        self.steps.hide()
        self.only_keys.hide()
        for each in (self._panel, self.elsewhere, self.next):
            each.show()
        self._make_primary(self.next)
        self.next.setText(self.tr("&Look into it"))
        self.next.setEnabled(self.list.current_row() is not None)

    def _on_ready(self, order: Restoring, found: Found) -> None:
        self._order = order
        self.next.setText(self.tr("&Put it back"))
        self.next.setEnabled(True)
        self.next.show()
        self.next.setFocus()
        if found.only_keys:
            self._tell(
                self.tr(
                    "Only the key file is lost: all records that are here are whole. The keys of "
                    "this backup alone open them again, and nothing is lost."
                )
            )
            self.next.setText(self.tr("&Put all of it back"))
            self._make_primary(self.only_keys)
            self.only_keys.show()
            self.only_keys.setFocus()

    def _make_primary(self, button: QPushButton) -> None:
        for each in (self.next, self.only_keys):
            each.setProperty("kind", "primary" if each is button else "")
            each.style().polish(each)

    def _on_failed(self, error: KnownError) -> None:
        self._show_list()
        self._tell(say(error.sentence))

    def _tell(self, words: str) -> None:
        self.told.setText(words)
        self.told.show()

    def _ask_where(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Where the backups lie"))
        if chosen:
            self.look_in(Path(chosen))

    def _lay_out(self) -> None:
        self.card.tell(
            self.tr("Restore from a backup"),
            self.tr(
                "Choose one; it is proven before anything changes. What lies in {folder} now is "
                "kept."
            ).format(folder=self._folder),
        )
        self.list.setAccessibleName(self.tr("Backups that were found"))
        self.list.setFixedHeight(_LIST_HEIGHT)
        self._panel = Panel(self.tr("Backups that were found"), hint=self.tr("newest first"))
        self._panel.body.addWidget(self.list)
        inside = QVBoxLayout()
        inside.setSpacing(2 * GRID)
        for each in (self.told, self._panel, self.steps):
            inside.addWidget(each)
        self.card.body.addLayout(inside)
        self._put_buttons(self.card.buttons)
        centre(self, self.card, above=4 * GRID)

    def _put_buttons(self, row: QHBoxLayout) -> None:
        row.addWidget(self.back)
        row.addStretch()
        row.addWidget(self.elsewhere)
        row.addWidget(self.next)
        row.addWidget(self.only_keys)
        for button in (self.back, self.elsewhere, self.next, self.only_keys):
            button.setAutoDefault(True)
