"""The outline's language is found as that of every paper."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infrared_desktop.views.papers.outline_form import OutlineForm


@pytest.mark.parametrize("typed", ["d", "g"])
def test_each_name_of_a_language_finds_it(dressed: QApplication, qtbot: QtBot, typed: str) -> None:
    form = OutlineForm()
    qtbot.addWidget(form)
    qtbot.keyClicks(form.language, typed)
    assert form.language.get_value() == "de"
