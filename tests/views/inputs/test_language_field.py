"""The language of a paper is found by the name that the person at the desk has in mind."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infrared_desktop.views.inputs.language_field import LanguageField


@pytest.fixture
def field(dressed: QApplication, qtbot: QtBot) -> LanguageField:
    made = LanguageField()
    qtbot.addWidget(made)
    made.show()
    made.setFocus()
    return made


@pytest.mark.parametrize("typed", ["D", "G", "g", "Deu", "German", "ger"])
def test_german_is_found_by_its_own_name_and_by_its_english_one(
    field: LanguageField, qtbot: QtBot, typed: str
) -> None:
    with qtbot.waitSignal(field.changed):
        qtbot.keyClicks(field, typed)
    assert (field.get_value(), field.currentText()) == ("de", "Deutsch")


def test_a_letter_that_begins_no_language_changes_nothing(
    field: LanguageField, qtbot: QtBot
) -> None:
    field.set_value("de")
    with qtbot.assertNotEmitted(field.changed):
        qtbot.keyClicks(field, "x")
        qtbot.keyClick(field, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert field.get_value() == "de"


def test_in_the_open_list_a_letter_finds_it_too(field: LanguageField, qtbot: QtBot) -> None:
    field.view().setCurrentIndex(field.model().index(0, 0))
    qtbot.keyClicks(field.view(), "G")
    assert field.view().currentIndex().data() == "Deutsch"


def test_a_paper_in_a_language_that_is_no_longer_offered_keeps_it(field: LanguageField) -> None:
    assert [field.itemText(place) for place in range(field.count())] == ["English", "Deutsch"]
    field.set_value("sv")
    assert field.get_value() == "sv"
