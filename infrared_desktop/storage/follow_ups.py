"""The follow-up desk: the derived list, kept by due day, and what people did about each row."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from infrared_desktop.domain.chart import Chart, Stored
from infrared_desktop.domain.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.follow_ups import FollowUp, derive
from infrared_desktop.domain.people import Patient
from infrared_desktop.domain.protocol import Protocol
from infrared_desktop.storage.acts import Act, Ledger
from infrared_desktop.storage.people import People
from infrared_desktop.storage.rows import from_json, to_json


@dataclass(frozen=True)
class Listed:
    """A follow-up with the patient that it is about."""

    follow_up: FollowUp
    patient: Stored[Patient]


class FollowUps:
    """Acts on follow-ups; the table is derived anew for a patient inside each act."""

    def __init__(self, ledger: Ledger, people: People, protocol: Callable[[], Protocol]) -> None:
        self._ledger, self._people, self._protocol = ledger, people, protocol
        ledger.derivations.append(self._refresh)

    def due(self, today: date) -> list[Listed]:
        """Return what is to be shown today; the cost grows with what is due, not what is stored."""
        return self._listed("hidden IS NULL AND show_on <= ?", today.isoformat())

    def hidden(self, today: date) -> list[Listed]:
        """Return what is not shown today, with its reason in each row."""
        return self._listed("hidden IS NOT NULL OR show_on > ?", today.isoformat())

    def total(self) -> int:
        """Return how many follow-ups there are, shown and hidden."""
        return int(self._ledger.db.execute("SELECT count(*) FROM follow_up").fetchone()[0])

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
        return derive(chart, protocol.follow_ups, protocol.windows)

    def _refresh(self, act: Act) -> None:
        for number in act.patients:
            self._ledger.db.execute("DELETE FROM follow_up WHERE patient_id = ?", (number,))
            for row in self.derived(self._people.chart(number)):
                self._ledger.db.execute("INSERT INTO follow_up VALUES (?,?,?,?,?)", _row(row))

    def _listed(self, where: str, *values: str) -> list[Listed]:
        sql = f"SELECT content FROM follow_up WHERE {where} ORDER BY show_on, patient_id, key"
        found = [_read(content) for (content,) in self._ledger.db.execute(sql, values)]
        patients = self._people.many(row.patient_id for row in found)
        return [Listed(row, patients[row.patient_id]) for row in found]


def _row(follow_up: FollowUp) -> tuple[object, ...]:
    content = json.dumps(to_json(follow_up), ensure_ascii=False)
    show_on, hidden = follow_up.show_on.isoformat(), follow_up.hidden
    return (follow_up.patient_id, follow_up.key, show_on, hidden, content)


def _read(content: str) -> FollowUp:
    return from_json(FollowUp, json.loads(content))
