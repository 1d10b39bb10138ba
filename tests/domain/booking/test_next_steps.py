"""The next step that is proposed fits what the visit was for and how it ended."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from infrared_desktop.domain.booking.next_steps import (
    Proposal,
    chart_after,
    lacks_next_step,
    propose,
    waiting_until,
)
from infrared_desktop.domain.follow_ups.agreed import brought_back_by
from infrared_desktop.domain.follow_ups.due import FollowUpKind, Standing, derive, standing
from infrared_desktop.domain.records.answers import (
    AppointmentKind,
    AppointmentStatus,
    NextStepKind,
    PlanStatus,
    ReviewDecision,
    Verdict,
)
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.care import (
    AreaFinding,
    AreaSettings,
    Consultation,
    Plan,
    PlanArea,
    Review,
    Session,
)
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.diary import Appointment, NextStep
from infrared_desktop.domain.records.people import Patient
from tests.domain.consultations import TITAN
from tests.domain.strategies import stored

TODAY = date(2026, 11, 22)
FOLLOW_UP = NextStepKind.FOLLOW_UP
DONE = AppointmentStatus.FULFILLED


def proposed(
    kind: AppointmentKind, status: AppointmentStatus = DONE, **chart: Any
) -> tuple[NextStepKind, int | None]:
    found = proposal(kind, status, **chart)
    return found.kind, (found.due - TODAY).days if found.due else None


def proposal(kind: AppointmentKind, status: AppointmentStatus = DONE, **chart: Any) -> Proposal:
    visit = stored(Appointment(7, kind, TODAY, time(10), 60), id=5)
    others = chart.pop("appointments", ())
    of = Chart(stored(Patient("Ito")), appointments=(visit, *others), **chart)
    return propose(visit, status, of, TITAN.follow_ups, TITAN.windows, TODAY)


def plan(sessions: int) -> dict[str, Any]:
    areas = (PlanArea(Area.NECK_FRONT, sessions=sessions),)
    done = Session(7, TODAY, 1, plan_id=3, areas=(AreaSettings(Area.NECK_FRONT),))
    return {"plans": (stored(Plan(7, TODAY, 1, areas=areas), id=3),), "sessions": (stored(done),)}


def test_a_visit_that_is_booked_ahead_is_the_next_step() -> None:
    visit = Appointment(7, AppointmentKind.REVIEW, TODAY + timedelta(9), time(9, 30), 30)
    cancelled = replace(visit, day=TODAY, status=AppointmentStatus.CANCELLED)
    others = (stored(cancelled, id=6), stored(visit, id=8))
    for status in (DONE, AppointmentStatus.NO_SHOW, AppointmentStatus.CANCELLED):
        found = proposal(AppointmentKind.SESSION, status, appointments=others, **plan(2))
        assert (found.kind, found.due) == (NextStepKind.BOOKED, None)
        assert str(found.why) == "The next visit is booked on 2026-12-01 at 09:30."


def test_after_a_session_the_next_one_is_booked_and_after_the_last_it_is_reviewed() -> None:
    assert proposed(AppointmentKind.SESSION, **plan(2)) == (FOLLOW_UP, 1)
    assert proposed(AppointmentKind.SESSION, **plan(1)) == (FOLLOW_UP, 30)
    assert proposed(AppointmentKind.MAINTENANCE) == (FOLLOW_UP, 30)


@pytest.mark.parametrize(("ago", "months", "due"), [(91, 12, 274), (91, 6, 93), (366, 12, 364)])
def test_maintenance_is_counted_from_the_last_session(ago: int, months: int, due: int) -> None:
    done = plan(1)
    of_plan, held = done["plans"][0], done["sessions"][0]
    done["plans"] = (replace(of_plan, record=replace(of_plan.record, maintenance_months=months)),)
    day = TODAY - timedelta(ago)
    done["sessions"] = (replace(held, record=replace(held.record, performed_on=day)),)
    review = stored(Review(7, TODAY, 1, decision=ReviewDecision.MAINTENANCE))
    assert proposed(AppointmentKind.REVIEW, reviews=(review,), **done) == (FOLLOW_UP, due)


def test_a_missed_visit_is_called_about_the_same_day() -> None:
    assert proposed(AppointmentKind.REVIEW, AppointmentStatus.NO_SHOW) == (FOLLOW_UP, 0)


def test_a_cancelled_visit_is_taken_up_soon() -> None:
    assert proposed(AppointmentKind.SESSION, AppointmentStatus.CANCELLED) == (FOLLOW_UP, 2)


@pytest.mark.parametrize(("verdict", "days"), [(Verdict.SUITABLE, 1), (Verdict.DEFERRED, 14)])
def test_a_consultation_that_finds_a_site_suitable_asks_for_a_plan(
    verdict: Verdict, days: int
) -> None:
    areas = (AreaFinding(Area.NECK_FRONT, verdict=verdict),)
    found = (stored(Consultation(7, TODAY, 1, areas=areas)),)
    assert proposed(AppointmentKind.CONSULTATION, consultations=found) == (FOLLOW_UP, days)


@pytest.mark.parametrize(
    ("decision", "expected"),
    [
        (ReviewDecision.FINISH, (NextStepKind.FINISHED, None)),
        (ReviewDecision.DISCHARGE, (NextStepKind.FINISHED, None)),
        (ReviewDecision.FURTHER_SESSION, (FOLLOW_UP, 1)),
        (ReviewDecision.MAINTENANCE, (FOLLOW_UP, 365)),
        (ReviewDecision.REFER, (FOLLOW_UP, 14)),
        (None, (FOLLOW_UP, 14)),
    ],
)
def test_a_review_leads_where_it_decides(
    decision: ReviewDecision | None, expected: tuple[NextStepKind, int | None]
) -> None:
    reviews = (stored(Review(7, TODAY, 1, decision=decision)),)
    assert proposed(AppointmentKind.REVIEW, reviews=reviews) == expected


def test_the_decision_of_an_earlier_review_is_not_taken_for_todays() -> None:
    old = (stored(Review(7, TODAY - timedelta(90), 1, decision=ReviewDecision.FINISH)),)
    done = Session(7, TODAY - timedelta(95), 1, areas=(AreaSettings(Area.NECK_FRONT),))
    chart: dict[str, Any] = {"reviews": old, "sessions": (stored(done),)}
    assert proposed(AppointmentKind.REVIEW, **chart) == (FOLLOW_UP, 180 - 95)


def test_who_wants_to_think_it_over_is_asked_again_in_two_weeks() -> None:
    assert waiting_until(TITAN.follow_ups, TODAY) == TODAY + timedelta(14)


@pytest.mark.parametrize("ago", [0, 1, 10, 27, 28, 40, 92, 200])
@pytest.mark.parametrize("status", [AppointmentStatus.CANCELLED, DONE])
def test_the_step_that_is_proposed_is_the_day_on_which_the_list_asks_for_the_session(
    status: AppointmentStatus, ago: int
) -> None:
    """Clinical reference 7.3, T8: due the day after a session, overdue from day 28."""
    visit = stored(Appointment(7, AppointmentKind.SESSION, TODAY, time(10), 60, plan_id=3), id=5)
    chart = Chart(stored(Patient("Ito")), appointments=(visit,), **plan(2))
    held = replace(chart.sessions[0].record, performed_on=TODAY - timedelta(ago))
    chart = replace(chart, sessions=(replace(chart.sessions[0], record=held),))
    rules = TITAN.follow_ups, TITAN.windows
    found = propose(visit, status, chart, *rules, TODAY)
    step = NextStep(7, found.kind, TODAY, 5, found.due)
    closed = replace(visit, record=replace(visit.record, status=status))
    now = datetime.combine(TODAY, time(12), UTC)
    rows = derive(chart_after(step, closed, chart, now), *rules)
    back = brought_back_by(rows, 3)
    assert back is not None and back.kind is FollowUpKind.BOOK_SESSION
    assert found.due == max(TODAY, back.show_on) == TODAY + timedelta(0 if ago else 1)
    is_overdue = standing(back, TODAY) is Standing.OVERDUE
    assert is_overdue == (ago >= 28)


def test_a_step_of_a_later_day_does_not_put_off_what_is_due_before() -> None:
    visit = stored(Appointment(7, AppointmentKind.SESSION, TODAY, time(10), 60, plan_id=3), id=5)
    chart = Chart(stored(Patient("Ito")), appointments=(visit,), **plan(2))
    now = datetime.combine(TODAY, time(12), UTC)
    closed = replace(visit, record=replace(visit.record, status=AppointmentStatus.CANCELLED))
    for kind in NextStepKind:
        step = NextStep(7, kind, TODAY, 5, TODAY + timedelta(60), reason="so")
        rows = derive(chart_after(step, closed, chart, now), TITAN.follow_ups, TITAN.windows)
        back = brought_back_by(rows, 3)
        assert back is not None and back.show_on == TODAY + timedelta(1)


@pytest.mark.parametrize(
    ("kind", "decided", "due", "lacks"),
    [
        (NextStepKind.FINISHED, 0, None, False),
        (NextStepKind.DECLINED, 5, None, False),
        (NextStepKind.FINISHED, 6, None, True),  # before the plan was made
        (NextStepKind.FOLLOW_UP, 0, 0, False),
        (NextStepKind.WAITING, 0, -1, True),
        (NextStepKind.BOOKED, 0, None, True),
    ],
)
def test_an_open_plan_lacks_its_next_step_unless_one_was_agreed_that_still_holds(
    kind: NextStepKind, decided: int, due: int | None, lacks: bool
) -> None:
    plan = Plan(7, TODAY - timedelta(5), 1, areas=(PlanArea(Area.NECK_FRONT, None, 2),))
    day = None if due is None else TODAY + timedelta(due)
    step = NextStep(7, kind, TODAY - timedelta(decided), due=day)
    chart = Chart(stored(Patient("Ito")), plans=(stored(plan),))
    assert lacks_next_step(chart, TODAY)
    assert lacks_next_step(replace(chart, next_steps=(stored(step),)), TODAY) is lacks
    ended = replace(chart, plans=(stored(replace(plan, status=PlanStatus.FINISHED)),))
    assert not lacks_next_step(ended, TODAY)
