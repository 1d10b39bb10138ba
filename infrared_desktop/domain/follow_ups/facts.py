"""What the follow-up rules read, and the task that each of them makes of it."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import NamedTuple, TypeVar

from infrared_desktop.domain.follow_ups.kinds import FollowUpKind, FollowUpSchedule, HiddenReason
from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus, VisitKind
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import Review, Session
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.schedule import (
    SessionWindows,
    Window,
    sites_of,
    windows_by_plan,
)
from infrared_desktop.domain.sentences import Sentence

R = TypeVar("R")


class Task(NamedTuple):
    """What should happen, from the clinic's facts alone; what people did is joined to it later."""

    key: str
    kind: FollowUpKind
    due: date
    overdue_from: date
    why: Sentence
    escalates_on: date | None = None
    plan_id: int | None = None
    session_id: int | None = None
    sites: tuple[Site, ...] = ()
    fact: HiddenReason | None = None  # KEPT, BOOKED or SUPERSEDED, by another record
    retry_on: tuple[date, ...] = ()  # the days of the second and later attempts, where fixed
    done_when_reached: bool = False  # to have spoken with the patient was the task
    mandatory: bool = False  # failed attempts never close it
    lasting: bool = False  # only facts close it: no decision, no failed attempt
    internal: bool = False  # the patient's wish not to be contacted does not touch it
    agreed_at: datetime | None = None  # since then, what is done about the same thing counts too


@dataclass(frozen=True)
class Facts:
    """One patient's chart in the order of its days, with what the rules look up in it."""

    chart: Chart
    schedule: FollowUpSchedule
    windows: SessionWindows
    most_a_week: int = 0  # contacts with the patient; 0 sets no bound
    unsure: frozenset[int] = frozenset()  # bookings that fit several plans

    def seen_from(self, day: date) -> bool:
        """Say whether the patient was at the clinic on that day or later."""
        return self._last_seen >= day

    def booked(self, *kinds: AppointmentKind) -> list[Stored[Appointment]]:
        """Return the bookings of these kinds, or of all, that still wait for their outcome."""
        return [a for a in self._open_visits if not kinds or a.record.kind in kinds]

    def linked(self, *kinds: AppointmentKind) -> list[Stored[Appointment]]:
        """Return those of them of which it is clear what they are for."""
        return [visit for visit in self.booked(*kinds) if visit.id not in self.unsure]

    @cached_property
    def sessions_of(self) -> Mapping[int | None, list[Stored[Session]]]:
        """The sessions of each plan; those of no plan that there is are under None."""
        plans = {plan.id for plan in self.chart.plans}
        return _grouped(self.chart.sessions, lambda s: s.plan_id if s.plan_id in plans else None)

    @cached_property
    def reviews_of(self) -> Mapping[int | None, list[Stored[Review]]]:
        """The reviews of each plan."""
        return _grouped(self.chart.reviews, lambda review: review.plan_id)

    def reviews_since(self, day: date, plan_id: int | None) -> Iterator[Review]:
        """Give the reviews after a day, of a plan or of none; those of each in order."""
        for plan in {plan_id, None}:
            of = self.reviews_of.get(plan, [])
            first = bisect_right(of, day, key=lambda review: review.record.reviewed_on)
            yield from (stored.record for stored in of[first:])

    @cached_property
    def maintained_on(self) -> list[date]:
        """The days of the consultations that were maintenance visits."""
        held = (stored.record for stored in self.chart.consultations)
        return [c.consulted_on for c in held if c.visit_kind is VisitKind.MAINTENANCE]

    @cached_property
    def maintenance_visits(self) -> list[Stored[Appointment]]:
        """The maintenance visits that took place."""
        kind, done = AppointmentKind.MAINTENANCE, AppointmentStatus.FULFILLED
        visits = self.chart.appointments
        return [a for a in visits if a.record.kind is kind and a.record.status is done]

    @cached_property
    def used_visits(self) -> frozenset[int | None]:
        """The appointments that a session was recorded for."""
        return frozenset(s.record.appointment_id for s in self.chart.sessions)

    @cached_property
    def latest(self) -> Mapping[Site, Stored[Session]]:
        """The last session at each treated site."""
        return {site: s for s in self.chart.sessions for site in sites_of(s.record)}

    @cached_property
    def windows_of(self) -> Mapping[int, tuple[Window, ...]]:
        """The windows of each plan; its own sessions and the last at each site decide them."""
        return windows_by_plan(self.chart.plans, self.chart.sessions, self.windows)

    @cached_property
    def _open_visits(self) -> tuple[Stored[Appointment], ...]:
        return tuple(a for a in self.chart.appointments if a.record.is_open)

    @cached_property
    def _last_seen(self) -> date:
        return max(_visits(self.chart), default=date.min)


def facts_of(
    chart: Chart, schedule: FollowUpSchedule, windows: SessionWindows, most_a_week: int = 0
) -> Facts:
    """Read a chart, in whatever order its records come."""
    ordered = Chart(
        chart.patient,
        consultations=_sorted(chart.consultations, lambda r: r.consulted_on),
        plans=_sorted(chart.plans, lambda r: r.planned_on),
        appointments=_sorted(chart.appointments, lambda r: r.day),
        sessions=_sorted(chart.sessions, lambda r: r.performed_on),
        adverse_events=_sorted(chart.adverse_events, lambda r: r.noted_on),
        reviews=_sorted(chart.reviews, lambda r: r.reviewed_on),
        next_steps=_sorted(chart.next_steps, lambda r: r.decided_on),
        attempts=_sorted(chart.attempts, lambda r: r.attempted_at),
        decisions=tuple(sorted(chart.decisions, key=lambda d: (d.at, d.id))),
        test_spots=_sorted(chart.test_spots, lambda r: r.done_at),
    )
    return Facts(ordered, schedule, windows, most_a_week)


def after(day: date, days: int) -> date:
    """Return the day that lies some days after another."""
    return day + timedelta(days)


def named(sites: Iterable[Site]) -> str:
    """Write sites into a gap of a sentence: codes and a comma, which the view puts into words."""
    return ", ".join(str(site) for site in sites)


def _visits(chart: Chart) -> Iterator[date]:
    yield from (s.record.performed_on for s in chart.sessions)
    yield from (r.record.reviewed_on for r in chart.reviews)
    yield from (c.record.consulted_on for c in chart.consultations)
    for visit in chart.appointments:
        if visit.record.status is AppointmentStatus.FULFILLED:
            yield visit.record.day


def _sorted(records: Iterable[Stored[R]], day: Callable[[R], date]) -> tuple[Stored[R], ...]:
    return tuple(sorted(records, key=lambda stored: (day(stored.record), stored.id)))


def _grouped(
    records: Iterable[Stored[R]], plan: Callable[[R], int | None]
) -> Mapping[int | None, list[Stored[R]]]:
    groups: dict[int | None, list[Stored[R]]] = {}
    for stored in records:
        groups.setdefault(plan(stored.record), []).append(stored)
    return groups
