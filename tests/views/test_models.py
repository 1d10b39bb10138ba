"""Every Qt model of the program passes Qt's own model tester, filled, refilled and emptied."""

import importlib
import pkgutil
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QAbstractItemModel
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop import views
from infrared_desktop.domain.photographs.sets import photo_days
from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import Area, Side, Site
from infrared_desktop.domain.records.care import DayAnswer, PlanArea
from infrared_desktop.domain.records.photographs import PhotoView
from infrared_desktop.domain.sessions.day_check import day_questions
from infrared_desktop.exchange.columns import guess_mapping
from infrared_desktop.exchange.sniffing import read_table
from infrared_desktop.storage.desks.protocols import load_protocol
from infrared_desktop.views.forms.record_table import Column
from infrared_desktop.views.photos.wall_lines import wall_lines
from tests.domain.photographs.test_sets import shot
from tests.views.timeline.test_timeline import example


def _rows(model: Any) -> None:
    from infrared_desktop.views.lists.rows import Row

    model.set_rows([Row(key=1, title="Đặng, Thu Hà"), Row(key=2, title="Aaltonen")])
    model.set_rows([])


def _records(model: Any) -> None:
    neck, arm = PlanArea(Area.NECK_FRONT), PlanArea(Area.UPPER_ARM, Side.LEFT)
    model.set_records([neck])
    model.insert(1, arm)
    model.replace(0, arm)
    model.remove(0)
    model.refresh()


def _columns(model: Any) -> None:
    table = read_table("name;born\nÅsa;1970-01-02\n".encode())
    model.set_table(table, guess_mapping(table))


def _lines(model: Any) -> None:
    model.set_timeline(example())


def _questions(model: Any) -> None:
    model.set_questions(day_questions(load_protocol("titan"), (Site(Area.NECK_FRONT),)))
    model.set_answers([DayAnswer("P-OF-OLD", Answer.NO)])
    model.answer(0, Answer.YES)
    model.set_questions(())
    model.set_answers(())


def _frames(model: Any) -> None:
    photos = [shot(n, view) for n, view in enumerate((None, PhotoView.FRONT), start=1)]
    model.set_lines(wall_lines(photo_days(photos), 3, lambda day: str(day.day)), 3)
    model.set_lines([], 3)


FILLED: dict[str, Callable[[Any], None]] = {
    "RowModel": _rows,
    "RecordModel": _records,
    "ColumnModel": _columns,
    "TimelineLines": _lines,
    "DayCheckModel": _questions,
    "WallModel": _frames,
}


def _models() -> dict[str, Any]:
    for module in pkgutil.walk_packages(views.__path__, f"{views.__name__}."):
        importlib.import_module(module.name)
    found: dict[str, Any] = {}
    waiting: list[Any] = [QAbstractItemModel]
    while waiting:
        for kind in waiting.pop().__subclasses__():
            waiting.append(kind)
            if kind.__module__.startswith(views.__name__):
                found[kind.__name__] = kind
    return found


def test_every_model_is_tested() -> None:
    assert set(_models()) == set(FILLED)


@pytest.mark.parametrize("name", FILLED)
def test_a_model_passes_qts_own_tester(name: str, qtbot: QtBot, qapp: QApplication) -> None:
    kind, parent = _models()[name], QWidget()
    qtbot.addWidget(parent)
    model = kind((Column("Area", str),), parent) if name == "RecordModel" else kind(parent)
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    tester = QAbstractItemModelTester(model, mode)
    FILLED[name](model)
    FILLED[name](model)
    assert tester.model() is model
