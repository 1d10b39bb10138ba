"""Erase a patient: what that means, and to put it off, to refuse it, or to do it for good."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from infrared_desktop.domain.access.rights import Right
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.patient_rights import Erasure, ErasureDecision
from infrared_desktop.storage.backup.still_held import StillHeld
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.gathered.keeping_list import keeping_of
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.entry.second_look import look_again
from infrared_desktop.views.forms.reason_typed import may_leave
from infrared_desktop.views.lists.patient_rows import patient_line
from infrared_desktop.views.look.banner import Banner
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.record_header import RecordHeader
from infrared_desktop.views.look.sight_panel import sight_panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.look.work_strip import WorkStrip
from infrared_desktop.views.rights.deciding import Deciding
from infrared_desktop.views.rights.erasing_facts import ErasingFacts
from infrared_desktop.views.rights.erasing_words import gone_words, state_words
from infrared_desktop.views.rights.erasing_work import ErasingWork
from infrared_desktop.views.rights.wishes import also_waits, note_wish, take_wish_back
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.wording import say, say_day
from infrared_desktop.views.workplace import Workplace


class ErasureScreen(Screen):
    """The facts at the left, the decision at the right; whoever is not the owner notes the wish."""

    section = "people"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.number = 0
        self._asked_on: date | None = None
        self._held: StillHeld | None = None
        self.decides = workplace.may(Right.ERASE)
        self.header, self.banner, self.strip = RecordHeader(), Banner(), WorkStrip()
        self.facts, self.deciding = ErasingFacts(workplace), Deciding(self.decides)
        self.work = ErasingWork(workplace)
        self._make_actions()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.deciding.reason)

    def open(self, place: Place) -> None:
        """Show what it means for one patient, with nothing decided yet."""
        assert place.patient is not None
        self.number, self._held = place.patient, None
        self.banner.settle()
        self._show()
        kept = keeping_of(self.clinic, self.number)
        self.deciding.begin(kept, self.workplace.today())
        if self.decides and self.number in self.clinic.rights.back_again():
            words = self.tr(
                "This patient was erased before, and a restore brought them back. Erase them once "
                "more, unless you still look for something in what was restored."
            )
            self.banner.tell(Meaning.CAUTION, words)

    def leave(self) -> bool:
        """Ask before a reason that is typed is given up, unless the erasure goes on by itself."""
        reason, back = self.deciding.reason, self.going_back.emit
        return self.work.is_erasing or may_leave(reason, self.banner, back)

    def reload(self, change: Change | None = None) -> None:
        """Show how it stands after an act; of who is gone there is nothing to show."""
        is_about = change is None or self.number in change.patients
        if self.number and is_about and not self.work.is_erasing:
            if change is not None and change.act == "erasure-erased":
                return
            self._show()

    def note(self) -> None:
        """Note the wish, for the owner to decide."""
        if self._waits():
            words = self.tr("A wish is noted already. Ctrl+Shift+W takes it back, with a reason.")
            self.banner.tell(Meaning.INFORMATION, words)
        else:
            self._see_to(note_wish)

    def take_back(self) -> None:
        """Take back the wish that waits, with the reason."""
        if self._waits():
            self._see_to(take_wish_back)
        else:
            words = self.tr("No wish waits here, so there is none to take back.")
            self.banner.tell(Meaning.INFORMATION, words)

    def _see_to(self, act: Callable[[Workplace, int, str], str]) -> None:
        if self.work.is_erasing or not self.deciding.is_said():
            return
        try:
            told = act(self.workplace, self.number, self.deciding.reason.get_value())
        except KnownError as error:
            self._say(error)
        else:
            self._done(told)

    def _waits(self) -> bool:
        return self.clinic.rights.waiting(self.number) is not None

    def put_off(self) -> None:
        """Put the erasure off until a day, with the reason."""
        if not self.deciding.is_said():
            return
        until = self.deciding.day(self.workplace.today())
        if until is not None:
            told = self.tr(
                "Put off until {day}; you are told then. Until that day the record is kept."
            )
            self._decline(ErasureDecision.WAITS, told.format(day=say_day(until)), until)

    def refuse(self) -> None:
        """Refuse the erasure, with the reason."""
        if self.deciding.is_said():
            words = self.tr("Refused. Tell the patient why, and that they may complain.")
            self._decline(ErasureDecision.REFUSED, words)

    def erase(self) -> None:
        """Ask who sits there, and then erase."""
        if self.work.is_erasing or not self.deciding.is_said():
            return
        numbers = self.clinic.ledger.books.one_person(self.number)
        if not self.deciding.names_nobody([self.clinic.people.get(n).record for n in numbers]):
            return
        text = self.tr(
            "Number {n:04} is erased for good: records, photographs, drafts and every way to find "
            "them. No step takes that back."
        )
        kept = keeping_of(self.clinic, self.number).free_on
        if kept is not None and kept > self.workplace.today():
            early = self.tr("By the clinic's own time it is to be kept until {day}.")
            text = f"{text} {early.format(day=say_day(kept))}"
        text = " ".join([text.format(n=self.number), *also_waits(self.workplace, self.number)])
        look_again(self, self.workplace, text, self._erase)

    def _decline(self, decided: ErasureDecision, told: str, until: date | None = None) -> None:
        try:
            decision = self._decision(decided, until)
            rights, by, now = self.clinic.rights, self.workplace.by, self.workplace.now()
            rights.answer(decision, by, now)
        except KnownError as error:
            self._say(error)
            return
        self._done(told, decided is ErasureDecision.WAITS)

    def _decision(self, decided: ErasureDecision, until: date | None = None) -> Erasure:
        asked_on, reason = self._asked_on or self.workplace.today(), self.deciding.reason
        return Erasure(self.number, asked_on, decided, reason.get_value(), until)

    def _erase(self) -> None:
        self.strip.begin(self.tr("Erasing, and writing the database anew …"), measured=False)
        self.deciding.hold(True)
        self.work.erase(self._decision(ErasureDecision.ERASED))

    def _on_erased(self, is_done: bool) -> None:
        self._end()
        number, self.number = self.number, 0
        self.deciding.reason.clear()
        self.going.emit(Place("people"))
        self.tell(Meaning.SUITABLE, gone_words(number, is_done, self._held))

    def _on_failed(self, error: KnownError) -> None:
        self._end()
        self._say(error)

    def _end(self) -> None:
        self.strip.hide()
        self.deciding.hold(False)

    def _done(self, told: str, waits: bool = False) -> None:
        number = self.number
        self.deciding.reason.clear()
        self.going_back.emit()
        if waits and not self.clinic.ledger.reading.is_restricted(number):
            # What the law has kept need not be used meanwhile (GDPR 18; trust reference P2).
            close = self.tr("Keep the chart closed")
            self.offered.emit(Meaning.SUITABLE, told, close, Place("restriction", number))
        else:
            self.tell(Meaning.SUITABLE, told)

    def _say(self, error: KnownError) -> None:
        self.banner.tell(Meaning.STOP, say(error.sentence))

    def _show(self) -> None:
        stored, clinic = self.clinic.people.get(self.number), self.clinic
        line = patient_line(stored, self.workplace.today())
        title = self.tr("Erase this patient") if self.decides else self.tr("A wish to be erased")
        self.header.set_words(title, f"{stored.record.display_name} · {line}")
        decisions = clinic.rights.decisions(self.number)
        last = decisions[-1].record if decisions else None
        self._asked_on = last.asked_on if last else None
        self.deciding.set_waits(self._waits())
        self.header.set_chip(Chip(Meaning.DUE, state_words(last)) if last else None)
        numbers = clinic.ledger.books.one_person(self.number)
        self.facts.show_facts(numbers, decisions, keeping_of(clinic, self.number))
        self.work.look([numbers])

    def _on_seen(self, found: list[StillHeld]) -> None:
        self._held = found[0]
        self.facts.show_held(found[0])

    def _make_actions(self) -> None:
        add_action(self, self.tr("Go back"), "Esc", self.going_back.emit)
        back = self.tr("Take the wish back")
        add_action(self, back, "Ctrl+Shift+W", self.take_back)
        if not self.decides:
            add_action(self, self.tr("Note the wish to be erased"), "Ctrl+S", self.note)
            return
        add_action(self, self.tr("Put the erasure off"), "Ctrl+S", self.put_off)
        add_action(self, self.tr("Refuse the erasure"), "Ctrl+Shift+F", self.refuse)
        add_action(self, self.tr("Erase for good"), "Ctrl+Shift+Delete", self.erase)

    def _connect(self) -> None:
        self.deciding.noting.connect(self.note)
        self.deciding.taking_back.connect(self.take_back)
        self.deciding.putting_off.connect(self.put_off)
        self.deciding.refusing.connect(self.refuse)
        self.deciding.erasing.connect(self.erase)
        self.work.held.connect(self._on_seen)
        self.work.not_seen.connect(self.facts.say_not_seen)
        self.work.erased.connect(self._on_erased)
        self.work.failed.connect(self._on_failed)

    def _lay_out(self) -> None:
        self.strip.cancel.hide()
        columns = QHBoxLayout()
        columns.setSpacing(2 * GRID)
        before = self.tr("Before you decide") if self.decides else self.tr("What it would mean")
        columns.addWidget(sight_panel(before, self.facts), 3)
        decide = self.tr("Decide") if self.decides else self.tr("For the owner")
        columns.addWidget(sight_panel(decide, self.deciding), 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        for widget in (self.header, self.banner, self.strip):
            box.addWidget(widget)
        box.addLayout(columns, 1)
