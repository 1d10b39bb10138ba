"""The list and the painted timeline hold the same events in one order, under any choice."""

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.records.care import Review
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.timeline.build import Timeline, build
from infrared_desktop.domain.timeline.categories import Category, only
from infrared_desktop.domain.timeline.telling import Reader
from infrared_desktop.views.timeline.timeline_layout import Layout
from infrared_desktop.views.timeline.timeline_list import NEW, TimelineLines
from tests.domain.timeline.test_build import PATIENT, TODAY, stored
from tests.domain.timeline.test_categories import CATEGORIES, timelines


@given(timelines(), CATEGORIES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
def test_the_picture_and_the_list_hold_the_same_events_in_one_order(
    qtbot: QtBot, timeline: Timeline, chosen: set[Category]
) -> None:
    for shown in (timeline, only(timeline, chosen)):
        lines = TimelineLines()
        lines.set_timeline(shown)
        listed = [id(lines.item(row)) for row in range(lines.rowCount())]
        layout = Layout(shown)
        painted = [id(item) for box in layout.boxes for item in box.items]
        assert sorted(listed) == sorted(painted)
        assert listed == [id(item) for item in layout.items]
        order = {each: place for place, each in enumerate(listed)}
        for box in layout.boxes:
            places = [order[id(item)] for item in box.items]
            assert places == sorted(places)
        assert all(lines.data(lines.index(row)) for row in range(lines.rowCount()))
        assert [lines.row_of(item) for item in shown.items] == list(range(len(listed)))
        writable = Qt.ItemFlag.ItemIsEditable | Qt.ItemFlag.ItemIsDragEnabled
        assert not any(lines.flags(lines.index(row)) & writable for row in range(len(listed)))


def test_what_is_new_to_the_reader_says_so_in_its_line(qtbot: QtBot) -> None:
    looked = datetime(2026, 5, 1, tzinfo=UTC)  # before the records of these tests were stored
    reviews = (stored(Review(1, TODAY - timedelta(9), 1)), stored(Review(1, TODAY, 1), 2))
    chart = Chart(PATIENT, reviews=reviews)
    for reader, is_new in ((Reader(2, looked), True), (Reader(1, looked), False)):
        lines = TimelineLines()
        lines.set_timeline(build(chart, (), (), TODAY, reader=reader))
        rows = [lines.index(row) for row in range(lines.rowCount())]
        assert [lines.data(row, NEW) for row in rows] == [is_new] * 2
        text = lines.data(rows[0], Qt.ItemDataRole.DisplayRole)
        assert ("new since you last looked" in text) is is_new
