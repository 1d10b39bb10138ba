"""The follow-up desk: the derived list, kept by due day, and what people did about each row."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from typing import Any

from infrared_desktop.domain.chart import Chart, State, Stored
from infrared_desktop.domain.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.follow_ups import FollowUp, HiddenReason, derive
from infrared_desktop.domain.people import Patient
from infrared_desktop.domain.protocol import Protocol
from infrared_desktop.domain.worklist import Part
from infrared_desktop.storage.acts import Act, Ledger
from infrared_desktop.storage.people import People
from infrared_desktop.storage.rows import from_json, to_json
from infrared_desktop.storage.sqlcipher import read

# The same words as domain.worklist.part_of and hidden_reason, in which a test compares them.
_WAITS = "(state = 'snoozed' OR (state = 'attempted' AND due <= ?1))"
_WHERE = {
    Part.DUE: "hidden IS NULL AND show_on <= ?1",
    Part.UPCOMING: f"hidden IS NULL AND show_on > ?1 AND NOT {_WAITS}",
    Part.HIDDEN: f"(hidden IS NOT NULL OR (show_on > ?1 AND {_WAITS}))",
}
_ORDER = {
    Part.DUE: "kind <> 'adverse_event', overdue_from > ?1, "
    "coalesce(escalates_on, '9999') > ?1, due, patient_id, key",
    Part.UPCOMING: "show_on, patient_id, key",
    Part.HIDDEN: "hidden, show_on DESC, patient_id, key",
}
_REASON = (
    "CASE WHEN hidden IS NOT NULL THEN hidden WHEN show_on <= ?1 THEN NULL "
    "WHEN state = 'snoozed' THEN 'snoozed' "
    "WHEN state = 'attempted' AND due <= ?1 THEN 'waiting_to_retry' ELSE 'upcoming' END"
)


@dataclass(frozen=True)
class Listed:
    """A follow-up with the patient that it is about."""

    follow_up: FollowUp
    patient: Stored[Patient]


@dataclass(frozen=True)
class Wanted:
    """A part of the list of a day; of some patients only, where they are named."""

    part: Part
    today: date
    patients: frozenset[int] | None = None


class FollowUps:
    """Acts on follow-ups; the table is derived anew for a patient inside each act."""

    def __init__(
        self,
        ledger: Ledger,
        people: People,
        protocol: Callable[[], Protocol],
        zone: Callable[[], tzinfo],
    ) -> None:
        self._ledger, self._people = ledger, people
        self._protocol, self._zone = protocol, zone
        ledger.derivations.append(self._refresh)

    def due(self, today: date) -> list[Listed]:
        """Return all that is due, by weight; the cost grows with what is due, not stored."""
        return self.page(Wanted(Part.DUE, today), 0, -1)

    def page(self, wanted: Wanted, offset: int, limit: int) -> list[Listed]:
        """Return a page of a part of the list: by weight, by day, or by the reason that hides."""
        where, values = _where(wanted)
        sql = (
            f"SELECT content FROM follow_up WHERE {where} ORDER BY {_ORDER[wanted.part]} "
            f"LIMIT {int(limit)} OFFSET {int(offset)}"
        )
        found = [_read(content) for (content,) in self._rows(sql, *values)]
        patients = self._people.many(row.patient_id for row in found)
        return [Listed(row, patients[row.patient_id]) for row in found]

    def place(self, wanted: Wanted, number: int, key: str) -> int | None:
        """Return at which place of a part a patient's follow-up stands, if it is there."""
        where, values = _where(wanted)
        ranked = f"row_number() OVER (ORDER BY {_ORDER[wanted.part]}) - 1 AS place"
        inner = f"SELECT patient_id, key, {ranked} FROM follow_up WHERE {where}"
        sql = f"SELECT place FROM ({inner}) WHERE patient_id = {int(number)} AND key = ?"
        return next((place for (place,) in self._rows(sql, *values, key)), None)

    def count_due(self, today: date) -> int:
        """Return how many are due."""
        sql = f"SELECT count(*) FROM follow_up WHERE {_WHERE[Part.DUE]}"
        return next(int(count) for (count,) in self._rows(sql, today.isoformat()))

    def counts(
        self, today: date, patients: frozenset[int] | None = None
    ) -> Mapping[HiddenReason | None, int]:
        """Count all follow-ups by the reason why they are not on the list; None are those on it."""
        where, values = _named("1", today, patients)
        sql = f"SELECT {_REASON} AS reason, count(*) FROM follow_up WHERE {where} GROUP BY reason"
        found = self._rows(sql, *values)
        return {HiddenReason(reason) if reason else None: count for reason, count in found}

    def total(self) -> int:
        """Return how many follow-ups there are, shown and hidden."""
        return next(int(count) for (count,) in self._rows("SELECT count(*) FROM follow_up"))

    def of_patient(self, number: int) -> tuple[FollowUp, ...]:
        """Return a patient's follow-ups, shown and hidden."""
        rows = self._ledger.db.execute(
            "SELECT content FROM follow_up WHERE patient_id = ? ORDER BY show_on, key", (number,)
        )
        return tuple(_read(content) for (content,) in rows)

    def attempt(self, attempt: ContactAttempt, by: int, now: datetime) -> Stored[ContactAttempt]:
        """Store an attempt to reach a patient, with its outcome."""
        with self._ledger.act("contact-attempted", by, now) as act:
            return act.add(attempt)

    def decide(
        self, decision: FollowUpDecision, by: int, now: datetime
    ) -> Stored[FollowUpDecision]:
        """Store a snooze, a refusal or a reopening, with its reason."""
        if not decision.reason.strip():
            raise KnownError("Say why, in a few words. Nothing was changed yet.")
        with self._ledger.act(f"follow-up-{decision.kind}", by, now) as act:
            return act.add(decision)

    def derived(self, chart: Chart) -> tuple[FollowUp, ...]:
        """Derive a patient's follow-ups from scratch."""
        protocol = self._protocol()
        return derive(chart, protocol.follow_ups, protocol.windows, self._zone())

    def would_be(self, decision: FollowUpDecision, chart: Chart, now: datetime) -> FollowUp | None:
        """Return how a follow-up would stand after a decision; nothing is stored."""
        last = 1 + max((stored.id for stored in chart.decisions), default=0)
        imagined = Stored(last, 1, State.CURRENT, 0, now, "", decision)
        rows = self.derived(replace(chart, decisions=(*chart.decisions, imagined)))
        return next((row for row in rows if row.key == decision.follow_up_key), None)

    def _refresh(self, act: Act) -> None:
        for number in act.patients:
            self._ledger.db.execute("DELETE FROM follow_up WHERE patient_id = ?", (number,))
            for row in self.derived(self._people.chart(number)):
                self._ledger.db.execute(_INSERT, _row(row))

    def _rows(self, sql: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        return read(self._ledger.db, sql, values)


_INSERT = "INSERT INTO follow_up VALUES (?,?,?,?,?,?,?,?,?,?)"


def _where(wanted: Wanted) -> tuple[str, tuple[str, ...]]:
    return _named(_WHERE[wanted.part], wanted.today, wanted.patients)


def _named(where: str, today: date, patients: frozenset[int] | None) -> tuple[str, tuple[str, ...]]:
    if patients is None:
        return where, (today.isoformat(),)
    named = f"{where} AND patient_id IN (SELECT value FROM json_each(?2))"
    return named, (today.isoformat(), json.dumps(sorted(patients)))


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
        json.dumps(to_json(follow_up), ensure_ascii=False),
    )


def _read(content: str) -> FollowUp:
    return from_json(FollowUp, json.loads(content))
