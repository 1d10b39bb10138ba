"""Birth dates in lists: the order that the list itself shows, and what cannot be right."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.dates import DateOrder
from infrared_desktop.domain.sentences import Sentence
from infrared_desktop.exchange.birth_dates import guess_order, read_birth_date

TODAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("written", "order", "day"),
    [
        ("1980-01-31", DateOrder.MDY, date(1980, 1, 31)),
        ("1980-01-31T00:00:00Z", DateOrder.DMY, date(1980, 1, 31)),
        ("31/12/1979 00:00", DateOrder.DMY, date(1979, 12, 31)),
        ("19800131", DateOrder.DMY, date(1980, 1, 31)),
        ("01/02/03", DateOrder.DMY, date(2003, 2, 1)),
        ("01/02/03", DateOrder.MDY, date(2003, 1, 2)),
        ("01/02/03", DateOrder.YMD, date(2001, 2, 3)),
        ("01.02.30", DateOrder.DMY, date(1930, 2, 1)),
        ("03-JAN-1980", DateOrder.DMY, date(1980, 1, 3)),
        ("January 3rd, 1980", DateOrder.DMY, date(1980, 1, 3)),
        ("3. März 1980", DateOrder.DMY, date(1980, 3, 3)),
        ("3 juillet 1980", DateOrder.DMY, date(1980, 7, 3)),
        ("2026-03-01", DateOrder.DMY, TODAY),  # the day itself
        ("1896-03-01", DateOrder.DMY, date(1896, 3, 1)),  # 130 years ago
        ("", DateOrder.DMY, None),
        ("0000-00-00", DateOrder.DMY, None),
        ("N/A", DateOrder.DMY, None),
    ],
)
def test_dates_are_read_as_programs_write_them(
    written: str, order: DateOrder, day: date | None
) -> None:
    assert read_birth_date(written, order, TODAY) == day


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("31.02.1980", "“31.02.1980” is not a real day"),
        ("13/13/1980", "not a real day"),
        ("12 Nonsense 1980", "not a real day"),
        ("2008", "cannot be read as a date"),
        ("today", "cannot be read as a date"),
        ("x" * 500, "x…” cannot be read as a date"),
        ("2026-03-02", "in the future"),
        ("1895-03-01", "more than 130 years ago"),
        ("1880-01-01", "more than 130 years ago"),
    ],
)
def test_a_date_that_cannot_be_right_says_why(written: str, says: str) -> None:
    why = read_birth_date(written, DateOrder.DMY, TODAY)
    assert isinstance(why, Sentence)
    assert says in str(why)


def test_the_order_is_guessed_from_all_dates_together() -> None:
    assert guess_order(["01/02/2003", "31.12.1980", "x"], DateOrder.MDY) is DateOrder.DMY
    assert guess_order(["01/02/2003", "12-31-1980"], DateOrder.DMY) is DateOrder.MDY
    assert guess_order(["80-12-31", "01-02-03"], DateOrder.DMY) is DateOrder.YMD


@pytest.mark.parametrize("usual", list(DateOrder))
def test_dates_that_read_in_every_order_follow_the_clinic(usual: DateOrder) -> None:
    assert guess_order(["01/02/03", "2000-01-31", ""], usual) is usual


def test_one_slip_does_not_turn_all_other_dates_round() -> None:
    assert guess_order(["31/01/1980", "30/01/1980", "01/31/1980"], DateOrder.MDY) is DateOrder.DMY


@given(st.text(), st.sampled_from(DateOrder))
def test_any_text_has_a_day_a_sentence_or_nothing(text: str, order: DateOrder) -> None:
    read = read_birth_date(text, order, TODAY)
    assert read is None or isinstance(read, Sentence) or read <= TODAY
