"""Nested records are added, changed, removed and put back by keyboard."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.records.areas import Area, Side
from infrared_desktop.domain.records.care import PlanArea
from infrared_desktop.views.forms.record_table import Column, RecordModel
from infrared_desktop.views.forms.rows_editor import RowsEditor
from infrared_desktop.views.inputs.choices import label
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning
from tests.views.conftest import FormMaker


def _input(kind: str, field: str, more: str = "") -> str:
    return (
        f'<item><widget class="{kind}" name="{field}"><property name="field" stdset="0">'
        f'<string notr="true">{field}</string></property>{more}</widget></item>'
    )


def _choices(name: str) -> str:
    return f'<property name="choices" stdset="0"><string notr="true">{name}</string></property>'


FORM = (
    '<layout class="QVBoxLayout" name="box">'
    + _input("ComboField", "area", _choices("Area"))
    + _input("ChoiceField", "side", _choices("Side"))
    + _input("IntField", "sessions")
    + "</layout>"
)
NECK = PlanArea(Area.NECK_FRONT, sessions=2)
ARM = PlanArea(Area.UPPER_ARM, Side.LEFT, sessions=3)


class PlanAreas(RowsEditor):
    """An editor of the areas of a plan."""

    record_type = PlanArea
    form = "plan_area"

    def columns(self) -> Sequence[Column[PlanArea]]:
        return (
            Column("Area", lambda r: label(r.area), strong=True),
            Column("Sessions", lambda r: str(r.sessions)),
            Column("Says", chip=lambda r: Chip(Meaning.DUE, f"{r.sessions} to go")),
        )

    def new_record(self) -> PlanArea:
        return PlanArea(Area.KNEE)


@pytest.fixture
def editor(make_form: FormMaker, qtbot: QtBot, dressed: QApplication) -> PlanAreas:
    """Return an editor with two areas, on screen."""
    make_form("plan_area", FORM)
    editor = PlanAreas()
    qtbot.addWidget(editor)
    editor.set_value((NECK, ARM))
    editor.show()
    return editor


def cells(editor: PlanAreas) -> list[list[str]]:
    model = editor.table.records
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_records_stand_in_the_table_and_come_back(editor: PlanAreas) -> None:
    assert cells(editor) == [["Neck, front", "2", "2 to go"], ["Upper arm", "3", "3 to go"]]
    assert editor.metaObject().userProperty().read(editor) == [NECK, ARM]


def test_arrows_move_between_rows_and_the_form_follows(editor: PlanAreas, qtbot: QtBot) -> None:
    qtbot.keyClick(editor.table, Qt.Key.Key_Down)
    assert editor.current_record() == ARM
    assert editor.binder.values()["side"] == Side.LEFT


def test_a_change_in_the_form_changes_its_row_only(editor: PlanAreas, qtbot: QtBot) -> None:
    with qtbot.waitSignal(editor.changed):
        qtbot.keyClick(editor.detail.findChild(QWidget, "sessions"), Qt.Key.Key_Up)
    assert editor.get_value() == [PlanArea(Area.NECK_FRONT, sessions=3), ARM]
    assert cells(editor)[0] == ["Neck, front", "3", "3 to go"]


def test_words_that_cannot_be_read_are_not_dropped_in_silence(
    editor: PlanAreas, qtbot: QtBot
) -> None:
    sessions = editor.detail.findChild(QWidget, "sessions")
    sessions.clear()
    qtbot.keyClicks(sessions, "two")
    qtbot.keyClick(editor.table, Qt.Key.Key_Down)
    assert editor.undo_banner.text().startswith("Neck, front: one answer could not be read")
    assert editor.get_value() == [NECK, ARM]


def test_ctrl_n_adds_and_delete_removes_with_a_way_back(editor: PlanAreas, qtbot: QtBot) -> None:
    qtbot.keyClick(editor.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert [r.area for r in editor.get_value()] == [Area.NECK_FRONT, Area.UPPER_ARM, Area.KNEE]
    editor.select(0)
    editor.table.setFocus()
    qtbot.keyClick(editor.table, Qt.Key.Key_Delete)
    assert editor.get_value()[0] == ARM
    assert editor.undo_banner.text() == "Neck, front was removed."
    qtbot.mouseClick(editor.undo_banner.action_button(), Qt.MouseButton.LeftButton)
    assert editor.get_value()[0] == NECK
    assert editor.undo_banner.text() == ""


def test_the_last_row_removed_leaves_words_that_say_what_to_do(editor: PlanAreas) -> None:
    editor.remove()
    editor.remove()
    assert editor.get_value() == []
    assert editor.detail.isHidden()
    assert "Ctrl+N" in editor.empty_label.text()
    assert editor.empty_label.isVisible()


def test_showing_records_is_not_a_change(editor: PlanAreas, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(editor.changed):
        editor.set_value((ARM,))
        editor.refresh()


def test_a_signed_record_takes_no_rows(editor: PlanAreas, qtbot: QtBot) -> None:
    editor.setReadOnly(True)
    editor.add()
    editor.remove()
    assert editor.get_value() == [NECK, ARM]
    assert editor.add_button.isHidden()


def test_the_model_passes_qts_own_tester(editor: PlanAreas) -> None:
    model = RecordModel(editor.columns())
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, mode)
    model.set_records([NECK])
    model.insert(1, ARM)
    model.replace(0, ARM)
    model.remove(0)
    model.refresh()
    assert tester.model() is model
