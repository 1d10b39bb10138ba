"""What was agreed and what is due anyway stand in one row, and nothing of it falls out."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given

from infrared_desktop.domain.follow_ups.due import (
    FollowUp,
    FollowUpKind,
    FollowUpState,
    HiddenReason,
)
from infrared_desktop.domain.records.answers import (
    AppointmentStatus,
    ContactOutcome,
    FollowUpDecisionKind,
    NextStepKind,
)
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.diary import NextStep
from tests.domain.charts import (
    DONE,
    T8,
    attempt,
    book,
    decide,
    rows,
    treated,
    worked,
)
from tests.domain.strategies import PATIENT, stored

REASON = "Call her at work."
STEP = "next_step:5"
NO_SHOW = AppointmentStatus.NO_SHOW
SAME = {
    FollowUpKind.BOOK_SESSION,
    FollowUpKind.REVIEW_1,
    FollowUpKind.REVIEW_3,
    FollowUpKind.REVIEW_6,
    FollowUpKind.MAINTENANCE,
    FollowUpKind.NO_SHOW,
    FollowUpKind.MAKE_PLAN,
}


def agreed(
    chart: Chart,
    days_on: int,
    due: int,
    visit: int | None = None,
    kind: NextStepKind = NextStepKind.FOLLOW_UP,
) -> Chart:
    """Agree on a step, some days after the session, for a day some days after it."""
    on = DONE + timedelta(days_on)
    step = NextStep(PATIENT, kind, on, visit, DONE + timedelta(due), REASON)
    at = datetime.combine(on, time(11), UTC)
    return replace(chart, next_steps=(*chart.next_steps, stored(step, 5, at)))


def says_both(row: FollowUp) -> bool:
    # The row of a missed visit tells besides what that visit was for.
    count = 3 if row.kind is FollowUpKind.NO_SHOW else 2
    told = str(row.reasons[-1]).endswith(REASON) and len(row.reasons) == count
    return told and row.hidden is None


@pytest.mark.parametrize(
    ("chart", "key"),
    [
        (agreed(treated(), 0, 1), T8),
        (agreed(treated(sessions=1), 0, 30), "T4:9"),
        (agreed(treated(sessions=1), 30, 365), "T7:9:1"),
        (agreed(book(treated(), 30, status=NO_SHOW), 30, 30, visit=20), "no_show:20"),
    ],
)
def test_one_row_says_why_it_is_due_and_what_was_agreed(chart: Chart, key: str) -> None:
    found = rows(chart)
    assert says_both(found[key])
    assert found[STEP].hidden is HiddenReason.SUPERSEDED
    assert [row.key for row in found.values() if row.also] == [key]


def test_a_step_that_comes_before_anything_else_is_due_stands_by_itself() -> None:
    found = rows(agreed(treated(sessions=1), 0, 10))
    assert found[STEP].hidden is None and not any(row.also for row in found.values())


def test_to_wait_for_the_patient_is_not_to_book() -> None:
    found = rows(agreed(treated(), 0, 20, kind=NextStepKind.WAITING))
    assert found[STEP].hidden is None and not found[T8].also


def test_a_plan_apart_is_another_thing() -> None:
    other = book(treated(), -9, status=AppointmentStatus.FULFILLED, plan_id=4, id=21)
    assert rows(agreed(other, 0, 1, visit=21))[STEP].hidden is None


def test_what_is_done_about_the_row_is_done_about_both() -> None:
    chart = agreed(treated(), 0, 1)
    declined = rows(decide(chart, T8, FollowUpDecisionKind.DECLINED))
    assert declined[T8].hidden is declined[STEP].hidden is HiddenReason.DECLINED
    reached = rows(attempt(chart, T8, ContactOutcome.REACHED))
    assert reached[STEP].state is FollowUpState.KEPT
    assert reached[T8].hidden is None and not reached[T8].also


def test_what_was_declined_before_does_not_take_the_agreed_step_away() -> None:
    chart = decide(treated(), T8, FollowUpDecisionKind.DECLINED, days_on=2)
    found = rows(agreed(chart, 5, 9))
    assert found[T8].hidden is HiddenReason.DECLINED and found[STEP].hidden is None


def test_the_step_comes_back_when_the_row_ends_otherwise() -> None:
    chart = agreed(treated(), 0, 60)
    assert rows(chart)[STEP].hidden is HiddenReason.SUPERSEDED
    over = replace(chart, plans=(), sessions=())
    assert rows(over)[STEP].hidden is None


@given(worked)
def test_no_step_stands_beside_a_row_for_the_same_and_none_is_lost(chart: Chart) -> None:
    found = rows(chart)
    alone = rows(replace(chart, next_steps=()))
    steps = {key: row for key, row in found.items() if row.kind is FollowUpKind.NEXT_STEP}
    settling = {key for key in found.keys() | alone if key.startswith("settle_plan")}
    assert found.keys() - steps.keys() - settling == alone.keys() - settling
    live = [row for row in found.values() if row.hidden is None]
    due = [r for r in live if r.kind in SAME and r.plan_id is None]
    agreed_on = {f"next_step:{s.id}" for s in chart.next_steps if s.record.kind == "follow_up"}
    for key in agreed_on & {row.key for row in live}:
        assert not any(row.due <= steps[key].due for row in due)
    # A missed visit tells what it was for in the same place; that was not agreed.
    more = [row.also[len(alone[row.key].also) :] for row in live if row.also]
    told = [reason for also in more for reason in also]
    assert len(told) == sum(steps[key].why in told for key in agreed_on)
    assert all(str(alone[row.key].why) == str(row.why) for row in live if row.also)
