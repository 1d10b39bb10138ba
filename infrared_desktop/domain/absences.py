"""Visits that a patient missed: facts that no later booking can erase."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from infrared_desktop.domain.answers import AppointmentStatus
from infrared_desktop.domain.diary import Appointment


class AbsenceKind(StrEnum):
    """How a visit was missed; a cancellation in good time is none of them."""

    NO_SHOW = "no_show"
    LATE_CANCELLATION = "late_cancellation"


@dataclass(frozen=True)
class Absence:
    """A visit that the patient did not come to, or cancelled too late, as it was booked then.

    `noted_at` is when the desk learned of it. Only a person strikes it, with a reason.
    """

    patient_id: int
    appointment_id: int
    kind: AbsenceKind
    day: date
    starts: time
    noted_at: datetime
    note: str = ""


def absence_of(
    number: int, visit: Appointment, noted_at: datetime, late_hours: int, zone: tzinfo
) -> Absence | None:
    """Return what a closed visit of this number leaves on record, if the patient missed it.

    A cancellation is late when it is noted less than `late_hours` before the visit starts.
    """
    kind = _kind(visit, noted_at, late_hours, zone)
    if kind is None:
        return None
    return Absence(visit.patient_id, number, kind, visit.day, visit.starts, noted_at)


def _kind(
    visit: Appointment, noted_at: datetime, late_hours: int, zone: tzinfo
) -> AbsenceKind | None:
    if visit.status is AppointmentStatus.NO_SHOW:
        return AbsenceKind.NO_SHOW
    starts = datetime.combine(visit.day, visit.starts, zone)
    is_late = noted_at > starts - timedelta(hours=late_hours)
    cancelled = visit.status is AppointmentStatus.CANCELLED
    return AbsenceKind.LATE_CANCELLATION if cancelled and is_late else None
