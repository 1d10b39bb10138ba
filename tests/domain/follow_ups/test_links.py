"""A booking that names no plan is for the only plan that it fits; else a person says for which."""

from dataclasses import replace
from datetime import date, time, timedelta

from infrared_desktop.domain.follow_ups.due import FollowUpState, HiddenReason
from infrared_desktop.domain.records.answers import (
    AppointmentKind,
    AppointmentStatus,
    ContactOutcome,
)
from infrared_desktop.domain.records.areas import Area, Site
from infrared_desktop.domain.records.care import Plan, PlanArea
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.diary import Appointment
from tests.domain.charts import DONE, NECK, T8, attempt, book, rows, treated
from tests.domain.strategies import PATIENT, stored


def two_plans() -> Chart:
    """A patient with two plans for the neck, a session of the first lately."""
    chart = treated()
    again = Plan(PATIENT, date(2026, 2, 25), 1, areas=(PlanArea(Area.NECK_FRONT, None, 2),))
    return replace(chart, plans=(*chart.plans, stored(again, id=4)))


def booked(chart: Chart, plan_id: int | None, sites: tuple[Site, ...] = (NECK,)) -> Chart:
    day, kind = DONE + timedelta(30), AppointmentKind.SESSION
    visit = Appointment(PATIENT, kind, day, time(9), 60, plan_id=plan_id, sites=sites)
    return replace(chart, appointments=(stored(visit, id=20),))


def hidden(chart: Chart) -> set[int | None]:
    found = (row for row in rows(chart).values() if row.key.startswith("T8:"))
    return {row.plan_id for row in found if row.hidden is HiddenReason.BOOKED}


def test_a_booking_links_only_where_exactly_one_plan_fits() -> None:
    assert hidden(booked(treated(), None)) == {3}
    assert hidden(booked(two_plans(), None)) == set()
    assert hidden(booked(two_plans(), 3)) == {3}
    assert hidden(booked(two_plans(), 4)) == {4}


def test_a_review_of_no_plan_is_for_no_series_where_there_are_two() -> None:
    one = treated(sessions=1)
    plan = replace(one.plans[0].record, areas=(PlanArea(Area.UPPER_ARM, None, 1),))
    arm = replace(one.sessions[0].record.areas[0], area=Area.UPPER_ARM)
    other = replace(one.sessions[0].record, plan_id=4, areas=(arm,))
    both = replace(
        one, plans=(*one.plans, stored(plan, id=4)), sessions=(*one.sessions, stored(other, 10))
    )
    review = AppointmentKind.REVIEW

    def found(chart: Chart) -> int:
        return [row.state for row in rows(chart).values()].count(FollowUpState.BOOKED)

    assert found(book(one, 30, review, plan_id=None)) == 1
    assert found(book(both, 30, review, plan_id=None)) == 0
    assert found(book(both, 30, review, plan_id=4)) == 1


def test_cancelling_brings_it_back_with_its_history() -> None:
    tried = attempt(treated(), T8, ContactOutcome.NO_ANSWER)
    with_visit = book(tried, 30)
    assert rows(with_visit)[T8].state is FollowUpState.BOOKED
    visit = with_visit.appointments[0]
    gone = replace(visit, record=replace(visit.record, status=AppointmentStatus.CANCELLED))
    assert rows(replace(with_visit, appointments=(gone,)))[T8] == rows(tried)[T8]
    assert rows(tried)[T8].attempts == 1


def test_a_review_before_a_series_began_is_not_for_it() -> None:
    one = treated(sessions=1)
    plan = replace(one.plans[0].record, areas=(PlanArea(Area.UPPER_ARM, None, 1),))
    arm = replace(one.sessions[0].record.areas[0], area=Area.UPPER_ARM)
    after = replace(
        one.sessions[0].record, performed_on=DONE + timedelta(40), plan_id=4, areas=(arm,)
    )
    both = replace(
        one, plans=(*one.plans, stored(plan, id=4)), sessions=(*one.sessions, stored(after, 10))
    )
    found = rows(book(both, 30, AppointmentKind.REVIEW, plan_id=None)).values()
    assert [row.state for row in found].count(FollowUpState.BOOKED) == 1
