"""Missed visits: noted with the act that closes a visit, and never erased by a later booking."""

from datetime import datetime, tzinfo

from infrared_desktop.domain.records.absences import Absence, absence_of
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.storage.database.books import Books
from infrared_desktop.storage.desks.acts import Act, Ledger
from infrared_desktop.storage.desks.striking import require_reason, strike_through


def note_absence(act: Act, visit: Stored[Appointment], late_hours: int, zone: tzinfo) -> None:
    """Store that a patient did not come, or cancelled less than `late_hours` before."""
    if absence := absence_of(visit.id, visit.record, act.now, late_hours, zone):
        act.add(absence)


def strike_absences(act: Act, books: Books, visit: Stored[Appointment]) -> None:
    """Strike what was noted when a visit closed that opens again: it was closed by mistake.

    What it left on another day, before it was moved, stays.
    """
    booked = visit.record
    for noted in books.of_patient(Absence, booked.patient_id):
        same_time = (noted.record.day, noted.record.starts) == (booked.day, booked.starts)
        if noted.record.appointment_id == visit.id and same_time:
            act.change(noted, noted.record, State.INVALID)


class Absences:
    """Acts on what was noted of missed visits."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def strike(
        self, stored: Stored[Absence], reason: str, by: int, now: datetime
    ) -> Stored[Absence]:
        """Strike a mistaken absence with the reason; it stays on record and no longer counts."""
        require_reason(reason)
        with self._ledger.act("absence-struck", by, now) as act:
            return strike_through(act, stored, reason)
