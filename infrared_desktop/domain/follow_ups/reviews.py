"""What follows a finished series of sessions: three reviews, then a recall each year or so."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from itertools import count

from infrared_desktop.domain.dates import add_months
from infrared_desktop.domain.follow_ups.facts import Facts, Task, after, named
from infrared_desktop.domain.follow_ups.kinds import FollowUpKind, FollowUpSchedule, HiddenReason
from infrared_desktop.domain.records.answers import (
    AppointmentKind,
    ReviewDecision,
    Timepoint,
)
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import Plan, Review, Session
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.schedule import sites_of, touches
from infrared_desktop.domain.sentences import Sentence, sentence

_TIMEPOINTS = (Timepoint.MONTH_1, Timepoint.MONTH_3, Timepoint.MONTH_6, Timepoint.MONTH_12)
RECALL_VISITS = (AppointmentKind.MAINTENANCE, AppointmentKind.CONSULTATION)


@dataclass(frozen=True)
class Series:
    """The sessions of a plan with none left, or those of no plan; reviews count from the last.

    `held` are the reviews since then, of the same plan or of none.
    """

    plan_id: int | None
    sites: tuple[Site, ...]
    last: Stored[Session]
    recall_months: int
    superseded: bool
    held: tuple[Review, ...]

    @property
    def anchor(self) -> date:
        """The day of the last session that took place."""
        return self.last.record.performed_on


def finished_series(facts: Facts) -> Iterator[Series]:
    """Find every series that has sessions and, by its plan, none left to do."""
    plans = {p.id: p for p in facts.chart.plans}
    asked = [(plan, w.site) for plan in plans.values() for w in facts.windows_of[plan.id]]
    for plan_id, done in facts.sessions_of.items():
        if plan_id is not None and facts.windows_of[plan_id]:
            continue
        months = plans[plan_id].record.maintenance_months if plan_id is not None else 0
        sites = tuple(sorted({site for s in done for site in sites_of(s.record)}, key=str))
        anchor = (done[-1].record.performed_on, done[-1].id)
        elsewhere = [site for plan, site in asked if _goes_on(plan, plan_id, anchor[0])]
        yield Series(
            plan_id,
            sites,
            done[-1],
            months if months > 0 else facts.schedule.maintenance_months,
            _renewed(facts, sites, anchor, elsewhere),
            tuple(facts.reviews_since(anchor[0], plan_id)),
        )


def _goes_on(plan: Stored[Plan], plan_id: int | None, anchor: date) -> bool:
    """Say whether a plan is another one than the series', made since its last session."""
    return plan.id != plan_id and plan.record.planned_on >= anchor


def _renewed(
    facts: Facts, sites: tuple[Site, ...], anchor: tuple[date, int], planned: Iterable[Site]
) -> bool:
    """Say whether the same skin was treated again, or is planned to be, under another plan."""
    treated = (site for site, s in facts.latest.items() if (s.record.performed_on, s.id) > anchor)
    return any(touches(site, other) for other in (*treated, *planned) for site in sites)


def reviews(facts: Facts, series: Series) -> Iterator[Task]:
    """Ask for the reviews 1, 3 and 6 months after the last session (T4 to T6).

    A day that the newest review names takes the place of the open one that it lies nearest to.
    """
    held = series.held
    done = {review.timepoint for review in held}
    due = {kind: after(series.anchor, days) for kind, days in _review_days(facts.schedule).items()}
    waiting = [kind for kind, point in zip(due, _TIMEPOINTS, strict=False) if point not in done]
    by = _naming(held)
    named_kind = _named_kind(by, due, done)
    if by is not None and by.next_review_on and named_kind:
        due[named_kind] = by.next_review_on
    booked = {
        min(waiting, key=lambda kind: abs((due[kind] - day).days))
        for day in _booked(facts, series, AppointmentKind.REVIEW)
        if waiting
    }
    for number, (kind, day) in enumerate(due.items()):
        fact = None
        if _TIMEPOINTS[number] in done:
            fact = HiddenReason.KEPT
        elif not is_open(series) or done & set(_TIMEPOINTS[number + 1 :]):
            fact = HiddenReason.SUPERSEDED
        elif kind in booked:
            fact = HiddenReason.BOOKED
        agreed_on = by.reviewed_on if by and kind is named_kind else None
        yield _review(facts, series, kind, day, fact, agreed_on)


def _naming(held: Iterable[Review]) -> Review | None:
    """Return the newest review, if it names the day of the next."""
    newest = max(held, key=lambda review: review.reviewed_on, default=None)
    return newest if newest and newest.next_review_on else None


def _named_kind(
    by: Review | None, due: Mapping[FollowUpKind, date], done: AbstractSet[Timepoint | None]
) -> FollowUpKind | None:
    """Return the open review that lies nearest to the day which was named."""
    day = by.next_review_on if by else None
    left = [kind for number, kind in enumerate(due) if done.isdisjoint(_TIMEPOINTS[number:])]
    if day is None or not left:
        return None
    return min(left, key=lambda kind: abs((due[kind] - day).days))


def _review_days(schedule: FollowUpSchedule) -> dict[FollowUpKind, int]:
    return {
        FollowUpKind.REVIEW_1: schedule.review_1_days,
        FollowUpKind.REVIEW_3: schedule.review_3_days,
        FollowUpKind.REVIEW_6: schedule.review_6_days,
    }


def _review(
    facts: Facts,
    series: Series,
    kind: FollowUpKind,
    due: date,
    fact: HiddenReason | None,
    agreed_on: date | None,
) -> Task:
    return Task(
        f"{kind}:{series.last.id}",
        kind,
        due,
        after(due, facts.schedule.review_grace_days),
        _why_reviewed(series, due, agreed_on),
        plan_id=series.plan_id,
        session_id=series.last.id,
        sites=series.sites,
        fact=fact,
    )


def _why_reviewed(series: Series, due: date, agreed_on: date | None) -> Sentence:
    if agreed_on is not None:
        text = "Review of {reviewed_on}: the next one at {sites} was agreed for this day."
        return sentence(text, reviewed_on=agreed_on, sites=named(series.sites))
    return sentence(
        "Last session at {sites} on {done}: a review {days} days after.",
        sites=named(series.sites),
        done=series.anchor,
        days=(due - series.anchor).days,
    )


def recall(facts: Facts, series: Series, number: int) -> Task:
    """Ask for one of the maintenance visits after a series, the first of them T7 (reference 7.4).

    A visit or booking counts for the recall that it lies nearest to. A day that a review names
    takes the place of the first recall after that review, and the later ones count from it.
    """
    due, agreed_on = _recall_day(series, number)
    half = series.recall_months * 15
    near = (after(due, -half), after(due, half))
    return Task(
        f"{FollowUpKind.MAINTENANCE}:{series.last.id}:{number}",
        FollowUpKind.MAINTENANCE,
        due,
        after(due, facts.schedule.maintenance_grace_days),
        _why_recalled(series, agreed_on),
        plan_id=series.plan_id,
        session_id=series.last.id,
        sites=series.sites,
        fact=_recall_fact(facts, series, near),
    )


def _recall_day(series: Series, number: int) -> tuple[date, date | None]:
    """Return the day of a recall, and that of the review which named it, if one did."""
    months, anchor = series.recall_months, series.anchor
    named_by = [review for review in series.held if review.maintenance_on is not None]
    newest = max(named_by, key=lambda review: review.reviewed_on, default=None)
    if newest is None or newest.maintenance_on is None:
        return add_months(anchor, months * number), None
    days = ((n, add_months(anchor, months * n)) for n in count(1))
    turn = next(n for n, day in days if day > newest.reviewed_on)
    if number < turn:
        return add_months(anchor, months * number), None
    due = add_months(newest.maintenance_on, months * (number - turn))
    return due, newest.reviewed_on if number == turn else None


def _why_recalled(series: Series, agreed_on: date | None) -> Sentence:
    if agreed_on is not None:
        text = "Review of {reviewed_on}: maintenance at {sites} was agreed for this time."
        return sentence(text, reviewed_on=agreed_on, sites=named(series.sites))
    return sentence(
        "Last session at {sites} on {done}: a maintenance visit every {months} months.",
        sites=named(series.sites),
        done=series.anchor,
        months=series.recall_months,
    )


def _recall_fact(facts: Facts, series: Series, near: tuple[date, date]) -> HiddenReason | None:
    came = [r.reviewed_on for r in series.held if r.timepoint is Timepoint.MONTH_12]
    came += facts.maintained_on
    came += _after(series, facts.maintenance_visits)
    if any(near[0] <= day < near[1] for day in came):
        return HiddenReason.KEPT
    if not is_open(series):
        return HiddenReason.SUPERSEDED
    booked = _booked(facts, series, *RECALL_VISITS)
    return HiddenReason.BOOKED if any(near[0] <= day < near[1] for day in booked) else None


def is_open(series: Series) -> bool:
    """Say whether a series still asks for reviews and recalls."""
    return not series.superseded and not _discharged(series.held)


def _booked(facts: Facts, series: Series, *kinds: AppointmentKind) -> list[date]:
    return _after(series, facts.linked(*kinds))


def _after(series: Series, visits: Iterable[Stored[Appointment]]) -> list[date]:
    """Return the days of visits after the last session, of the series' plan or of none."""
    plans, anchor = (series.plan_id, None), series.anchor
    return [v.record.day for v in visits if v.record.plan_id in plans and v.record.day > anchor]


def _discharged(held: Iterable[Review]) -> bool:
    return any(review.decision is ReviewDecision.DISCHARGE for review in held)
