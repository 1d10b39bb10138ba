"""The care desk: draft, sign and add to clinical records; plan; report adverse events."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar

from infrared_desktop.domain.access.rights import Right
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.care import (
    Addendum,
    AdverseEvent,
    Consultation,
    Plan,
    Review,
    Session,
    TestSpot,
)
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.rule_decisions import RuleDecision
from infrared_desktop.domain.records.signature import Signature
from infrared_desktop.storage.database.kinds import KINDS, kind_named, kind_of
from infrared_desktop.storage.database.moments import moment
from infrared_desktop.storage.database.rows import to_json
from infrared_desktop.storage.database.sqlcipher import read
from infrared_desktop.storage.desks.acts import Ledger
from infrared_desktop.storage.desks.drafts import (
    NOBODY_YET,
    Draft,
    Work,
    draft_key,
    drop_draft,
    put_draft,
    visit_of,
)
from infrared_desktop.storage.desks.integrity import is_as_stored, signature_of
from infrared_desktop.storage.desks.signed_sessions import (
    note_reactions,
    noted_reactions,
    refuse_second_session,
)
from infrared_desktop.storage.desks.striking import require_reason, strike_through

C = TypeVar("C", Consultation, Session, Review)
R = TypeVar("R")
# Kinds of drafts that say nothing of anybody's medical record.
_DRAFTED_AT_THE_DESK = ("patient", "consent", "device", "protocol_copy")


class Care:
    """Acts on clinical records."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def keep_draft(
        self,
        record: Work,
        by: int,
        now: datetime,
        appointment_id: int | None = None,
    ) -> Draft:
        """Keep unfinished work of a visit, in place of the same person's earlier draft of it.

        A session names its visit itself. A patient is drafted only while being registered.
        """
        kind = kind_of(record).name
        patient_id: int = getattr(record, "patient_id", NOBODY_YET)
        key = draft_key(kind, patient_id, by, visit_of(record, appointment_id))
        draft = Draft(key, kind, patient_id, by, moment(now), to_json(record))
        with self._ledger.act("draft-kept", by, now) as act:
            act.note(key, None, patient_id or None, draft.content_hash)
            put_draft(self._ledger.db, draft)
        return draft

    def bring_back(self, draft: Draft, by: int, now: datetime) -> Draft:
        """Keep a draft again that was thrown away, with its visit; never over a newer one."""
        back = replace(draft, kept_at=moment(now))
        with self._ledger.act("draft-kept", by, now) as act:
            if any(each.key == draft.key for each in self._drafts()):
                raise KnownError(
                    "You have begun this anew since. Nothing was changed; what you began stays."
                )
            act.note(back.key, None, back.patient_id or None, back.content_hash)
            put_draft(self._ledger.db, back)
        return back

    def draft(
        self,
        record_type: type[Any],
        patient_id: int,
        by: int,
        appointment_id: int | None = None,
    ) -> Draft | None:
        """Return a person's draft of this kind for this patient, if there is one.

        Without a visit this is the newest; 0 asks for the one that belongs to no visit.
        """
        kind = kind_named(record_type).name
        mine = [d for d in self.drafts(by) if (d.kind, d.patient_id) == (kind, patient_id)]
        if appointment_id is not None:
            key = draft_key(kind, patient_id, by, appointment_id)
            mine = [d for d in mine if d.key == key]
        return next(iter(mine), None)

    def drafts(self, by: int | None = None) -> list[Draft]:
        """Return unfinished work that may be read, newest first, of one person if named."""
        is_open = self._ledger.reading.sight()
        return [
            draft
            for draft in self._drafts(by)
            if is_open(draft.patient_id) or draft.kind in _DRAFTED_AT_THE_DESK
        ]

    def _drafts(self, by: int | None = None) -> list[Draft]:
        sql = "SELECT * FROM draft WHERE ?1 IS NULL OR staff_id = ?1 ORDER BY kept_at DESC"
        return [
            Draft(key, kind, patient, staff, datetime.fromisoformat(at), json.loads(content))
            for key, kind, patient, staff, at, content in read(self._ledger.db, sql, (by,))
        ]

    def discard_draft(self, draft: Draft, by: int, now: datetime) -> None:
        """Throw a draft away; the audit log keeps that it was."""
        with self._ledger.act("draft-discarded", by, now) as act:
            drop_draft(self._ledger.db, act, draft.key, draft.patient_id)

    def sign(
        self, record: C, by: int, now: datetime, appointment_id: int | None = None
    ) -> Stored[C]:
        """Sign a record; from now on the database refuses any change of it.

        The person's draft of it goes: the one that was kept for the same visit.
        """
        kind, visit = kind_of(record).name, visit_of(record, appointment_id)
        with self._ledger.act(f"{kind}-signed", by, now) as act:
            if isinstance(record, Session):
                refuse_second_session(self._ledger.books, record)
            signed = act.add(record, State.SIGNED)
            key = draft_key(kind, record.patient_id, by, visit)
            drop_draft(self._ledger.db, act, key, record.patient_id)
            if isinstance(record, Session):
                note_reactions(act, signed)
            return signed

    def append(self, addendum: Addendum, by: int, now: datetime) -> Stored[Addendum]:
        """Add to a signed record, with a reason; the record stays as it was signed."""
        if not addendum.text.strip() or not addendum.reason.strip():
            raise KnownError("An addendum needs its text and a reason. Nothing was saved yet.")
        self._check_signed(addendum)
        with self._ledger.act("addendum-signed", by, now) as act:
            return act.add(addendum, State.SIGNED)

    def invalidate(self, stored: Stored[R], reason: str, by: int, now: datetime) -> Stored[R]:
        """Strike a record through with a reason; it stays on record and no longer counts."""
        require_reason(reason)
        with self._ledger.act(f"{kind_of(stored.record).name}-invalidated", by, now) as act:
            if stored.state is State.SIGNED and stored.by != by:
                self._ledger.doorkeeper.require(Right.STRIKE, by)
            if isinstance(stored.record, Session):
                books = self._ledger.books
                for event in noted_reactions(books, stored.id, stored.record):
                    strike_through(act, event, reason)
            return strike_through(act, stored, reason)

    def plan(self, plan: Plan, by: int, now: datetime) -> Stored[Plan]:
        """Store a treatment plan."""
        if not plan.areas:
            raise KnownError("A plan needs at least one area. Nothing was saved yet.")
        with self._ledger.act("plan-made", by, now) as act:
            return act.add(plan)

    def change_plan(self, stored: Stored[Plan], plan: Plan, by: int, now: datetime) -> Stored[Plan]:
        """Store a plan's next version."""
        with self._ledger.act("plan-changed", by, now) as act:
            return act.change(stored, plan)

    def report(self, event: AdverseEvent, by: int, now: datetime) -> Stored[AdverseEvent]:
        """Store an adverse event that was told or seen outside a session; its draft goes."""
        with self._ledger.act("adverse-event-reported", by, now) as act:
            key = draft_key("adverse_event", event.patient_id, by, 0)
            drop_draft(self._ledger.db, act, key, event.patient_id)
            return act.add(event)

    def follow_event(
        self, stored: Stored[AdverseEvent], event: AdverseEvent, by: int, now: datetime
    ) -> Stored[AdverseEvent]:
        """Store how an adverse event goes on; a day of its end closes it. One's draft goes."""
        name = "adverse-event-closed" if event.closed_on else "adverse-event-followed"
        with self._ledger.act(name, by, now) as act:
            key = draft_key("adverse_event", event.patient_id, by, stored.id)
            drop_draft(self._ledger.db, act, key, event.patient_id)
            return act.change(stored, event)

    def decide_rule(self, decision: RuleDecision, by: int, now: datetime) -> Stored[RuleDecision]:
        """Store what a clinician decided about a rule that fired; it is final."""
        if not decision.reason.strip():
            raise KnownError("Say why, in a few words. Nothing was changed yet.")
        with self._ledger.act(f"rule-{decision.kind}".replace("_", "-"), by, now) as act:
            return act.add(decision, State.SIGNED)

    def test(self, spot: TestSpot, by: int, now: datetime) -> Stored[TestSpot]:
        """Store a test spot; its reading is due later. Its draft goes."""
        with self._ledger.act("test-spot-made", by, now) as act:
            key = draft_key("test_spot", spot.patient_id, by, 0)
            drop_draft(self._ledger.db, act, key, spot.patient_id)
            return act.add(spot)

    def read_test(
        self, stored: Stored[TestSpot], spot: TestSpot, by: int, now: datetime
    ) -> Stored[TestSpot]:
        """Store the reading of a test spot; from then on it is final, and its draft goes."""
        if spot.read_at is None or spot.passed is None:
            raise KnownError("Say what you see and whether it is fine. Nothing was saved yet.")
        with self._ledger.act("test-spot-read", by, now) as act:
            key = draft_key("test_spot", spot.patient_id, by, stored.id)
            drop_draft(self._ledger.db, act, key, spot.patient_id)
            return act.change(stored, spot, State.SIGNED)

    def find(self, record_type: type[R], number: int) -> Stored[R]:
        """Return a record as it stands, also one struck through; KnownError for who may not."""
        found = self._ledger.books.get(record_type, number)
        self._ledger.reading.require_record(found)
        return found

    def history(self, stored: Stored[R]) -> list[Stored[R]]:
        """Return all versions of a record, oldest first; raise KnownError as `find` does."""
        self._ledger.reading.require_record(stored)
        return self._ledger.books.history(type(stored.record), stored.id)

    def is_unaltered(self, stored: Stored[Any]) -> bool:
        """Say whether a record still is what was stored, by the audit log and its signature."""
        return is_as_stored(self._ledger, stored)

    def signature(self, stored: Stored[Any]) -> Stored[Signature] | None:
        """Return by whom, in which role and with which meaning a record was signed."""
        return signature_of(self._ledger.db, self._ledger.books, stored)

    def _check_signed(self, addendum: Addendum) -> None:
        about = self._ledger.books.get(KINDS[addendum.about_kind].record_type, addendum.about_id)
        if about.state is State.CURRENT or about.record.patient_id != addendum.patient_id:
            raise KnownError("An addendum adds to a signed record. Nothing was saved yet.")
