"""Thinning keeps what the rule says, and never the wrong ones where a clock was wrong."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.storage.backup.thinning import (
    DAYS,
    MONTHS,
    WEEKS,
    Age,
    days_of_leaving,
    stay,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MINUTES = st.integers(-60 * 24 * 365, 60 * 24 * 900)
AGES = st.lists(MINUTES, max_size=120).map(
    lambda minutes: [
        Age(row, NOW - timedelta(minutes=ago))
        for row, ago in enumerate(sorted(minutes, reverse=True))
    ]
)


def test_of_a_backup_each_day_twelve_days_ten_weeks_and_nine_months_stay() -> None:
    every = [Age(1_000 - ago, NOW - timedelta(days=ago)) for ago in range(800)]
    weeks = {0, 1, 8, 15, 22, 29, 36, 43, 50, 57}  # today is a Monday; before it, the Sundays
    months = {0, 23, 54, 84, 115, 146, 176, 207, 237}  # the last day of each
    assert {(NOW - age.moment).days for age in stay(every, NOW)} == {*range(12)} | weeks | months


def test_the_newest_by_the_log_stays_however_far_its_clock_was_behind() -> None:
    ahead = [Age(row, NOW + timedelta(days=40 * row)) for row in range(40)]
    newest = Age(40, NOW - timedelta(days=900))
    assert newest in stay([*ahead, newest], NOW)


@given(AGES)
def test_what_stays_is_bounded_and_holds_the_newest_and_the_last_day(ages: list[Age]) -> None:
    kept = stay(ages, NOW)
    last_day = {age for age in ages if age.moment > NOW - timedelta(days=1)}
    assert kept <= set(ages)
    assert last_day <= kept
    assert max(ages, default=None) in (*kept, None)
    assert len(kept - last_day) <= DAYS + WEEKS + MONTHS + 1


@given(AGES)
def test_thinned_twice_is_thinned_once(ages: list[Age]) -> None:
    once = stay(ages, NOW)
    assert stay(once, NOW) == once


@given(AGES, st.integers(1, 500))
def test_a_clock_that_goes_back_loses_nothing_more(ages: list[Age], days: int) -> None:
    assert stay(ages, NOW) <= stay(ages, NOW - timedelta(days=days))


def test_each_of_the_last_days_weeks_and_months_keeps_its_newest() -> None:
    hourly = [Age(n, NOW - timedelta(days=400) + timedelta(hours=n)) for n in range(24 * 400)]
    kept = stay(hourly, NOW)
    older = sorted(age.moment for age in kept if age.moment <= NOW - timedelta(days=1))
    days = {moment.date() for moment in older}
    assert {(NOW - timedelta(days=n)).date() for n in range(2, DAYS)} <= days
    assert min(older).date() == datetime(2026, 3, 31, tzinfo=UTC).date()
    assert all(moment.hour == 23 for moment in older if moment.date() < max(days))


def test_a_clock_that_once_ran_a_year_ahead_costs_one_day_and_no_backup_of_today() -> None:
    true = [Age(n, NOW - timedelta(days=20 - n)) for n in range(20)]
    wrong = Age(10, NOW + timedelta(days=365))
    kept = stay([*true, wrong], NOW)
    assert true[-1] in kept
    assert wrong in kept
    assert len(kept & set(true)) >= DAYS - 1


@given(AGES)
def test_the_day_of_leaving_is_the_day_on_which_a_daily_backup_thins_it(ages: list[Age]) -> None:
    leaves = days_of_leaving(ages, NOW)
    # All go within a year, but for those that a clock which ran ahead made.
    assert all(age.moment > NOW for age in set(ages) - leaves.keys())
    here = set(ages)
    for days in range(1, 40):
        moment = NOW + timedelta(days=days)
        here = here & stay([*here, *_daily(ages, days)], moment)
        assert here == {age for age in ages if age not in leaves or leaves[age] > moment.date()}


def _daily(ages: list[Age], days: int) -> list[Age]:
    row = max((age.row for age in ages), default=0)
    return [Age(row + n, NOW + timedelta(days=n)) for n in range(1, days + 1)]
