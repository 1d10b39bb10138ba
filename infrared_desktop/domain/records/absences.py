"""Visits that a patient missed: facts that no later booking can erase."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from infrared_desktop.domain.dates import add_months
from infrared_desktop.domain.records.answers import AppointmentStatus
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.sentences import Sentence, sentence

_MONTHS = 12  # for which a patient's absences are counted; the clinic's own choice
_IN_A_ROW = 2  # after which a visit is confirmed by telephone; the clinic's own choice


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

    A cancellation is late when it is noted less than `late_hours` before the visit starts; who
    was here already and is sent home has cancelled nothing.
    """
    kind = _kind(visit, noted_at, late_hours, zone)
    if kind is None:
        return None
    return Absence(visit.patient_id, number, kind, visit.day, visit.starts, noted_at)


def absence_words(absences: Iterable[Absence], today: date) -> Sentence | None:
    """Return how many visits of the last 12 months a patient missed, and cancelled too late."""
    lately = [each for each in absences if each.day > add_months(today, -_MONTHS)]
    missed = sum(each.kind is AbsenceKind.NO_SHOW for each in lately)
    late = len(lately) - missed
    if not lately:
        return None
    if not late:
        return sentence("{missed} missed in 12 months", missed=missed)
    if not missed:
        return sentence("{late} cancelled late in 12 months", late=late)
    text = "{missed} missed, {late} cancelled late in 12 months"
    return sentence(text, missed=missed, late=late)


def ask_to_confirm(absences: Iterable[Absence], visits: Iterable[Appointment]) -> bool:
    """Say whether the last two visits that could be kept were missed: confirm by telephone."""
    came = ((v.day, v.starts, True) for v in visits if v.status is AppointmentStatus.FULFILLED)
    stayed_away = ((each.day, each.starts, False) for each in absences)
    last = sorted((*came, *stayed_away))[-_IN_A_ROW:]
    return len(last) == _IN_A_ROW and not any(was_here for *_, was_here in last)


def _kind(
    visit: Appointment, noted_at: datetime, late_hours: int, zone: tzinfo
) -> AbsenceKind | None:
    if visit.status is AppointmentStatus.NO_SHOW:
        return AbsenceKind.NO_SHOW
    starts = datetime.combine(visit.day, visit.starts, zone).astimezone(UTC)  # real hours
    is_late = noted_at > starts - timedelta(hours=late_hours)
    cancelled = visit.status is AppointmentStatus.CANCELLED and visit.arrived_at is None
    return AbsenceKind.LATE_CANCELLATION if cancelled and is_late else None
