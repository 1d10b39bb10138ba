"""Who says when and whose: a moved day, a person or role, and the rest of a full week."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.follow_ups.contact_week import rests_until
from infrared_desktop.domain.follow_ups.due import (
    FollowUp,
    FollowUpKind,
    FollowUpState,
    HiddenReason,
    Standing,
    derive,
    hidden_reason,
    standing,
)
from infrared_desktop.domain.follow_ups.worklist import Claim, is_for
from infrared_desktop.domain.records.answers import (
    AppointmentKind,
    Channel,
    ContactOutcome,
    FollowUpDecisionKind,
    Reaction,
    Role,
)
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.care import AdverseEvent
from infrared_desktop.domain.records.chart import Chart
from tests.domain.charts import DONE, SCHEDULE, T8, WINDOWS, attempt, book, decide, rows, treated
from tests.domain.strategies import PATIENT, stored

KIND = FollowUpDecisionKind
CHOSEN = DONE + timedelta(20)
NO_ANSWER = ContactOutcome.NO_ANSWER


def resting(chart: Chart, most: int = 3) -> dict[str, FollowUp]:
    return {row.key: row for row in derive(chart, SCHEDULE, WINDOWS, most_a_week=most)}


def test_a_moved_day_stays_though_the_rule_counts_anew() -> None:
    before = rows(treated())[T8]
    moved = rows(decide(treated(), T8, KIND.MOVED, until=CHOSEN))[T8]
    assert (moved.due, moved.show_on, moved.moved_from) == (CHOSEN, CHOSEN, before.due)
    assert moved.overdue_from - moved.due == before.overdue_from - before.due
    assert hidden_reason(moved, CHOSEN - timedelta(1)) is HiddenReason.UPCOMING
    again = rows(decide(treated(days_on=3), T8, KIND.MOVED, until=CHOSEN))[T8]
    assert again.due == CHOSEN
    assert again.moved_from == before.due + timedelta(3)


def test_opening_it_again_gives_the_day_back_to_the_rule() -> None:
    moved = decide(treated(), T8, KIND.MOVED, until=CHOSEN)
    assert rows(decide(moved, T8, KIND.REOPENED, 3))[T8] == rows(treated())[T8]


def test_what_only_facts_close_is_not_moved() -> None:
    event = AdverseEvent(
        Area.NECK_FRONT, patient_id=PATIENT, noted_on=DONE, reaction=Reaction.BURN, severity=2
    )
    chart = replace(treated(), adverse_events=(stored(event, id=1),))
    moved = decide(chart, "adverse_event:1", KIND.MOVED, until=CHOSEN)
    assert rows(moved)["adverse_event:1"] == rows(chart)["adverse_event:1"]


def test_a_move_ends_what_was_put_off_and_says_when_to_try_again() -> None:
    tried = attempt(treated(), T8, NO_ANSWER, 2, hour=9)
    put_off = decide(tried, T8, KIND.SNOOZED, 3, CHOSEN)
    sooner = DONE + timedelta(4)
    moved = rows(decide(put_off, T8, KIND.MOVED, 3, sooner))[T8]
    assert (moved.state, moved.show_on) == (FollowUpState.ATTEMPTED, sooner)
    later = rows(attempt(decide(tried, T8, KIND.MOVED, 3, sooner), T8, NO_ANSWER, 5))[T8]
    assert later.show_on == DONE + timedelta(5 + SCHEDULE.retry_days_later)


@pytest.mark.parametrize("kind", [KIND.SNOOZED, KIND.NOT_NEEDED, KIND.DECLINED])
def test_whose_it_is_puts_nothing_else_in_the_shade(kind: FollowUpDecisionKind) -> None:
    decided = decide(treated(), T8, kind, until=CHOSEN)
    given_to = decide(decided, T8, KIND.ASSIGNED, 3)
    last = given_to.decisions[-1]
    whose = replace(last, record=replace(last.record, role=Role.RECEPTION))
    given_to = replace(given_to, decisions=(*given_to.decisions[:-1], whose))
    expected = replace(rows(decided)[T8], role=Role.RECEPTION)
    assert rows(given_to)[T8] == expected
    assert rows(decide(given_to, T8, KIND.REOPENED, 4))[T8].role is Role.RECEPTION


def test_a_recall_that_was_only_given_to_somebody_brings_no_further_one() -> None:
    done = treated(sessions=1)
    assert "T7:9:2" not in rows(decide(done, "T7:9:1", KIND.ASSIGNED))
    assert "T7:9:2" in rows(decide(done, "T7:9:1", KIND.SNOOZED, until=CHOSEN))


def test_claims_hold_ones_own_the_roles_and_the_clinicians() -> None:
    row = rows(treated())[T8]
    late = row.escalates_on or date.max
    mine, ours = Claim(staff_id=2), Claim(role=Role.RECEPTION)
    doctors = Claim(role=Role.CLINICIAN)
    assert [is_for(row, claim, late) for claim in (mine, ours, doctors)] == [False, False, True]
    assert not is_for(row, doctors, late - timedelta(1))
    given_to = replace(row, staff_id=2)
    assert [is_for(given_to, c, late) for c in (mine, ours, doctors)] == [True, False, False]
    assert is_for(replace(row, role=Role.RECEPTION), ours, late)


def test_a_full_week_hides_the_other_rows_and_says_until_when() -> None:
    chart = treated()
    for day in (3, 4, 5):
        chart = attempt(chart, "T1:9", NO_ANSWER, day)
    row, free = resting(chart)[T8], DONE + timedelta(3 + 7)
    assert (row.show_on, row.rests_from, row.attempts) == (free, row.due, 0)
    assert hidden_reason(row, DONE + timedelta(5)) is HiddenReason.RESTING
    assert hidden_reason(row, free) is None and standing(row, free) is Standing.DUE
    assert resting(chart, most=4)[T8] == resting(chart, most=0)[T8] == rows(chart)[T8]


def test_what_is_of_safety_never_rests() -> None:
    event = AdverseEvent(
        Area.NECK_FRONT, patient_id=PATIENT, noted_on=DONE, reaction=Reaction.BURN, severity=1
    )
    chart = replace(book(treated(), 0, AppointmentKind.REVIEW), adverse_events=(stored(event, 1),))
    for day in (3, 4, 5):
        chart = attempt(chart, "adverse_event:1", NO_ANSWER, day)
    found, free = resting(chart), rows(chart)
    own = {FollowUpKind.ADVERSE_EVENT, FollowUpKind.VISIT_OUTCOME, FollowUpKind.SETTLE_PLAN}
    kept = [key for key, row in free.items() if row.kind in own]
    assert kept and all(found[key] == free[key] for key in kept)
    assert found[T8].rests_from is not None


def test_who_agreed_to_no_way_of_contact_is_not_contacted() -> None:
    chart = treated()

    def asked(ways: tuple[Channel, ...] | None) -> HiddenReason | None:
        patient = replace(chart.patient.record, may_contact_by=ways)
        return rows(replace(chart, patient=replace(chart.patient, record=patient)))[T8].hidden

    assert asked(None) is None and asked((Channel.EMAIL,)) is None
    assert asked(()) is HiddenReason.DO_NOT_CONTACT


@given(st.lists(st.dates(date(2026, 1, 1), date(2026, 2, 10))), st.integers(0, 4))
def test_after_the_rest_one_more_contact_is_within_the_week(days: list[date], most: int) -> None:
    moments = [datetime.combine(day, time(9), UTC) for day in days]
    until = rests_until(moments, most, UTC)

    def count(end: date) -> int:
        return sum(end - timedelta(7) < day <= end for day in days)

    if until is None:
        assert most == 0 or len(days) < most
    else:
        assert count(until) < most and count(until - timedelta(1)) >= min(most, 1)


def test_what_is_given_to_clinicians_is_the_owners_too_and_no_longer_who_escalates() -> None:
    row = rows(treated())[T8]
    late, given_to = row.escalates_on or date.max, replace(row, role=Role.CLINICIAN)
    owner, doctors, desk = (Claim(role=r) for r in (Role.OWNER, Role.CLINICIAN, Role.RECEPTION))
    for each, day in ((given_to, DONE), (row, late)):
        theirs = [is_for(each, claim, day) for claim in (owner, doctors, desk)]
        assert theirs == [True, True, False]
    assert not is_for(replace(row, role=Role.RECEPTION), owner, late)
    owners = replace(row, role=Role.OWNER)
    assert is_for(owners, owner, DONE) and not is_for(owners, doctors, late)
    assert not is_for(row, Claim(staff_id=2, role=Role.OWNER), late)


def test_the_days_of_contacts_are_the_clinics_own() -> None:
    toronto = ZoneInfo("America/Toronto")
    late = [datetime(2026, 3, 2, 1, tzinfo=UTC)]  # still the evening of the first there
    assert rests_until(late, 1, toronto) == date(2026, 3, 8)


def test_a_moved_day_makes_it_the_clinicians_no_sooner_than_it_is_due_and_else_as_by_rule() -> None:
    by_rule = rows(treated())[T8].escalates_on
    assert by_rule is not None and by_rule > CHOSEN
    moved = rows(decide(treated(), T8, KIND.MOVED, until=CHOSEN))[T8]
    assert moved.escalates_on == by_rule
    later = by_rule + timedelta(9)
    assert rows(decide(treated(), T8, KIND.MOVED, until=later))[T8].escalates_on == later


def test_who_chose_a_day_after_an_attempt_knew_of_it() -> None:
    tomorrow = DONE + timedelta(3)
    tried = attempt(treated(), T8, NO_ANSWER, 2, hour=9)
    assert rows(tried)[T8].show_on > tomorrow
    chosen = decide(tried, T8, KIND.MOVED, 2, tomorrow)
    assert rows(chosen)[T8].show_on == tomorrow
