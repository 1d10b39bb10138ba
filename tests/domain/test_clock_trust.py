"""A clock is held against what was stored before it."""

from datetime import UTC, datetime, timedelta

import pytest

from infrared_desktop.domain.clock_trust import ClockState, judge_clock

LAST = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moved", "state"),
    [
        (timedelta(), ClockState.FITS),
        (-timedelta(minutes=2), ClockState.FITS),
        (-timedelta(minutes=2, seconds=1), ClockState.BACK),
        (-timedelta(days=1), ClockState.BACK),
        (timedelta(days=31), ClockState.FITS),
        (timedelta(days=31, seconds=1), ClockState.AHEAD),
        (timedelta(days=366), ClockState.AHEAD),
    ],
)
def test_a_clock_fits_within_two_minutes_back_and_a_month_ahead(
    moved: timedelta, state: ClockState
) -> None:
    assert judge_clock(LAST + moved, LAST) is state


def test_nothing_stored_says_nothing_of_a_clock() -> None:
    assert judge_clock(LAST, None) is ClockState.FITS
