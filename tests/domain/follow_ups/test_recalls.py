"""A day that a review names for maintenance is the day on which the recall comes."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.records.answers import FollowUpDecisionKind, ReviewDecision, Timepoint
from infrared_desktop.domain.records.chart import Chart
from tests.domain.charts import DONE, decide, review, rows, treated

FIRST, SECOND = "T7:9:1", "T7:9:2"


def reviewed(days_on: int, maintenance_on: date | None, chart: Chart | None = None) -> Chart:
    chart = review(
        chart or treated(1), days_on, Timepoint.OTHER, decision=ReviewDecision.MAINTENANCE
    )
    *others, last = chart.reviews
    named = replace(last, record=replace(last.record, maintenance_on=maintenance_on))
    return replace(chart, reviews=(*others, named))


def declined(chart: Chart) -> Chart:
    return decide(chart, FIRST, FollowUpDecisionKind.NOT_NEEDED, 1000)


@given(st.integers(1, 364), st.integers(1, 900))
def test_the_first_recall_comes_on_the_day_that_was_agreed(held: int, later: int) -> None:
    agreed = DONE + timedelta(held + later)
    row = rows(reviewed(held, agreed))[FIRST]
    assert row.due == agreed
    assert "was agreed for this time" in str(row.why)


def test_the_recalls_after_it_count_from_the_agreed_day() -> None:
    agreed = date(2027, 9, 1)
    assert rows(declined(reviewed(90, agreed)))[SECOND].due == date(2028, 9, 1)


def test_without_a_day_it_comes_a_year_after_the_last_session() -> None:
    row = rows(reviewed(90, None))[FIRST]
    assert (row.due, "every 12 months" in str(row.why)) == (date(2027, 3, 1), True)


def test_a_review_after_the_first_recall_names_the_day_of_the_second() -> None:
    found = rows(declined(reviewed(400, date(2028, 1, 15))))
    assert (found[FIRST].due, found[SECOND].due) == (date(2027, 3, 1), date(2028, 1, 15))


def test_of_two_reviews_the_newer_one_counts() -> None:
    chart = reviewed(180, date(2028, 1, 1), reviewed(90, date(2027, 6, 1)))
    assert rows(chart)[FIRST].due == date(2028, 1, 1)
