"""Missed visits: noted with the act that closes a visit, and never erased by a later booking."""

from datetime import tzinfo

from infrared_desktop.domain.absences import Absence, absence_of
from infrared_desktop.domain.chart import State, Stored
from infrared_desktop.domain.diary import Appointment
from infrared_desktop.storage.acts import Act
from infrared_desktop.storage.books import Books


def note_absence(act: Act, visit: Stored[Appointment], late_hours: int, zone: tzinfo) -> None:
    """Store that a patient did not come, or cancelled less than `late_hours` before."""
    if absence := absence_of(visit.id, visit.record, act.now, late_hours, zone):
        act.add(absence)


def strike_absences(act: Act, books: Books, visit: Stored[Appointment]) -> None:
    """Strike what was noted of a visit that opens again: it was closed by mistake."""
    for noted in books.of_patient(Absence, visit.record.patient_id):
        if noted.record.appointment_id == visit.id:
            act.change(noted, noted.record, State.INVALID)
