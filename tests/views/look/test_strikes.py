"""Lines strike every answer that was given, also nought and "none", and nothing else."""

from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.views.inputs.choice_field import MultiChoiceField
from infrared_desktop.views.inputs.number_field import IntField
from infrared_desktop.views.inputs.text_field import TextField
from infrared_desktop.views.look.strikes import Strikes


@pytest.mark.parametrize(
    ("field", "value", "struck"),
    [
        (IntField, 0, True),
        (IntField, None, False),
        (TextField, "said", True),
        (TextField, "", False),
        (MultiChoiceField, [], True),
        (MultiChoiceField, None, False),
    ],
)
def test_what_was_answered_is_struck(qtbot: QtBot, field: Any, value: Any, struck: bool) -> None:
    page, each = QWidget(), field()
    qtbot.addWidget(page)
    each.setProperty("field", "answer")
    QVBoxLayout(page).addWidget(each)
    each.set_value(value)
    strikes = Strikes(page)
    page.show()
    strikes.set_shown(True)
    assert bool(list(strikes.lines())) is struck


def test_each_row_of_chips_is_struck_through_its_middle(qtbot: QtBot) -> None:
    page, each = QWidget(), MultiChoiceField()
    qtbot.addWidget(page)
    each.setProperty("field", "answer")
    each.set_options([(str(n), f"answer number {n}") for n in range(12)])
    QVBoxLayout(page).addWidget(each)
    each.set_value(["3"])
    strikes = Strikes(page)
    page.resize(300, 400)
    page.show()
    strikes.set_shown(True)
    chips = each.findChildren(QAbstractButton)
    middles = {chip.mapTo(page, chip.rect().center()).y() for chip in chips if chip.isVisible()}
    assert len(middles) > 2
    assert {y for _, y, _ in strikes.lines()} == middles
