"""What people did about follow-ups, stored and struck within an act; batches of it as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar
from uuid import uuid4

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import ContactOutcome, FollowUpDecisionKind
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision, reached_at
from infrared_desktop.storage.database.kinds import kind_named
from infrared_desktop.storage.database.sqlcipher import read
from infrared_desktop.storage.desks.acts import Act, Ledger
from infrared_desktop.storage.desks.people import People
from infrared_desktop.storage.desks.striking import require_reason, strike_through

Deed = ContactAttempt | FollowUpDecision
D = TypeVar("D", ContactAttempt, FollowUpDecision)

_TABLES = ("contact_attempt", "follow_up_decision")
# A message that left can't be taken back: what was noted with it stays.
_LAST = " UNION ALL ".join(
    f"SELECT v.stored_at AS at, v.batch AS batch FROM {table} v JOIN head h "
    f"ON h.kind = '{table}' AND h.id = v.id AND h.version = v.version "
    "WHERE v.batch > '' AND v.state <> 'invalid' "
    "AND NOT EXISTS (SELECT 1 FROM message m WHERE m.batch = v.batch)"
    for table in _TABLES
)


@dataclass(frozen=True)
class Batch:
    """What was done at one go about several follow-ups, and still counts."""

    name: str
    at: datetime
    attempts: tuple[Stored[ContactAttempt], ...]
    decisions: tuple[Stored[FollowUpDecision], ...]

    @property
    def count(self) -> int:
        """How many entries it has."""
        return len(self.attempts) + len(self.decisions)


def add_attempt(act: Act, people: People, attempt: ContactAttempt) -> Stored[ContactAttempt]:
    """Store an attempt, with a number that is wrong; who asked to stop is not contacted again."""
    patient = people.get(attempt.patient_id)
    if attempt.outcome is ContactOutcome.WRONG_NUMBER and not attempt.found_wrong:
        attempt = replace(attempt, found_wrong=reached_at(patient.record, attempt.channel))
    stored = act.add(attempt)
    asked = attempt.outcome is ContactOutcome.ASKED_TO_STOP
    if asked and not patient.record.do_not_contact:
        act.change(patient, replace(patient.record, do_not_contact=True))
    return stored


def strike_attempt(
    act: Act, people: People, stored: Stored[ContactAttempt], reason: str
) -> Stored[ContactAttempt]:
    """Strike an attempt; a wish noted with it goes, unless the patient was edited since."""
    patient = people.get(stored.record.patient_id)
    asked = stored.record.outcome is ContactOutcome.ASKED_TO_STOP
    if asked and patient.record.do_not_contact and patient.at == stored.at:
        act.change(patient, replace(patient.record, do_not_contact=False))
    return strike_through(act, stored, reason)


def check_decision(decision: FollowUpDecision) -> None:
    """Raise KnownError for a decision that says not enough, or two things at once."""
    if not decision.reason.strip():
        raise KnownError("Say why, in a few words. Nothing was changed yet.")
    if decision.kind is FollowUpDecisionKind.MOVED and decision.until is None:
        raise KnownError("Choose the day on which it is due. Nothing was changed yet.")
    if decision.role is not None and decision.staff_id is not None:
        raise KnownError("Give it to one person or to one role. Nothing was changed yet.")


class Batches:
    """Acts on several follow-ups at one go."""

    def __init__(self, ledger: Ledger, people: People) -> None:
        self._ledger, self._people = ledger, people

    def note(self, deeds: Iterable[Deed], by: int, now: datetime) -> Batch:
        """Store attempts and decisions as one batch, all of them or none."""
        name = uuid4().hex
        attempts: list[Stored[ContactAttempt]] = []
        decisions: list[Stored[FollowUpDecision]] = []
        with self._ledger.act("follow-up-batch", by, now) as act:
            for deed in deeds:
                if isinstance(deed, ContactAttempt):
                    attempts.append(add_attempt(act, self._people, replace(deed, batch=name)))
                else:
                    check_decision(deed)
                    decisions.append(act.add(replace(deed, batch=name)))
        return Batch(name, now, tuple(attempts), tuple(decisions))

    def last(self) -> Batch | None:
        """Return the batch that was noted last and still counts, if there is one."""
        sql = f"SELECT batch FROM ({_LAST}) ORDER BY at DESC LIMIT 1"
        for (name,) in read(self._ledger.db, sql, ()):
            attempts = self._of(ContactAttempt, str(name))
            decisions = self._of(FollowUpDecision, str(name))
            at = max(each.at for each in (*attempts, *decisions))
            return Batch(str(name), at, attempts, decisions)
        return None

    def take_back(self, batch: Batch, reason: str, by: int, now: datetime) -> None:
        """Strike a whole batch through; it stays on record and no longer counts."""
        require_reason(reason)
        with self._ledger.act("follow-up-batch-taken-back", by, now) as act:
            for attempt in batch.attempts:
                strike_attempt(act, self._people, attempt, reason)
            for decision in batch.decisions:
                strike_through(act, decision, reason)

    def _of(self, kind: type[D], name: str) -> tuple[Stored[D], ...]:
        sql = f"SELECT DISTINCT id FROM {kind_named(kind).name} WHERE batch = ?"
        ids = [number for (number,) in read(self._ledger.db, sql, (name,))]
        found = self._ledger.books.many(kind, ids).values()
        return tuple(each for each in found if each.state is not State.INVALID)
