"""Backups: where they go, when the last one was proven, each one that there is, one made now."""

from contextlib import AbstractContextManager
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.making import refuse_missing
from infrared_desktop.storage.backup.manifest import SUFFIX
from infrared_desktop.storage.backup.places import Standing
from infrared_desktop.storage.backup.standing import choose_place, given_up, standings, usual_place
from infrared_desktop.storage.desks.acts import Act, Change
from infrared_desktop.views import tasks
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.backup.all_backups import AllBackups
from infrared_desktop.views.backup.backup_words import given_up_row, place_row
from infrared_desktop.views.backup.backup_work import BackupWork
from infrared_desktop.views.backup.place_looks import LIMIT_MS
from infrared_desktop.views.backup.places_left import remove_place
from infrared_desktop.views.backup.proving_again import ProvingAgain
from infrared_desktop.views.backup.removing import ask_to_remove
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.look.work_strip import WorkStrip
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.screens import may_open
from infrared_desktop.views.workplace import Workplace


class BackupsScreen(Screen):
    """The places of the backups; each backup is put back and checked before it counts."""

    section = "clinic"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.list, self.strip, self.work = RowList(card=True), WorkStrip(), BackupWork()
        self.listed = AllBackups(self)
        self.all = self.listed.list
        self.list.setAccessibleName(self.tr("Places of backups"))
        self._acts = [
            add_action(self, self.tr("Back up now"), "B", self.back_up),
            add_action(self, self.tr("Add a place"), "A", self.add_place),
            add_action(self, self.tr("Use this place no more"), "U", self.remove_place),
        ]
        self.again = ProvingAgain(self, self.strip)
        self.again.ended.connect(self._on_proved)
        self._lay_out()
        self._offer_acts()
        self.work.progressed.connect(self.strip.progress)
        self.work.done.connect(self._on_done)
        self.work.failed.connect(self._on_failed)

    def open(self, place: Place) -> None:
        """Show how it stands, and each backup that there is."""
        self.reload()
        self.list_all()

    def list_all(self) -> None:
        """Read the lists of all backups beside the window."""
        self.listed.read()

    def reload(self, change: Change | None = None) -> None:
        """Read how it stands at each place."""
        now, timezone = self.workplace.now(), self.workplace.settings.timezone
        usual = usual_place(self.clinic.folder)
        rows = [place_row(each, each.place == usual, now, timezone) for each in self._standings()]
        left = given_up(self.clinic.folder, self.clinic.ledger.key)
        self.list.set_rows([*rows, *(given_up_row(each, timezone) for each in left)])

    def tick(self) -> None:
        """Let the ages grow."""
        self.reload()

    def back_up(self) -> None:
        """Back up to each place, beside the window."""
        if self.work.is_on or self.again.is_on:
            return
        self.strip.begin(self.tr("Backing up, and putting it back to prove it …"), measured=True)
        self.strip.cancel.hide()
        self.work.begin(self.workplace)

    def prove_again(self) -> None:
        """Put the chosen backup back once more, and read all of it."""
        chosen = self.listed.chosen
        if chosen is None:
            self.tell(Meaning.INFORMATION, self.tr("There is no backup yet. B makes one."))
        elif self.listed.kept is not None:
            words = self.tr("This is no backup. Choose one to prove it again.")
            self.tell(Meaning.INFORMATION, words)
        elif not self.work.is_on and not self.again.is_on:
            self.again.begin([chosen])

    def add_place(self) -> None:
        """Ask for a folder on a stick, another disk or the network."""
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Where backups go as well"))
        if chosen:
            self.add(Path(chosen))

    def add(self, place: Path) -> None:
        """Back up to this folder as well, at once for the first time; a place may hang."""
        tasks.run(
            self,
            lambda _: refuse_missing(place),
            lambda _: self._choose(place),
            self.tell_error,
            limit_ms=LIMIT_MS,
        )

    def _choose(self, place: Path) -> None:
        try:
            with self._changing():
                choose_place(self.clinic.folder, self.clinic.ledger.key, place)
        except KnownError as error:
            self.tell_error(error)
            return
        self.reload()
        self.back_up()

    def remove_place(self) -> None:
        """Back up to the chosen place no more; what lies there stays."""
        remove_place(self, Path(str(self.list.current_key())))
        self.list_all()

    def restore(self) -> None:
        """Look into the backup that is chosen, before anything is put back."""
        kept = self.listed.kept
        if self.listed.chosen is None:
            self.tell(Meaning.INFORMATION, self.tr("There is no backup yet. B makes one."))
        elif kept is not None and not kept.is_whole:
            words = self.tr("This can't be put back from here. Choose a backup, or remove it by X.")
            self.tell(Meaning.INFORMATION, words)
        else:
            self.going.emit(Place("restore", about=self.listed.chosen))

    def remove_kept(self) -> None:
        """Remove what a restore, an upgrade or damage left, once it was agreed to."""
        kept = self.listed.kept
        if kept is not None:
            ask_to_remove(self, kept, self.list_all)
            return
        words = self.tr(
            "Choose what a restore, an upgrade or damage left. Backups go by themselves."
        )
        self.tell(Meaning.INFORMATION, words)

    def look_elsewhere(self) -> None:
        """Ask for a backup in a folder that is none of the places."""
        title, kinds = self.tr("Choose a backup"), self.tr("Backups (*{suffix})")
        chosen, _ = QFileDialog.getOpenFileName(self, title, "", kinds.format(suffix=SUFFIX))
        if chosen:
            self.going.emit(Place("restore", about=Path(chosen)))

    def _offer_acts(self) -> None:
        """Offer to restore to who may; to prove again to everybody who sees the list."""
        again = add_action(
            self, self.tr("Prove again"), "P", self.prove_again, self.tr("check verify sound")
        )
        self.listed.add_to_head(_button(again))
        if not may_open("restore", self.workplace):
            self.listed.set_footer(self.tr("P proves one again. The owner restores one."))
            return
        also = self.tr("put back undo kept")
        elsewhere = self.tr("Restore from elsewhere")
        for action in (
            add_action(self, self.tr("Restore"), "R", self.restore, also),
            add_action(self, elsewhere, "E", self.look_elsewhere, also),
            add_action(self, self.tr("Remove what was kept"), "X", self.remove_kept, also),
        ):
            self.listed.add_to_head(_button(action))
        footer = self.tr("Enter or R proves one again and shows what restoring it would change")
        self.listed.set_footer(footer)
        self.all.opened.connect(lambda _: self.restore())

    def _changing(self) -> AbstractContextManager[Act]:
        by, now = self.workplace.by, self.workplace.now()
        return self.clinic.ledger.act("backup-place-changed", by, now)

    def _standings(self) -> tuple[Standing, ...]:
        return standings(self.clinic.folder, self.clinic.ledger.key)

    def _on_done(self, found: tuple[Standing, ...]) -> None:
        self.strip.hide()
        self.listed.choose_newest()
        self.reload()
        self.list_all()
        failed = [each.why for each in found if each.why]
        if failed:
            self.tell(Meaning.CAUTION, " ".join(failed))
        else:
            self.tell(Meaning.SUITABLE, self.tr("Backed up, put back and checked: it is proven."))

    def _on_proved(self) -> None:
        self.reload()
        self.list_all()

    def _on_failed(self, error: KnownError) -> None:
        self.strip.hide()
        self.tell_error(error)

    def _lay_out(self) -> None:
        title = QLabel(self.tr("Backups"))
        title.setProperty("role", "title")
        head = QHBoxLayout()
        head.setSpacing(GRID)
        head.addWidget(title)
        head.addStretch()
        buttons = [_button(action) for action in reversed(self._acts)]
        for button in buttons:
            head.addWidget(button)
        buttons[-1].setProperty("kind", "primary")
        foot = self.tr("Made by itself while you work, and when the program is closed.")
        if self.workplace.settings.practice:
            foot = self.tr("A practice clinic is backed up only when you press B.")
        panel = Panel(self.tr("Places"), footer=foot)
        panel.body.addWidget(self.list)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addLayout(head)
        box.addWidget(self.strip)
        box.addWidget(panel, 2)
        box.addWidget(self.listed, 3)
        self.setFocusProxy(self.list)


def _button(action: QAction) -> QPushButton:
    button = QPushButton(f"{action.text()}  {action.shortcut().toString()}")
    button.clicked.connect(action.trigger)
    return button
