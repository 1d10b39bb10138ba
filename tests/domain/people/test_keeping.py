"""The time for which a record is kept: never a day too short, and only where figures are given."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from infrared_desktop.domain.people.keeping import NoTime, anniversary, keeping, latest_before
from infrared_desktop.domain.records.people import Patient, Settings, age_on

NONE_GIVEN = Settings("Clinic by the Lake", "CA")
TEN_AND_25 = replace(NONE_GIVEN, keep_years=10, keep_until_age=25)
LEAP = date(2004, 2, 29)
ADULT = Patient("Ito", birth_date=date(1971, 3, 14))
DAYS = st.dates(date(1920, 1, 1), date(2060, 12, 31))
YEARS, AGES = st.integers(1, 40), st.integers(18, 40)


def free_on(settings: Settings, born: date | None, last: date) -> date | None:
    return keeping(settings, Patient("Ito", birth_date=born), last).free_on


def test_without_figures_no_time_runs() -> None:
    kept = keeping(NONE_GIVEN, ADULT, date(1990, 1, 1))
    assert (kept.free_on, kept.why_not) == (None, NoTime.NOT_SET)


@pytest.mark.parametrize(
    ("born", "last", "free"),
    [
        (date(1971, 3, 14), date(2020, 5, 3), date(2030, 5, 3)),
        (date(1971, 3, 14), date(2020, 2, 29), date(2030, 3, 1)),
        (date(2010, 6, 1), date(2020, 5, 3), date(2035, 6, 1)),  # up to 25
        (date(2010, 6, 1), date(2028, 5, 31), date(2038, 5, 31)),  # a child by one day
        (date(2010, 6, 1), date(2028, 6, 1), date(2038, 6, 1)),
        (LEAP, date(2010, 5, 3), date(2029, 3, 1)),
        (LEAP, date(2022, 2, 28), date(2032, 2, 28)),  # 18 on 1 March only
    ],
)
def test_adults_are_kept_for_years_and_children_up_to_an_age(
    born: date, last: date, free: date
) -> None:
    assert free_on(TEN_AND_25, born, last) == free


def test_a_figure_that_is_missing_lets_no_time_run_for_whom_it_is_missing() -> None:
    child, last = replace(ADULT, birth_date=date(2010, 1, 1)), date(2020, 1, 1)
    only_adults = replace(NONE_GIVEN, keep_years=10)
    only_children = replace(NONE_GIVEN, keep_until_age=25)
    assert keeping(only_adults, child, last).why_not is NoTime.NOT_SET_FOR_CHILDREN
    assert keeping(only_adults, ADULT, last).free_on == date(2030, 1, 1)
    assert keeping(only_children, ADULT, last).why_not is NoTime.NOT_SET
    assert keeping(only_children, child, last).free_on == date(2035, 1, 1)
    unknown = replace(ADULT, birth_date=None)
    assert keeping(TEN_AND_25, unknown, last).why_not is NoTime.BIRTH_DATE_UNKNOWN


@given(DAYS, st.integers(0, 100 * 366), YEARS, AGES)
@example(LEAP, 3000, 1, 18)
@example(LEAP, 0, 4, 25)
def test_nobody_is_kept_too_short_nor_a_day_too_long(
    born: date, later: int, years: int, age: int
) -> None:
    settings = replace(NONE_GIVEN, keep_years=years, keep_until_age=age)
    last = born + timedelta(days=later)
    free = free_on(settings, born, last)
    assert free is not None

    def is_over(day: date) -> bool:
        by_years = age_on(last, day) >= years
        return by_years and (age_on(born, last) >= 18 or age_on(born, day) >= age)

    assert is_over(free) and not is_over(free - timedelta(days=1))


@given(DAYS, st.integers(0, 9000))
def test_an_anniversary_is_a_birthday(day: date, years: int) -> None:
    then = anniversary(day, years)
    assert then == date.max or age_on(day, then) == years


@given(st.dates(), st.integers(0, 200))
@example(date(2026, 2, 28), 2)
@example(date(2028, 2, 29), 2)
@example(date(150, 1, 1), 150)
def test_the_latest_day_whose_anniversary_has_come_is_the_day_before_one_that_has_not(
    day: date, years: int
) -> None:
    latest = latest_before(day, years)
    if latest > date.min:
        assert anniversary(latest, years) <= day < anniversary(latest + timedelta(days=1), years)
    else:
        assert anniversary(latest, years) >= day
