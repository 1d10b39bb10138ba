"""An instruction holds from its lead-time on, and one whose time has passed is flagged."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.papers.instructions import (
    items_for,
    terms_after,
    terms_before,
    too_late,
)
from infrared_desktop.domain.protocol.instruction_terms import Instruction, Phase
from infrared_desktop.domain.records.areas import Area, Site
from infrared_desktop.domain.toml.tables import Tag
from infrared_desktop.storage.desks.protocols import load_protocol

TITAN = load_protocol("titan")
BERLIN = ZoneInfo("Europe/Berlin")
FACE = Site(Area.FACE_FULL)
zones = st.sampled_from([BERLIN, ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe")])
FIRST, LAST = datetime(2024, 1, 1), datetime(2030, 1, 1)  # noqa: DTZ001 - the zone is drawn
moments = st.datetimes(FIRST, LAST, timezones=st.just(UTC))
some_hours = st.integers(0, 40) | st.integers(3, 60).map(lambda days: days * 24)


def item(hours: int | None, phase: Phase = Phase.BEFORE, code: str = "X") -> Instruction:
    return Instruction(code, phase, "Do it.", "own", Tag.DEFAULT, hours)


def test_fourteen_days_are_counted_by_the_calendar() -> None:
    visit = datetime(2026, 11, 22, 9, tzinfo=BERLIN)
    (term,) = terms_before([item(336)], visit, datetime(2026, 11, 8, 17, tzinfo=BERLIN))
    assert (term.day, term.moment, term.is_late) == (date(2026, 11, 8), None, False)
    (late,) = terms_before([item(336)], visit, datetime(2026, 11, 9, 0, tzinfo=BERLIN))
    assert late.is_late


@pytest.mark.parametrize(
    ("visit", "since"),
    [
        # The clocks go back in the night before the visit: 24 hours are 09:00 to 08:00 winter time.
        ("2026-10-25T09:00", "2026-10-24T10:00"),
        ("2026-03-29T09:00", "2026-03-28T08:00"),
        ("2026-03-01T09:00", "2026-02-28T09:00"),
    ],
)
def test_a_day_is_24_true_hours_when_the_clocks_change_and_at_the_end_of_a_month(
    visit: str, since: str
) -> None:
    at = datetime.fromisoformat(visit).replace(tzinfo=BERLIN)
    (term,) = terms_before([item(24)], at, datetime(2026, 1, 1, tzinfo=BERLIN))
    assert term.moment is not None
    assert f"{term.moment:%Y-%m-%dT%H:%M}" == since


def test_what_ends_after_a_session_is_told_and_the_rest_stays_open() -> None:
    ended = datetime(2026, 2, 16, 10, 30, tzinfo=BERLIN)
    terms = terms_after(
        [item(None, Phase.AFTER), item(336, Phase.AFTER), item(24, Phase.AFTER)], ended
    )
    assert [term.day for term in terms] == [date(2026, 2, 17), date(2026, 3, 2), None]
    assert terms[0].moment == datetime(2026, 2, 17, 10, 30, tzinfo=BERLIN)


def test_the_items_are_those_of_the_areas() -> None:
    face_only = Instruction(
        "F", Phase.BEFORE, "Out with the lenses.", "own", Tag.DEFAULT, 0, (Area.FACE_FULL,)
    )
    assert face_only.is_for(Area.FACE_FULL) and not face_only.is_for(Area.KNEE)
    codes = {one.code for one in items_for(TITAN, Phase.BEFORE, (FACE,))}
    assert codes == {f"P{number:02}" for number in range(1, 17)}
    assert [one.code for one in TITAN.instructions if one.urgent] == ["P15", "A09"]


def test_the_protocols_items_that_can_no_longer_be_met_are_named() -> None:
    visit = datetime(2026, 11, 22, 9, tzinfo=BERLIN)
    items = items_for(TITAN, Phase.BEFORE, (FACE,))
    late = too_late(terms_before(items, visit, visit - timedelta(days=10)))
    assert {one.code for one in late} == {"P01", "P02", "P03", "P04"}
    assert not too_late(terms_before(items, visit, visit - timedelta(days=14)))


@given(some_hours, moments, moments, zones)
def test_an_item_is_late_just_when_its_lead_time_is_longer_than_what_is_left(
    hours: int, visit: datetime, told: datetime, zone: ZoneInfo
) -> None:
    at, now = visit.astimezone(zone), told.astimezone(zone)
    (term,) = terms_before([item(hours)], at, now)
    if term.moment is None:
        assert term.is_late == ((at.date() - now.date()).days < hours // 24)
    else:
        assert visit - term.moment == timedelta(hours=hours)
        assert term.is_late == (visit - told < timedelta(hours=hours))
        assert term.day == term.moment.date()


@given(st.lists(some_hours, max_size=8), moments, moments, zones)
def test_items_stand_in_the_order_in_which_they_begin(
    hours: list[int], visit: datetime, told: datetime, zone: ZoneInfo
) -> None:
    items = [item(each, code=str(place)) for place, each in enumerate(hours)]
    terms = terms_before(items, visit.astimezone(zone), told.astimezone(zone))
    assert sorted(term.item.code for term in terms) == sorted(one.code for one in items)
    days = [term.day for term in terms if term.day]
    assert days == sorted(days)


@given(st.lists(st.none() | some_hours, max_size=8), moments, zones)
def test_after_a_session_the_shortest_stands_first_and_what_has_no_end_last(
    hours: list[int | None], ended: datetime, zone: ZoneInfo
) -> None:
    terms = terms_after([item(each, Phase.AFTER) for each in hours], ended.astimezone(zone))
    open_ends = [term.day is None for term in terms]
    assert open_ends == sorted(open_ends)
    days = [term.day for term in terms if term.day]
    assert days == sorted(days)
    assert all(day >= ended.astimezone(zone).date() for day in days)
