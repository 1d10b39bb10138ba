"""The desk of patients' rights: wishes, and what is decided on them; closed, erased, joined."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from infrared_desktop.domain.access.rights import Right
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.patient_rights import (
    AskedFor,
    Erasure,
    ErasureDecision,
    Merge,
    Restriction,
)
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.desks import erasing, joining, telling_apart, wishing
from infrared_desktop.storage.desks.acts import Ledger
from infrared_desktop.storage.desks.striking import require_reason, strike_through
from infrared_desktop.storage.files.erased_list import read_erased

if TYPE_CHECKING:
    from infrared_desktop.domain.people.joining import Side


class PatientRights:
    """Acts on what a patient may ask of the whole record."""

    def __init__(self, ledger: Ledger, folder: Path) -> None:
        self._ledger, self._folder = ledger, folder

    def restrict(self, wish: Restriction, by: int, now: datetime) -> Stored[Restriction]:
        """Keep a patient's record closed until somebody lifts that."""
        if not wish.reason.strip():
            raise KnownError("Say why this record is to be kept closed. Nothing was changed yet.")
        with self._ledger.act("record-restricted", by, now) as act:
            # A second one would make whoever wants to read the one who restricted.
            if self._ledger.reading.is_restricted(wish.patient_id):
                raise KnownError("This chart is restricted already. Nothing was changed.")
            stored = act.add(wish)
            wishing.fulfil(act, self._ledger, (wish.patient_id,), AskedFor.RESTRICTION)
            return stored

    def lift(
        self, stored: Stored[Restriction], reason: str, by: int, now: datetime
    ) -> Stored[Restriction]:
        """Let a record be used again; the restriction stays on record with the reason.

        Raise KnownError for who only opened it with a reason, or not at all.
        """
        require_reason(reason)
        with self._ledger.act("restriction-lifted", by, now) as act:
            if not self._ledger.reading.is_their_own(stored.record.patient_id, by):
                self._ledger.doorkeeper.require(Right.LIFT_OTHERS, by)
            number = stored.record.patient_id
            wishing.fulfil(act, self._ledger, (number,), AskedFor.RESTRICTION)
            return strike_through(act, stored, reason)

    def may_lift(self, number: int, by: int) -> bool:
        """Say whether somebody may let a restricted record be used again."""
        door = self._ledger.doorkeeper
        own = self._ledger.reading.is_their_own(number, by) and door.holds(Right.RESTRICT, by)
        return own or door.holds(Right.LIFT_OTHERS, by)

    def ask(
        self,
        number: int,
        reason: str,
        by: int,
        now: datetime,
        asked_on: date,
        asked_for: AskedFor = AskedFor.ERASURE,
    ) -> Stored[Erasure]:
        """Note what a patient wishes of the whole record, for those who decide about it."""
        wish = Erasure(number, asked_on, ErasureDecision.ASKED, reason, asked_for=asked_for)
        _require_why(wish)
        with self._ledger.act(f"{asked_for}-asked", by, now) as act:
            return act.add(wish)

    def withdraw(
        self,
        number: int,
        reason: str,
        by: int,
        now: datetime,
        asked_for: AskedFor = AskedFor.ERASURE,
    ) -> Stored[Erasure]:
        """Take a noted wish back, as when it was another patient's; both stay on record.

        Raise KnownError where no wish waits: what was decided stands.
        """
        wish = wishing.require_waiting(self._ledger, number, asked_for).record
        back = replace(wish, decision=ErasureDecision.WITHDRAWN, reason=reason)
        _require_why(back)
        with self._ledger.act(f"{asked_for}-withdrawn", by, now) as act:
            return act.add(back)

    def answer(self, decision: Erasure, by: int, now: datetime) -> Stored[Erasure]:
        """Record that a wish is not fulfilled, or not yet, and why; or that it was, by hand."""
        wishing.require_answer(decision)
        _require_why(decision)
        name = f"{decision.asked_for}-{decision.decision}"
        with self._ledger.act(name, by, now) as act:
            return act.add(decision)

    def note_copy(self, number: int, by: int, now: datetime) -> None:
        """Settle a wish for a copy, if one waits, once everything was handed over."""
        if wishing.waiting(self._ledger, number, AskedFor.COPY):
            with self._ledger.act("copy-done", by, now) as act:
                wishing.fulfil(act, self._ledger, (number,), AskedFor.COPY)

    def erase(self, decision: Erasure, by: int, now: datetime) -> bool:
        """Erase a patient for good; say whether the files on the disk are gone as well by now.

        The decision stays, by number only. What could not be removed from the disk yet follows when
        the clinic is next opened.
        """
        if decision.decision is not ErasureDecision.ERASED:
            raise ValueError("this is no decision to erase")
        _require_why(decision)
        books, numbers = self._ledger.books, self._numbers(decision.patient_id)
        erasing.refuse_names(decision.reason, [books.get(Patient, n).record for n in numbers])
        erasing.erase(self._ledger, decision, numbers, by, now)
        return self.finish_erasing()

    def finish_erasing(self) -> bool:
        """Remove from the disk what an erasure left there; say whether all of it is gone by now."""
        return erasing.finish(self._ledger, self._folder)

    def back_again(self) -> list[int]:
        """Return the numbers of those who were erased and came back with a restore."""
        gone = read_erased(self._folder, self._ledger.data_key)
        books = self._ledger.books
        here = books.many(Patient, (each.number for each in gone))
        return sorted(
            each.number
            for each in gone
            if each.number in here
            and books.history(Patient, each.number)[0].at == each.registered_at
        )

    def decisions(
        self, number: int, asked_for: AskedFor = AskedFor.ERASURE
    ) -> list[Stored[Erasure]]:
        """Return what a patient asked for, to be erased above all, and what was decided on it."""
        return wishing.decisions(self._ledger, number, asked_for)

    def wishes(self, number: int) -> list[Stored[Erasure]]:
        """Return all that a patient asked of the whole record, and what was decided."""
        return wishing.wishes(self._ledger, number)

    def newest(self, number: int) -> dict[AskedFor, Stored[Erasure]]:
        """Return what was said last of each right that a patient ever asked for."""
        return wishing.newest(self._ledger, number)

    def waiting(
        self, number: int, asked_for: AskedFor = AskedFor.ERASURE
    ) -> Stored[Erasure] | None:
        """Return the wish that nobody has decided about."""
        return wishing.waiting(self._ledger, number, asked_for)

    def side(self, number: int) -> "Side":
        """Return what is to be known of a number before it is joined; records only if readable."""
        return joining.side(self._ledger, number)

    def merge(
        self,
        kept: Stored[Patient],
        other: Stored[Patient],
        chosen: Patient,
        reason: str,
        by: int,
        now: datetime,
    ) -> Stored[Merge]:
        """Join two numbers that are one person; `chosen` is what is known of them from now on.

        Raise KnownError, with nothing changed, where unfinished work stands under the other number.
        """
        return joining.merge(self._ledger, kept, other, chosen, reason, by, now)

    def unmerge(self, stored: Stored[Merge], reason: str, by: int, now: datetime) -> None:
        """Part two numbers again: each record goes back to the number that it was written under."""
        joining.unmerge(self._ledger, stored, reason, by, now)

    def tell_apart(self, one: int, other: int, by: int, now: datetime, why: str = "") -> None:
        """Remember that two who look alike are two people, and why if that was said."""
        telling_apart.tell_apart(self._ledger, one, other, by, now, why)

    def take_apart_back(self, one: int, other: int, by: int, now: datetime) -> None:
        """Have two who were told apart be looked at again."""
        telling_apart.take_apart_back(self._ledger, one, other, by, now)

    def merges(self, number: int) -> list[Stored[Merge]]:
        """Return what was joined to a patient, in the order of joining."""
        return joining.merges(self._ledger, number)

    def apart(self, number: int) -> Stored[Patient]:
        """Return what a number by itself was registered as, joined to another or not."""
        return self._ledger.books.get(Patient, number)

    def _numbers(self, number: int) -> frozenset[int]:
        return self._ledger.books.one_person(number)


def _require_why(decision: Erasure) -> None:
    if not decision.reason.strip():
        raise KnownError("Say why this was decided. Nothing was changed yet.")
