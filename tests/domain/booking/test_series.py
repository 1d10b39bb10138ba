"""A series books what is left of a plan, each session in the window of the one before."""

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.booking.booking import Slot
from infrared_desktop.domain.booking.series import SeriesStep, propose_series
from infrared_desktop.domain.booking.slot_windows import Reach
from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus
from infrared_desktop.domain.records.areas import Area, Site
from infrared_desktop.domain.records.care import AreaSettings, Plan, PlanArea, Session
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.schedule.schedule import SessionWindows
from tests.domain.strategies import stored

WINDOWS = SessionWindows()
TODAY = date(2026, 1, 31)  # a month end
NECK, BELLY = Area.NECK_FRONT, Area.ABDOMEN_LOWER
FIRST = Appointment(1, AppointmentKind.SESSION, TODAY, time(9), 60)


def plan(*sessions: int) -> Stored[Plan]:
    areas = tuple(PlanArea(a, sessions=n) for a, n in zip((NECK, BELLY), sessions, strict=False))
    return stored(Plan(1, TODAY, 1, areas=areas), id=3)


def series(
    planned: Stored[Plan],
    done: tuple[Stored[Session], ...] = (),
    ahead: tuple[Stored[Appointment], ...] = (),
    late: int = 0,
    kept: tuple[SeriesStep, ...] = (),
) -> tuple[SeriesStep, ...]:
    chart = Chart(stored(Patient("A")), plans=(planned,), sessions=done, appointments=ahead)

    def place(visit: Appointment, reach: Reach) -> Slot:
        return Slot(min(reach.best + timedelta(late), reach.last), time(10), room_id=2)

    return propose_series(planned, chart, WINDOWS, TODAY, FIRST, place, kept)


def test_every_session_left_is_proposed_at_its_best_distance() -> None:
    found = series(plan(3, 2))
    assert [step.visit.day for step in found] == [TODAY + timedelta(30 * n) for n in range(3)]
    assert [len(step.visit.sites) for step in found] == [2, 2, 1]
    assert {(s.visit.starts, s.visit.room_id, s.visit.plan_id) for s in found} == {(time(10), 2, 3)}


@given(st.lists(st.integers(1, 3), min_size=1, max_size=2), st.integers(0, 62))
def test_no_session_is_left_and_none_lies_outside_the_window_of_the_one_before(
    sessions: list[int], late: int
) -> None:
    found = series(plan(*sessions), late=late)
    for area, wanted in zip((NECK, BELLY), sessions, strict=False):
        days = [step.visit.day for step in found if Site(area) in step.visit.sites]
        assert len(days) == wanted
        for one, following in pairwise(days):
            assert WINDOWS.earliest_days <= (following - one).days <= WINDOWS.latest_days


def test_what_is_done_or_booked_is_not_proposed_again() -> None:
    done = stored(Session(1, TODAY, 1, plan_id=3, areas=(AreaSettings(NECK),)))
    ahead = stored(
        Appointment(
            1,
            AppointmentKind.SESSION,
            TODAY + timedelta(40),
            time(9),
            60,
            plan_id=3,
            sites=(Site(NECK),),
        )
    )
    (left,) = series(plan(3), (done,), (ahead,))
    assert left.visit.day == TODAY + timedelta(70)
    assert series(plan(1), (done,)) == ()


def test_those_after_a_changed_one_keep_their_distance_from_it() -> None:
    first = series(plan(3), late=20)[0]
    found = series(plan(3), kept=(first,))
    assert found[0] is first
    assert [(s.visit.day - first.visit.day).days for s in found] == [0, 30, 60]


@pytest.mark.parametrize("passed", [100, 400])
def test_a_window_that_has_passed_is_booked_from_today_on(passed: int) -> None:
    done = stored(Session(1, TODAY - timedelta(passed), 1, plan_id=3, areas=(AreaSettings(NECK),)))
    (left,) = series(plan(2), (done,))
    assert left.visit.day == TODAY


def test_areas_that_never_meet_in_one_window_take_turns_to_the_end() -> None:
    done = tuple(
        stored(Session(1, TODAY - timedelta(ago), 1, plan_id=3, areas=(AreaSettings(area),)), n)
        for n, (area, ago) in enumerate(((NECK, 15), (BELLY, 0)), start=1)
    )
    found = series(plan(3, 3), done)
    assert [(step.visit.day - TODAY).days for step in found] == [15, 30, 45, 60]
    assert [step.visit.sites for step in found] == [(Site(NECK),), (Site(BELLY),)] * 2


def test_a_visit_that_was_cancelled_leaves_its_session_to_be_proposed() -> None:
    day, kind = TODAY + timedelta(40), AppointmentKind.SESSION
    gone = Appointment(1, kind, day, time(9), 60, plan_id=3, sites=(Site(NECK),))
    off = replace(gone, status=AppointmentStatus.CANCELLED)
    assert len(series(plan(3), ahead=(stored(gone),))) == 2
    assert len(series(plan(3), ahead=(stored(off),))) == 3
