"""What a plan leaves open: a session to book, a plan to make, a plan to settle."""

from collections.abc import Iterator
from datetime import date

from infrared_desktop.domain.follow_ups.facts import Facts, Task, after, named
from infrared_desktop.domain.follow_ups.kinds import (
    FollowUpKind,
    FollowUpSchedule,
    HiddenReason,
)
from infrared_desktop.domain.records.answers import (
    AppointmentKind,
    PlanStatus,
    ReviewDecision,
    Verdict,
)
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import Plan
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.schedule import Window, touches, treats
from infrared_desktop.domain.sentences import Sentence, sentence

_SUITABLE = (Verdict.SUITABLE, Verdict.PRECAUTIONS)
_SESSIONS = (AppointmentKind.SESSION, AppointmentKind.MAINTENANCE)
_WHY_FOUND = "Consultation of {seen_on} found {sites} suitable: a plan is to be made."
_WHY_ASKED = "Review of {seen_on} asked for a further session at {sites}: a plan is to be made."


def sessions_to_book(facts: Facts) -> Iterator[Task]:
    """Ask for the next session of each site of an open plan (T8, clinical reference 7.3)."""
    for plan in facts.chart.plans:
        for window in facts.windows_of[plan.id]:
            yield _session_to_book(facts, plan, window)


def due_to_book(plan: Plan, window: Window, schedule: FollowUpSchedule) -> date:
    """Return from when a session of a plan is to be booked: the day after the one before it."""
    return after(window.previous or plan.planned_on, schedule.book_session_days)


def _session_to_book(facts: Facts, plan: Stored[Plan], window: Window) -> Task:
    schedule, start = facts.schedule, window.previous or plan.record.planned_on
    first_overdue = after(start, schedule.first_session_overdue_days)
    overdue = window.earliest if window.previous else max(first_overdue, window.earliest)
    return Task(
        f"{FollowUpKind.BOOK_SESSION}:{plan.id}:{window.site}:{window.session_no}",
        FollowUpKind.BOOK_SESSION,
        due_to_book(plan.record, window, schedule),
        overdue,
        _why_book(plan.record, window),
        escalates_on=max(overdue, window.latest),
        plan_id=plan.id,
        sites=(window.site,),
        fact=HiddenReason.BOOKED if _is_booked(facts, plan, window) else None,
    )


def _why_book(plan: Plan, window: Window) -> Sentence:
    if window.previous is None:
        template = (
            "Plan of {planned_on}: session {session_no} of {planned} at {sites} is to be booked, "
            "from {earliest} to {latest}."
        )
    else:
        template = (
            "Last session at {sites} on {previous}: session {session_no} of {planned} is to be "
            "booked, from {earliest} to {latest}."
        )
    return sentence(
        template,
        planned_on=plan.planned_on,
        previous=window.previous or plan.planned_on,
        session_no=window.session_no,
        planned=window.planned,
        sites=named([window.site]),
        earliest=window.earliest,
        latest=window.latest,
    )


def _is_booked(facts: Facts, plan: Stored[Plan], window: Window) -> bool:
    return any(fits_window(facts, visit, plan, window) for visit in facts.linked(*_SESSIONS))


def fits_window(
    facts: Facts, visit: Stored[Appointment], plan: Stored[Plan], window: Window
) -> bool:
    """Say whether a booking could be for the next session at a site of a plan."""
    return (
        visit.record.kind in _SESSIONS
        and visit.id not in facts.used_visits
        and (window.previous is None or visit.record.day > window.previous)
        and _is_for(visit.record, plan, window.site)
    )


def _is_for(visit: Appointment, plan: Stored[Plan], site: Site) -> bool:
    """Say whether a booking serves a site of a plan; one that names no site serves its plan."""
    if visit.plan_id is None or visit.sites:
        return visit.plan_id in (None, plan.id) and treats(visit.sites, site)
    return visit.plan_id == plan.id


def plans_to_make(facts: Facts) -> Iterator[Task]:
    """Ask for a plan where a signed consultation or a review calls for sessions."""
    linked = {plan.record.consultation_id for plan in facts.chart.plans}
    judged: set[Site] = set()
    for stored in reversed([c for c in facts.chart.consultations if c.state is State.SIGNED]):
        seen = stored.record
        sites = tuple(row.site for row in seen.areas if row.verdict in _SUITABLE)
        fact = HiddenReason.KEPT if stored.id in linked else None
        if fact is None and all(any(touches(site, j) for j in judged) for site in sites):
            fact = HiddenReason.SUPERSEDED
        if sites:
            cause = f"consultation:{stored.id}"
            yield _plan_to_make(facts, cause, seen.consulted_on, sites, _WHY_FOUND, fact)
        judged.update(row.site for row in seen.areas)
    for plan_id, reviews in facts.reviews_of.items():
        for review in reviews:
            held = review.record
            if held.decision is ReviewDecision.FURTHER_SESSION:
                fact = HiddenReason.SUPERSEDED if review is not reviews[-1] else None
                sites = tuple(row.site for row in held.areas) or _sites(facts, plan_id)
                cause = f"review:{review.id}"
                yield _plan_to_make(facts, cause, held.reviewed_on, sites, _WHY_ASKED, fact)


def _sites(facts: Facts, plan_id: int | None) -> tuple[Site, ...]:
    rows = (row for plan in facts.chart.plans if plan.id == plan_id for row in plan.record.areas)
    return tuple(row.site for row in rows)


def _plan_to_make(
    facts: Facts,
    cause: str,
    seen_on: date,
    sites: tuple[Site, ...],
    why: str,
    fact: HiddenReason | None,
) -> Task:
    if fact is None and any(_answers(facts, plan, seen_on, sites) for plan in facts.chart.plans):
        fact = HiddenReason.KEPT
    return Task(
        f"{FollowUpKind.MAKE_PLAN}:{cause}",
        FollowUpKind.MAKE_PLAN,
        after(seen_on, facts.schedule.make_plan_days),
        after(seen_on, facts.schedule.make_plan_overdue_days),
        sentence(why, seen_on=seen_on, sites=named(sites)),
        sites=sites,
        fact=fact,
    )


def _answers(facts: Facts, plan: Stored[Plan], seen_on: date, sites: tuple[Site, ...]) -> bool:
    """Say whether a plan answers a call for sessions: a later one, or one with sessions left."""
    rows = [row.site for row in plan.record.areas]
    if plan.record.planned_on < seen_on:
        rows = [window.site for window in facts.windows_of[plan.id]]
    return any(not sites or any(touches(row, site) for site in sites) for row in rows)


def plans_to_settle(facts: Facts) -> Iterator[Task]:
    """Keep each open plan in sight; it is hidden while another follow-up carries the plan."""
    for plan in facts.chart.plans:
        if plan.record.status is PlanStatus.OPEN:
            done = [s.record.performed_on for s in facts.sessions_of.get(plan.id, ())]
            due = after(max((plan.record.planned_on, *done)), facts.schedule.book_session_days)
            yield Task(
                f"{FollowUpKind.SETTLE_PLAN}:{plan.id}",
                FollowUpKind.SETTLE_PLAN,
                due,
                after(due, facts.schedule.first_session_overdue_days),
                sentence(
                    "The plan of {planned_on} is open, but nothing more is due or booked for it: "
                    "book a visit, or close the plan.",
                    planned_on=plan.record.planned_on,
                ),
                plan_id=plan.id,
                sites=tuple(row.site for row in plan.record.areas),
                lasting=True,
            )
