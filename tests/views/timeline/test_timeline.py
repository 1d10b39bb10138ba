"""The timeline answers wheel, mouse and keys, and its list says the same as its picture."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.records.answers import PlanStatus, Reaction
from infrared_desktop.domain.records.areas import Area, Side, Site
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
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.schedule.schedule import Window
from infrared_desktop.domain.timeline.build import Ref, Timeline, build
from infrared_desktop.views.look.theme import font_px
from infrared_desktop.views.timeline.timeline import TimelineView
from infrared_desktop.views.timeline.timeline_list import TimelineList
from infrared_desktop.views.timeline.timeline_places import GLYPH_PX, Row
from infrared_desktop.views.timeline.timeline_scale import Scale, lower_unit, spread, upper_unit

TODAY = date(2026, 11, 22)
ARM = Area.UPPER_ARM
MOMENT = datetime(2026, 6, 1, tzinfo=UTC)


def stored(record: Any, number: int) -> Stored[Any]:
    return Stored(number, 1, State.SIGNED, 1, MOMENT, "", record)


def session(number: int, day: date, *sites: Site) -> Stored[Session]:
    rows = tuple(AreaSettings(site.area, site.side, fluence_j_cm2=36) for site in sites)
    return stored(Session(1, day, 1, plan_id=1, areas=rows), number)


FACE, LEFT = Site(Area.FACE_FULL), Site(ARM, Side.LEFT)
FIRST_DAY = date(2024, 5, 20)


def example() -> Timeline:
    finding = AreaFinding(Area.FACE_FULL, laxity_grade=3.0)
    event = AdverseEvent(
        Area.FACE_FULL,
        patient_id=1,
        noted_on=date(2026, 8, 3),
        reaction=Reaction.BLISTER,
        severity=2,
    )
    areas = (PlanArea(Area.FACE_FULL, sessions=3),)
    chart = Chart(
        stored(Patient("Fictional"), 1),
        consultations=(stored(Consultation(1, FIRST_DAY, 1, areas=(finding,)), 1),),
        plans=(
            stored(Plan(1, FIRST_DAY, 1, areas=areas, status=PlanStatus.ABANDONED), 2),
            stored(Plan(1, date(2026, 6, 1), 1, areas=areas), 1),
        ),
        sessions=(
            session(1, date(2026, 6, 10), FACE, LEFT),
            session(2, date(2026, 8, 1), FACE),
        ),
        adverse_events=(stored(event, 1),),
    )
    window = Window(FACE, 3, 3, date(2026, 8, 1), date(2026, 8, 29), TODAY, date(2026, 12, 20))
    return build(chart, (), (window,), TODAY)


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    view = TimelineView()
    qtbot.addWidget(view)
    view.resize(1000, 400)
    view.set_timeline(example())
    view.show()
    view.setFocus()
    view.grab()
    return view


Press = Callable[..., None]


@pytest.fixture
def press(qtbot: QtBot, view: TimelineView) -> Press:
    def press(*keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            qtbot.keyClick(view, key, held)
        view.grab()

    return press


def wheel(view: TimelineView, x: int, y: int = 120, held: Any = None) -> None:
    place = QPointF(x, 100)
    event = QWheelEvent(
        place,
        view.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, y),
        Qt.MouseButton.NoButton,
        held or Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def centre_of(view: TimelineView, ref: Ref) -> QPoint:
    view.grab()
    hit = next(hit for hit in view._hits if any(item.ref == ref for item in hit.items))
    return QPointF(hit.rect.left() + 8, hit.rect.center().y()).toPoint()


SESSION = Ref("session", 2)


def test_it_opens_on_everything_from_first_record_to_last_plan(view: TimelineView) -> None:
    first, last = view.visible_range()
    timeline = example()
    assert first <= timeline.first and timeline.last <= last
    assert view.days_in_sight() < (timeline.last - timeline.first).days * 1.2


def test_the_wheel_zooms_and_the_day_under_the_pointer_stays(view: TimelineView) -> None:
    view.show_last_year()
    before = view._scale.day_at(600)
    days = view.days_in_sight()
    wheel(view, 600)
    assert view.days_in_sight() < days
    assert view._scale.day_at(600) == pytest.approx(before, abs=0.01)
    wheel(view, 600, -120)
    assert view.days_in_sight() == pytest.approx(days)


def test_the_wheel_with_shift_moves_in_time_without_zoom(view: TimelineView) -> None:
    view.show_last_year()
    first, days = view.visible_range()[0], view.days_in_sight()
    wheel(view, 600, -120, Qt.KeyboardModifier.ShiftModifier)
    assert view.visible_range()[0] > first
    assert view.days_in_sight() == pytest.approx(days)


def test_zoom_ends_at_four_hours_and_at_twenty_years(view: TimelineView, press: Press) -> None:
    press(*[Qt.Key.Key_Plus] * 60)
    assert view.days_in_sight() == pytest.approx(4 / 24)
    press(*[Qt.Key.Key_Minus] * 80)
    assert view.days_in_sight() == pytest.approx(20 * 365.25)


def test_keys_show_all_the_last_year_and_this_plan(view: TimelineView, press: Press) -> None:
    press(Qt.Key.Key_Y)
    first, last = view.visible_range()
    assert first <= TODAY - timedelta(365) <= first + timedelta(30)
    assert TODAY <= last <= TODAY + timedelta(60)
    press(Qt.Key.Key_Z)
    first, last = view.visible_range()
    assert date(2026, 5, 1) < first <= date(2026, 6, 1)
    assert date(2026, 12, 20) <= last < date(2027, 1, 31)
    for key in (Qt.Key.Key_0, Qt.Key.Key_F):
        press(Qt.Key.Key_Y, key)
        assert view.visible_range()[0] <= FIRST_DAY


def test_a_fitted_view_stays_fitted_when_the_window_grows(view: TimelineView) -> None:
    view.resize(1400, 400)
    view.grab()
    first, last = view.visible_range()
    assert first <= FIRST_DAY and last >= date(2026, 12, 20)


def test_arrows_walk_event_by_event_and_lane_by_lane(view: TimelineView, press: Press) -> None:
    press(Qt.Key.Key_Home, Qt.Key.Key_Home)
    walked = [view.selected_ref()]
    for _ in range(6):
        press(Qt.Key.Key_Right)
        walked.append(view.selected_ref())
    assert walked == [
        ("plan", 2),
        ("consultation", 1),
        ("plan", 1),
        ("session", 1),
        ("session", 2),
        ("adverse_event", 1),
        ("window", "FACE_FULL/3/2026-08-29"),
    ]
    press(Qt.Key.Key_Right)
    assert view.selected_ref() == walked[-1]
    press(Qt.Key.Key_Down)
    item = view.selected_item()
    assert item is not None and item.lane.site == LEFT
    press(Qt.Key.Key_Up)
    item = view.selected_item()
    assert item is not None and item.lane.site == FACE


def test_home_and_end_go_to_the_ends_of_a_lane(view: TimelineView, press: Press) -> None:
    view.select(Ref("session", 2))
    press(Qt.Key.Key_Home)
    assert view.selected_ref() == ("plan", 2)
    press(Qt.Key.Key_End)
    assert view.selected_ref() == ("window", "FACE_FULL/3/2026-08-29")
    press(Qt.Key.Key_Home, held=Qt.KeyboardModifier.ControlModifier)
    assert view.selected_ref() == ("plan", 2)


def test_what_the_keyboard_selects_comes_into_sight(view: TimelineView, press: Press) -> None:
    view.select(SESSION)
    press(*[Qt.Key.Key_Plus] * 14)
    press(Qt.Key.Key_Home)
    first, last = view.visible_range()
    assert first <= FIRST_DAY <= last


def test_what_is_selected_is_said_to_a_screen_reader(view: TimelineView) -> None:
    assert "events" in view.accessibleDescription()
    view.select(SESSION)
    assert view.accessibleName() == "Timeline"
    assert view.accessibleDescription() == (
        "1 Aug 2026 · Face, full: Session 2, 36 J/cm² (as the last known)"
    )


def test_enter_and_double_click_open_the_record(
    qtbot: QtBot, view: TimelineView, press: Press
) -> None:
    view.select(SESSION)
    with qtbot.waitSignal(view.opened) as opened:
        press(Qt.Key.Key_Return)
    assert opened.args == [SESSION]
    view.show_days(date(2026, 7, 25), date(2026, 8, 10))
    place = centre_of(view, Ref("adverse_event", 1))
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == [("adverse_event", 1)]


def test_a_click_selects_and_a_second_one_on_a_crowd_goes_on(
    qtbot: QtBot, view: TimelineView
) -> None:
    view.show_days(date(2026, 7, 25), date(2026, 8, 10))
    place = centre_of(view, SESSION)
    with qtbot.waitSignal(view.selected) as selected:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert selected.args == [SESSION]
    assert "Session 2" in view.balloon(place)


def test_a_drag_moves_the_days_and_selects_nothing(qtbot: QtBot, view: TimelineView) -> None:
    view.show_last_year()
    first, port = view.visible_range()[0], view.viewport()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=QPoint(500, 90))
    for x in (480, 440, 400):
        qtbot.mouseMove(port, QPoint(x, 90))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=QPoint(400, 90))
    assert view.visible_range()[0] > first + timedelta(20)
    assert view.selected_ref() is None


def test_after_a_change_the_view_and_the_selection_stay(view: TimelineView) -> None:
    view.select(SESSION)
    view.zoom_by(3.0)
    seen = view.visible_range()
    view.set_timeline(example(), keep_view=True)
    assert (view.visible_range(), view.selected_ref()) == (seen, SESSION)


def test_too_many_lanes_scroll_and_follow_the_selection(view: TimelineView, press: Press) -> None:
    view.resize(1000, 170)
    view.grab()
    assert view.verticalScrollBar().maximum() > 0
    view.select(Ref("session", 1))
    press(Qt.Key.Key_Down)
    assert view.verticalScrollBar().value() > 0


def test_an_empty_timeline_says_what_to_do(qtbot: QtBot) -> None:
    view = TimelineView()
    qtbot.addWidget(view)
    view.set_timeline(build(Chart(stored(Patient("Fictional"), 1)), (), (), TODAY))
    view.grab()
    assert view.accessibleDescription() == "Nothing is recorded yet."
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.selected_ref() is None


def test_list_and_picture_select_the_same(qtbot: QtBot, view: TimelineView, press: Press) -> None:
    words = TimelineList()
    qtbot.addWidget(words)
    words.set_timeline(view.timeline() or example())
    view.item_selected.connect(words.select_item)
    words.item_selected.connect(view.select_item)
    view.select(SESSION)
    assert "Session 2" in words.currentIndex().data()
    qtbot.keyClick(words, Qt.Key.Key_Home)
    assert view.selected_ref() == example().items[0].ref
    rows = words.model().rowCount()
    assert rows == len(example().items)


# Places and ticks


@given(
    st.lists(st.floats(730000, 740000), max_size=60).map(sorted),
    st.floats(0.01, 4000),
    st.floats(729000, 741000),
    st.randoms(use_true_random=False),
)
def test_glyphs_never_overlap_and_stand_for_every_mark_once(
    places: list[float], day_px: float, ahead: float, chance: Any
) -> None:
    glyphs = Row(places, [chance.random() < 0.2 for _ in places], ahead).at(day_px)
    assert all(after - before >= GLYPH_PX - 1e-6 for before, after in pairwise(glyphs.xs))
    stood_for = [mark for glyph in range(len(glyphs.xs)) for mark in glyphs.marks(glyph)]
    assert stood_for == list(range(len(places)))
    assert all(glyphs.of_mark(mark) in range(len(glyphs.xs)) for mark in range(len(places)))


@given(
    st.lists(st.floats(730000, 740000), min_size=1, max_size=60).map(sorted),
    st.floats(0.01, 4000),
    st.floats(729000, 741000),
)
def test_no_glyph_of_the_past_is_shown_in_the_future_and_none_strays_far(
    places: list[float], day_px: float, ahead: float
) -> None:
    glyphs = Row(places, [False] * len(places), ahead).at(day_px)
    for glyph, x in enumerate(glyphs.xs):
        first, last = places[glyphs.marks(glyph)[0]], places[glyphs.marks(glyph)[-1]]
        if last < ahead:
            assert x <= last * day_px + 1e-6
        assert first * day_px - 2 * GLYPH_PX <= x <= last * day_px + 2 * GLYPH_PX


def test_what_is_due_never_shares_a_glyph_with_what_has_happened() -> None:
    places, due = [100.0, 100.1, 100.2, 100.3], [False, True, False, True]
    glyphs = Row(places, due, 0.0).at(1.0)
    kinds = [{due[mark] for mark in glyphs.marks(glyph)} for glyph in range(len(glyphs.xs))]
    assert all(len(kind) == 1 for kind in kinds)


def test_far_apart_events_stand_exactly_on_their_places() -> None:
    glyphs = Row([100.5, 200.25, 300.5], [False] * 3, 250.0).at(1.0)
    assert glyphs.xs == [100.5, 200.25, 300.5]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(4 / 24, 7304.0), st.floats(725000, 740000), st.integers(300, 3000))
def test_tick_labels_never_touch_at_any_zoom(
    qapp: QApplication, days: float, start: float, px: int
) -> None:
    scale = Scale.fitting(start, start + days, 120, px)
    width_of = QFontMetricsF(font_px(12)).horizontalAdvance
    bold = QFontMetricsF(font_px(12, bold=True)).horizontalAdvance
    lower = lower_unit(scale, width_of)
    upper = upper_unit(lower)
    pill = (scale.x(start + days / 2), scale.x(start + days / 2) + 60)
    for unit, width, taken in ((lower, width_of, (0.0, 0.0)), (upper, bold, pill)):
        placed = spread(list(unit.ticks(scale)), scale, width, taken) if unit else []
        boxes = [(x, x + width(tick.label)) for x, tick in placed]
        assert all(end < begin for (_, end), (begin, _) in pairwise(boxes))
        assert all(end <= taken[0] or begin >= taken[1] for begin, end in boxes)
        assert all(end <= scale.right for _, end in boxes)


_SIGNS = {Qt.Key.Key_Plus: "+", Qt.Key.Key_Minus: "−", Qt.Key.Key_Left: "←"} | {
    Qt.Key.Key_Right: "→",
    Qt.Key.Key_Up: "↑",
    Qt.Key.Key_Down: "↓",
    Qt.Key.Key_PageUp: "PgUp",
    Qt.Key.Key_PageDown: "PgDown",
    Qt.Key.Key_Return: "Enter",
}
_OTHER_NAMES = {Qt.Key.Key_Equal, Qt.Key.Key_Enter}  # of + without Shift, and of Enter


def test_every_key_that_it_answers_is_among_its_keys(view: TimelineView) -> None:
    named = {sign for keys, _ in view.keys().lines for sign in keys.split()}
    for key in set(Qt.Key) - _OTHER_NAMES:
        press = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
        view.keyPressEvent(press)
        if press.isAccepted():
            assert _SIGNS.get(key) or QKeySequence(key).toString() in named, key
