"""What is typed goes back into the form that was open, and what its screen keeps is not unsaved."""

from collections.abc import Callable
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.views.inputs.text_field import TextField
from infrared_desktop.views.locking.unsaved import read_unsaved, type_again
from infrared_desktop.views.screen import Place, Screen

HERE = Place("today")


class Slip(QWidget):
    """A screen whose one input stands in a form that is opened by its number."""

    def __init__(self) -> None:
        super().__init__()
        self.form: int | None = None

    def here(self, place: Place) -> Place:
        return place

    def open_form(self) -> int | None:
        return self.form

    def open_form_again(self, form: Any) -> None:
        self.form = form
        line = TextField()
        line.setParent(self)
        line.setProperty("field", "note")


def refuse() -> bool:
    raise KnownError("The disk is full.")


@pytest.fixture
def slips(qtbot: QtBot) -> tuple[Slip, Slip]:
    """Return a screen on which something is typed, and the same one after a lock."""
    before, after = Slip(), Slip()
    for each in (before, after):
        qtbot.addWidget(each)
    before.open_form_again(4)
    before.findChildren(TextField)[0].setText("half a word")
    return before, after


@pytest.mark.parametrize("leave", [lambda: False, refuse])
def test_what_its_screen_does_not_keep_goes_back_into_its_form(
    slips: tuple[Slip, Slip], leave: Callable[[], bool]
) -> None:
    before, after = (cast(Screen, each) for each in slips)
    unsaved = read_unsaved(before, HERE, leave)
    assert unsaved is not None and unsaved.place == HERE
    assert "It is not saved yet." in type_again(after, unsaved)
    (line,) = after.findChildren(TextField)
    assert (after.open_form(), line.text()) == (4, "half a word")


def test_what_its_screen_keeps_is_not_unsaved(slips: tuple[Slip, Slip]) -> None:
    assert read_unsaved(cast(Screen, slips[0]), HERE, lambda: True) is None
