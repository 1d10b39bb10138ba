"""What is said where the clinic's own files are damaged: what is safe, and what can be done."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal, SignalInstance
from PySide6.QtGui import QDesktopServices, QShowEvent
from PySide6.QtWidgets import QPushButton, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.listing import Seen, newest_seen_first, places_of, seen_at
from infrared_desktop.storage.files.damage import DamageError
from infrared_desktop.storage.files.folder import DAMAGE_SEEN, DATABASE
from infrared_desktop.storage.files.key_file import staff_names
from infrared_desktop.views.backup.backup_key import BackupKey, names_in
from infrared_desktop.views.backup.backup_rows import at_words
from infrared_desktop.views.backup.place_looks import PlaceLooks
from infrared_desktop.views.entry.entry_card import EntryCard, centre
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.wording import say

_WIDTH = 704


class DamagedPage(QWidget):
    """Offers to restore, to read what still reads, to see the files, and to look at them again.

    Where damage showed while people worked, nobody works in the file again before all of it was
    read and found whole: that takes a key.
    """

    restoring, trying = Signal(), Signal()
    reading, checking = Signal(object), Signal(object)  # Unlocked

    def __init__(self, folder: Path, error: DamageError, is_typed: bool = False) -> None:
        super().__init__()
        self._folder = folder
        self.card = EntryCard(_WIDTH)
        self.what = words_label("strong", say(error.sentence))
        self.safe, self.typed, self.where = words_label(""), words_label(""), words_label("muted")
        self.restore = QPushButton(self.tr("Restore from a &backup …"))
        self.read = QPushButton(self.tr("&Open it to read only"))
        self.key = BackupKey(folder, "damaged-file")
        self.files = QPushButton(self.tr("Show the &files"))
        self._is_seen = (folder / DAMAGE_SEEN).exists()
        self._on_key: SignalInstance = self.reading
        self.again = QPushButton(
            self.tr("&Check again") if self._is_seen else self.tr("&Try again")
        )
        self._lay_out()
        self.restore.clicked.connect(self.restoring)
        self.read.clicked.connect(self._ask_to_read)
        self.again.clicked.connect(self._ask_to_check if self._is_seen else self.trying)
        self.key.opened.connect(lambda unlocked: self._on_key.emit(unlocked))
        self.files.clicked.connect(self._show_files)
        self.read.setVisible(_may_be_read(folder))
        self._say_safe([])
        self.typed.setVisible(is_typed)
        self._looks = PlaceLooks(self)
        self._looks.begin(places_of(folder), seen_at, self._say_safe)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.restore.setFocus()

    def _say_safe(self, found: list[Seen]) -> None:
        seen = newest_seen_first(found)
        proven = [each.manifest for each in seen if each.says_proven and each.manifest]
        nothing = self.tr(
            "Nothing is written here until you decide. No backup was "
            "found beside the clinic; one may lie on a stick or in a network folder."
        )
        words = self.tr(
            "Nothing is written here until you decide. The newest proven "
            "backup is of {at}; backups found: {count}."
        )
        told = nothing
        if proven:
            told = words.format(at=at_words(proven[0].moment), count=len(found))
        who = self.tr("The owner restores one, or whoever has the recovery key.")
        self.safe.setText(f"{told} {who}")

    def _ask_to_read(self) -> None:
        words = self.tr(
            "What still reads is shown on a copy, and the damaged file stays as it is. Nothing "
            "can be saved, and the audit log can't tell what you read. Your passphrase opens it."
        )
        self._ask_for_key(words, self.reading, self.read, self.tr("&Open it"))

    def _ask_to_check(self) -> None:
        words = self.tr(
            "All of the file is read. If every page is whole, you can work in it again; if not, "
            "nothing is changed. Your passphrase opens it."
        )
        self._ask_for_key(words, self.checking, self.again, self.tr("&Check it"))

    def _ask_for_key(
        self, words: str, on_key: SignalInstance, asked_by: QPushButton, act: str
    ) -> None:
        try:
            self.key.ask_for(self._folder, names_in(self._folder), act)
        except KnownError as error:
            self.what.setText(say(error.sentence))
            return
        self.key.lead.setText(words)
        self._on_key = on_key
        self.read.setVisible(_may_be_read(self._folder))
        self.again.show()
        asked_by.hide()
        self.restore.setProperty("kind", "")  # what is typed for comes first now
        self.restore.style().polish(self.restore)
        self.key.show()
        self.key.form.begin()

    def _show_files(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _lay_out(self) -> None:
        self.card.tell(
            self.tr("A file of the clinic is damaged or gone"),
            self.tr("This can be put right. Take your time: nothing gets worse by waiting."),
        )
        self.where.setText(self.tr("The files lie in {folder}").format(folder=self._folder))
        self.typed.setText(
            self.tr(
                "What stood on your screen and was not saved is kept as well, encrypted: you can "
                "read it once you are inside again."
            )
        )
        for label in (self.what, self.safe, self.typed, self.where):
            self.card.body.addWidget(label)
        self.card.body.addWidget(self.key)
        self.key.hide()
        self.restore.setProperty("kind", "primary")
        for button in (self.files, self.again):
            button.setProperty("kind", "quiet")
        for button in (self.files, self.again, self.read, self.restore):
            button.setAutoDefault(True)
            self.card.buttons.addWidget(button)
        self.card.buttons.insertStretch(2)
        centre(self, self.card, above=12 * GRID)


def _may_be_read(folder: Path) -> bool:
    """Say whether there is a database, and keys to open it with."""
    try:
        return bool(staff_names(folder)) and (folder / DATABASE).stat().st_size > 0
    except (KnownError, OSError):
        return False
