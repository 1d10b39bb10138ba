"""The day board tells what takes too long, and takes each step back to the state before it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.desk_rules import DeskRules
from infrared_desktop.domain.schedule.visit_board import (
    InState,
    check_day_has_come,
    in_state,
    step_back,
)

DAY = date(2026, 11, 23)
TEN = datetime(2026, 11, 23, 10, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
BOOKED = Appointment(1, AppointmentKind.SESSION, DAY, time(10), 60)
RULE = DeskRules().visit(AppointmentKind.SESSION)
STATUS = AppointmentStatus


def stands(visit: Appointment, minutes: int) -> InState:
    """Return how a visit stands so many minutes after ten."""
    return in_state(visit, TEN + minutes * MINUTE, RULE, UTC)


def arrived(minutes: int) -> Appointment:
    return replace(BOOKED, status=STATUS.ARRIVED, arrived_at=TEN + minutes * MINUTE)


def started(minutes: int, came: int = 0) -> Appointment:
    began = TEN + minutes * MINUTE
    return replace(arrived(came), status=STATUS.IN_TREATMENT, started_at=began)


def test_somebody_expected_is_late_once_the_alert_minutes_are_past() -> None:
    assert stands(BOOKED, -30) == stands(BOOKED, 15) == InState()
    assert stands(BOOKED, 16) == InState(over=16)


def test_a_wait_is_counted_from_the_arrival_and_is_long_only_after_the_booked_start() -> None:
    assert stands(arrived(-20), 10) == InState(30)
    assert stands(arrived(-20), 16) == InState(36, over=16)
    assert stands(arrived(10), 25) == InState(15)
    assert stands(arrived(10), 26) == InState(16, over=16)


def test_a_treatment_is_long_once_its_planned_length_is_past() -> None:
    assert stands(started(5), 80) == InState(75, 80)
    assert stands(started(5), 81) == InState(76, 81, 16)
    unseen = replace(started(5), arrived_at=None)
    assert stands(unseen, 20) == InState(15)


def test_a_closed_visit_tells_how_long_it_took_in_all() -> None:
    done = replace(started(5), status=STATUS.FULFILLED, ended_at=TEN + 70 * MINUTE)
    assert stands(done, 500) == InState(total=70)
    assert stands(replace(BOOKED, status=STATUS.NO_SHOW), 500) == InState()


def test_the_night_when_clocks_go_back_adds_no_hour() -> None:
    zone = ZoneInfo("America/Toronto")
    late = replace(BOOKED, day=date(2026, 11, 1), starts=time(3))
    now = datetime(2026, 11, 1, 8, 20, tzinfo=UTC)
    assert in_state(late, now, RULE, zone) == InState(over=20)


@given(st.integers(-3000, 3000), st.integers(-3000, 3000), st.sampled_from([arrived, started]))
def test_a_clock_that_was_set_back_never_counts_below_nothing(
    since: int, now: int, state: object
) -> None:
    found = stands(state(since), now)  # type: ignore[operator]
    assert min(n for n in (found.minutes, found.total, found.over, 0) if n is not None) == 0


def test_nothing_is_counted_since_a_moment_that_is_still_to_come() -> None:
    assert stands(arrived(10), 10) == InState(0)
    assert stands(arrived(10), 5) == InState()
    assert stands(started(30, came=10), 20) == InState(None, 10)


@pytest.mark.parametrize(
    ("visit", "before"),
    [
        (arrived(0), BOOKED),
        (started(5), arrived(0)),
        (replace(started(5), arrived_at=None), BOOKED),
        (replace(started(5), status=STATUS.FULFILLED, ended_at=TEN), started(5)),
        (replace(BOOKED, status=STATUS.NO_SHOW), BOOKED),
        (replace(arrived(0), status=STATUS.CANCELLED), arrived(0)),
    ],
)
def test_each_step_goes_back_to_the_one_before(visit: Appointment, before: Appointment) -> None:
    assert step_back(visit, DAY) == before


def test_what_has_no_step_or_is_past_is_refused_with_a_sentence() -> None:
    with pytest.raises(KnownError, match="no step to take back"):
        step_back(BOOKED, DAY)
    with pytest.raises(KnownError, match="of a past day is closed"):
        step_back(replace(BOOKED, status=STATUS.NO_SHOW), DAY + timedelta(days=1))


@pytest.mark.parametrize("status", STATUS)
def test_of_a_visit_to_come_nothing_is_noted_but_that_it_is_off(status: AppointmentStatus) -> None:
    check_day_has_come(BOOKED, status, DAY)
    early = DAY - timedelta(days=1)
    if status is STATUS.CANCELLED:
        check_day_has_come(BOOKED, status, early)
    else:
        with pytest.raises(KnownError, match="only on 2026-11-23"):
            check_day_has_come(BOOKED, status, early)
