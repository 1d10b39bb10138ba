"""Windows start from what was really done, and two visits never share a person or a thing."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus, PlanStatus
from infrared_desktop.domain.records.areas import Area, Side, Site
from infrared_desktop.domain.records.care import AreaSettings, Plan, PlanArea, Session
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.schedule import (
    Resource,
    SessionWindows,
    Timing,
    Window,
    clashes,
    judge,
    next_windows,
    touches,
    treats,
    windows_by_plan,
)
from tests.domain.strategies import SITES, days, sites, some_sites, stored

WINDOWS = SessionWindows()
PLANNED = date(2026, 1, 31)
NECK, FACE = Site(Area.NECK_FRONT), Site(Area.FACE_FULL)
LEFT, RIGHT, BOTH = (Site(Area.UPPER_ARM, side) for side in Side)


def plan_of(*wanted: Site, sessions: int = 2, planned_on: date = PLANNED) -> Stored[Plan]:
    areas = tuple(PlanArea(site.area, site.side, sessions) for site in wanted)
    return stored(Plan(7, planned_on, 1, areas=areas), id=3)


def session(day: date, *done: Site, id: int = 1, plan_id: int | None = 3) -> Stored[Session]:
    areas = tuple(AreaSettings(site.area, site.side) for site in done)
    return stored(Session(7, day, 1, plan_id=plan_id, areas=areas), id=id)


def visit(
    starts: time = time(9),
    minutes: int = 60,
    day: date = PLANNED,
    patient_id: int = 7,
    clinician_id: int | None = None,
    room_id: int | None = None,
    status: AppointmentStatus = AppointmentStatus.BOOKED,
) -> Appointment:
    return Appointment(
        patient_id,
        AppointmentKind.SESSION,
        day,
        starts,
        minutes,
        clinician_id=clinician_id,
        room_id=room_id,
        status=status,
    )


def test_a_window_counts_from_the_last_session_that_took_place() -> None:
    done = [session(date(2026, 2, 10), NECK, id=1)]
    neck, face = next_windows(plan_of(NECK, FACE), done, WINDOWS)
    assert neck == Window(
        NECK, 2, 2, date(2026, 2, 10), date(2026, 3, 10), date(2026, 3, 12), date(2026, 5, 13)
    )
    assert face == Window(FACE, 1, 2, None, PLANNED, PLANNED, date(2026, 5, 3))


def test_a_site_with_all_its_sessions_and_a_closed_plan_have_no_window() -> None:
    done = [session(date(2026, 2, 10), NECK), session(date(2026, 3, 20), NECK, id=2)]
    plan = plan_of(NECK)
    assert next_windows(plan, done, WINDOWS) == ()
    closed = replace(plan, record=replace(plan.record, status=PlanStatus.ABANDONED))
    assert next_windows(closed, (), WINDOWS) == ()


def test_a_plan_may_set_its_own_distance_and_the_best_day_stays_inside_it() -> None:
    areas = (PlanArea(Area.NECK_FRONT, None, 2, earliest_days=42, latest_days=60),)
    plan = stored(Plan(7, PLANNED, 1, areas=areas), id=3)
    (window,) = next_windows(plan, [session(date(2026, 2, 1), NECK)], WINDOWS)
    assert (window.earliest, window.best) == (date(2026, 3, 15), date(2026, 3, 15))


def test_a_session_of_another_plan_keeps_its_distance() -> None:
    lately = session(PLANNED - timedelta(10), NECK, plan_id=2)
    (window,) = next_windows(plan_of(NECK), [lately], WINDOWS)
    assert (window.previous, window.earliest) == (None, PLANNED + timedelta(18))


def test_both_sides_are_done_when_each_side_is() -> None:
    assert treats([LEFT, RIGHT], BOTH) and treats([BOTH], LEFT)
    assert not treats([LEFT], BOTH) and not treats([LEFT], RIGHT) and not treats([FACE], NECK)
    assert touches(LEFT, BOTH) and not touches(LEFT, RIGHT)


@given(days, some_sites, st.lists(st.tuples(days, some_sites), max_size=6), st.randoms())
def test_windows_are_ordered_and_do_not_depend_on_the_order_of_records(
    planned: date, wanted: list[Site], done: list[tuple[date, list[Site]]], random: object
) -> None:
    plan = plan_of(*wanted, sessions=3, planned_on=planned)
    sessions = [session(day, *treated, id=n) for n, (day, treated) in enumerate(done)]
    found = next_windows(plan, sessions, WINDOWS)
    assert found == next_windows(plan, sessions[::-1], WINDOWS)
    for window in found:
        assert window.earliest <= window.best <= window.latest
        assert 1 <= window.session_no <= window.planned == 3
        assert judge(window.best, window, WINDOWS) is Timing.FINE
        counted = sum(treats(treated, window.site) for _, treated in done)
        assert window.session_no == counted + 1
        if window.previous:
            assert window.earliest == window.previous + timedelta(28)


@pytest.mark.parametrize(
    ("elapsed", "timing"),
    [
        (-1, Timing.TOO_EARLY),
        (13, Timing.TOO_EARLY),
        (14, Timing.EARLY),
        (27, Timing.EARLY),
        (28, Timing.FINE),
        (92, Timing.FINE),
        (93, Timing.LATE),
        (183, Timing.LATE),
        (184, Timing.LAPSED),
    ],
)
# A month's end, a leap day and both days on which European clocks change lie in these ranges.
@pytest.mark.parametrize("previous", [date(2024, 1, 31), date(2026, 3, 1), date(2026, 10, 1)])
def test_timing_changes_on_the_days_of_the_protocol(
    previous: date, elapsed: int, timing: Timing
) -> None:
    (window,) = next_windows(plan_of(NECK), [session(previous, NECK)], WINDOWS)
    assert judge(previous + timedelta(elapsed), window, WINDOWS) is timing


def test_a_first_session_is_judged_from_the_day_of_the_plan() -> None:
    (window,) = next_windows(plan_of(NECK), (), WINDOWS)
    at = [judge(PLANNED + timedelta(n), window, WINDOWS) for n in (-20, 0, 92, 93, 184)]
    assert at == [Timing.EARLY, Timing.FINE, Timing.FINE, Timing.LATE, Timing.LAPSED]


def test_a_visit_may_start_when_another_ends() -> None:
    other = stored(visit(time(9), 30), id=5)
    assert clashes(visit(time(9, 30)), [other]) == ()
    assert clashes(visit(time(8, 30), 30), [other]) == ()
    assert [c.what for c in clashes(visit(time(9, 29)), [other])] == [Resource.PATIENT]
    assert clashes(visit(time(9, 15)), [other], ignore_id=5) == ()
    assert clashes(visit(time(9), day=PLANNED + timedelta(1)), [other]) == ()


@pytest.mark.parametrize("status", AppointmentStatus)
def test_a_visit_that_is_off_takes_no_place(status: AppointmentStatus) -> None:
    other = stored(visit(status=status))
    assert bool(clashes(visit(), [other])) is other.record.is_live


def test_every_shared_resource_is_named_and_unknown_ones_are_free() -> None:
    wanted = visit(patient_id=1, clinician_id=2, room_id=3)
    assert clashes(wanted, [stored(visit(patient_id=9))]) == ()
    same = stored(visit(patient_id=9, clinician_id=2, room_id=3))
    assert [c.what for c in clashes(wanted, [same])] == [Resource.CLINICIAN, Resource.ROOM]


times = st.builds(time, st.integers(7, 20), st.sampled_from([0, 15, 30, 45]))
visits = st.builds(visit, starts=times, minutes=st.integers(5, 180))


@given(visits, visits)
def test_clashes_go_both_ways(one: Appointment, other: Appointment) -> None:
    found = bool(clashes(one, [stored(other)]))
    assert found is bool(clashes(other, [stored(one)]))
    assert found is (one.starts < other.ends and other.starts < one.ends)


@given(sites, sites)
def test_touching_goes_both_ways(one: Site, other: Site) -> None:
    assert one in SITES
    assert touches(one, other) is touches(other, one)
    assert not treats([one], other) or touches(one, other)


@given(
    st.lists(some_sites, min_size=1, max_size=3),
    st.lists(st.tuples(days, some_sites, st.sampled_from((None, 1, 2, 3))), max_size=8),
)
def test_the_windows_of_many_plans_are_those_of_each(
    wanted: list[list[Site]], done: list[tuple[date, list[Site], int | None]]
) -> None:
    plans = [replace(plan_of(*sites, sessions=3), id=n) for n, sites in enumerate(wanted, 1)]
    sessions = [
        session(day, *treated, id=n, plan_id=plan) for n, (day, treated, plan) in enumerate(done, 1)
    ]
    each = {plan.id: next_windows(plan, sessions, WINDOWS) for plan in plans}
    assert windows_by_plan(plans, sessions, WINDOWS) == each
