"""Reads what the figures of the front desk are counted from; a job's work, not the window's."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from infrared_desktop.domain.figures.desk import (
    KEPT_WITHIN_DAYS,
    Booking,
    Share,
    Use,
    Visits,
    late_cancellations,
    no_shows,
    rebooked,
    recalls,
    use_of,
)
from infrared_desktop.domain.figures.plans import (
    Ways,
    overdue,
    plans_done,
    way_to_plan,
    way_to_session,
)
from infrared_desktop.domain.follow_ups.kinds import FollowUpKind
from infrared_desktop.domain.records.absences import Absence
from infrared_desktop.domain.records.care import Consultation, Plan, Session
from infrared_desktop.domain.records.chart import State
from infrared_desktop.domain.records.contacts import ContactAttempt
from infrared_desktop.domain.schedule.opening import is_whole, open_spans
from infrared_desktop.domain.schedule.schedule import Resource
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.sqlcipher import read

# A plan is over long before: older ones belong to no figure of today.
_PLAN_DAYS = 3 * 366
_AHEAD_DAYS = 366
_BOOKED = (
    "SELECT h.patient_id, h.day, v.stored_at FROM head h JOIN appointment v "
    "ON v.id = h.id AND v.version = 1 "
    "JOIN appointment now ON now.id = h.id AND now.version = h.version "
    "WHERE h.kind = 'appointment' AND h.day >= ? AND h.state <> 'invalid' "
    "AND now.status <> 'entered-in-error'"
)


@dataclass(frozen=True)
class DeskFigures:
    """The figures of the days from `first` to `last`, both included."""

    first: date
    last: date
    shares: tuple[Share, ...]
    ways: tuple[Ways, ...]
    uses: tuple[Use, ...]


def desk_figures(
    clinic: Clinic, first: date, last: date, today: date, step: Callable[[float], None]
) -> DeskFigures:
    """Count all figures; `step` is told how far it is, and may raise to end it."""
    step(0.0)
    visits = clinic.diary.between(first, last)
    step(0.3)
    shares = [*_of_visits(clinic, visits, first, last), _recalls(clinic, first, last)]
    step(0.5)
    more, ways = _of_plans(clinic, first, last, today)
    step(0.9)
    return DeskFigures(first, last, (*shares, *more), ways, _uses(clinic, visits, first, last))


def _of_visits(clinic: Clinic, visits: Visits, first: date, last: date) -> list[Share]:
    absences = clinic.ledger.books.between(Absence, first, last)
    zone = ZoneInfo(clinic.settings.timezone)
    bookings = [
        Booking(number, date.fromisoformat(day), datetime.fromisoformat(at))
        for number, day, at in read(clinic.ledger.db, _BOOKED, (first.isoformat(),))
    ]
    return [
        no_shows(visits, absences),
        late_cancellations(visits, absences),
        rebooked(visits, bookings, zone),
    ]


def _recalls(clinic: Clinic, first: date, last: date) -> Share:
    zone, recall = ZoneInfo(clinic.settings.timezone), f"{FollowUpKind.MAINTENANCE}:"
    every = clinic.ledger.books.all(ContactAttempt)
    tried = [each for each in every if each.state is not State.INVALID]
    # Who was called first on the last days is called again and comes after them.
    ends = max((clinic.day(each.record.attempted_at) for each in tried), default=last)
    visits = clinic.diary.between(first, max(ends, last) + timedelta(KEPT_WITHIN_DAYS))
    return recalls(tried, visits, lambda key: key.startswith(recall), zone, first, last)


def _of_plans(
    clinic: Clinic, first: date, last: date, today: date
) -> tuple[list[Share], tuple[Ways, ...]]:
    books, since = clinic.ledger.books, min(first, today) - timedelta(_PLAN_DAYS)
    plans = books.between(Plan, since, max(last, today))
    sessions = books.between(Session, since, max(last, today))
    mine = [plan for plan in plans if first <= plan.record.planned_on <= last]
    ahead = clinic.diary.between(today, today + timedelta(_AHEAD_DAYS))
    seen = books.between(Consultation, since, last)
    shares = [
        plans_done(mine, sessions),
        overdue(plans, sessions, ahead, clinic.protocol.windows, today),
    ]
    return shares, (way_to_plan(seen, mine), way_to_session(mine, sessions))


def _uses(clinic: Clinic, visits: Visits, first: date, last: date) -> tuple[Use, ...]:
    things = {
        Resource.CLINICIAN: [each.id for each in clinic.staff.bookable(clinic.front_desk.rules())],
        Resource.ROOM: [each.id for each in clinic.diary.rooms()],
        Resource.DEVICE: [each.id for each in clinic.diary.devices()],
    }
    return tuple(
        use_of(what, number, visits, _open_minutes(clinic, what, number, first, last))
        for what, numbers in things.items()
        for number in numbers
    )


def _open_minutes(clinic: Clinic, what: Resource, number: int, first: date, last: date) -> int:
    """Return how long the clinic was open while this person, room or device was there."""
    rules, settings = clinic.front_desk.rules(), clinic.settings
    every = [each.record for each in clinic.front_desk.closures(first, last)]
    away = [c for c in every if is_whole(c) or getattr(c, f"{what}_id") == number]
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    spans = (span for day in days for span in open_spans(day, rules, settings, away))
    return sum(span.ends - span.begins for span in spans)
