"""The clinic's clock for thousands of moments says what it says for one."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.timeline.telling import Telling

ZONES = ("Europe/Vienna", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kolkata", "UTC")
DAY = date(2026, 11, 22)
MOMENTS = st.integers(0, 50 * 365 * 24 * 3600).map(lambda s: datetime.fromtimestamp(10**9 + s, UTC))


@given(st.lists(MOMENTS, max_size=30), st.sampled_from(ZONES))
def test_many_moments_are_told_as_each_is_alone(moments: list[datetime], zone: str) -> None:
    telling = Telling(DAY, ZoneInfo(zone))
    assert list(telling.clocks(moments)) == [telling.clock(moment) for moment in moments]


@pytest.mark.parametrize("changes", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_day_on_which_the_clocks_change_is_told_to_the_minute(changes: date) -> None:
    telling = Telling(changes, ZoneInfo("Europe/Vienna"))
    start = datetime.combine(changes, time(), UTC) - timedelta(days=1)
    moments = [start + timedelta(minutes=minute) for minute in range(3 * 24 * 60)]
    assert list(telling.clocks(moments)) == [telling.clock(moment) for moment in moments]
