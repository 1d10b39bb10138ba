"""What most likely comes after a visit, by what it was for and how it ended."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import count

from infrared_desktop.domain.dates import add_months
from infrared_desktop.domain.follow_ups.bookings import due_to_book
from infrared_desktop.domain.follow_ups.kinds import FollowUpSchedule
from infrared_desktop.domain.records.answers import (
    AppointmentKind,
    AppointmentStatus,
    NextStepKind,
    PlanStatus,
    ReviewDecision,
    Verdict,
)
from infrared_desktop.domain.records.care import Plan
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.diary import TREATING, Appointment, NextStep
from infrared_desktop.domain.results.outcomes import last_session
from infrared_desktop.domain.schedule.schedule import SessionWindows, Window, next_windows
from infrared_desktop.domain.sentences import Sentence, sentence

ToBook = tuple[Window, date]
_SUITABLE = (Verdict.SUITABLE, Verdict.PRECAUTIONS)


@dataclass(frozen=True)
class Proposal:
    """The next step that is offered first, its day, and why; a person may say otherwise."""

    kind: NextStepKind
    due: date | None
    why: Sentence


def propose(
    visit: Stored[Appointment],
    status: AppointmentStatus,
    chart: Chart,
    schedule: FollowUpSchedule,
    windows: SessionWindows,
    today: date,
) -> Proposal:
    """Return the next step after a visit that ends with a status (clinical reference 7.3, 7.5)."""
    ahead = next_visit(visit, chart, today)
    if ahead is not None:
        text = sentence(
            "The next visit is booked on {day} at {starts}.",
            day=ahead.day,
            starts=f"{ahead.starts:%H:%M}",
        )
        return Proposal(NextStepKind.BOOKED, None, text)
    if status is AppointmentStatus.NO_SHOW:
        words = sentence("Nobody came: a contact the same day.")
        return _follow_up(today, schedule.no_show_days, words)
    if status is AppointmentStatus.CANCELLED:
        words = sentence("Cancelled: another day is to be found.")
        if left := list(_sessions_left(chart, schedule, windows)):
            return Proposal(NextStepKind.FOLLOW_UP, _due_to_book(left, today), words)
        return _follow_up(today, schedule.retry_days_first, words)
    return _after(visit.record, chart, schedule, windows, today)


def propose_ahead(
    chart: Chart, schedule: FollowUpSchedule, windows: SessionWindows, today: date
) -> Proposal:
    """Return the next step for a patient with an open plan, apart from any visit."""
    if left := list(_sessions_left(chart, schedule, windows)):
        return _to_book(left, today)
    words = sentence("Nothing is booked ahead: come back to it.")
    return _follow_up(today, schedule.next_step_days, words)


def chart_after(
    step: NextStep, closed: Stored[Appointment] | None, chart: Chart, now: datetime
) -> Chart:
    """Return a chart as it would stand once a step was agreed, with the visit that it closed."""
    last = max((stored.id for stored in chart.next_steps), default=0)
    imagined = Stored(last + 1, 1, State.CURRENT, 0, now, "", step)
    visits = chart.appointments
    if closed is not None:
        visits = tuple(closed if each.id == closed.id else each for each in visits)
    return replace(chart, appointments=visits, next_steps=(*chart.next_steps, imagined))


def lacks_next_step(chart: Chart, today: date) -> bool:
    """Say whether a plan is open while nothing is booked and nothing agreed that still holds."""
    plans = [p.record for p in chart.plans if p.record.status is PlanStatus.OPEN]
    if not plans or next_visit(None, chart, today) is not None:
        return False
    last = max(chart.next_steps, key=lambda step: (step.record.decided_on, step.id), default=None)
    return last is None or not _still_holds(last.record, plans, today)


def next_visit(visit: Stored[Appointment] | None, chart: Chart, today: date) -> Appointment | None:
    """Return the patient's next open visit, besides this one."""
    ahead = [
        other.record
        for other in chart.appointments
        if other.record.is_open
        and other.record.day >= today
        and (visit is None or other.id != visit.id)
    ]
    return min(ahead, key=lambda other: (other.day, other.starts), default=None)


def waiting_until(schedule: FollowUpSchedule, today: date) -> date:
    """Return the day to come back to a patient who wants to think it over."""
    return today + timedelta(schedule.next_step_days)


def _still_holds(step: NextStep, plans: Iterable[Plan], today: date) -> bool:
    if step.kind in (NextStepKind.DECLINED, NextStepKind.FINISHED):
        return all(plan.planned_on <= step.decided_on for plan in plans)
    return step.due is not None and step.due >= today


def _after(
    visit: Appointment,
    chart: Chart,
    schedule: FollowUpSchedule,
    windows: SessionWindows,
    today: date,
) -> Proposal:
    left = list(_sessions_left(chart, schedule, windows))
    if visit.kind is AppointmentKind.REVIEW:
        return _after_review(chart, schedule, today, left)
    if left:
        return _to_book(left, today)
    if visit.kind in TREATING:
        words = sentence("After the last session: the first review.")
        return _follow_up(today, schedule.review_1_days, words)
    if visit.kind is AppointmentKind.CONSULTATION and _is_suitable(chart, today):
        words = sentence("Found suitable: a plan is to be made.")
        return _follow_up(today, schedule.make_plan_days, words)
    words = sentence("Nothing is booked ahead: come back to it.")
    return _follow_up(today, schedule.next_step_days, words)


def _after_review(
    chart: Chart, schedule: FollowUpSchedule, today: date, left: list[ToBook]
) -> Proposal:
    newest = max(chart.reviews, key=lambda r: (r.record.reviewed_on, r.id), default=None)
    review = newest.record if newest and newest.record.reviewed_on == today else None
    decision = review.decision if review else None
    if decision in (ReviewDecision.FINISH, ReviewDecision.DISCHARGE):
        words = sentence("The review ends the treatment.")
        return Proposal(NextStepKind.FINISHED, None, words)
    if decision is ReviewDecision.MAINTENANCE:
        agreed = review.maintenance_on if review else None
        due = agreed or recall_day(chart, schedule, today)
        return Proposal(NextStepKind.FOLLOW_UP, due, sentence("Maintenance, as the review says."))
    if decision is ReviewDecision.FURTHER_SESSION:
        words = sentence("The review asks for one more session.")
        return _follow_up(today, schedule.make_plan_days, words)
    if review and review.next_review_on:
        words = sentence("The next review, on the day that this one names.")
        return Proposal(NextStepKind.FOLLOW_UP, review.next_review_on, words)
    return _to_book(left, today) if left else _next_review(chart, schedule, today)


def recall_day(
    chart: Chart, schedule: FollowUpSchedule, today: date, plan_id: int | None = None
) -> date:
    """Return the day of the next recall, counted from the last session (clinical reference 7.4)."""
    last = last_session(chart, today, plan_id)
    plan_id = last.record.plan_id if last else plan_id
    planned = next((p.record.maintenance_months for p in chart.plans if p.id == plan_id), 0)
    anchor = last.record.performed_on if last else today
    months = planned or schedule.maintenance_months
    days = (add_months(anchor, months * number) for number in count(1))
    return next(day for day in days if day > today)


def _next_review(chart: Chart, schedule: FollowUpSchedule, today: date) -> Proposal:
    last = last_session(chart, today)
    offsets = (schedule.review_1_days, schedule.review_3_days, schedule.review_6_days)
    days = [last.record.performed_on + timedelta(n) for n in offsets] if last else []
    due = next((day for day in days if day > today), None)
    if due is not None:
        return Proposal(NextStepKind.FOLLOW_UP, due, sentence("The next review."))
    words = sentence("Nothing is booked ahead: come back to it.")
    return _follow_up(today, schedule.next_step_days, words)


def _to_book(left: list[ToBook], today: date) -> Proposal:
    first = min((window for window, _ in left), key=lambda window: window.earliest)
    words = sentence(
        "Session {session_no} of {planned} is to be booked, from {earliest} to {latest}.",
        session_no=first.session_no,
        planned=first.planned,
        earliest=first.earliest,
        latest=first.latest,
    )
    return Proposal(NextStepKind.FOLLOW_UP, _due_to_book(left, today), words)


def _due_to_book(left: list[ToBook], today: date) -> date:
    """Return from when the first of them stands in the follow-up list, or today if it did."""
    return max(today, min(due for _, due in left))


def _follow_up(today: date, days: int, why: Sentence) -> Proposal:
    return Proposal(NextStepKind.FOLLOW_UP, today + timedelta(days), why)


def _sessions_left(
    chart: Chart, schedule: FollowUpSchedule, windows: SessionWindows
) -> Iterable[ToBook]:
    for plan in chart.plans:
        for window in next_windows(plan, chart.sessions, windows):
            yield window, due_to_book(plan.record, window, schedule)


def _is_suitable(chart: Chart, today: date) -> bool:
    return any(
        row.verdict in _SUITABLE
        for consultation in chart.consultations
        if consultation.record.consulted_on == today
        for row in consultation.record.areas
    )
