"""A label of words shows what was typed, sign by sign, and breaks it where there is no room."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from infrared_desktop.views.look.words_label import words_label


def test_signs_that_look_like_a_dress_are_shown_as_they_are(qtbot: QtBot) -> None:
    label = words_label("strong", "<b>Ōta</b> & <img src=x>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.wordWrap() and label.property("role") == "strong"
