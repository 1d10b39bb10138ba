"""Days are read as the clinic writes them, and never guessed into another day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.dates import (
    DateOrder,
    add_months,
    format_date,
    parse_date,
    parse_day_of_year,
    parse_stretch,
)

TODAY = date(2026, 11, 22)
DAYS = st.dates(date(1850, 1, 1), date(2199, 12, 31))
DMY, MDY, YMD = DateOrder.DMY, DateOrder.MDY, DateOrder.YMD


@given(DAYS, st.sampled_from(DateOrder), st.sampled_from(" ./-"), st.booleans())
def test_what_is_written_is_read_back(
    day: date, order: DateOrder, separator: str, birth: bool
) -> None:
    written = format_date(day, order)
    assert parse_date(written, order, TODAY, birth=birth) == day
    for old in "./-":
        written = written.replace(old, separator)
    assert parse_date(written, order, TODAY, birth=birth) == day
    assert parse_date(day.isoformat(), order, TODAY, birth=birth) == day


@given(st.text(max_size=20), st.sampled_from(DateOrder), st.booleans())
def test_any_text_is_a_day_or_nothing(text: str, order: DateOrder, birth: bool) -> None:
    assert isinstance(parse_date(text, order, TODAY, birth=birth), date | None)


@pytest.mark.parametrize(
    ("text", "order", "day"),
    [
        ("1980-02-31", DMY, None),
        ("31.02.1980", DMY, None),
        ("29.02.1900", DMY, None),
        ("3/14/1971", DMY, None),
        ("3/14/1971", MDY, date(1971, 3, 14)),
        ("14.3.1971.", DMY, date(1971, 3, 14)),
        ("14 . 3 . 1971", DMY, date(1971, 3, 14)),
        ("19710314", DMY, date(1971, 3, 14)),
        ("1971/03/14", MDY, date(1971, 3, 14)),
        ("٠٣/٠٤/٢٠٠٥", DMY, date(2005, 4, 3)),
        ("1.1.0026", DMY, None),
        ("1.1.126", DMY, None),
        ("0-0-0", DMY, None),
        ("", DMY, None),
        ("+2w", DMY, TODAY + timedelta(14)),
        ("+10d", DMY, TODAY + timedelta(10)),
        (" + 3 M ", DMY, date(2027, 2, 22)),
        ("-1y", DMY, date(2025, 11, 22)),
        ("+9999y", DMY, None),
        ("-9999d", DMY, date(1999, 7, 8)),
        ("Today", YMD, TODAY),
        ("tomorrow", YMD, date(2026, 11, 23)),
    ],
)
def test_typed_days(text: str, order: DateOrder, day: date | None) -> None:
    assert parse_date(text, order, TODAY) == day


@pytest.mark.parametrize(
    ("order", "day"),
    [(DMY, date(2003, 2, 1)), (MDY, date(2003, 1, 2)), (YMD, date(2001, 2, 3))],
)
def test_an_ambiguous_day_follows_the_clinics_order(order: DateOrder, day: date) -> None:
    assert parse_date("01/02/03", order, TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14.3.71", date(1971, 3, 14)),
        ("22.11.26", TODAY),
        ("23.11.26", date(1926, 11, 23)),
        ("29.2.28", date(1928, 2, 29)),
        ("29.2.00", date(2000, 2, 29)),
        ("29.2.27", None),
    ],
)
def test_a_two_digit_birth_year_is_the_nearest_in_the_past(text: str, day: date | None) -> None:
    assert parse_date(text, DMY, TODAY, birth=True) == day


def test_a_two_digit_year_of_a_plan_may_lie_ahead() -> None:
    assert parse_date("23.11.27", DMY, TODAY) == date(2027, 11, 23)


def test_months_end_on_the_last_day_there_is() -> None:
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert add_months(date(2027, 8, 31), 6) == date(2028, 2, 29)
    assert add_months(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert add_months(date(2026, 12, 31), -10) == date(2026, 2, 28)


@given(DAYS, st.integers(-600, 600))
def test_adding_months_moves_exactly_that_many_months(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year - day.year) * 12 + moved.month - day.month == months
    assert moved.day == day.day or (moved.day < day.day and (moved + timedelta(1)).day == 1)


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("3.2024", (date(2024, 3, 1), date(2024, 3, 31))),
        ("02/2024", (date(2024, 2, 1), date(2024, 2, 29))),
        ("2024-12", (date(2024, 12, 1), date(2024, 12, 31))),
        (" 2019 ", (date(2019, 1, 1), date(2019, 12, 31))),
        ("13.2024", None),
        ("0.2024", None),
        ("00.2024", None),
        ("3.24", None),
        ("1.3.2024", None),
        ("2300", None),
        ("", None),
    ],
)
def test_a_month_or_a_year_is_read_as_its_first_and_last_day(
    text: str, stretch: tuple[date, date] | None
) -> None:
    assert parse_stretch(text) == stretch


@pytest.mark.parametrize(
    ("text", "order", "ahead", "day"),
    [
        ("24.11.", DMY, True, date(2026, 11, 24)),
        ("24/11", DMY, True, date(2026, 11, 24)),
        ("22.11", DMY, True, TODAY),
        ("22.11", DMY, False, TODAY),
        ("21.11.", DMY, True, date(2027, 11, 21)),
        ("21.11.", DMY, False, date(2026, 11, 21)),
        ("24 . 11 .", DMY, False, date(2025, 11, 24)),
        ("11/24", MDY, True, date(2026, 11, 24)),
        ("11-24", YMD, True, date(2026, 11, 24)),
        ("29.2.", DMY, True, date(2028, 2, 29)),
        ("29.2.", DMY, False, date(2024, 2, 29)),
        ("24/11", MDY, True, None),
        ("30.2.", DMY, True, None),
        ("0.5.", DMY, True, None),
        ("3.2024", DMY, True, None),
        ("24", DMY, True, None),
        ("", DMY, True, None),
    ],
)
def test_a_day_and_a_month_are_the_next_or_the_last_such_day(
    text: str, order: DateOrder, ahead: bool, day: date | None
) -> None:
    assert parse_day_of_year(text, order, TODAY, ahead=ahead) == day


@given(DAYS, DAYS)
def test_a_day_and_a_month_are_never_on_the_wrong_side_of_today(typed: date, today: date) -> None:
    text = f"{typed.day}.{typed.month}."
    following = parse_day_of_year(text, DMY, today, ahead=True)
    before = parse_day_of_year(text, DMY, today, ahead=False)
    assert following is not None
    assert before is not None
    assert before <= today <= following
    assert (
        (before.day, before.month) == (following.day, following.month) == typed.timetuple()[2:0:-1]
    )
