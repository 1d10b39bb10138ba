"""What follows a finished series of sessions: three reviews, then a recall each year or so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from infrared_desktop.domain.answers import (
    AppointmentKind,
    AppointmentStatus,
    ReviewDecision,
    Timepoint,
    VisitKind,
)
from infrared_desktop.domain.areas import Site
from infrared_desktop.domain.care import Review, Session
from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.dates import add_months
from infrared_desktop.domain.diary import Appointment
from infrared_desktop.domain.follow_up_facts import Facts, Task, after, named
from infrared_desktop.domain.follow_up_kinds import FollowUpKind, FollowUpSchedule, HiddenReason
from infrared_desktop.domain.schedule import next_windows, sites_of, touches
from infrared_desktop.domain.sentences import sentence

_TIMEPOINTS = (Timepoint.MONTH_1, Timepoint.MONTH_3, Timepoint.MONTH_6, Timepoint.MONTH_12)
_RECALL_VISITS = (AppointmentKind.MAINTENANCE, AppointmentKind.CONSULTATION)


@dataclass(frozen=True)
class Series:
    """The sessions of a plan with none left, or those of no plan; reviews count from the last."""

    plan_id: int | None
    sites: tuple[Site, ...]
    last: Stored[Session]
    recall_months: int
    superseded: bool

    @property
    def anchor(self) -> date:
        """The day of the last session that took place."""
        return self.last.record.performed_on

    def concerns(self, plan_id: int | None, day: date) -> bool:
        """Say whether a later record of some plan, or of none, belongs to this series."""
        return day > self.anchor and plan_id in (None, self.plan_id)


def finished_series(facts: Facts) -> Iterator[Series]:
    """Find every series that has sessions and, by its plan, none left to do."""
    chart, months = facts.chart, facts.schedule.maintenance_months
    plans = {p.id: p for p in chart.plans}
    groups: dict[int | None, list[Stored[Session]]] = {}
    for session in chart.sessions:
        plan_id = session.record.plan_id
        groups.setdefault(plan_id if plan_id in plans else None, []).append(session)
    for plan_id, done in groups.items():
        plan = plans[plan_id] if plan_id is not None else None
        if plan is not None and next_windows(plan, done, facts.windows):
            continue
        own = plan.record.maintenance_months if plan is not None else months
        sites = tuple(sorted({site for s in done for site in sites_of(s.record)}, key=str))
        renewed = _renewed(facts, plan_id, sites, done[-1])
        yield Series(plan_id, sites, done[-1], own if own > 0 else months, renewed)


def _renewed(
    facts: Facts, plan_id: int | None, sites: Iterable[Site], last: Stored[Session]
) -> bool:
    """Say whether the same skin was treated again, or is planned to be, under another plan."""
    here, anchor = tuple(sites), (last.record.performed_on, last.id)
    again = (
        site
        for s in facts.chart.sessions
        if s.record.plan_id != plan_id and (s.record.performed_on, s.id) > anchor
        for site in sites_of(s.record)
    )
    planned = (
        window.site
        for p in facts.chart.plans
        if p.id != plan_id and p.record.planned_on >= anchor[0]
        for window in next_windows(p, facts.chart.sessions, facts.windows)
    )
    return any(touches(site, other) for other in (*again, *planned) for site in here)


def reviews(facts: Facts, series: Series) -> Iterator[Task]:
    """Ask for the reviews 1, 3 and 6 months after the last session (T4 to T6)."""
    held = [r.record for r in facts.chart.reviews if _belongs(r.record, series)]
    done = {review.timepoint for review in held}
    due = {kind: after(series.anchor, days) for kind, days in _review_days(facts.schedule).items()}
    waiting = [kind for kind, point in zip(due, _TIMEPOINTS, strict=False) if point not in done]
    booked = {
        min(waiting, key=lambda kind: abs((due[kind] - visit.record.day).days))
        for visit in _visits(facts.booked(AppointmentKind.REVIEW), series)
        if waiting
    }
    for number, (kind, day) in enumerate(due.items()):
        fact = None
        if _TIMEPOINTS[number] in done:
            fact = HiddenReason.KEPT
        elif series.superseded or _discharged(held) or done & set(_TIMEPOINTS[number + 1 :]):
            fact = HiddenReason.SUPERSEDED
        elif kind in booked:
            fact = HiddenReason.BOOKED
        yield _review(facts, series, kind, day, fact)


def _review_days(schedule: FollowUpSchedule) -> dict[FollowUpKind, int]:
    return {
        FollowUpKind.REVIEW_1: schedule.review_1_days,
        FollowUpKind.REVIEW_3: schedule.review_3_days,
        FollowUpKind.REVIEW_6: schedule.review_6_days,
    }


def _review(
    facts: Facts, series: Series, kind: FollowUpKind, due: date, fact: HiddenReason | None
) -> Task:
    return Task(
        f"{kind}:{series.last.id}",
        kind,
        due,
        after(due, facts.schedule.review_grace_days),
        sentence(
            "Last session at {sites} on {done}: a review {days} days after.",
            sites=named(series.sites),
            done=series.anchor,
            days=(due - series.anchor).days,
        ),
        plan_id=series.plan_id,
        session_id=series.last.id,
        sites=series.sites,
        fact=fact,
    )


def recall(facts: Facts, series: Series, number: int) -> Task:
    """Ask for one of the maintenance visits after a series, the first of them T7 (reference 7.4).

    A visit or booking counts for the recall that it lies nearest to.
    """
    due = add_months(series.anchor, series.recall_months * number)
    half = series.recall_months * 15
    near = (after(due, -half), after(due, half))
    return Task(
        f"{FollowUpKind.MAINTENANCE}:{series.last.id}:{number}",
        FollowUpKind.MAINTENANCE,
        due,
        after(due, facts.schedule.maintenance_grace_days),
        sentence(
            "Last session at {sites} on {done}: a maintenance visit every {months} months.",
            sites=named(series.sites),
            done=series.anchor,
            months=series.recall_months,
        ),
        plan_id=series.plan_id,
        session_id=series.last.id,
        sites=series.sites,
        fact=_recall_fact(facts, series, near),
    )


def _recall_fact(facts: Facts, series: Series, near: tuple[date, date]) -> HiddenReason | None:
    chart = facts.chart
    held = [r.record for r in chart.reviews if _belongs(r.record, series)]
    came = [r.reviewed_on for r in held if r.timepoint is Timepoint.MONTH_12]
    came += [
        c.record.consulted_on
        for c in chart.consultations
        if c.record.visit_kind is VisitKind.MAINTENANCE
    ]
    came += [
        a.record.day
        for a in _visits(chart.appointments, series)
        if a.record.kind is AppointmentKind.MAINTENANCE
        and a.record.status is AppointmentStatus.FULFILLED
    ]
    if any(near[0] <= day < near[1] for day in came):
        return HiddenReason.KEPT
    if series.superseded or _discharged(held):
        return HiddenReason.SUPERSEDED
    booked = _visits(facts.booked(*_RECALL_VISITS), series)
    return HiddenReason.BOOKED if any(near[0] <= a.record.day < near[1] for a in booked) else None


def _belongs(review: Review, series: Series) -> bool:
    return series.concerns(review.plan_id, review.reviewed_on)


def _visits(visits: Iterable[Stored[Appointment]], series: Series) -> list[Stored[Appointment]]:
    return [a for a in visits if series.concerns(a.record.plan_id, a.record.day)]


def _discharged(held: Iterable[Review]) -> bool:
    return any(review.decision is ReviewDecision.DISCHARGE for review in held)
