"""What the front desk's work comes to: how many missed, came back, were reached, were treated.

Each figure keeps the rows that it counts, so that nobody has to believe it.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from infrared_desktop.domain.records.absences import Absence, AbsenceKind
from infrared_desktop.domain.records.answers import AppointmentStatus
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.contacts import ContactAttempt
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.schedule import Resource

# With fewer cases a share says little; the screen says so.
FEW_CASES = 10
KEPT_WITHIN_DAYS = 90


class FigureKind(StrEnum):
    """The figures of the front desk (rival programs 3.17)."""

    NO_SHOW = "no_show"
    LATE_CANCELLATION = "late_cancellation"
    REBOOKED = "rebooked"
    RECALL = "recall"
    PLAN_DONE = "plan_done"
    OVERDUE = "overdue"
    WAY_TO_PLAN = "way_to_plan"
    WAY_TO_SESSION = "way_to_session"
    UTILISATION = "utilisation"


@dataclass(frozen=True)
class Case:
    """One row behind a figure: of whom, of which day, and whether it counts as a hit.

    `value` is what it adds: days of a way, minutes of a visit; `group` is the bar it belongs to.
    """

    patient_id: int
    day: date
    hit: bool = True
    value: float = 1.0
    group: str = ""


@dataclass(frozen=True)
class Share:
    """How many of the cases are hits."""

    kind: FigureKind
    cases: tuple[Case, ...] = ()

    @property
    def hits(self) -> int:
        """The cases that count."""
        return sum(case.hit for case in self.cases)

    @property
    def of(self) -> int:
        """All cases."""
        return len(self.cases)

    @property
    def fraction(self) -> float | None:
        """The share from 0 to 1; None where there is no case to speak of."""
        return self.hits / self.of if self.cases else None

    @property
    def is_small(self) -> bool:
        """Whether so few cases say little."""
        return self.of < FEW_CASES

    def by_group(self) -> Mapping[str, "Share"]:
        """Return the same share of each group, in the order in which they first come."""
        groups: dict[str, list[Case]] = {}
        for case in self.cases:
            groups.setdefault(case.group, []).append(case)
        return {name: Share(self.kind, tuple(rows)) for name, rows in groups.items()}


@dataclass(frozen=True)
class Booking:
    """When a visit was first booked; moving it later changes nothing about that."""

    patient_id: int
    day: date
    made_at: datetime


Visits = Sequence[Stored[Appointment]]


def no_shows(visits: Visits, absences: Iterable[Stored[Absence]]) -> Share:
    """Return the missed among the completed and the missed.

    The missed are counted by what was noted of them, so that moving a visit erases none.
    """
    return _missed(FigureKind.NO_SHOW, AbsenceKind.NO_SHOW, visits, absences)


def late_cancellations(visits: Visits, absences: Iterable[Stored[Absence]]) -> Share:
    """Return the visits cancelled late among the completed and those."""
    return _missed(FigureKind.LATE_CANCELLATION, AbsenceKind.LATE_CANCELLATION, visits, absences)


def rebooked(visits: Visits, bookings: Iterable[Booking], zone: tzinfo) -> Share:
    """Return the completed visits whose patient had a later one booked before midnight."""
    made: dict[int, list[Booking]] = {}
    for booking in bookings:
        made.setdefault(booking.patient_id, []).append(booking)

    def is_rebooked(visit: Appointment) -> bool:
        midnight = datetime.combine(visit.day + timedelta(1), datetime.min.time(), zone)
        ahead = (b for b in made.get(visit.patient_id, ()) if b.day > visit.day)
        return any(booking.made_at < midnight for booking in ahead)

    done = [visit.record for visit in completed(visits)]
    cases = (Case(v.patient_id, v.day, is_rebooked(v), group=v.kind) for v in done)
    return Share(FigureKind.REBOOKED, tuple(cases))


def recalls(
    attempts: Iterable[Stored[ContactAttempt]],
    visits: Visits,
    is_recall: Callable[[str], bool],
    zone: tzinfo,
    first: date,
    last: date,
) -> Share:
    """Return the recalls begun in the days that led to a kept visit, by their last attempt.

    A recall belongs to the day of its first attempt, whenever the others are: `attempts` are all
    there are, so that it counts once however time is cut. A visit counts when it took place within
    90 days of the last attempt before it.
    """
    tried: dict[tuple[int, str], list[date]] = {}
    for attempt in attempts:
        record = attempt.record
        if is_recall(record.follow_up_key):
            day = record.attempted_at.astimezone(zone).date()
            tried.setdefault((record.patient_id, record.follow_up_key), []).append(day)
    kept: dict[int, list[date]] = {}
    for visit in completed(visits):
        kept.setdefault(visit.record.patient_id, []).append(visit.record.day)
    begun = ((number, days) for (number, _), days in tried.items() if first <= min(days) <= last)
    cases = (_worked(number, sorted(days), kept) for number, days in begun)
    ordered = sorted(cases, key=lambda case: (case.group, case.day, case.patient_id))
    return Share(FigureKind.RECALL, tuple(ordered))


@dataclass(frozen=True)
class Use:
    """How many of the open minutes of a person, a room or a device were booked and kept."""

    what: Resource
    number: int
    open_minutes: int
    cases: tuple[Case, ...]

    @property
    def used_minutes(self) -> int:
        """The minutes of the visits that took place."""
        return round(sum(case.value for case in self.cases))

    @property
    def fraction(self) -> float | None:
        """The share of the open minutes; over 1 where work went on after hours."""
        return self.used_minutes / self.open_minutes if self.open_minutes else None


def use_of(what: Resource, number: int, visits: Visits, open_minutes: int) -> Use:
    """Return how much of its open minutes a person, a room or a device was used."""
    field = f"{what}_id"
    mine = [v.record for v in completed(visits) if getattr(v.record, field) == number]
    cases = tuple(Case(v.patient_id, v.day, value=v.minutes, group=str(number)) for v in mine)
    return Use(what, number, open_minutes, cases)


def completed(visits: Visits) -> list[Stored[Appointment]]:
    """Return the visits that took place."""
    return [v for v in visits if v.record.status is AppointmentStatus.FULFILLED]


def _missed(
    kind: FigureKind, missed: AbsenceKind, visits: Visits, absences: Iterable[Stored[Absence]]
) -> Share:
    came = (Case(v.record.patient_id, v.record.day, hit=False) for v in completed(visits))
    away = (
        Case(each.record.patient_id, each.record.day)
        for each in absences
        if each.record.kind is missed
    )
    return Share(kind, tuple(sorted((*came, *away), key=lambda c: (c.day, c.patient_id))))


def _worked(number: int, tried: list[date], kept: Mapping[int, list[date]]) -> Case:
    """Return how a recall ended: by the attempts up to the visit that it led to, if one."""
    limit = timedelta(KEPT_WITHIN_DAYS)
    for visit in sorted(kept.get(number, ())):
        before = [day for day in tried if day <= visit]
        if before and visit - before[-1] <= limit:
            return Case(number, visit, group=str(len(before)))
    return Case(number, tried[-1], hit=False, group=str(len(tried)))
