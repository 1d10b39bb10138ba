"""What a timeline shows is chosen by chips and keys, and nothing is hidden without a word."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.timeline.build import Timeline, build
from infrared_desktop.domain.timeline.categories import Category, category_of
from infrared_desktop.views.timeline.timeline_choice import CategoryChip
from infrared_desktop.views.timeline.timeline_pane import TimelinePane
from infrared_desktop.views.workplace import Workplace
from tests.domain.timeline.test_build import PATIENT, TODAY, numbered, session
from tests.views.desk import Desk
from tests.views.timeline.test_timeline import example


@pytest.fixture
def pane(qtbot: QtBot, desk: Desk) -> Iterator[TimelinePane]:
    workplace: Workplace = desk.frame.workplace
    pane = TimelinePane(workplace)
    qtbot.addWidget(pane)
    pane.resize(1000, 500)
    pane.show()
    pane.show_timeline(example(), PATIENT)
    pane.activateWindow()
    pane.view.setFocus()
    yield pane


def shown_chips(pane: TimelinePane) -> list[str]:
    return [chip.text() for chip in pane.choice.chips.values() if chip.isVisible()]


def focused(pane: TimelinePane) -> CategoryChip:
    return next(chip for chip in pane.choice.chips.values() if chip.hasFocus())


def test_each_category_that_there_is_has_a_chip_with_its_count(pane: TimelinePane) -> None:
    assert shown_chips(pane) == [
        "Consultations 1",
        "Plans 2",
        "Sessions 3",
        "Reactions 1",
        "Due and planned 1",
    ]
    assert not pane.choice.hidden_chip.isVisible()


def test_keys_hide_a_category_say_how_much_is_hidden_and_show_all_again(
    qtbot: QtBot, pane: TimelinePane
) -> None:
    told: list[Timeline] = []
    pane.shown.connect(told.append)
    qtbot.keyClick(pane.view, Qt.Key.Key_Q)
    assert focused(pane).category is Category.CONSULTATIONS
    qtbot.keyClick(focused(pane), Qt.Key.Key_Right)
    qtbot.keyClick(focused(pane), Qt.Key.Key_Right)
    qtbot.keyClick(focused(pane), Qt.Key.Key_Space)
    timeline = pane.view.timeline()
    assert timeline is not None and timeline.hidden == 3
    assert told == [timeline]
    assert Category.SESSIONS not in set(map(category_of, timeline.items))
    assert "3 hidden by your choice" in pane.choice.hidden_chip.accessibleName()
    assert "Sessions 3" in shown_chips(pane)
    qtbot.keyClick(focused(pane), Qt.Key.Key_Escape)
    assert pane.view.hasFocus()
    qtbot.keyClick(pane.view, Qt.Key.Key_U)
    assert pane.view.timeline() == example()
    assert not pane.choice.hidden_chip.isVisible()


def test_where_all_is_hidden_the_timeline_says_so(pane: TimelinePane) -> None:
    for chip in pane.choice.chips.values():
        chip.setChecked(False)
    pane.grab()
    assert pane.view.accessibleDescription() == "All of it is hidden by your choice. U shows it."


def test_a_choice_lasts_through_a_change_and_ends_with_the_patient(pane: TimelinePane) -> None:
    pane.choice.chips[Category.SESSIONS].click()
    pane.show_timeline(example(), PATIENT, keep_view=True)
    assert pane.choice.hidden() == {Category.SESSIONS}
    pane.view.switch_measure()
    pane.show_timeline(example(), replace(PATIENT, id=2))
    assert pane.choice.hidden() == frozenset()
    assert (pane.view.selected_ref(), pane.view._measures) == (None, {})


def with_news() -> Timeline:
    days = [TODAY - timedelta(days) for days in (200, 90, 60)]
    timeline = build(
        Chart(PATIENT, sessions=numbered([session(day, 30) for day in days])), (), (), TODAY
    )
    items = tuple(mark._replace(is_new=mark.number > 1) for mark in timeline.marks)
    return replace(timeline, items=items)


def test_keys_go_through_what_is_new_even_if_it_was_hidden(
    qtbot: QtBot, pane: TimelinePane
) -> None:
    pane.show_timeline(with_news(), PATIENT)
    assert "2 new since you last looked" in pane.choice.new_chip.accessibleName()
    pane.choice.chips[Category.SESSIONS].click()
    pane.choice.new_chip.click()
    walked = [pane.view.selected_ref()]
    for _ in range(2):
        qtbot.keyClick(pane.view, Qt.Key.Key_N)
        walked.append(pane.view.selected_ref())
    assert walked == [("session", 2), ("session", 3), ("session", 2)]
    first, last = pane.view.visible_range()
    assert TODAY - timedelta(200) < first < last


def test_it_says_that_nothing_is_new(qtbot: QtBot, pane: TimelinePane) -> None:
    qtbot.keyClick(pane.view, Qt.Key.Key_N)
    assert pane.view._balloon.text() == "Nothing is new since you last looked."
    assert not pane.choice.new_chip.isVisible()


def test_tab_stops_at_one_chip(pane: TimelinePane) -> None:
    stops = [
        chip
        for chip in pane.choice.chips.values()
        if chip.focusPolicy() is Qt.FocusPolicy.StrongFocus
    ]
    assert len(stops) == 1
    assert all(chip.accessibleName() for chip in pane.choice.chips.values())
