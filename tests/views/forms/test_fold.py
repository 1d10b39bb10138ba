"""A fold hides what is rarely asked, says what it holds, and opens for what is wrong in it."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.fold import Fold, FoldPage
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.inputs.field_errors import error_of
from tests.views.conftest import FormMaker

FORM = """
<layout class="QVBoxLayout" name="rows">
 <item><widget class="Fold" name="more">
  <property name="text"><string>More</string></property></widget></item>
 <item><widget class="FoldPage" name="more_page"><layout class="QVBoxLayout" name="inside">
  <item><widget class="TextField" name="words">
   <property name="field" stdset="0"><string notr="true">words</string></property></widget></item>
  <item><widget class="CheckField" name="ticked">
   <property name="field" stdset="0"><string notr="true">ticked</string></property></widget></item>
 </layout></widget></item>
</layout>
"""


@dataclass(frozen=True)
class Answers:
    words: str = ""
    ticked: bool = False


@pytest.fixture
def form(make_form: FormMaker, qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    load_form(widget, make_form("folded", FORM))
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def parts(form: QWidget) -> tuple[Fold, FoldPage, Binder[Answers]]:
    fold, page = form.findChild(Fold), form.findChild(FoldPage)
    assert isinstance(fold, Fold) and isinstance(page, FoldPage)
    return fold, page, Binder(form, Answers)


def test_space_opens_and_closes_it_and_its_name_says_how_it_stands(
    form: QWidget, qtbot: QtBot
) -> None:
    fold, page, binder = parts(form)
    binder.show(Answers())
    assert (page.isHidden(), fold.accessibleName()) == (True, "More, folded away")
    fold.setFocus()
    qtbot.keyClick(fold, Qt.Key.Key_Space)
    assert (page.isVisible(), fold.accessibleName()) == (True, "More, open")
    qtbot.keyClick(fold, Qt.Key.Key_Space)
    assert page.isHidden()


def test_while_it_is_closed_it_says_how_much_was_answered_inside(form: QWidget) -> None:
    fold, _, binder = parts(form)
    binder.show(Answers("Ña", ticked=True))
    assert fold.text() == "More · 2 answered"
    fold.setChecked(True)
    assert fold.text() == "More"
    fold.setChecked(False)
    binder.show(Answers())
    assert fold.text() == "More"


def test_it_opens_for_an_input_that_is_wrong_or_asked_for(form: QWidget) -> None:
    fold, page, binder = parts(form)
    binder.set_error("words", "This is needed.")
    assert page.isVisible() and error_of(binder.input("words")) == "This is needed."
    fold.setChecked(False)
    binder.go_to("ticked")
    assert page.isVisible() and binder.input("ticked").hasFocus()


def test_a_record_that_is_only_read_hides_no_answer(form: QWidget) -> None:
    fold, _, binder = parts(form)
    binder.show(Answers("Ña"))
    binder.set_read_only(True)
    assert fold.isChecked()
    binder.show(Answers())
    binder.set_read_only(True)
    assert not fold.isChecked()
