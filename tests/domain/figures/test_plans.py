"""The figures of plans, each by cases that are counted by hand."""

from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from infrared_desktop.domain.figures.plans import overdue, plans_done, way_to_plan, way_to_session
from infrared_desktop.domain.records.answers import AppointmentKind, PlanStatus
from infrared_desktop.domain.records.areas import Area, Side, Site
from infrared_desktop.domain.records.care import AreaSettings, Consultation, Plan, PlanArea, Session
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.schedule import SessionWindows

R = TypeVar("R")
DAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NECK, ARM = Area.NECK_FRONT, Area.UPPER_ARM
WINDOWS = SessionWindows()


def stored(record: R, number: int = 1, state: State = State.CURRENT) -> Stored[R]:
    return Stored(number, 1, state, 1, NOON, "", record)


def plan(number: int, status: PlanStatus = PlanStatus.OPEN, sessions: int = 2) -> Stored[Plan]:
    areas = (PlanArea(NECK, sessions=sessions),)
    record = Plan(number, DAY, 1, consultation_id=number, areas=areas, status=status)
    return stored(record, number)


def session(number: int, days_on: int, area: Area = NECK) -> Stored[Session]:
    row = AreaSettings(area)
    record = Session(number, DAY + timedelta(days_on), 1, plan_id=number, areas=(row,))
    return stored(record, 100 * number + days_on, State.SIGNED)


def test_a_plan_is_done_when_all_its_sessions_were_held() -> None:
    plans = [
        plan(1, PlanStatus.FINISHED),
        plan(2, PlanStatus.ABANDONED),
        plan(3),
        plan(4),
        plan(5, PlanStatus.FINISHED),
    ]
    held = [session(1, 0), session(1, 30), session(3, 0), session(4, 0), session(4, 40)]
    share = plans_done(plans, held)
    assert {case.patient_id: case.hit for case in share.cases} == {
        1: True,
        2: False,
        4: True,  # open still, and nothing left to do
        5: False,  # called finished before its sessions were held
    }
    assert share.fraction == 0.5


def test_an_area_is_overdue_once_its_latest_day_has_passed() -> None:
    held = [session(1, 0)]
    last = DAY + timedelta(92)
    for today, late in ((last, 0), (last + timedelta(1), 1)):
        share = overdue([plan(1)], held, [], WINDOWS, today)
        assert (share.hits, share.of) == (late, 1)
    assert share.by_group().keys() == {NECK}
    assert share.cases[0].value == 1


def test_an_area_with_a_session_booked_is_not_overdue() -> None:
    today = DAY + timedelta(120)
    treats = Appointment(1, AppointmentKind.SESSION, today, time(9), 60, sites=(Site(NECK),))
    held, elsewhere = [session(1, 0)], Site(ARM, Side.LEFT)
    assert overdue([plan(1)], held, [stored(treats)], WINDOWS, today).hits == 0
    past = Appointment(1, AppointmentKind.SESSION, today - timedelta(1), time(9), 60)
    other = Appointment(1, AppointmentKind.SESSION, today, time(9), 60, sites=(elsewhere,))
    assert overdue([plan(1)], held, [stored(past), stored(other)], WINDOWS, today).hits == 1


def test_a_closed_plan_is_never_overdue() -> None:
    closed = plan(1, PlanStatus.ABANDONED)
    assert overdue([closed], [session(1, 0)], [], WINDOWS, DAY + timedelta(900)).of == 0


def consulted(number: int, days_before: int, state: State = State.SIGNED) -> Stored[Consultation]:
    return stored(Consultation(number, DAY - timedelta(days_before), 1), number, state)


def test_the_way_from_consultation_to_plan_counts_signed_ones_only() -> None:
    seen = [consulted(1, 0), consulted(2, 4), consulted(3, 10), consulted(4, 99, State.CURRENT)]
    ways = way_to_plan(seen, [plan(1), plan(2), plan(3), plan(4)])
    assert sorted(case.value for case in ways.cases) == [0, 4, 10]
    assert ways.median_days == 4
    assert ways.quarters == (2, 7)
    assert ways.is_small


def test_the_way_from_plan_to_session_ends_with_the_first_session() -> None:
    ways = way_to_session([plan(1), plan(2)], [session(1, 40), session(1, 8), session(3, 1)])
    assert [case.value for case in ways.cases] == [8]
    assert ways.quarters is None


def test_without_a_case_there_are_no_days() -> None:
    assert way_to_plan([], []).median_days is None
