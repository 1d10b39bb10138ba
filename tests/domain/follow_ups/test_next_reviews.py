"""A day that a review names for the next one is the day on which that review is due."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from infrared_desktop.domain.records.answers import Timepoint
from infrared_desktop.domain.records.chart import Chart
from tests.domain.charts import DONE, review, rows, treated

REVIEW_1, REVIEW_3, REVIEW_6 = "T4:9", "T5:9", "T6:9"


def reviewed(point: Timepoint, days_on: int, again: date | None) -> Chart:
    chart = review(treated(1), days_on, point)
    (last,) = chart.reviews
    return replace(
        chart, reviews=(replace(last, record=replace(last.record, next_review_on=again)),)
    )


def due(chart: Chart) -> dict[str, date]:
    return {
        key: row.due for key, row in rows(chart).items() if key in (REVIEW_1, REVIEW_3, REVIEW_6)
    }


def test_without_a_named_day_reviews_come_by_the_schedule() -> None:
    usual = due(treated(1))
    assert due(reviewed(Timepoint.MONTH_1, 30, None)) == usual
    assert list(usual) == [REVIEW_1, REVIEW_3, REVIEW_6]


@pytest.mark.parametrize(("days_on", "moved"), [(60, REVIEW_3), (100, REVIEW_3), (200, REVIEW_6)])
def test_the_nearest_open_review_comes_on_the_named_day(days_on: int, moved: str) -> None:
    again = DONE + timedelta(days_on)
    chart = reviewed(Timepoint.MONTH_1, 30, again)
    found = due(chart)
    assert found[moved] == again
    assert "the next one at NECK_ANT was agreed for this day" in str(rows(chart)[moved].why)
    usual = due(treated(1))
    others = {key for key in usual if key != moved}
    assert {key: found[key] for key in others} == {key: usual[key] for key in others}


def test_a_review_that_was_held_is_never_moved() -> None:
    again = DONE + timedelta(35)
    found = due(reviewed(Timepoint.MONTH_3, 92, again))
    assert found[REVIEW_1] == due(treated(1))[REVIEW_1]
    assert found[REVIEW_6] == again


def test_after_the_last_review_no_other_is_moved() -> None:
    chart = reviewed(Timepoint.MONTH_6, 183, DONE + timedelta(300))
    assert due(chart) == due(treated(1))
