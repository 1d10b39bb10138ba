"""The painted day: nothing lies over anything, the keys reach everything, no day breaks it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.booking.booking import Hours
from infrared_desktop.domain.records.answers import AppointmentStatus
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.views.diary.day_cursor import Day
from infrared_desktop.views.diary.day_grid import DayGrid, minute_now
from infrared_desktop.views.diary.day_layout import Column, minute_of, place_visits, stops
from infrared_desktop.views.diary.visit_block import block_of
from tests.clinics import NOW
from tests.scenes import TODAY, patient, visit

COLUMNS = (Column(1, "Dr. Lindqvist"), Column(2, "Dr. Ito"))
HOURS = Hours(time(8), time(19))
Show = Callable[..., DayGrid]


def stored(number: int, starts: time, **fields: object) -> Stored[Appointment]:
    record = visit(number, TODAY, starts, **fields)
    return Stored(number, 1, State.CURRENT, 1, NOW, "", record)


def placed(visits: list[Stored[Appointment]]) -> list[object]:
    return place_visits(visits, COLUMNS, lambda record: record.clinician_id)


@pytest.fixture
def shown(dressed: object, qtbot: QtBot) -> Show:
    """Return a function that shows a grid with visits."""

    def show(*visits: Stored[Appointment], day: date = TODAY, now: int | None = None) -> DayGrid:
        grid = DayGrid()
        qtbot.addWidget(grid)
        grid.resize(900, 500)
        blocks = {
            v.id: block_of(v.record, patient(f"Person {v.id}"), NOW, "America/Toronto")
            for v in visits
        }
        grid.show_day(Day(day, HOURS, COLUMNS, tuple(placed(list(visits))), blocks, now))
        grid.show()
        qtbot.waitExposed(grid)
        return grid

    return show


@st.composite
def days(draw: st.DrawFn) -> list[Stored[Appointment]]:
    minutes = st.integers(0, 24 * 60 - 1)
    status = st.sampled_from(AppointmentStatus)
    found = []
    for number in range(1, draw(st.integers(0, 12)) + 1):
        start = draw(minutes)
        length = draw(st.integers(1, max(24 * 60 - start, 1)))
        at = time(start // 60, start % 60)
        fields = {"minutes": length, "status": draw(status), "clinician_id": draw(st.just(1))}
        found.append(stored(number, at, **fields))
    return found


@given(days())
def test_every_visit_is_placed_once_and_none_lies_over_another(
    visits: list[Stored[Appointment]],
) -> None:
    found = place_visits(visits, COLUMNS, lambda record: record.clinician_id)
    assert sorted(each.stored.id for each in found) == [v.id for v in visits]
    for one, other in combinations(found, 2):
        apart = one.ends <= other.starts or other.ends <= one.starts
        aside = one.right <= other.left + 1e-9 or other.right <= one.left + 1e-9
        assert apart or aside
    assert all(0 <= each.left < each.right <= 1 + 1e-9 for each in found)


@given(days())
def test_the_arrow_keys_reach_every_visit(visits: list[Stored[Appointment]]) -> None:
    found = place_visits(visits, COLUMNS, lambda record: record.clinician_id)
    reached = stops(found, 0, 8 * 60, 19 * 60)
    assert {stop.visit.id for stop in reached if stop.visit} == {v.id for v in visits}
    assert [stop.minute for stop in reached] == sorted(stop.minute for stop in reached)


def test_a_cancelled_visit_is_slim_and_leaves_its_slot_to_be_booked() -> None:
    off = stored(1, time(10), status=AppointmentStatus.CANCELLED)
    standing = stored(2, time(10))
    slim, wide = sorted(placed([off, standing]), key=lambda each: each.right - each.left)
    assert slim.stored is off
    assert wide.right - wide.left == pytest.approx(0.75)
    free = [stop.minute for stop in stops(placed([off]), 0, 8 * 60, 19 * 60) if not stop.visit]
    assert minute_of(time(10)) in free
    assert minute_of(time(10)) not in [
        stop.minute for stop in stops(placed([standing]), 0, 8 * 60, 19 * 60) if not stop.visit
    ]


def test_the_arrows_move_between_visits_and_free_slots(shown: Show, qtbot: QtBot) -> None:
    grid = shown(stored(1, time(9)), stored(2, time(9, 30), clinician_id=2))
    grid.setFocus()
    assert grid.words().startswith("09:00–10:00, Person 1, Ottilie, expected, session")
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    assert grid.words() == "free at 10:00, Dr. Lindqvist"
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    assert grid.words() == "free at 08:45, Dr. Lindqvist"
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.words() == "free at 08:45, Dr. Ito"
    qtbot.keyClick(grid, Qt.Key.Key_End)
    assert grid.words() == "free at 18:45, Dr. Ito"


def test_enter_opens_a_visit_and_books_a_free_slot(shown: Show, qtbot: QtBot) -> None:
    grid = shown(stored(1, time(9)))
    grid.setFocus()
    with qtbot.waitSignal(grid.visit_opened) as opened:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert opened.args == [1]
    qtbot.keyClick(grid, Qt.Key.Key_Down)
    with qtbot.waitSignal(grid.slot_opened):
        qtbot.keyClick(grid, Qt.Key.Key_Return)


def test_a_click_finds_the_visit_that_is_painted_there(shown: Show, qtbot: QtBot) -> None:
    grid = shown(stored(1, time(9)), stored(2, time(9, 15)), stored(3, time(9, 30)))
    for number in (1, 2, 3):
        middle = grid.visit_box(number).center().toPoint()
        qtbot.mousePress(grid.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        assert grid.current_visit().id == number


def test_a_visit_out_of_hours_can_still_be_seen(shown: Show) -> None:
    grid = shown(stored(1, time(6, 30), minutes=20), stored(2, time(22), minutes=90))
    for number in (1, 2):
        grid.go_to_visit(number)
        box, seen = grid.visit_box(number), grid.viewport().rect()
        assert seen.top() <= box.top() and box.top() < seen.bottom()


def test_the_cursor_stays_with_its_visit_when_the_day_changes_under_it(shown: Show) -> None:
    first, second = stored(1, time(9)), stored(2, time(11))
    grid = shown(first, second)
    grid.go_to_visit(2)
    moved = stored(2, time(15))
    blocks = {v.id: block_of(v.record, patient(), NOW, "UTC") for v in (first, moved)}
    grid.show_day(Day(TODAY, HOURS, COLUMNS, tuple(placed([first, moved])), blocks))
    assert grid.current_visit() == moved


@pytest.mark.parametrize("day", [date(2026, 3, 8), date(2026, 11, 1)], ids=["23 h", "25 h"])
def test_a_day_on_which_the_clock_changes_has_the_same_grid(shown: Show, day: date) -> None:
    """A visit stands at its wall-clock time, however long that day's night was."""
    usual = shown(stored(1, time(9)), stored(2, time(14)))
    changed = shown(stored(1, time(9)), stored(2, time(14)), day=day, now=10 * 60)
    for number in (1, 2):
        assert changed.visit_box(number).height() == usual.visit_box(number).height()
        assert changed.visit_box(number).left() == usual.visit_box(number).left()


def test_the_line_of_now_is_the_wall_clock_and_only_of_today() -> None:
    moment = datetime(2026, 11, 23, 15, 30, tzinfo=UTC).astimezone(None)
    assert minute_now(moment, moment.date()) == moment.hour * 60 + moment.minute
    assert minute_now(moment, moment.date() + timedelta(1)) is None


def test_a_visit_that_is_off_is_struck_and_says_so(shown: Show) -> None:
    off = stored(1, time(10), status=AppointmentStatus.NO_SHOW)
    grid = shown(off)
    assert "did not come" in grid.words()
    block = block_of(off.record, patient(), NOW, "UTC")
    assert block.is_off
    assert not grid.grab().isNull()


def test_many_columns_scroll_aside_instead_of_being_squashed(dressed: object, qtbot: QtBot) -> None:
    columns = tuple(Column(number, f"Dr. {number}") for number in range(1, 9))
    one = stored(1, time(9), clinician_id=8)
    found = place_visits([one], columns, lambda record: record.clinician_id)
    grid = DayGrid()
    qtbot.addWidget(grid)
    grid.resize(700, 500)
    blocks = {1: block_of(one.record, patient(), NOW, "UTC")}
    grid.show_day(Day(TODAY, HOURS, columns, tuple(found), blocks))
    grid.show()
    qtbot.waitExposed(grid)
    grid.go_to_visit(1)
    box = grid.visit_box(1)
    assert box.width() > 150
    assert box.left() >= 0 and box.right() <= grid.viewport().width()
