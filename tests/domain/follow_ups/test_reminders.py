"""The desk is reminded once at each time, once after a sleep, and never by a clock set back."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.follow_ups.reminders import remind

ZONE = ZoneInfo("America/Toronto")
BEGIN = datetime(2026, 10, 25, 16, tzinfo=UTC)  # a week before the clock goes back
NINE, TWO = time(9), time(14)

TIMES = st.lists(st.times().map(lambda at: at.replace(second=0, microsecond=0)), max_size=4)
MOMENTS = st.timedeltas(timedelta(0), timedelta(days=700)).map(lambda passed: BEGIN + passed)
ZONES = st.sampled_from(["America/Toronto", "Europe/Berlin", "Australia/Lord_Howe", "UTC"])


@given(TIMES, MOMENTS, st.none() | MOMENTS, ZONES)
def test_what_was_settled_is_not_reminded_of_again(
    times: list[time], now: datetime, settled: datetime | None, zone: str
) -> None:
    once = remind(times, settled, now, ZoneInfo(zone))
    assert not remind(times, once.settled, now, ZoneInfo(zone)).is_due


@given(TIMES, MOMENTS, st.timedeltas(timedelta(seconds=1), timedelta(days=400)), ZONES)
def test_a_clock_that_is_set_back_reminds_of_nothing(
    times: list[time], now: datetime, back: timedelta, zone: str
) -> None:
    there = remind(times, now, now - back, ZoneInfo(zone))
    assert there == remind(times, now, now - back, ZoneInfo(zone))
    is_by_little = back < timedelta(hours=1)
    assert not there.is_due and there.settled == (now if is_by_little else now - back)


def test_a_clock_that_the_network_puts_right_reminds_of_no_time_twice() -> None:
    nine = datetime(2026, 10, 26, 13, tzinfo=UTC)
    told = remind([NINE], nine - timedelta(hours=1), nine + timedelta(seconds=20), ZONE)
    assert told.is_due
    for seconds in (-40, -10, 0, 10, 30):
        told = remind([NINE], told.settled, nine + timedelta(seconds=seconds), ZONE)
        assert not told.is_due
    assert remind([NINE], told.settled, nine + timedelta(days=1), ZONE).is_due


@given(st.integers(2, 400), MOMENTS, ZONES)
def test_after_any_sleep_there_is_one_reminder(days: int, now: datetime, zone: str) -> None:
    awake = now + timedelta(days=days)
    woken = remind([NINE, TWO], now, awake, ZoneInfo(zone))
    assert woken.is_due
    assert not remind([NINE, TWO], woken.settled, awake, ZoneInfo(zone)).is_due


@given(st.sets(st.integers(8, 47), min_size=1, max_size=4), MOMENTS, ZONES)
def test_each_time_of_each_day_comes_once_across_summer_time(
    half_hours: set[int], begin: datetime, name: str
) -> None:
    times, zone = [time(n // 2, n % 2 * 30) for n in half_hours], ZoneInfo(name)
    settled, count = begin, 0
    for step in range(1, 4 * 48 + 1):
        told = remind(times, settled, begin + timedelta(minutes=30 * step), zone)
        settled, count = told.settled, count + told.is_due
    days = [begin.astimezone(zone).date() + timedelta(days=n) for n in range(6)]
    moments = [datetime.combine(day, at, zone).astimezone(UTC) for day in days for at in times]
    assert count == sum(begin < moment <= settled for moment in moments)


def test_the_doubled_hour_reminds_once() -> None:
    settled, count = datetime(2026, 11, 1, 4, tzinfo=UTC), 0
    for step in range(1, 20):
        now = datetime(2026, 11, 1, 4, tzinfo=UTC) + timedelta(minutes=15 * step)
        told = remind([time(1, 30)], settled, now, ZONE)
        settled, count = told.settled, count + told.is_due
    assert count == 1


def test_nothing_is_due_before_the_first_time_or_without_times() -> None:
    assert not remind([], None, BEGIN, ZONE).is_due
    noon = datetime(2026, 10, 26, 16, tzinfo=UTC)  # 12:00 in Toronto
    assert not remind([NINE, TWO], noon, noon + timedelta(minutes=119), ZONE).is_due
    assert remind([NINE, TWO], noon, noon + timedelta(minutes=120), ZONE).is_due


def test_a_time_in_the_hour_that_is_left_out_comes_an_hour_later() -> None:
    three = datetime(2027, 3, 14, 7, tzinfo=UTC)  # 03:00 in Toronto, right after 01:59
    times = [time(2, 30), time(3)]
    assert remind(times, three - timedelta(minutes=5), three, ZONE).is_due
    assert not remind(times, three, three + timedelta(minutes=29), ZONE).is_due
    assert remind(times, three, three + timedelta(minutes=30), ZONE).is_due
