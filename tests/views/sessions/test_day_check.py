"""The same-day check is answered by one key a question; what was not asked stays not asked."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import Area, Site
from infrared_desktop.domain.records.care import DayAnswer
from infrared_desktop.domain.sessions.day_check import day_questions
from infrared_desktop.storage.desks.protocols import load_protocol
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.sessions.day_check_field import DayCheckField, segments
from infrared_desktop.views.sessions.day_check_note import DayCheckNote

ASKED = day_questions(load_protocol("titan"), (Site(Area.NECK_FRONT),))
FIRST, SECOND = ASKED[0].code, ASKED[1].code


@pytest.fixture
def field(dressed: QApplication, qtbot: QtBot) -> DayCheckField:
    widget = DayCheckField()
    qtbot.addWidget(widget)
    widget.resize(640, 300)
    widget.ask(ASKED)
    widget.set_value(())
    widget.show()
    return widget


def spoken(field: DayCheckField, row: int) -> str:
    return str(field.lines.index(row).data(Qt.ItemDataRole.AccessibleTextRole))


def test_nothing_is_answered_until_somebody_does(field: DayCheckField) -> None:
    assert field.get_value() == []
    assert spoken(field, 0) == "Ask: Do you still want the treatment today? not asked"
    assert spoken(field, len(ASKED) - 1).startswith("Look: ")


def test_one_key_answers_and_goes_on(field: DayCheckField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.changed):
        qtbot.keyClicks(field, "y")
    qtbot.keyClicks(field, "n?")
    given = [(one.code, one.answer) for one in field.get_value()]
    assert given == [
        (FIRST, Answer.YES),
        (SECOND, Answer.NO),
        (ASKED[2].code, Answer.UNKNOWN),
    ]
    assert field.currentIndex().row() == 3


def test_delete_takes_an_answer_back_to_not_asked(field: DayCheckField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "y")
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_Delete)
    assert field.get_value() == []


def test_a_letter_that_is_no_answer_changes_nothing(field: DayCheckField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "x")
    qtbot.keyClick(field, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert field.get_value() == []


def test_a_click_on_an_answer_gives_it_and_a_second_takes_it_back(
    field: DayCheckField, qtbot: QtBot
) -> None:
    for expected in ([DayAnswer(FIRST, Answer.NO)], []):
        place = dict(segments(field.visualRect(field.lines.index(0))))[Answer.NO]
        middle: QPoint = place.center()
        qtbot.mouseClick(field.viewport(), Qt.MouseButton.LeftButton, pos=middle)
        assert field.get_value() == expected


def test_what_is_signed_can_be_read_and_not_changed(field: DayCheckField, qtbot: QtBot) -> None:
    field.set_value((DayAnswer(FIRST, Answer.YES),))
    field.setReadOnly(True)
    qtbot.keyClicks(field, "nnn")
    assert field.get_value() == [DayAnswer(FIRST, Answer.YES)]


@pytest.mark.parametrize(
    ("code", "answer", "meaning"),
    [
        ("D-TAN", Answer.NO, Meaning.SUITABLE),
        ("D-TAN", Answer.YES, Meaning.STOP),
        ("D-TAN", Answer.UNKNOWN, Meaning.CAUTION),
        ("P10", Answer.YES, Meaning.CAUTION),
    ],
)
def test_an_answer_shows_what_it_means(
    field: DayCheckField, code: str, answer: Answer, meaning: Meaning
) -> None:
    field.set_value((DayAnswer(code, answer),))
    row = [one.code for one in ASKED].index(code)
    assert field.lines.line(row).meaning is meaning


def test_other_areas_ask_other_questions_and_lose_no_answer(field: DayCheckField) -> None:
    field.set_value((DayAnswer(SECOND, Answer.NO, "said twice"),))
    field.setCurrentIndex(field.lines.index(3))
    field.ask(ASKED[2:])
    assert field.get_value() == [DayAnswer(SECOND, Answer.NO, "said twice")]
    assert field.lines.line(field.currentIndex().row()).code == ASKED[3].code
    field.ask(ASKED)
    assert field.get_value() == [DayAnswer(SECOND, Answer.NO, "said twice")]


def test_the_first_question_that_must_be_asked_is_found(field: DayCheckField) -> None:
    given: list[Any] = [DayAnswer(one.code, one.wanted) for one in ASKED if one.code != "D-TAN"]
    field.set_value(given)
    field.go_to_open()
    assert field.lines.line(field.currentIndex().row()).code == "D-TAN"


@pytest.fixture
def note(field: DayCheckField, qtbot: QtBot) -> DayCheckNote:
    note = DayCheckNote()
    qtbot.addWidget(note)
    note.watch(field)
    return note


def test_an_answer_that_is_not_as_wanted_asks_why(
    field: DayCheckField, note: DayCheckNote, qtbot: QtBot
) -> None:
    wrong = "n" if ASKED[0].wanted is Answer.YES else "y"
    assert note.isHidden()
    qtbot.keyClicks(field, wrong)
    assert not note.isHidden() and str(ASKED[0].words).split("{")[0][:12] in note.label.text()
    qtbot.keyClicks(note.line, "since Friday")
    assert field.get_value()[0].note == "since Friday"
    assert "since Friday" in str(field.lines.index(0).data())
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert note.isHidden()
    qtbot.keyClick(field, Qt.Key.Key_Home)
    assert note.line.text() == "since Friday"


def test_an_answer_as_wanted_asks_nothing_and_what_is_signed_neither(
    field: DayCheckField, note: DayCheckNote, qtbot: QtBot
) -> None:
    qtbot.keyClicks(field, "y" if ASKED[0].wanted is Answer.YES else "n")
    assert note.isHidden()
    field.set_value((DayAnswer(FIRST, Answer.UNKNOWN, "nobody knew"),))
    assert not note.isHidden()
    field.setReadOnly(True)
    assert note.isHidden() and "nobody knew" in str(field.lines.index(0).data())
