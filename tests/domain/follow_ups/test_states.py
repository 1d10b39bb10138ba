"""How far a follow-up has come: what may rest, what is given up, and when it is tried again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from infrared_desktop.domain.follow_ups.facts import Task
from infrared_desktop.domain.follow_ups.kinds import FollowUpKind, FollowUpState
from infrared_desktop.domain.follow_ups.states import may_rest
from infrared_desktop.domain.records.answers import (
    AppointmentStatus,
    ContactOutcome,
    FollowUpDecisionKind,
)
from infrared_desktop.domain.sentences import sentence
from tests.domain.charts import DONE, SCHEDULE, T8, attempt, book, decide, rows, treated

CALL = Task("k", FollowUpKind.AFTERCARE_CALL, DONE, DONE, sentence("A call."))


def test_a_call_may_rest_and_what_is_of_safety_or_the_clinic_s_own_may_not() -> None:
    assert may_rest(CALL, FollowUpState.PLANNED)
    for other in (
        CALL._replace(kind=FollowUpKind.MAKE_PLAN),
        CALL._replace(internal=True),
        CALL._replace(mandatory=True),
        CALL._replace(lasting=True),
    ):
        assert not may_rest(other, FollowUpState.PLANNED), other
    assert not may_rest(CALL, FollowUpState.NEEDS_REVIEW), "a wrong number is put right at once"


def test_a_snooze_that_ends_before_the_next_try_is_no_snooze() -> None:
    tried = attempt(treated(), T8, ContactOutcome.NO_ANSWER, 5)
    snooze = FollowUpDecisionKind.SNOOZED
    for days, state, shown in (
        (6, FollowUpState.ATTEMPTED, 5 + SCHEDULE.retry_days_first),
        (30, FollowUpState.SNOOZED, 30),
    ):
        row = rows(decide(tried, T8, snooze, 5, DONE + timedelta(days)))[T8]
        assert (row.state, row.show_on) == (state, DONE + timedelta(shown))


def test_only_the_tries_since_the_patient_was_last_reached_are_counted() -> None:
    chart = attempt(treated(), T8, ContactOutcome.REACHED, 1)
    for number in range(SCHEDULE.max_attempts):
        assert rows(chart)[T8].state is FollowUpState.ATTEMPTED
        chart = attempt(chart, T8, ContactOutcome.NO_ANSWER, 2 + number)
    assert rows(chart)[T8].state is FollowUpState.UNREACHABLE


@pytest.mark.parametrize(("tried", "shown"), [(10, 17), (18, 19)])
def test_who_missed_a_visit_and_was_tried_late_is_tried_again_the_next_day_at_the_soonest(
    tried: int, shown: int
) -> None:
    chart = replace(book(treated(), 10, status=AppointmentStatus.NO_SHOW), plans=(), sessions=())
    (key,) = (key for key, row in rows(chart).items() if row.kind is FollowUpKind.NO_SHOW)
    row = rows(attempt(chart, key, ContactOutcome.NO_ANSWER, tried))[key]
    assert row.show_on == DONE + timedelta(shown)
