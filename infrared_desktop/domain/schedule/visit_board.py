"""The day board: how long a visit is in its state, when that is too long, and one step back."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import AppointmentStatus
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.desk_rules import VisitRule

_SLACK = timedelta(minutes=1)  # by which two moments may be set apart by a clock's own setting
_CLOSED = (AppointmentStatus.FULFILLED, AppointmentStatus.NO_SHOW, AppointmentStatus.CANCELLED)


@dataclass(frozen=True)
class InState:
    """Whole minutes in the present state, in the clinic in all, and beyond what is usual.

    `over` is None while it is not too long. `minutes` and `total` are None where they would be
    counted from a moment that is still to come: the clock was set back since.
    """

    minutes: int | None = None
    total: int | None = None
    over: int | None = None


def in_state(visit: Appointment, now: datetime, rule: VisitRule, zone: tzinfo) -> InState:
    """Return how long a visit is in its state; all moments are aware.

    Too long is `rule.waiting_alert_minutes` after the booked start without the patient or, for
    who came early, without the treatment, and as long after its planned length in treatment.
    """
    starts = datetime.combine(visit.day, visit.starts, zone)
    spare, came = timedelta(minutes=rule.waiting_alert_minutes), visit.arrived_at
    if visit.status is AppointmentStatus.BOOKED:
        return InState(over=_over(now, starts, spare))
    if visit.status is AppointmentStatus.ARRIVED and came:
        waited = _over(now, max(came, starts), spare)
        return InState(_since(came, now), over=waited)
    if visit.status is AppointmentStatus.IN_TREATMENT and visit.started_at:
        ends = visit.started_at + timedelta(minutes=visit.minutes)
        total = _since(came, now) if came else None
        return InState(_since(visit.started_at, now), total, _over(now, ends, spare))
    if visit.status is AppointmentStatus.FULFILLED and came and visit.ended_at:
        return InState(total=_since(came, visit.ended_at))
    return InState()


def step_back(visit: Appointment, today: date) -> Appointment:
    """Return a visit as it stood before its last step; raise KnownError where there is none.

    How a past visit ended is not undone by a key: it stays, or is struck with a reason.
    """
    status = visit.status
    if status is AppointmentStatus.ARRIVED:
        return replace(visit, status=AppointmentStatus.BOOKED, arrived_at=None)
    if status is AppointmentStatus.IN_TREATMENT:
        return replace(visit, status=_before_treatment(visit), started_at=None)
    if status in _CLOSED and visit.day >= today:
        going = AppointmentStatus.IN_TREATMENT if visit.started_at else _before_treatment(visit)
        return replace(visit, status=going, ended_at=None)
    if status in _CLOSED:
        raise KnownError("This visit of a past day is closed. Nothing was changed.")
    raise KnownError("This visit has no step to take back. Nothing was changed.")


def check_day_has_come(visit: Appointment, status: AppointmentStatus, today: date) -> None:
    """Raise KnownError where a visit of a day to come is worked through; it may be cancelled."""
    if visit.day > today and status is not AppointmentStatus.CANCELLED:
        raise KnownError(
            "This visit is only on {day}. Nothing was changed. M moves it to today, C cancels it.",
            day=visit.day,
        )


def _before_treatment(visit: Appointment) -> AppointmentStatus:
    return AppointmentStatus.ARRIVED if visit.arrived_at else AppointmentStatus.BOOKED


def _over(now: datetime, due: datetime, spare: timedelta) -> int | None:
    """Return the minutes since something was due, once that is more than can be spared."""
    return _minutes(now - due) if now - due > spare else None


def _since(moment: datetime, now: datetime) -> int | None:
    """Return the minutes since a moment; none since one that is still to come."""
    return _minutes(now - moment) if now >= moment - _SLACK else None


def _minutes(span: timedelta) -> int:
    return max(int(span.total_seconds() // 60), 0)
