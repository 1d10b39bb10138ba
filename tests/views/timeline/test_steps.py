"""From lane to lane the keys stay near the day from which they came, and move no further."""

from datetime import UTC, date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.records.areas import Area, Site
from infrared_desktop.domain.records.care import Consultation
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.history import History, Medicine
from infrared_desktop.domain.records.history_answers import MedicineKind
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.timeline.build import Ref, build
from infrared_desktop.views.timeline.timeline import TimelineView
from infrared_desktop.views.timeline.timeline_list import TimelineList
from tests.views.timeline.test_timeline import TODAY, session, stored

FACE = Site(Area.FACE_FULL)
TAKEN = Medicine(MedicineKind.OTHER, "levothyroxine", started_on=date(2019, 1, 2))
DAYS = (date(2021, 3, 1), date(2024, 3, 1), date(2026, 9, 1))


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    view = TimelineView()
    qtbot.addWidget(view)
    view.resize(1000, 400)
    chart = Chart(
        stored(Patient("Fictional"), 1),
        consultations=tuple(
            stored(Consultation(1, day, 1), number) for number, day in enumerate(DAYS, 1)
        ),
        sessions=tuple(session(number, day, FACE) for number, day in enumerate(DAYS, 1)),
        histories=(stored(History(1, DAYS[0], medicines=(TAKEN,)), 1),),
    )
    view.set_timeline(build(chart, (), (), TODAY, UTC))
    view.show()
    view.grab()
    return view


def test_over_a_medicine_taken_for_years_the_keys_come_back_to_the_same_day(
    qtbot: QtBot, view: TimelineView
) -> None:
    view.select(Ref("session", 2))
    walked = []
    for key in [Qt.Key.Key_Down] * 3 + [Qt.Key.Key_Up] * 3:
        qtbot.keyClick(view, key)
        item = view.selected_item()
        assert item is not None
        walked.append((item.ref.kind, item.day))
    visit, history = ("consultation", DAYS[1]), ("history_version", date(2026, 6, 1))
    medicine, back = ("medicine", TAKEN.started_on), ("session", DAYS[1])
    assert walked == [visit, history, medicine, history, visit, back]


def test_what_lasts_over_the_days_in_sight_moves_nothing(view: TimelineView) -> None:
    view.show_last_year()
    days = view.visible_range()
    view.select(Ref("medicine", "1/0"))
    assert view.visible_range() == days
    view.select(Ref("session", 1))
    assert view.visible_range() != days


def test_the_list_shows_what_is_of_today_and_keeps_what_was_selected(
    qtbot: QtBot, view: TimelineView
) -> None:
    lines, timeline = TimelineList(), view.timeline()
    assert timeline is not None
    qtbot.addWidget(lines)
    lines.resize(400, 60)
    lines.show()
    lines.set_timeline(timeline)
    newest = lines._lines.index(len(timeline.items) - 1)
    assert lines.viewport().rect().contains(lines.visualRect(newest))
    lines.resize(400, 90)  # as a window does that finds its size later
    lines.resize(400, 60)
    assert lines.viewport().rect().contains(lines.visualRect(newest))
    chosen: list[object] = []
    lines.item_selected.connect(chosen.append)
    lines.set_timeline(timeline, timeline.items[0])
    assert lines.currentIndex().row() == 0 and not chosen
    assert lines.viewport().rect().contains(lines.visualRect(lines.currentIndex()))
