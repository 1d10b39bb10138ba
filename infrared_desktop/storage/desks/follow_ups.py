"""The follow-up desk: the derived list, kept by due day, and what people did about each row."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from infrared_desktop.domain.follow_ups.kinds import FollowUp, HiddenReason
from infrared_desktop.domain.follow_ups.worklist import Part
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.domain.records.diary import Appointment, NextStep
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.database.joined import joined
from infrared_desktop.storage.database.rows import from_json, to_json
from infrared_desktop.storage.database.sqlcipher import read
from infrared_desktop.storage.desks import worklist
from infrared_desktop.storage.desks.acts import Act, Ledger
from infrared_desktop.storage.desks.follow_up_deeds import (
    Batches,
    add_attempt,
    check_decision,
    strike_attempt,
)
from infrared_desktop.storage.desks.people import People
from infrared_desktop.storage.desks.recent import Known, put
from infrared_desktop.storage.desks.striking import require_reason
from infrared_desktop.storage.desks.worklist import Wanted

ByKey = Mapping[str, FollowUp]

if TYPE_CHECKING:
    from infrared_desktop.domain.follow_ups.aftercare import Settled
    from infrared_desktop.domain.protocol.protocol import Protocol


@dataclass(frozen=True)
class Struck:
    """A mistaken attempt that was struck through, and why."""

    attempt: Stored[ContactAttempt]
    reason: str


@dataclass(frozen=True)
class Listed:
    """A follow-up with the patient that it is about."""

    follow_up: FollowUp
    patient: Stored[Patient]


class FollowUps:
    """Acts on follow-ups; the table is derived anew for a patient inside each act."""

    def __init__(
        self,
        ledger: Ledger,
        people: People,
        protocol: "Callable[[], Protocol]",
        zone: Callable[[], tzinfo],
        most_a_week: Callable[[], int],
    ) -> None:
        self._ledger, self._people = ledger, people
        self.batches = Batches(ledger, people)
        self._protocol, self._zone, self._most_a_week = protocol, zone, most_a_week
        ledger.derivations.append(self._refresh)

    def due(self, today: date) -> list[Listed]:
        """Return all that is due, by weight; the cost grows with what is due, not stored."""
        return self._listed(worklist.page(self._ledger.db, Wanted(Part.DUE, today)))

    def page(self, wanted: Wanted, offset: int, limit: int) -> list[Listed]:
        """Return a page of a part of the list: by weight, by day, or by the reason that hides."""
        return self._listed(worklist.page(self._ledger.db, wanted, offset, limit))

    def rows(self, wanted: Wanted) -> Iterator[FollowUp]:
        """Yield all follow-ups of a part, in its order, without their patients."""
        return self._told(worklist.page(self._ledger.db, wanted))

    def place(self, wanted: Wanted, number: int, key: str) -> int | None:
        """Return at which place of a part a patient's follow-up stands, if it is there."""
        return worklist.place(self._ledger.db, wanted, number, key)

    def count(self, wanted: Wanted) -> int:
        """Return how many follow-ups stand on a part of the list."""
        return worklist.count(self._ledger.db, wanted)

    def reasons(self, wanted: Wanted) -> Mapping[HiddenReason, int]:
        """Count what is hidden on a day by its reason."""
        return worklist.reasons(self._ledger.db, wanted)

    def people_by_reason(self, wanted: Wanted) -> Mapping[HiddenReason, int]:
        """Count the patients of whom something is hidden on a day, by its reason."""
        return worklist.people_by_reason(self._ledger.db, wanted)

    def total(self) -> int:
        """Return how many follow-ups there are, shown and hidden."""
        return worklist.total(self._ledger.db)

    def of_patient(self, number: int) -> tuple[FollowUp, ...]:
        """Return a patient's follow-ups, shown and hidden."""
        return self._of_patient("patient_id = ?", number)

    def open_of_patient(self, number: int) -> tuple[FollowUp, ...]:
        """Return what is still to do for a patient, whatever the day: nothing that was settled."""
        return self._of_patient("patient_id = ? AND hidden IS NULL", number)

    def _of_patient(self, where: str, number: int) -> tuple[FollowUp, ...]:
        sql = f"SELECT content FROM follow_up WHERE {where} ORDER BY show_on, key"
        rows = read(self._ledger.db, sql, (number,))
        return tuple(self._told(content for (content,) in rows))

    def _told(self, contents: Iterable[str]) -> Iterator[FollowUp]:
        return self._ledger.reading.follow_ups(map(_read, contents))

    def attempt(self, attempt: ContactAttempt, by: int, now: datetime) -> Stored[ContactAttempt]:
        """Store an attempt to reach a patient; who asked to stop is not to be contacted again."""
        with self._ledger.act("contact-attempted", by, now) as act:
            return add_attempt(act, self._people, attempt)

    def strike(
        self, stored: Stored[ContactAttempt], reason: str, by: int, now: datetime
    ) -> Stored[ContactAttempt]:
        """Strike a mistaken attempt through; it stays on record and no longer counts.

        A wish for no contact that was noted with it goes, unless the patient was edited since.
        """
        require_reason(reason)
        with self._ledger.act("contact-attempt-invalidated", by, now) as act:
            return strike_attempt(act, self._people, stored, reason)

    def struck(self, chart: Chart) -> list[Struck]:
        """Return the attempts of a chart that were struck through, each with its reason."""
        about = [a.record for a in chart.addenda if a.record.about_kind == "contact_attempt"]
        get = self._ledger.books.get
        return [Struck(get(ContactAttempt, each.about_id), each.reason) for each in about]

    def decide(
        self, decision: FollowUpDecision, by: int, now: datetime
    ) -> Stored[FollowUpDecision]:
        """Store what was decided about a follow-up, with its reason."""
        check_decision(decision)
        with self._ledger.act(f"follow-up-{decision.kind}", by, now) as act:
            return act.add(decision)

    def derived(self, chart: Chart, settled: "Settled | None" = None) -> tuple[FollowUp, ...]:
        """Derive a patient's follow-ups, from scratch but for what is known to be settled."""
        from infrared_desktop.domain.follow_ups.due import derive  # with the first act, not before

        protocol = self._protocol()
        rules = (protocol.follow_ups, protocol.windows, self._zone())
        return derive(chart, *rules, settled, self._most_a_week())

    def would_be(self, decision: FollowUpDecision, chart: Chart, now: datetime) -> FollowUp | None:
        """Return how a follow-up would stand after a decision; nothing is stored."""
        last = 1 + max((stored.id for stored in chart.decisions), default=0)
        imagined = Stored(last, 1, State.CURRENT, 0, now, "", decision)
        whole = self._whole(chart)
        rows = self.derived(replace(whole, decisions=(*whole.decisions, imagined)))
        told = self._ledger.reading.follow_ups(rows)
        return next((row for row in told if row.key == decision.follow_up_key), None)

    def after_step(
        self, step: NextStep, closed: Stored[Appointment] | None, chart: Chart, now: datetime
    ) -> FollowUp | None:
        """Return what would first bring a patient back after a step; nothing is stored."""
        from infrared_desktop.domain.booking.next_steps import chart_after
        from infrared_desktop.domain.follow_ups.agreed import brought_back_by

        rows = self.derived(chart_after(step, closed, self._whole(chart), now))
        back = brought_back_by(rows, closed.record.plan_id if closed else None)
        return next(self._ledger.reading.follow_ups([back]), None) if back else None

    def _whole(self, chart: Chart) -> Chart:  # what is derived from a veiled one would differ
        return self._people.read_chart(chart.patient.id) if chart.is_veiled else chart

    def misplaced(self) -> Iterator[int]:
        """Yield the patients whose stored rows are not what follows from their records."""
        known = {stored.id for stored in self._ledger.books.all(Patient)}
        known -= joined(self._ledger.db).keys()
        listed = {number for (number,) in self._ledger.db.execute(_PATIENTS)}
        for number in sorted(known | listed):
            if self._stand(number) != (self._ought(number) if number in known else set()):
                yield number

    def _stand(self, number: int) -> set[tuple[object, ...]]:
        sql = "SELECT * FROM follow_up WHERE patient_id = ?"
        return set(self._ledger.db.execute(sql, (number,)))

    def _ought(self, number: int) -> set[tuple[object, ...]]:
        return {_row(row) for row in self.derived(self._people.read_chart(number))}

    def _refresh(self, act: Act) -> None:
        pairs = joined(self._ledger.db)
        for number in {pairs.get(each, each) for each in act.patients}:
            known = act.known.get(number) or Known(self._people.read_chart(number))
            derived = {row.key: row for row in self.derived(known.chart, known.settled)}
            self._store(number, known.follow_ups, derived)
            put(act.known, number, replace(known, follow_ups=derived))

    def _store(self, number: int, before: ByKey | None, after: ByKey) -> None:
        """Write the rows that differ from what was stored before, which is read if not known."""
        if before is None:
            stand, ought = self._stand(number), {_row(row) for row in after.values()}
        else:
            keys = [key for key, row in after.items() if not _same(before.get(key), row)]
            keys += before.keys() - after.keys()
            stand = {_row(before[key]) for key in keys if key in before}
            ought = {_row(after[key]) for key in keys if key in after}
        self._ledger.db.conn.executemany(_DELETE, [row[:2] for row in stand - ought])
        self._ledger.db.conn.executemany(_INSERT, ought - stand)

    def _listed(self, contents: Iterable[str]) -> list[Listed]:
        found = list(self._told(contents))
        patients = self._people.many(row.patient_id for row in found)
        return [Listed(row, patients[row.patient_id]) for row in found]


def _same(before: FollowUp | None, after: FollowUp) -> bool:
    return before is after or before == after  # most are the very same; to compare them takes long


_ENCODER = json.JSONEncoder(ensure_ascii=False)
_PATIENTS = "SELECT DISTINCT patient_id FROM follow_up"
_DELETE = "DELETE FROM follow_up WHERE patient_id = ? AND key = ?"
_INSERT = "INSERT INTO follow_up VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"


def _row(follow_up: FollowUp) -> tuple[object, ...]:
    escalates_on = follow_up.escalates_on
    return (
        follow_up.patient_id,
        follow_up.key,
        follow_up.show_on.isoformat(),
        follow_up.hidden,
        follow_up.kind,
        follow_up.state,
        follow_up.due.isoformat(),
        follow_up.overdue_from.isoformat(),
        escalates_on.isoformat() if escalates_on else None,
        _ENCODER.encode(to_json(follow_up)),
        follow_up.rests_from.isoformat() if follow_up.rests_from else None,
        worklist.whose(follow_up.role, follow_up.staff_id),
    )


def _read(content: str) -> FollowUp:
    return from_json(FollowUp, json.loads(content))
