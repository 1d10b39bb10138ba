"""The history desk: a patient's medical history, changed or confirmed, every version kept."""

from dataclasses import replace
from datetime import date, datetime

from infrared_desktop.domain.errors import StaleError
from infrared_desktop.domain.records.chart import Stored, newest_history
from infrared_desktop.domain.records.history import History
from infrared_desktop.storage.desks.acts import Act, Ledger
from infrared_desktop.storage.desks.drafts import draft_key, drop_draft
from infrared_desktop.storage.desks.joining import standing


class Histories:
    """Acts on medical histories; a patient has one, in versions, unless two were joined."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of_patient(self, number: int) -> Stored[History] | None:
        """Return a patient's history as it stands, or None where nobody asked yet.

        Raise KnownError for who may not read it, as the other ways to a history do.
        """
        self._ledger.reading.require(number)
        return self._of_patient(number)

    def _of_patient(self, number: int) -> Stored[History] | None:
        found = self._ledger.books.of_patient(History, number)
        return newest_history(found) if found else None

    def beside(self, number: int) -> tuple[Stored[History], ...]:
        """Return the histories that came along from joined numbers and do not count, by id."""
        counts = self.of_patient(number)
        found = self._ledger.books.of_patient(History, number)
        return tuple(each for each in found if counts is not None and each.id != counts.id)

    def awaits_joining(self, number: int) -> bool:
        """Say whether two histories wait to be brought together since their numbers were joined."""
        self._ledger.reading.require(number)
        found = self._ledger.books.of_patient(History, number)
        return len(standing(self._ledger, number, found)) > 1

    def written_under(self, stored: Stored[History]) -> int:
        """Return the number that a history was written under, joined to another or not."""
        return self._ledger.books.as_written(stored).patient_id

    def take(
        self, history: History, by: int, now: datetime, replaces: Stored[History] | None = None
    ) -> Stored[History]:
        """Store a history, or its next version; raise StaleError if another came in between.

        The person's draft of it goes: the one that was begun on the version that is replaced.
        """
        with self._ledger.act("history-taken", by, now) as act:
            self._drop_draft(act, history.patient_id, by, replaces)
            if replaces is not None:
                return act.change(replaces, history)
            if self._of_patient(history.patient_id) is not None:
                raise StaleError(
                    "Somebody took this patient's history in between. Nothing was overwritten, "
                    "and what you wrote is still on screen. Look at theirs, then save again."
                )
            return act.add(history)

    def confirm(
        self, stored: Stored[History], day: date, by: int, now: datetime
    ) -> Stored[History]:
        """Store that the patient was asked and nothing has changed."""
        with self._ledger.act("history-confirmed", by, now) as act:
            self._drop_draft(act, stored.record.patient_id, by, stored)
            return act.change(stored, replace(stored.record, confirmed_on=day))

    def note_reading(self, patient_id: int, by: int, now: datetime) -> None:
        """Tell the audit log that a patient's history was read, taken already or not."""
        with self._ledger.act("history-opened", by, now) as act:
            stored = self.of_patient(patient_id)
            act.note("history", stored.id if stored else None, patient_id)

    def versions(self, stored: Stored[History]) -> list[Stored[History]]:
        """Return all versions, oldest first; read once while no newer one comes."""
        self._ledger.reading.require(stored.record.patient_id)
        recent, books = self._ledger.recent, self._ledger.books
        if recent.versions[-1:] != [books.get(History, stored.id)]:
            recent.versions = books.history(History, stored.id)
        return list(recent.versions)

    def _drop_draft(
        self, act: Act, patient_id: int, by: int, begun_on: Stored[History] | None
    ) -> None:
        version = begun_on.version if begun_on else 0
        drop_draft(self._ledger.db, act, draft_key("history", patient_id, by, version), patient_id)
