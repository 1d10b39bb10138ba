"""Nobody falls out: what is due follows from the records alone, and hiding has its reason."""

from collections import Counter
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infrared_desktop.domain.follow_ups.aftercare import Settled
from infrared_desktop.domain.follow_ups.due import (
    FollowUpKind,
    FollowUpState,
    HiddenReason,
    Standing,
    derive,
    hidden_reason,
    standing,
)
from infrared_desktop.domain.follow_ups.worklist import is_escalated, worklist
from infrared_desktop.domain.records.answers import (
    AppointmentKind,
    AppointmentStatus,
    Channel,
    ContactOutcome,
    Endpoint,
    FollowUpDecisionKind,
    NextStepKind,
    PlanStatus,
    ReviewDecision,
    Timepoint,
    Verdict,
)
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.care import (
    AdverseEvent,
    AreaFinding,
    AreaSettings,
    Consultation,
    Plan,
    PlanArea,
    Session,
)
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.contacts import ContactAttempt
from infrared_desktop.domain.records.diary import NextStep
from infrared_desktop.domain.records.skin_cautions import skin_type
from tests.domain.charts import (
    DONE,
    NECK,
    SCHEDULE,
    T8,
    WINDOWS,
    attempt,
    book,
    decide,
    review,
    rows,
    treated,
    worked,
)
from tests.domain.strategies import PATIENT, attempts_on, days, stored

AFTERCARE = (FollowUpKind.AFTERCARE_CALL, FollowUpKind.CHECK, FollowUpKind.CONTACT)


# What holds for every chart


@given(worked)
def test_no_open_plan_of_a_patient_who_may_be_called_is_without_a_next_step(chart: Chart) -> None:
    found = derive(chart, SCHEDULE, WINDOWS)
    if chart.patient.record.do_not_contact:
        return
    to_answer = {row.key for row in found if row.hidden is None}
    assert {f"visit_outcome:{a.id}" for a in chart.appointments if a.record.is_open} <= to_answer
    for plan in chart.plans:
        if plan.record.status is PlanStatus.OPEN:
            steps = [r for r in found if r.plan_id == plan.id and r.kind not in AFTERCARE]
            waiting = [r for r in steps if r.hidden is None]
            booked = [r for r in steps if r.state is FollowUpState.BOOKED]
            assert waiting or booked
            assert all(standing(r, date.max) is Standing.OVERDUE for r in waiting)
            assert not booked or any(a.record.is_open for a in chart.appointments)


@settings(max_examples=100)
@given(worked, st.data())
def test_what_is_kept_from_one_derivation_to_the_next_changes_nothing(
    chart: Chart, data: st.DataObject
) -> None:
    settled: Settled = {}
    names = [field.name for field in fields(Chart) if field.name != "patient"]
    for _ in range(4):
        left = {
            name: tuple(one for one in getattr(chart, name) if data.draw(st.integers(0, 3)))
            for name in names
        }
        now = replace(chart, **left)  # type: ignore[arg-type]
        kept = derive(now, SCHEDULE, WINDOWS, settled=settled)
        assert kept == derive(now, SCHEDULE, WINDOWS)
    longer = replace(SCHEDULE, check_days=SCHEDULE.check_days + 1)
    assert derive(chart, longer, WINDOWS, settled=settled) == derive(chart, longer, WINDOWS)


def test_what_another_visit_settled_is_not_derived_again() -> None:
    chart, settled = treated(), Settled()
    later = Session(
        PATIENT, DONE + timedelta(60), 1, plan_id=3, areas=chart.sessions[0].record.areas
    )
    chart = replace(chart, sessions=(*chart.sessions, stored(later, id=10)))
    before = {row.key: row for row in derive(chart, SCHEDULE, WINDOWS, settled=settled)}
    after = derive(chart, SCHEDULE, WINDOWS, settled=settled)
    same = [row for row in after if row is before[row.key]]
    assert [(row.kind, row.session_id) for row in same] == [(kind, 9) for kind in AFTERCARE]


@settings(max_examples=50)
@given(worked, st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(chart: Chart, random: Random) -> None:
    def mixed(name: str) -> tuple[object, ...]:
        records = list(getattr(chart, name))
        random.shuffle(records)
        return tuple(records)

    names = [field.name for field in fields(Chart) if field.name != "patient"]
    other = replace(chart, **{name: mixed(name) for name in names})  # type: ignore[arg-type]
    assert derive(chart, SCHEDULE, WINDOWS) == derive(other, SCHEDULE, WINDOWS)
    assert derive(chart, SCHEDULE, WINDOWS) == derive(chart, SCHEDULE, WINDOWS)


@given(worked)
def test_keys_are_unique_and_why_is_a_whole_sentence(chart: Chart) -> None:
    found = derive(chart, SCHEDULE, WINDOWS)
    assert max(Counter(row.key for row in found).values(), default=1) == 1
    for row in found:
        assert "{" not in str(row.why) and row.patient_id == PATIENT
        assert row.due <= row.overdue_from and row.due <= (row.escalates_on or row.due)


@settings(max_examples=50)
@given(worked, days)
def test_shown_and_hidden_are_all_and_every_hidden_one_has_its_reason(
    chart: Chart, today: date
) -> None:
    found = derive(chart, SCHEDULE, WINDOWS)
    shown, hidden = worklist(found, today)
    assert Counter(shown) + Counter(hidden) == Counter(found)
    assert all(standing(row, today) in (Standing.DUE, Standing.OVERDUE) for row in shown)
    assert all(standing(row, today) in (Standing.HIDDEN, Standing.UPCOMING) for row in hidden)
    # What the storage asks of its index says the same.
    assert set(shown) == {row for row in found if row.hidden is None and row.show_on <= today}


@settings(max_examples=50)
@given(worked, days)
def test_the_list_runs_from_adverse_events_over_overdue_to_due(chart: Chart, today: date) -> None:
    shown, _ = worklist(derive(chart, SCHEDULE, WINDOWS), today)
    weights = [
        (row.kind is not FollowUpKind.ADVERSE_EVENT, standing(row, today) is Standing.DUE)
        for row in shown
    ]
    assert weights == sorted(weights)


@settings(max_examples=50)
@given(worked, st.data())
def test_an_attempt_takes_no_follow_up_away(chart: Chart, data: st.DataObject) -> None:
    before = rows(chart)
    if not before:
        return
    made = data.draw(attempts_on(st.sampled_from(sorted(before))))
    more = stored(made, len(chart.attempts) + 1, made.attempted_at)
    after = rows(replace(chart, attempts=(*chart.attempts, more)))
    assert set(before) <= set(after)
    assert after[made.follow_up_key].attempts == before[made.follow_up_key].attempts + 1


@given(worked)
def test_an_open_adverse_event_is_on_the_list_whatever_happened(chart: Chart) -> None:
    quiet = replace(chart, decisions=())
    for event in quiet.adverse_events:
        row = rows(quiet)[f"adverse_event:{event.id}"]
        assert (row.hidden is None) is (event.record.closed_on is None)
        assert row.hidden or standing(row, row.due) is Standing.DUE


# T1 to T3: after a session


def test_a_session_asks_for_a_call_a_check_and_a_contact() -> None:
    found = rows(treated())
    dues = {key: (found[key].due - DONE).days for key in ("T1:9", "T2:9", "T3:9")}
    assert dues == {"T1:9": 1, "T2:9": 3, "T3:9": 14}
    call = found["T1:9"]
    at = [standing(call, DONE + timedelta(n)) for n in range(4)]
    assert at == [Standing.UPCOMING, Standing.DUE, Standing.DUE, Standing.OVERDUE]
    assert str(call.why) == "Session 1 at NECK_ANT on 2026-03-01: a call 24 to 48 hours after."


def test_a_call_that_reached_the_patient_is_kept() -> None:
    for outcome in ContactOutcome:
        row = rows(attempt(treated(), "T1:9", outcome))["T1:9"]
        reached = outcome in (ContactOutcome.REACHED, ContactOutcome.REACHED_BOOKED)
        assert (row.hidden is HiddenReason.KEPT) is reached


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ({"endpoints": (Endpoint.GREY_WHITE,)}, "endpoint"),
        ({"fluence_j_cm2": 40.0}, "fluence"),
        ({"endpoints": (Endpoint.CONTRACTION,), "fluence_j_cm2": 36.0}, ""),
    ],
)
def test_the_check_is_a_must_after_more_energy_or_an_odd_endpoint(
    settings: dict[str, object], word: str
) -> None:
    chart = treated(**settings)
    area = AreaSettings(Area.NECK_FRONT, fluence_j_cm2=36.0)
    first = Session(PATIENT, DONE - timedelta(40), 1, plan_id=3, areas=(area,))
    chart = replace(chart, sessions=(stored(first, id=8), *chart.sessions))
    check = rows(chart)["T2:9"]
    assert word in str(check.why) and ("must" in str(check.why)) is bool(word)
    for n in range(3, 6):
        chart = attempt(chart, "T2:9", ContactOutcome.NO_ANSWER, n)
    given_up = rows(chart)["T2:9"].hidden is HiddenReason.UNREACHABLE
    assert given_up is not bool(word)


@pytest.mark.parametrize("skin", [1, 3, 4, 6])
def test_the_check_is_a_must_for_darker_skin(skin: int) -> None:
    seen = Consultation(PATIENT, DONE - timedelta(9), 1, fitzpatrick_type=skin)
    consulted = stored(seen, state=State.SIGNED)
    check = rows(replace(treated(), consultations=(consulted,)))["T2:9"]
    assert ("IV to VI" in str(check.why)) is (skin >= 4)
    assert is_escalated(check, DONE + timedelta(4)) is (skin >= 4)


def test_the_check_goes_by_the_same_skin_type_as_the_test_spot_and_the_banner() -> None:
    """By the newest signed consultation that noted one: no draft, and no older one."""
    seen = Consultation(PATIENT, DONE - timedelta(9), 1, fitzpatrick_type=5)
    light = stored(replace(seen, fitzpatrick_type=2), 1, state=State.SIGNED)
    later = replace(seen, consulted_on=DONE + timedelta(1), fitzpatrick_type=4)
    for consultations, is_must in (
        ((stored(seen),), False),
        ((light, stored(seen, 2)), False),
        ((light, stored(later, 2, state=State.SIGNED)), True),
    ):
        chart = replace(treated(), consultations=consultations)
        assert ("IV to VI" in str(rows(chart)["T2:9"].why)) is is_must
        assert ((skin_type(chart) or 0) >= 4) is is_must


# T8: the next session


def test_the_next_session_is_due_at_once_overdue_and_escalated_by_its_window() -> None:
    row = rows(treated())[T8]
    days_on = [(day - DONE).days for day in (row.due, row.overdue_from, row.escalates_on or DONE)]
    assert days_on == [1, 28, 92]
    assert is_escalated(row, DONE + timedelta(92)) and not is_escalated(row, DONE + timedelta(91))


def test_a_booking_ends_it_and_its_cancelling_brings_it_back_with_its_history() -> None:
    chart = attempt(treated(), T8, ContactOutcome.REACHED_BOOKED)
    assert rows(chart)[T8].hidden is None
    booked = rows(book(chart, 30))[T8]
    assert (booked.state, booked.hidden) == (FollowUpState.BOOKED, HiddenReason.BOOKED)
    back = rows(book(chart, 30, status=AppointmentStatus.CANCELLED))[T8]
    assert (back.state, back.attempts, back.hidden) == (FollowUpState.ATTEMPTED, 1, None)


def test_only_a_live_booking_of_the_plan_after_the_session_counts() -> None:
    for status in AppointmentStatus:
        row = rows(book(treated(), 30, status=status))[T8]
        waits = status in (
            AppointmentStatus.BOOKED,
            AppointmentStatus.ARRIVED,
            AppointmentStatus.IN_TREATMENT,
        )
        assert (row.state is FollowUpState.BOOKED) is waits
    for chart in (
        book(treated(), 0),
        book(treated(), -3),
        book(treated(), 30, plan_id=4),
        book(treated(), 30, kind=AppointmentKind.REVIEW),
    ):
        assert rows(chart)[T8].hidden is None


def test_the_booking_of_a_session_already_recorded_is_no_next_booking() -> None:
    chart = book(treated(), 1, status=AppointmentStatus.IN_TREATMENT)
    used = replace(chart.sessions[0], record=replace(chart.sessions[0].record, appointment_id=20))
    assert rows(chart)[T8].hidden is HiddenReason.BOOKED
    assert rows(replace(chart, sessions=(used,)))[T8].hidden is None


def test_a_booking_that_nobody_closed_comes_back_the_day_after() -> None:
    row = rows(book(treated(), 30))["visit_outcome:20"]
    assert standing(row, DONE + timedelta(30)) is Standing.UPCOMING
    assert standing(row, DONE + timedelta(31)) is Standing.DUE
    # The row is read before the visit too, so it must not say what is only true after it.
    assert row.why.template == "Note what became of the visit of {day}."


def test_the_first_session_of_a_plan_is_to_be_booked_too() -> None:
    row = rows(replace(treated(), sessions=()))[f"T8:3:{NECK}:1"]
    assert row.due == date(2026, 2, 21)
    assert row.overdue_from == date(2026, 3, 6)


@pytest.mark.parametrize("end", ["declined", "unreachable", "asked to stop", "not needed"])
def test_when_the_next_session_is_given_up_the_plan_is_to_be_settled(end: str) -> None:
    chart = treated()
    assert rows(chart)["settle_plan:3"].hidden is HiddenReason.SUPERSEDED
    if end == "declined":
        chart = decide(chart, T8, FollowUpDecisionKind.DECLINED)
    elif end == "not needed":
        chart = decide(chart, T8, FollowUpDecisionKind.NOT_NEEDED)
    elif end == "asked to stop":
        chart = attempt(chart, T8, ContactOutcome.ASKED_TO_STOP)
    else:
        for n in range(3):
            chart = attempt(chart, T8, ContactOutcome.NO_ANSWER, n * 10)
    assert rows(chart)[T8].hidden is not None
    assert rows(chart)["settle_plan:3"].hidden is None
    assert rows(book(chart, 60))["settle_plan:3"].hidden is HiddenReason.SUPERSEDED
    again = decide(chart, T8, FollowUpDecisionKind.REOPENED, 50)
    assert (rows(again)[T8].state, rows(again)[T8].hidden) == (FollowUpState.PLANNED, None)
    assert rows(again)[T8].attempts == len(chart.attempts)


@pytest.mark.parametrize("deed", [*ContactOutcome, *FollowUpDecisionKind])
def test_nothing_but_a_booking_or_closing_the_plan_settles_it(
    deed: ContactOutcome | FollowUpDecisionKind,
) -> None:
    chart = decide(treated(), T8, FollowUpDecisionKind.DECLINED)
    for n in range(4):
        if isinstance(deed, ContactOutcome):
            chart = attempt(chart, "settle_plan:3", deed, n)
        else:
            chart = decide(chart, "settle_plan:3", deed, n)
    assert rows(chart)["settle_plan:3"].hidden is None
    closed = replace(chart.plans[0].record, status=PlanStatus.ABANDONED)
    assert "settle_plan:3" not in rows(replace(chart, plans=(stored(closed, id=3),)))


# T4 to T7: reviews and recalls


def test_reviews_and_the_recall_count_from_the_last_session_of_a_finished_plan() -> None:
    assert not any(key.startswith(("T4", "T7")) for key in rows(treated()))
    found = rows(treated(sessions=1))
    dues = [(found[f"T{n}:9"].due - DONE).days for n in (4, 5, 6)]
    assert dues == [30, 90, 180]
    assert found["T7:9:1"].due == date(2027, 3, 1)
    assert T8 not in found


def test_a_session_more_moves_the_reviews() -> None:
    chart = treated(sessions=1)
    area = AreaSettings(Area.NECK_FRONT)
    more = Session(PATIENT, DONE + timedelta(50), 1, plan_id=3, areas=(area,))
    found = rows(replace(chart, sessions=(*chart.sessions, stored(more, id=10))))
    assert "T4:9" not in found and found["T4:10"].due == DONE + timedelta(80)


def test_a_review_closes_its_own_and_the_earlier_ones() -> None:
    found = rows(review(treated(sessions=1), 95, Timepoint.MONTH_3))
    hidden = [found[f"T{n}:9"].hidden for n in (4, 5, 6)]
    assert hidden == [HiddenReason.SUPERSEDED, HiddenReason.KEPT, None]
    earlier = rows(review(treated(sessions=1), 0, Timepoint.MONTH_1))
    assert earlier["T4:9"].hidden is None


def test_a_booked_review_is_the_nearest_one_still_to_do() -> None:
    chart = book(treated(sessions=1), 50, kind=AppointmentKind.REVIEW)
    assert rows(chart)["T4:9"].hidden is HiddenReason.BOOKED
    chart = review(chart, 28, Timepoint.MONTH_1)
    assert rows(chart)["T5:9"].hidden is HiddenReason.BOOKED
    assert rows(chart)["T6:9"].hidden is None


def test_a_discharge_ends_reviews_and_recalls() -> None:
    found = rows(review(treated(sessions=1), 40, Timepoint.MONTH_1, ReviewDecision.DISCHARGE))
    assert found["T6:9"].hidden is found["T7:9:1"].hidden is HiddenReason.SUPERSEDED


@pytest.mark.parametrize("days_on", [0, 200])
def test_another_plan_for_the_same_skin_takes_over_the_recall(days_on: int) -> None:
    chart = treated(sessions=1)
    area = PlanArea(Area.NECK_FRONT, None, 2)
    newer = stored(Plan(PATIENT, DONE + timedelta(days_on), 1, areas=(area,)), id=4)
    found = rows(replace(chart, plans=(*chart.plans, newer)))
    assert found["T7:9:1"].hidden is HiddenReason.SUPERSEDED
    assert found[f"T8:4:{NECK}:1"].hidden is None
    elsewhere = replace(newer.record, areas=(PlanArea(Area.FLANK, None, 2),))
    found = rows(replace(chart, plans=(*chart.plans, replace(newer, record=elsewhere))))
    assert found["T7:9:1"].hidden is None


def test_the_recall_comes_back_every_period_until_it_is_declined() -> None:
    chart = treated(sessions=1)
    assert "T7:9:2" not in rows(chart)
    chart = decide(chart, "T7:9:1", FollowUpDecisionKind.NOT_NEEDED, 360)
    assert rows(chart)["T7:9:2"].due == date(2028, 3, 1)
    chart = decide(chart, "T7:9:2", FollowUpDecisionKind.DECLINED, 720)
    assert rows(chart)["T7:9:2"].hidden is HiddenReason.DECLINED
    assert "T7:9:3" not in rows(chart)


def test_a_maintenance_visit_keeps_the_recall_that_it_lies_nearest_to() -> None:
    visit = AppointmentKind.MAINTENANCE
    booked = book(treated(sessions=1), 350, kind=visit)
    assert rows(booked)["T7:9:1"].hidden is HiddenReason.BOOKED
    kept = book(treated(sessions=1), 350, kind=visit, status=AppointmentStatus.FULFILLED)
    assert rows(kept)["T7:9:1"].hidden is HiddenReason.KEPT
    assert rows(kept)["T7:9:2"].hidden is None


@pytest.mark.parametrize(
    ("done", "months", "due"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_recalls_at_the_end_of_a_month(done: date, months: int, due: date) -> None:
    chart = treated(sessions=1, days_on=(done - DONE).days)
    plan = replace(chart.plans[0], record=replace(chart.plans[0].record, maintenance_months=months))
    assert rows(replace(chart, plans=(plan,)))["T7:9:1"].due == due


# What people do


def test_a_snooze_holds_until_its_day_and_says_so() -> None:
    until = DONE + timedelta(20)
    row = rows(decide(treated(), T8, FollowUpDecisionKind.SNOOZED, 2, until))[T8]
    assert row.state is FollowUpState.SNOOZED and row.show_on == until
    assert hidden_reason(row, until - timedelta(1)) is HiddenReason.SNOOZED
    assert standing(row, until) is Standing.DUE


def test_after_an_attempt_it_waits_two_days_then_a_week_and_then_gives_up() -> None:
    chart = attempt(treated(), T8, ContactOutcome.NO_ANSWER, 1)
    first = rows(chart)[T8]
    assert first.show_on == DONE + timedelta(3)
    assert hidden_reason(first, DONE + timedelta(2)) is HiddenReason.WAITING_TO_RETRY
    chart = attempt(chart, T8, ContactOutcome.MESSAGE_LEFT, 3)
    assert rows(chart)[T8].show_on == DONE + timedelta(10)
    reached = attempt(chart, T8, ContactOutcome.REACHED, 10)
    assert rows(attempt(reached, T8, ContactOutcome.NO_ANSWER, 17))[T8].hidden is None
    chart = attempt(chart, T8, ContactOutcome.NO_ANSWER, 10)
    assert rows(chart)[T8].state is FollowUpState.UNREACHABLE


@pytest.mark.parametrize(
    ("zone", "attempted", "day"),
    [
        # The nights in which the clocks change in Berlin, and an evening that is tomorrow in UTC.
        ("Europe/Berlin", datetime(2026, 3, 29, 0, 59, tzinfo=UTC), date(2026, 3, 29)),
        ("Europe/Berlin", datetime(2026, 3, 28, 23, 30, tzinfo=UTC), date(2026, 3, 29)),
        ("Europe/Berlin", datetime(2026, 10, 24, 22, 30, tzinfo=UTC), date(2026, 10, 25)),
        ("Europe/Berlin", datetime(2026, 10, 25, 22, 59, tzinfo=UTC), date(2026, 10, 25)),
        ("America/Los_Angeles", datetime(2026, 11, 2, 1, 30, tzinfo=UTC), date(2026, 11, 1)),
    ],
)
def test_the_wait_is_counted_in_the_clinics_own_days(
    zone: str, attempted: datetime, day: date
) -> None:
    made = ContactAttempt(PATIENT, T8, attempted, Channel.PHONE, ContactOutcome.NO_ANSWER)
    chart = replace(treated(), attempts=(stored(made, 1, attempted),))
    found = {row.key: row for row in derive(chart, SCHEDULE, WINDOWS, ZoneInfo(zone))}
    assert found[T8].show_on == day + timedelta(2)


_MONTH_ENDS = [date(2027, 1, 31), date(2028, 2, 28), date(2028, 2, 29), date(2026, 12, 31)]
# The days on which the clocks change, forwards and back; on Lord Howe Island by half an hour.
_CHANGES = {
    "America/Toronto": [date(2026, 3, 8), date(2026, 11, 1)],
    "Europe/Berlin": [date(2026, 3, 29), date(2026, 10, 25)],
    "Australia/Lord_Howe": [date(2026, 4, 5), date(2026, 10, 4)],
}


@given(
    place=st.sampled_from([(zone, day) for zone, days in _CHANGES.items() for day in days]),
    month_end=st.none() | st.sampled_from(_MONTH_ENDS),
    minute=st.integers(0, 1439),
    days_off=st.integers(-1, 1),
    fold=st.booleans(),
)
def test_no_change_of_the_clocks_and_no_month_end_shifts_a_day(
    place: tuple[str, date], month_end: date | None, minute: int, days_off: int, fold: bool
) -> None:
    zone, day = ZoneInfo(place[0]), (month_end or place[1]) + timedelta(days_off)
    wall = datetime.combine(day, time(minute // 60, minute % 60, fold=fold), zone)
    at = wall.astimezone(UTC)
    if at.astimezone(zone).date() != day:
        return  # nobody's clock ever showed this
    done = day - timedelta(1)
    chart = treated(days_on=(done - DONE).days)
    before = {row.key: row for row in derive(chart, SCHEDULE, WINDOWS, zone)}
    made = ContactAttempt(PATIENT, T8, at, Channel.PHONE, ContactOutcome.NO_ANSWER)
    after = derive(replace(chart, attempts=(stored(made, 1, at),)), SCHEDULE, WINDOWS, zone)
    for row in after:
        assert row.due == before[row.key].due
        waits = day + timedelta(2) if row.key == T8 else before[row.key].show_on
        assert row.show_on == max(waits, before[row.key].show_on), row.key


def test_a_wrong_number_asks_for_the_contact_until_the_patient_was_corrected() -> None:
    chart = attempt(treated(), T8, ContactOutcome.WRONG_NUMBER, 5)
    row = rows(chart)[T8]
    assert row.state is FollowUpState.NEEDS_REVIEW and "correct it" in str(row.why)
    assert standing(row, DONE + timedelta(5)) is Standing.DUE
    later = datetime(2026, 3, 7, tzinfo=UTC)
    fixed = rows(replace(chart, patient=replace(chart.patient, at=later)))[T8]
    assert fixed.state is FollowUpState.ATTEMPTED and fixed.attempts == 1


def test_a_wrong_number_stays_wrong_whatever_else_of_the_patient_is_changed() -> None:
    chart = attempt(treated(), T8, ContactOutcome.WRONG_NUMBER, 5)
    later = datetime(2026, 3, 7, tzinfo=UTC)
    patient = replace(chart.patient, record=replace(chart.patient.record, phone="555 0123"))
    called = replace(chart.attempts[-1].record, found_wrong="555 0123")
    chart = replace(chart, attempts=(*chart.attempts[:-1], stored(called)))
    for change, state in (
        ({"address": "7 New Quay", "note": "Rang at noon"}, FollowUpState.NEEDS_REVIEW),
        ({"phone": "555 0199"}, FollowUpState.ATTEMPTED),
    ):
        record = replace(patient.record, **change)
        edited = replace(chart, patient=replace(patient, at=later, record=record))
        assert rows(edited)[T8].state is state, change


def test_a_patient_who_wants_no_contact_is_hidden_with_that_reason_except_adverse_events() -> None:
    chart = treated()
    wish = replace(chart.patient, record=replace(chart.patient.record, do_not_contact=True))
    event = AdverseEvent(Area.NECK_FRONT, patient_id=PATIENT, noted_on=DONE, severity=2)
    found = rows(replace(chart, patient=wish, adverse_events=(stored(event),)))
    shown = {key for key, row in found.items() if row.hidden is not HiddenReason.DO_NOT_CONTACT}
    assert shown == {"adverse_event:1"}
    assert is_escalated(found["adverse_event:1"], DONE)


def test_an_adverse_event_can_wait_but_not_be_waved_away() -> None:
    event = AdverseEvent(Area.NECK_FRONT, patient_id=PATIENT, noted_on=DONE)
    chart = replace(treated(), adverse_events=(stored(event),))
    chart = decide(chart, "adverse_event:1", FollowUpDecisionKind.NOT_NEEDED)
    assert rows(chart)["adverse_event:1"].hidden is None


@pytest.mark.parametrize("outcome", ContactOutcome)
def test_an_attempt_does_not_make_an_adverse_event_wait(outcome: ContactOutcome) -> None:
    event = AdverseEvent(Area.NECK_FRONT, patient_id=PATIENT, noted_on=DONE)
    chart = replace(treated(), adverse_events=(stored(event),))
    chart = attempt(chart, "adverse_event:1", outcome, 5)
    assert rows(chart)["adverse_event:1"].show_on == DONE


def test_among_the_overdue_those_for_the_clinician_come_first() -> None:
    shown, _ = worklist(derive(treated(), SCHEDULE, WINDOWS), DONE + timedelta(92))
    assert [row.key for row in shown] == [T8, "T1:9", "T2:9", "T3:9"]


# What a visit leaves open


def test_a_missed_visit_asks_for_a_contact_the_same_day_after_7_and_after_30() -> None:
    chart = book(treated(), 30, status=AppointmentStatus.NO_SHOW)
    key, shown = "no_show:20", []
    for n in (30, 37, 60):
        shown.append((rows(chart)[key].show_on - DONE).days)
        chart = attempt(chart, key, ContactOutcome.NO_ANSWER, n)
    assert shown == [30, 37, 60]
    assert rows(chart)[key].hidden is HiddenReason.UNREACHABLE
    assert rows(book(chart, 70, id=21))[key].hidden is HiddenReason.BOOKED


def test_a_missed_visit_is_settled_by_a_later_one_booked_missed_or_kept() -> None:
    missed = book(treated(), 30, status=AppointmentStatus.NO_SHOW)
    assert rows(missed)["no_show:20"].hidden is None
    same_day = book(missed, 30, id=21)
    assert rows(same_day)["no_show:20"].hidden is HiddenReason.BOOKED
    again = book(missed, 40, status=AppointmentStatus.NO_SHOW, id=21)
    assert rows(again)["no_show:20"].hidden is HiddenReason.SUPERSEDED
    assert rows(again)["no_show:21"].hidden is None
    seen = book(missed, 31, kind=AppointmentKind.REVIEW, status=AppointmentStatus.FULFILLED, id=21)
    assert rows(seen)["no_show:20"].hidden is HiddenReason.SUPERSEDED


def test_a_missed_call_after_an_adverse_event_goes_to_the_clinician() -> None:
    event = AdverseEvent(Area.NECK_FRONT, patient_id=PATIENT, noted_on=DONE)
    chart = book(
        treated(), 2, kind=AppointmentKind.AFTERCARE_CALL, status=AppointmentStatus.NO_SHOW
    )
    assert rows(chart)["no_show:20"].escalates_on is None
    chart = replace(chart, adverse_events=(stored(event),))
    assert rows(chart)["no_show:20"].escalates_on == DONE + timedelta(2)


def test_an_agreed_step_is_due_on_its_day_until_the_patient_comes_again() -> None:
    day = DONE + timedelta(40)
    step = NextStep(PATIENT, NextStepKind.WAITING, DONE, due=day, reason="Asks the family.")
    chart = replace(treated(), next_steps=(stored(step, id=5),))
    row = rows(chart)["next_step:5"]
    assert row.due == day and str(row.why).endswith("Asks the family.")
    assert rows(book(chart, 10))["next_step:5"].hidden is HiddenReason.BOOKED
    assert rows(review(chart, 10, Timepoint.OTHER))["next_step:5"].hidden is HiddenReason.SUPERSEDED
    later = replace(step, decided_on=DONE + timedelta(3))
    chart = replace(chart, next_steps=(*chart.next_steps, stored(later, id=6)))
    assert rows(chart)["next_step:5"].hidden is HiddenReason.SUPERSEDED
    assert rows(chart)["next_step:6"].hidden is None


def test_a_signed_consultation_that_found_an_area_suitable_asks_for_a_plan() -> None:
    area = AreaFinding(Area.FLANK, verdict=Verdict.PRECAUTIONS)
    seen = stored(Consultation(PATIENT, DONE, 1, areas=(area,)), id=2)
    chart = replace(treated(), consultations=(seen,))
    assert "make_plan:consultation:2" not in rows(chart)
    chart = replace(chart, consultations=(replace(seen, state=State.SIGNED),))
    assert rows(chart)["make_plan:consultation:2"].hidden is None
    plan = Plan(PATIENT, DONE, 1, areas=(PlanArea(Area.FLANK, None, 2),))
    chart = replace(chart, plans=(*chart.plans, stored(plan, id=4)))
    assert rows(chart)["make_plan:consultation:2"].hidden is HiddenReason.KEPT
    assert rows(chart)["T8:4:FLANK:1"].hidden is None


def test_a_later_consultation_takes_over_only_what_it_judged() -> None:
    def seen(number: int, area: Area, verdict: Verdict) -> Stored[Consultation]:
        found = (AreaFinding(area, verdict=verdict),)
        record = Consultation(PATIENT, DONE + timedelta(number), 1, areas=found)
        return stored(record, number, state=State.SIGNED)

    first = seen(1, Area.FLANK, Verdict.SUITABLE)
    for area, hidden in ((Area.FLANK, HiddenReason.SUPERSEDED), (Area.FACE_FULL, None)):
        later = seen(2, area, Verdict.DEFERRED)
        found = rows(replace(treated(), consultations=(first, later)))
        assert found["make_plan:consultation:1"].hidden is hidden
        assert "make_plan:consultation:2" not in found


def test_a_review_that_asks_for_a_further_session_asks_for_a_plan() -> None:
    asked = review(treated(sessions=1), 95, Timepoint.MONTH_3, ReviewDecision.FURTHER_SESSION)
    row = rows(asked)["make_plan:review:1"]
    assert row.hidden is None and row.due == DONE + timedelta(96)
