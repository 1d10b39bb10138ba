"""What an owner does with the keys of people: each behind a second look, beside the window."""

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.storage.access.key_ring import KeyRing
from infrared_desktop.storage.access.tries import RECOVERY_ID
from infrared_desktop.views import tasks
from infrared_desktop.views.clinic.key_dialogs import CodeDialog, RecoveryDialog
from infrared_desktop.views.clinic.staff_words import why_no_key
from infrared_desktop.views.entry.own_passphrase import PassphraseDialog
from infrared_desktop.views.entry.second_look import look_again
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.workplace import Workplace


class StaffKeys(QObject):
    """Gives, renews and takes keys; `told` says how it went, `changed` that lists are to follow."""

    told = Signal(object, str)  # Meaning, sentence
    failed = Signal(object)  # KnownError
    changed = Signal()

    def __init__(self, workplace: Workplace, above: QWidget) -> None:
        super().__init__(above)
        self._workplace, self._above = workplace, above

    def ring(self) -> KeyRing:
        """Return the key ring of the clinic."""
        clinic = self._workplace.clinic
        return KeyRing(clinic.folder, clinic.ledger.key)

    def give_code(self, person: Stored[Staff]) -> None:
        """Give a one-time code in place of any passphrase, and show it once."""
        name, ring = person.record.name, self.ring()
        text = self.tr("{name} gets a one-time code for the first unlock.")
        if person.id in ring.holders():
            text = self.tr(
                "{name} gets a one-time code. A passphrase that {name} has now no longer opens."
            )
        self._look(
            text.format(name=name),
            lambda: self._run(
                "passphrase-reset",
                person.id,
                lambda: ring.give_code(person.id, name),
                lambda code: self._show_code(name, str(code)),
            ),
        )

    def let_type(self, person: Stored[Staff]) -> None:
        """Let the person type a passphrase here and now."""
        text = self.tr("Then {name} takes the keyboard and types a passphrase, unseen by you.")
        self._look(text.format(name=person.record.name), lambda: self._ask(person))

    def take_away(self, person: Stored[Staff], done: Callable[[], object]) -> None:
        """Disable a person and take the key away."""
        text = self.tr(
            "{name} no longer gets in from now on. What {name} wrote stays, under that name. With "
            "the owner's next unlock all data is encrypted anew, as a copy of the key may be about."
        )
        if person.id == self._workplace.by:
            text = self.tr(
                "You no longer get in from now on, and the window locks at once. What you wrote "
                "stays, under your name. With another owner's next unlock all data is encrypted "
                "anew."
            )
        self._look(text.format(name=person.record.name), lambda: self._disable(person, done))

    def renew_recovery_key(self) -> None:
        """Make a new recovery key; the printed one no longer opens then."""
        words = self.tr("You make a new recovery key. The printed one no longer opens then.")
        self._look(words, self._show_recovery_key)

    def _look(self, what: str, then: Callable[[], object]) -> None:
        if told := why_no_key(self._workplace):
            self.told.emit(Meaning.INFORMATION, told)
            return
        self.looking = look_again(self._above, self._workplace, what, then)

    def _note(self, act: str, staff_id: int) -> None:
        workplace = self._workplace
        workplace.clinic.staff.note_key(act, staff_id, workplace.by, workplace.now())

    def _run(
        self,
        act: str,
        staff_id: int,
        job: Callable[[], object],
        done: Callable[[object], object],
    ) -> None:
        try:
            self._note(act, staff_id)
        except KnownError as error:
            self.failed.emit(error)
            return
        tasks.run(
            self, lambda _: job(), lambda result: self._finish(done, result), self.failed.emit
        )

    def _finish(self, done: Callable[[object], object], result: object) -> None:
        self.changed.emit()
        done(result)

    def _show_code(self, name: str, code: str) -> None:
        self.dialog = CodeDialog(self._above, name, code)
        self.dialog.accepted.connect(lambda: self._tell_handed(name))
        self.dialog.open()
        self.dialog.handed.setFocus()

    def _tell_handed(self, name: str) -> None:
        words = self.tr("{name} unlocks with the code once, and then chooses a passphrase.")
        self.told.emit(Meaning.SUITABLE, words.format(name=name))

    def _ask(self, person: Stored[Staff]) -> None:
        name, ring = person.record.name, self.ring()
        title = self.tr("A passphrase for {name}").format(name=name)
        lead = self.tr("{name} types it. Four or five words that nobody expects are good.")
        own = (name, self._workplace.settings.clinic_name)
        self.asking = PassphraseDialog(
            self._above,
            title,
            lead.format(name=name),
            own,
            lambda typed: ring.give(person.id, name, typed),
            lambda: self._note("passphrase-given", person.id),
        )
        self.asking.kept.connect(lambda: self._tell_given(name))
        self.asking.open()
        self.asking.inputs.enter()

    def _tell_given(self, name: str) -> None:
        self.changed.emit()
        self.told.emit(Meaning.SUITABLE, self.tr("{name} can unlock now.").format(name=name))

    def _disable(self, person: Stored[Staff], done: Callable[[], object]) -> None:
        workplace, ring = self._workplace, self.ring()
        try:
            workplace.clinic.staff.disable(person, workplace.by, workplace.now())
            if person.id in ring.holders():
                ring.take_away(person.id)
        except KnownError as error:
            self.failed.emit(error)
            return
        self.changed.emit()
        done()

    def _show_recovery_key(self) -> None:
        workplace, ring = self._workplace, self.ring()
        self.recovery = RecoveryDialog(
            self._above,
            workplace,
            ring.renew_recovery_key,
            lambda: self._note("recovery-key-begun", RECOVERY_ID),
        )
        self.recovery.renewed.connect(self._tell_renewed)
        self.recovery.open()

    def _tell_renewed(self) -> None:
        with suppress(KnownError):  # the log has heard of it; that it counts gives it its age
            self._note("recovery-key-changed", RECOVERY_ID)
        self.changed.emit()
        words = self.tr("The new recovery key counts from now on. Destroy the old one.")
        self.told.emit(Meaning.SUITABLE, words)
