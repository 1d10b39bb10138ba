"""A test spot is on the list from the day of its reading until somebody has looked at it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given

from infrared_desktop.domain.follow_ups.due import (
    FollowUp,
    FollowUpKind,
    HiddenReason,
    Standing,
    derive,
    standing,
)
from infrared_desktop.domain.follow_ups.worklist import is_escalated
from infrared_desktop.domain.records.answers import Answer, ContactOutcome, FollowUpDecisionKind
from infrared_desktop.domain.records.areas import Area, Side
from infrared_desktop.domain.records.care import AreaSettings, Session
from infrared_desktop.domain.records.care import TestSpot as Spot
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.people import Patient
from tests.domain.charts import SCHEDULE, WINDOWS, attempt, decide, rows, worked
from tests.domain.strategies import PATIENT, stored

MADE = datetime(2026, 3, 1, 10, tzinfo=UTC)
DUE = date(2026, 3, 3)
KEY = "test_spot:1"


def spot(made: datetime = MADE, hours: int = 48, side: Side = Side.LEFT) -> Spot:
    due = made + timedelta(hours=hours)
    return Spot(
        Area.UPPER_ARM, side, patient_id=PATIENT, done_at=made, operator_id=1, read_due_at=due
    )


def chart_of(*spots: Spot) -> Chart:
    kept = tuple(stored(each, number) for number, each in enumerate(spots, start=1))
    return Chart(stored(Patient("Öztürk"), id=PATIENT), test_spots=kept)


def of_spots(chart: Chart) -> dict[str, FollowUp]:
    return {k: row for k, row in rows(chart).items() if row.kind is FollowUpKind.TEST_SPOT}


@given(worked)
def test_every_test_spot_has_one_follow_up_that_only_its_reading_keeps(chart: Chart) -> None:
    found = of_spots(chart)
    assert set(found) == {f"test_spot:{one.id}" for one in chart.test_spots}
    for one in chart.test_spots:
        row = found[f"test_spot:{one.id}"]
        assert row.due == one.record.read_due_at.date()
        assert (row.hidden is HiddenReason.KEPT) is (one.record.read_at is not None)


@given(worked)
def test_to_read_them_all_leaves_none_on_the_list(chart: Chart) -> None:
    read = tuple(
        replace(one, record=replace(one.record, read_at=one.record.read_due_at, passed=Answer.NO))
        for one in chart.test_spots
    )
    after = of_spots(replace(chart, test_spots=read))
    assert all(row.hidden is HiddenReason.KEPT for row in after.values())


def test_it_is_due_on_the_day_of_its_reading_and_the_clinicians_a_day_later() -> None:
    row = of_spots(chart_of(spot()))[KEY]
    days = [DUE + timedelta(n) for n in (-1, 0, 1)]
    assert [standing(row, day) for day in days] == [
        Standing.UPCOMING,
        Standing.DUE,
        Standing.OVERDUE,
    ]
    assert [is_escalated(row, day) for day in days] == [False, False, True]
    assert str(row.why) == (
        "Test spot at UPPER_ARM:left of 2026-03-01: to be read before the area is treated."
    )


def test_a_spot_that_is_read_after_half_an_hour_is_due_the_same_day() -> None:
    row = of_spots(chart_of(spot(hours=0)))[KEY]
    assert (row.due, row.overdue_from) == (MADE.date(), date(2026, 3, 2))


def test_its_day_is_the_clinics_own() -> None:
    late = chart_of(spot(datetime(2026, 3, 1, 18, tzinfo=UTC)))
    (row,) = derive(late, SCHEDULE, WINDOWS, ZoneInfo("Asia/Tokyo"))
    assert row.due == date(2026, 3, 4)


def test_a_newer_spot_of_the_same_skin_takes_its_place() -> None:
    later = MADE + timedelta(days=5)
    assert of_spots(chart_of(spot(), spot(later)))[KEY].hidden is HiddenReason.SUPERSEDED
    other = spot(later, side=Side.RIGHT)
    assert of_spots(chart_of(spot(), other))[KEY].hidden is None


def test_a_session_there_after_its_day_takes_its_place_but_never_one_before() -> None:
    for days_on, hidden in ((-1, None), (0, None), (1, HiddenReason.SUPERSEDED)):
        row = AreaSettings(Area.UPPER_ARM, Side.LEFT)
        done = Session(PATIENT, DUE + timedelta(days_on), 1, areas=(row,))
        chart = replace(chart_of(spot()), sessions=(stored(done),))
        assert of_spots(chart)[KEY].hidden is hidden


def test_calls_that_fail_never_close_it_and_a_reasoned_decision_does() -> None:
    chart = chart_of(spot())
    for day in range(2, 8):
        chart = attempt(chart, KEY, ContactOutcome.NO_ANSWER, day)
    assert of_spots(chart)[KEY].hidden is None
    reached = attempt(chart, KEY, ContactOutcome.REACHED, 9)
    assert of_spots(reached)[KEY].hidden is None
    waved = decide(chart, KEY, FollowUpDecisionKind.NOT_NEEDED, 10)
    assert of_spots(waved)[KEY].hidden is HiddenReason.NOT_NEEDED


def test_its_day_is_moved_by_nobody_and_rests_in_no_full_week() -> None:
    chart = chart_of(spot())
    moved = decide(chart, KEY, FollowUpDecisionKind.MOVED, until=DUE + timedelta(20))
    assert of_spots(moved)[KEY] == of_spots(chart)[KEY]
    rung = chart
    for days in (0, 1, 2):
        rung = attempt(rung, "T1:9", ContactOutcome.NO_ANSWER, days)
    found = {row.key: row for row in derive(rung, SCHEDULE, WINDOWS, most_a_week=3)}
    assert found[KEY] == of_spots(chart)[KEY]
