"""The history desk: a patient's medical history, changed or confirmed, every version kept."""

from dataclasses import replace
from datetime import date, datetime

from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.errors import StaleError
from infrared_desktop.domain.history import History
from infrared_desktop.storage.acts import Ledger


class Histories:
    """Acts on medical histories; a patient has one, in versions."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def of_patient(self, number: int) -> Stored[History] | None:
        """Return a patient's history as it stands, or None where nobody asked yet."""
        return next(iter(self._ledger.books.of_patient(History, number)), None)

    def take(
        self, history: History, by: int, now: datetime, replaces: Stored[History] | None = None
    ) -> Stored[History]:
        """Store a history, or its next version; raise StaleError if another came in between."""
        with self._ledger.act("history-taken", by, now) as act:
            if replaces is not None:
                return act.change(replaces, history)
            if self.of_patient(history.patient_id) is not None:
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
            return act.change(stored, replace(stored.record, confirmed_on=day))

    def versions(self, stored: Stored[History]) -> list[Stored[History]]:
        """Return all versions, oldest first."""
        return self._ledger.books.history(History, stored.id)
