"""The unlock page: who you are and your passphrase, or the recovery key."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.damage import refuse_damaged
from infrared_desktop.storage.files.folder import EXCHANGE
from infrared_desktop.storage.files.key_file import names_with_code, staff_names
from infrared_desktop.views import tasks
from infrared_desktop.views.entry.entry_card import EntryCard, centre
from infrared_desktop.views.entry.review_way import ReviewButton
from infrared_desktop.views.entry.unlock_form import UnlockForm
from infrared_desktop.views.inputs.field_errors import show_error
from infrared_desktop.views.look.theme import GRID

if TYPE_CHECKING:
    from infrared_desktop.domain.sentences import Sentence
    from infrared_desktop.storage.files.vault import Unlocked

_WIDTH = 420


class UnlockPage(QWidget):
    """Unlocks a clinic; deriving the key runs beside the window, which stays alive."""

    unlocked = Signal(object)  # Unlocked; staff_id 0 when the recovery key did it
    damaged = Signal(object)  # KnownError: the keys can't be read

    def __init__(self, folder: Path, person: str = "", why: str = "", waits: str = "") -> None:
        super().__init__()
        self._folder, self._lead = folder, _lead_after(why, person, waits)
        self._with_recovery_key = False
        self.form = UnlockForm()
        self.unlock = QPushButton(self.tr("&Unlock"))
        self.other_way = QPushButton()
        self._lay_out()
        self.unlock.clicked.connect(self._try)
        self.other_way.clicked.connect(self._change_way)
        self.form.passphrase.returnPressed.connect(self._try)
        self.form.passphrase.textChanged.connect(lambda: show_error(self.form.passphrase, ""))
        self._offer_people(person)
        self.form.person.currentIndexChanged.connect(self._on_person)
        self._dress()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.form.begin()

    def _lay_out(self) -> None:
        self.card = EntryCard(_WIDTH)
        self.unlock.setProperty("kind", "primary")
        self.other_way.setProperty("kind", "quiet")
        for button in (self.unlock, self.other_way):
            button.setAutoDefault(True)
        self.card.body.addWidget(self.form)
        self.card.buttons.addWidget(self.other_way)
        self.card.buttons.addStretch()
        self.card.buttons.addWidget(self.unlock)
        self.review = ReviewButton()
        below = QHBoxLayout()
        below.addWidget(self.review)
        below.addStretch()
        self.card.below.addLayout(below)
        centre(self, self.card, above=18 * GRID)

    def _offer_people(self, person: str) -> None:
        try:
            _check_files(self._folder)
            codes = names_with_code(self._folder)
            self.form.offer_people(staff_names(self._folder), person, codes)
        except KnownError as error:
            self.form.offer_people([], person)
            show_error(self.form.passphrase, _say(error))
            QTimer.singleShot(0, self, partial(self.damaged.emit, error))

    def _change_way(self) -> None:
        self._with_recovery_key = not self._with_recovery_key
        self._forget_refusal()
        self._dress()
        self.form.begin()

    def _on_person(self) -> None:
        self._forget_refusal()
        self._tell_lead()

    def _dress(self) -> None:
        recovery = self._with_recovery_key
        self.form.ask_for(recovery)
        passphrase, key = self.tr("Use a &passphrase"), self.tr("Use the &recovery key")
        self.other_way.setText(passphrase if recovery else key)
        self._tell_lead()

    def _tell_lead(self) -> None:
        if self._with_recovery_key:
            lead = self.tr("Type it as it was saved or printed; spaces and small letters are fine.")
        elif self.form.code_waits():
            lead = self.tr(
                "A one-time code from the owner waits for you. Type it; then you choose a "
                "passphrase of your own."
            )
        else:
            lead = self._lead or self.tr("Everything in it is encrypted on this computer.")
        self.card.tell(self.tr("Unlock the clinic"), lead)

    def _try(self) -> None:
        typed = self.form.passphrase.text()
        if not self.unlock.isEnabled() or not self.form.check():
            return
        self._busy(True)
        tasks.run(
            self,
            self._job(typed),
            lambda unlocked: self._opened(unlocked, typed),
            self._refused,
            heard=lambda _, words: self.unlock.setText(words),
        )

    def _job(self, typed: str) -> "Callable[[tasks.Task], Unlocked]":
        folder, recovery = self._folder, self._with_recovery_key
        name = self.form.person.currentText()

        def job(task: tasks.Task) -> "Unlocked":
            from infrared_desktop.storage.access import way_in

            if recovery:
                return way_in.let_in_with_recovery_key(folder, typed)
            return way_in.unlocked_for_the_day(folder, name, typed, _told_by(task))

        return job

    def _opened(self, unlocked: "Unlocked", typed: str) -> None:
        self._busy(False)
        self.form.passphrase.clear()
        if unlocked.once:
            self._ask_for_own(unlocked, typed)
        else:
            self.unlocked.emit(unlocked)

    def _ask_for_own(self, unlocked: "Unlocked", code: str) -> None:
        """Have somebody who came by a one-time code choose a passphrase, before anything else."""
        from infrared_desktop.views.entry.own_passphrase import OwnPassphrase

        own = OwnPassphrase(self._folder, unlocked, code)
        own.chosen.connect(self.unlocked)
        self.card.tell(own.title, own.lead)
        self.card.replace_all(own)
        own.enter()

    def _refused(self, error: KnownError) -> None:
        self._busy(False)
        show_error(self.form.passphrase, f"{_say(error)}{self._advice(error)}")
        if seconds := getattr(error, "seconds", 0):
            self._count_down(seconds)
            return
        self.form.passphrase.selectAll()
        self.form.passphrase.setFocus()

    def _advice(self, error: KnownError) -> str:
        """Return what else may be wrong where several people unlock, and who helps."""
        from infrared_desktop.storage.files.vault import WrongPassphraseError

        several = self.form.person.count() > 1 and not self._with_recovery_key
        if isinstance(error, WrongPassphraseError) and self.form.code_waits():
            return self.tr(
                "\nThe code that the owner gave you last opens it, and no passphrase from before. "
                "Dashes and small letters make no difference."
            )
        if not several or not isinstance(error, WrongPassphraseError):
            return ""
        advice = self.tr(
            "\nAre you {name}? If not, choose yourself above: what you typed stays. If you forgot "
            "it, the owner gives you a one-time code."
        )
        return advice.format(name=self.form.person.currentText())

    def _forget_refusal(self) -> None:
        """Let what one person was told, and their waiting, not stand before the next."""
        from infrared_desktop.views.entry.waiting_time import WaitingTime

        WaitingTime.end_at(self.form.passphrase)
        show_error(self.form.passphrase, "")

    def _count_down(self, seconds: int) -> None:
        """Say the seconds that the next try has to wait, one by one."""
        from infrared_desktop.views.entry.waiting_time import WaitingTime

        WaitingTime(self.form.passphrase, seconds)

    def _busy(self, busy: bool) -> None:
        show_error(self.form.passphrase, "")
        for each in (self.form, self.unlock, self.other_way):
            each.setEnabled(not busy)
        self.unlock.setText(self.tr("Unlocking …") if busy else self.tr("&Unlock"))


def _lead_after(why: str, person: str, waits: str) -> str:
    if not why and not waits:
        return ""
    from infrared_desktop.views.entry.after_lock import lead_after

    return lead_after(why, person, waits)


def _check_files(folder: Path) -> None:
    if (folder / EXCHANGE).exists():  # nearly no start meets one (docs/decisions/0009)
        from infrared_desktop.storage.files.exchange import finish_exchange

        finish_exchange(folder)
    refuse_damaged(folder)


def _told_by(task: "tasks.Task") -> "Callable[[float, Sentence], None]":
    def step(fraction: float, words: "Sentence") -> None:
        from infrared_desktop.views.wording import say

        task.step(fraction, say(words))

    return step


def _say(error: KnownError) -> str:
    from infrared_desktop.views.wording import say

    return say(error.sentence)
