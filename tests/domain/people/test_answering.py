"""A wish is answered within a month, which ends as calendars do; later only with a reason told."""

from datetime import date, timedelta

import pytest

from infrared_desktop.domain.people.answering import Pressure, answer_by, pressure

ASKED = date(2026, 11, 23)
LAST = date(2026, 12, 23)


@pytest.mark.parametrize(
    ("asked", "last"),
    [
        (ASKED, LAST),
        (date(2026, 12, 31), date(2027, 1, 31)),
        (date(2027, 1, 31), date(2027, 2, 28)),
        (date(2028, 1, 30), date(2028, 2, 29)),
    ],
)
def test_a_month_ends_on_its_day_or_on_the_last_there_is(asked: date, last: date) -> None:
    assert answer_by(asked) == last


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (ASKED, Pressure.EASY),
        (LAST - timedelta(days=8), Pressure.EASY),
        (LAST - timedelta(days=7), Pressure.NEAR),
        (LAST, Pressure.NEAR),
        (LAST + timedelta(days=1), Pressure.OVER),
        (date(2027, 2, 23), Pressure.OVER),
        (date(2027, 2, 24), Pressure.LONG_OVER),
    ],
)
def test_time_runs_out(today: date, expected: Pressure) -> None:
    assert pressure(ASKED, today) is expected
