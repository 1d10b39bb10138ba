"""Whoever misses a visit makes one row, which says all that is to be talked about."""

from datetime import timedelta

import pytest
from hypothesis import given

from infrared_desktop.domain.follow_ups.due import FollowUpKind, HiddenReason, derive
from infrared_desktop.domain.records.answers import (
    AppointmentKind,
    AppointmentStatus,
    ContactOutcome,
    FollowUpDecisionKind,
)
from infrared_desktop.domain.records.chart import Chart
from tests.domain.charts import (
    DONE,
    SCHEDULE,
    T8,
    WINDOWS,
    attempt,
    book,
    decide,
    rows,
    treated,
    worked,
)

NO_SHOW = AppointmentStatus.NO_SHOW


def due(chart: Chart, days: int) -> list[str]:
    """Return what the list shows on a day after the session, but for what follows it anyway."""
    day = DONE + timedelta(days)
    found = derive(chart, SCHEDULE, WINDOWS)
    after = (FollowUpKind.AFTERCARE_CALL, FollowUpKind.CHECK, FollowUpKind.CONTACT)
    return [r.key for r in found if not r.hidden and r.show_on <= day and r.kind not in after]


def test_a_missed_session_is_one_row_that_asks_for_the_session_too() -> None:
    assert len(due(treated(), 35)) == 1  # the session to book
    missed = book(treated(), 30, status=NO_SHOW)
    assert due(missed, 35) == ["no_show:20"]
    first, second = rows(missed)["no_show:20"].reasons
    assert first.template.startswith("Did not come on")
    assert "is to be booked" in second.template


def test_the_session_is_asked_for_again_once_nobody_can_be_reached() -> None:
    missed = book(treated(), 30, status=NO_SHOW)
    (asked,) = due(treated(), 35)
    assert rows(missed)[asked].hidden is HiddenReason.SUPERSEDED
    for days in (30, 32, 37):
        missed = attempt(missed, "no_show:20", ContactOutcome.NO_ANSWER, days)
    assert rows(missed)["no_show:20"].hidden is HiddenReason.UNREACHABLE
    assert rows(missed)[asked].hidden is None


def test_a_missed_visit_of_another_kind_leaves_the_session_to_be_booked() -> None:
    missed = book(treated(), 30, kind=AppointmentKind.CONSULTATION, status=NO_SHOW)
    assert len(due(missed, 35)) == 2


@pytest.mark.parametrize("days", [40, 70])
def test_a_new_booking_settles_both(days: int) -> None:
    missed = book(treated(), 30, status=NO_SHOW)
    assert due(book(missed, days, id=21), 35) == []


@given(worked)
def test_nothing_is_hidden_by_a_missed_visit_without_being_told_by_its_row(chart: Chart) -> None:
    found = derive(chart, SCHEDULE, WINDOWS)
    told = [reason for row in found if row.hidden is None for reason in row.reasons]
    plans = {row.plan_id for row in found if row.hidden is None}
    for row in found:
        if row.kind is FollowUpKind.BOOK_SESSION and row.hidden is HiddenReason.SUPERSEDED:
            assert row.why in told
            assert row.plan_id in plans


def test_what_was_declined_is_not_asked_for_by_the_row_of_a_missed_visit() -> None:
    missed = book(treated(), 30, status=NO_SHOW)
    declined = decide(missed, T8, FollowUpDecisionKind.DECLINED, 31)
    assert len(rows(declined)["no_show:20"].reasons) == 1
    assert rows(declined)[T8].hidden is HiddenReason.DECLINED


def test_the_row_of_a_missed_session_is_the_clinicians_when_the_session_would_be() -> None:
    by_rule = rows(treated())[T8].escalates_on
    row = rows(book(treated(), 30, status=NO_SHOW))["no_show:20"]
    assert row.escalates_on == by_rule is not None
    assert row.plan_id == 3


def test_who_missed_a_visit_long_after_the_window_is_the_clinicians_from_the_day_it_is_due() -> (
    None
):
    missed = book(treated(), 150, status=NO_SHOW)
    row = rows(missed)["no_show:20"]
    assert len(row.reasons) == 2
    assert row.escalates_on == row.due == DONE + timedelta(150)
