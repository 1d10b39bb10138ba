"""How plans go: how many end, what is overdue at which area, how long the way to treatment is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median, quantiles
from typing import TypeVar

from infrared_desktop.domain.figures.desk import FEW_CASES, Case, FigureKind, Share
from infrared_desktop.domain.records.answers import AppointmentStatus, PlanStatus
from infrared_desktop.domain.records.care import Consultation, Plan, Session
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.diary import TREATING, Appointment
from infrared_desktop.domain.schedule.schedule import (
    SessionWindows,
    next_windows,
    sessions_done,
    touches,
)

R = TypeVar("R")
Plans = Iterable[Stored[Plan]]
Sessions = Sequence[Stored[Session]]


@dataclass(frozen=True)
class Ways:
    """How many days something took, case by case."""

    kind: FigureKind
    cases: tuple[Case, ...] = ()

    @property
    def median_days(self) -> float | None:
        """The middle of the days; None without a case."""
        return median(case.value for case in self.cases) if self.cases else None

    @property
    def quarters(self) -> tuple[float, float] | None:
        """The days within which a quarter and three quarters of the cases lie."""
        if len(self.cases) < 2:
            return None
        low, _, high = quantiles((case.value for case in self.cases), n=4, method="inclusive")
        return low, high

    @property
    def is_small(self) -> bool:
        """Whether so few cases say little."""
        return len(self.cases) < FEW_CASES


def plans_done(plans: Plans, sessions: Sessions) -> Share:
    """Return the plans of which every planned session took place; abandoned ones count too.

    A plan that is still open is no case yet, unless all of it was done.
    """
    of_plan = _by_plan(sessions)
    cases = [
        Case(plan.record.patient_id, plan.record.planned_on, is_done)
        for plan in plans
        if (is_done := _is_done(plan, of_plan.get(plan.id, ())))
        or plan.record.status is not PlanStatus.OPEN
    ]
    return Share(FigureKind.PLAN_DONE, tuple(cases))


def overdue(
    plans: Plans,
    sessions: Sessions,
    visits: Iterable[Stored[Appointment]],
    windows: SessionWindows,
    today: date,
) -> Share:
    """Return the areas of open plans whose latest day has passed, by area.

    An area with a treating visit ahead is a case, but not overdue.
    """
    mine = _by(sessions, lambda session: session.record.patient_id)
    ahead = _by(
        (v for v in visits if v.record.kind in TREATING and _is_ahead(v.record, today)),
        lambda visit: visit.record.patient_id,
    )
    cases = []
    for plan in plans:
        number = plan.record.patient_id
        booked = [site for visit in ahead.get(number, ()) for site in visit.record.sites]
        for window in next_windows(plan, mine.get(number, []), windows):
            is_booked = any(touches(window.site, site) for site in booked)
            late = window.latest < today and not is_booked
            days = float(max((today - window.latest).days, 0))
            cases.append(Case(number, window.latest, late, days, window.site.area))
    return Share(FigureKind.OVERDUE, tuple(cases))


def way_to_plan(consultations: Iterable[Stored[Consultation]], plans: Plans) -> Ways:
    """Return the days from each signed consultation to the plan that was made of it."""
    seen = {c.id: c.record for c in consultations if c.state is State.SIGNED}
    cases = [
        Case(plan.record.patient_id, plan.record.planned_on, value=float(days))
        for plan in plans
        if (from_ := seen.get(plan.record.consultation_id or 0)) is not None
        and (days := (plan.record.planned_on - from_.consulted_on).days) >= 0
    ]
    return Ways(FigureKind.WAY_TO_PLAN, tuple(cases))


def way_to_session(plans: Plans, sessions: Sessions) -> Ways:
    """Return the days from each plan to its first session."""
    first = {
        plan_id: min(each.record.performed_on for each in found)
        for plan_id, found in _by_plan(sessions).items()
    }
    cases = [
        Case(plan.record.patient_id, first[plan.id], value=float(days))
        for plan in plans
        if plan.id in first and (days := (first[plan.id] - plan.record.planned_on).days) >= 0
    ]
    return Ways(FigureKind.WAY_TO_SESSION, tuple(cases))


def _is_done(plan: Stored[Plan], sessions: Iterable[Stored[Session]]) -> bool:
    done = list(sessions)
    return bool(plan.record.areas) and all(
        len(sessions_done(plan.id, row.site, done)) >= row.sessions for row in plan.record.areas
    )


def _is_ahead(visit: Appointment, today: date) -> bool:
    return visit.day >= today and visit.status is AppointmentStatus.BOOKED


def _by_plan(sessions: Sessions) -> dict[int, list[Stored[Session]]]:
    return _by(
        (each for each in sessions if each.record.plan_id is not None),
        lambda session: session.record.plan_id or 0,
    )


def _by(
    records: Iterable[Stored[R]], key: Callable[[Stored[R]], int]
) -> dict[int, list[Stored[R]]]:
    found: dict[int, list[Stored[R]]] = {}
    for stored in records:
        found.setdefault(key(stored), []).append(stored)
    return found
