"""Opening hours less closures: every minute is counted once, whatever overlaps."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.records.people import Settings
from infrared_desktop.domain.schedule.desk_rules import Closure, DeskRules, OpenHours
from infrared_desktop.domain.schedule.opening import (
    DAY_MINUTES,
    Span,
    closed_spans,
    hours_of,
    minutes_of,
    open_spans,
)

SETTINGS = Settings("Clinic", "CA", opens_at="08:00", closes_at="19:00")
MONDAY = date(2026, 11, 23)
walls = st.builds(time, st.integers(0, 23), st.sampled_from([0, 10, 15, 30, 45]))
near = st.integers(-3, 9).map(lambda n: MONDAY + timedelta(n))
hours = st.lists(st.builds(OpenHours, st.integers(0, 6), walls, walls), max_size=8).map(
    lambda rows: tuple(row for row in rows if row.opens < row.closes)
)
closures = st.lists(
    st.builds(
        lambda one, other, starts, ends: Closure(
            min(one, other), max(one, other), "away", starts, ends
        ),
        near,
        near,
        st.none() | walls,
        st.none() | walls,
    ),
    max_size=4,
)


def test_a_clinic_without_hours_of_its_own_is_open_every_day_as_its_settings_say() -> None:
    for n in range(7):
        day = MONDAY + timedelta(n)
        assert hours_of(day, DeskRules(), SETTINGS) == (Span(480, 1140),)


def test_a_break_parts_the_day_and_a_weekday_without_hours_is_closed() -> None:
    rows = (OpenHours(0, time(13), time(18)), OpenHours(0, time(8), time(12)))
    assert [str(s) for s in hours_of(MONDAY, DeskRules(rows), SETTINGS)] == [
        "08:00–12:00",
        "13:00–18:00",
    ]
    assert hours_of(MONDAY + timedelta(1), DeskRules(rows), SETTINGS) == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((8, 12), (12, 18), ["08:00–18:00"]),
        ((8, 18), (9, 12), ["08:00–18:00"]),
        ((8, 12), (9, 18), ["08:00–18:00"]),
        ((8, 12), (14, 14), ["08:00–12:00"]),
    ],
)
def test_hours_that_touch_or_overlap_become_one_and_empty_ones_none(
    one: tuple[int, int], other: tuple[int, int], expected: list[str]
) -> None:
    rows = tuple(OpenHours(0, time(begins), time(ends)) for begins, ends in (one, other))
    assert [str(span) for span in hours_of(MONDAY, DeskRules(rows), SETTINGS)] == expected


def test_what_only_touches_shares_no_minute() -> None:
    morning = Span(480, 720)
    assert not morning.meets(Span(720, 780)) and not Span(720, 780).meets(morning)
    assert morning.meets(Span(719, 780)) and morning.holds(Span(660, 720))
    assert not morning.holds(Span(660, 721))


def test_a_closure_of_hours_holds_on_each_of_its_days() -> None:
    closure = Closure(MONDAY, MONDAY + timedelta(1), "training", time(12), time(14))
    for n, expected in enumerate([True, True, False]):
        spans = closed_spans(MONDAY + timedelta(n), [closure])
        assert spans == ((Span(720, 840, "training"),) if expected else ())


@given(near, hours, closures)
def test_every_minute_is_open_exactly_if_hours_say_so_and_no_closure_takes_it(
    day: date, rows: tuple[OpenHours, ...], away: list[Closure]
) -> None:
    found = open_spans(day, DeskRules(rows or (OpenHours(0, time(9), time(10)),)), SETTINGS, away)
    rows = rows or (OpenHours(0, time(9), time(10)),)
    assert list(found) == sorted(found)
    for minute in range(0, DAY_MINUTES, 5):
        is_open = any(
            row.weekday == day.weekday()
            and minutes_of(row.opens) <= minute < minutes_of(row.closes)
            for row in rows
        )
        is_closed = any(
            closure.first <= day <= closure.last
            and (closure.starts is None or minutes_of(closure.starts) <= minute)
            and (closure.ends is None or minute < minutes_of(closure.ends))
            for closure in away
        )
        expected = is_open and not is_closed
        assert any(span.begins <= minute < span.ends for span in found) is expected
