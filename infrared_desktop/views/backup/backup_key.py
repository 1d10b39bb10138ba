"""Asks for what opens a backup: a passphrase of its day, or the recovery key of then."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.access.backup_way_in import BackupWayIn
from infrared_desktop.storage.access.seat import refuse_code
from infrared_desktop.storage.access.tries import WaitError
from infrared_desktop.storage.backup.restoring import keys_of
from infrared_desktop.storage.files.key_file import staff_names
from infrared_desktop.storage.files.vault import Unlocked
from infrared_desktop.views import tasks
from infrared_desktop.views.entry.unlock_form import UnlockForm
from infrared_desktop.views.entry.waiting_time import WaitingTime
from infrared_desktop.views.inputs.field_errors import show_error
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.look.words_label import words_label
from infrared_desktop.views.wording import say

_WIDTH = 420


def names_in(source: Path) -> list[str]:
    """Return whom a backup's key file knows; raise KnownError where that can't be read."""
    with keys_of(source) as keys:
        return staff_names(keys)


class BackupKey(QWidget):
    """The people of a backup's key file, and what each of them typed on its day."""

    opened = Signal(object)  # Unlocked

    def __init__(self, folder: Path, what: str) -> None:
        super().__init__()
        self._folder, self._what = folder, what  # which clinic hears of a one-time code, what for
        self.likely = ""  # who sits here, if it is known
        self._source: Path | None = None
        self._with_recovery_key = False
        self._act = self.tr("&Open it")
        self.form, self.lead = UnlockForm(), words_label("muted")
        self.go_on, self.other_way = QPushButton(self._act), QPushButton()
        self.form.passphrase.returnPressed.connect(self._try)
        self.form.passphrase.textChanged.connect(lambda: show_error(self.form.passphrase, ""))
        self.form.person.currentIndexChanged.connect(self._forget_refusal)
        self.go_on.clicked.connect(self._try)
        self.other_way.clicked.connect(self._change_way)
        self._lay_out()

    def ask_for(self, source: Path, names: list[str], act: str = "") -> None:
        """Ask for a backup's key, by the names of whom its key file knows.

        `act` is what the button says that is to be done with it.
        """
        self._act = act or self.tr("&Open it")
        self._source, self._with_recovery_key = source, False
        self.form.offer_people(names, self.form.person.currentText() or self.likely)
        self._dress()

    def refuse(self, error: KnownError) -> None:
        """Say why it does not open, and let the person try again."""
        self._busy(False)
        show_error(self.form.passphrase, say(error.sentence))
        if isinstance(error, WaitError):
            WaitingTime(self.form.passphrase, error.seconds)
            return
        self.form.passphrase.selectAll()
        self.form.passphrase.setFocus()

    def _lay_out(self) -> None:
        self.lead.setText(
            self.tr(
                "The owner opens it, with a passphrase of the day when it was made; the recovery "
                "key of then does as well. Nothing is changed."
            )
        )
        self.go_on.setProperty("kind", "primary")
        self.other_way.setProperty("kind", "quiet")
        buttons = QHBoxLayout()
        buttons.addWidget(self.other_way)
        buttons.addStretch()
        buttons.addWidget(self.go_on)
        self.form.setFixedWidth(_WIDTH)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2 * GRID)
        box.addWidget(self.lead)
        box.addWidget(self.form)
        box.addLayout(buttons)
        for button in (self.go_on, self.other_way):
            button.setAutoDefault(True)

    def _change_way(self) -> None:
        self._with_recovery_key = not self._with_recovery_key
        self._dress()

    def _forget_refusal(self) -> None:
        WaitingTime.end_at(self.form.passphrase)
        show_error(self.form.passphrase, "")

    def _dress(self) -> None:
        self._forget_refusal()
        self.form.ask_for(self._with_recovery_key)
        plain = self.form.passphrase_label.text().replace("&", "")
        self.form.passphrase_label.setText(plain)  # its letters lead elsewhere in the window
        passphrase, key = self.tr("Use a &passphrase"), self.tr("Use the &recovery key")
        self.other_way.setText(passphrase if self._with_recovery_key else key)
        self._busy(False)
        self.form.begin()

    def _try(self) -> None:
        typed = self.form.passphrase.text()
        if not self.go_on.isEnabled() or not self.form.check():
            return
        self._busy(True)
        self._forget_refusal()
        tasks.run(self, self._job(typed), self._on_opened, self.refuse)

    def _job(self, typed: str) -> Callable[[tasks.Task], Unlocked]:
        source, recovery = self._source, self._with_recovery_key
        folder, what = self._folder, self._what
        name = self.form.person.currentText()
        assert source is not None

        def job(_: tasks.Task) -> Unlocked:
            with keys_of(source) as keys:
                way = BackupWayIn(keys, source, folder)
                if recovery:
                    return way.let_in_with_recovery_key(typed)
                unlocked = way.let_in(name, typed)
                refuse_code(unlocked, keys, folder, what)
                return unlocked

        return job

    def _on_opened(self, unlocked: Unlocked) -> None:
        self.form.passphrase.clear()
        self.opened.emit(unlocked)

    def _busy(self, busy: bool) -> None:
        for each in (self.form, self.go_on, self.other_way):
            each.setEnabled(not busy)
        self.go_on.setText(self.tr("One moment …") if busy else self._act)
