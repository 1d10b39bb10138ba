"""The diary at its fullest: a day of thirty visits, and the week that it lies in."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from infrared_desktop.domain.records.answers import AppointmentKind
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.desk_rules import Closure
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.diary.diary_sheet import Look
from infrared_desktop.views.screen import Place

VISITS = 30
_KINDS = (
    (AppointmentKind.CONSULTATION, 45),
    (AppointmentKind.REVIEW, 20),
    (AppointmentKind.AFTERCARE_CALL, 10),
    (AppointmentKind.SESSION, 60),
    (AppointmentKind.TEST_SPOT, 20),
    (AppointmentKind.REVIEW, 30),
)
_DAYS_AHEAD = 60  # where the practice clinic has nothing booked of its own
_OPENS, _BETWEEN = 8 * 60, 5


def diary_places(clinic: Clinic, today: date, now: datetime, by: int) -> Mapping[str, Place]:
    """Fill a day, and return the places of today, of that day and of its week."""
    day = today + timedelta(_DAYS_AHEAD)
    day += timedelta(2 - day.weekday())
    if not clinic.diary.day(day):
        _fill(clinic, day, now, by)
        training = Closure(day + timedelta(1), day + timedelta(1), "staff training", time(14))
        clinic.front_desk.close(training, by, now)
    return {
        "": Place("diary", about=today),
        "full": Place("diary", about=Look(day)),
        "week": Place("diary", about=Look(day, is_week=True)),
    }


def _fill(clinic: Clinic, day: date, now: datetime, by: int) -> None:
    clinicians = [each.id for each in clinic.staff.clinicians()]
    visits = []
    for column, clinician in enumerate(clinicians):
        minute = _OPENS + 15 * column
        for number in range(column, VISITS, len(clinicians)):
            kind, minutes = _KINDS[(number + column) % len(_KINDS)]
            starts = time(minute // 60, minute % 60)
            visits.append(Appointment(number + 1, kind, day, starts, minutes, clinician))
            minute += minutes + _BETWEEN
    clinic.diary.book_all(visits, by, now)
