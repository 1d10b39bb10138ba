"""A chart that is opened stands in the audit log once, whichever way it was opened."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from tests.clinics import NOW, RECEPTION
from tests.scenes import patient
from tests.views.desk import Desk


def from_the_list_by_key(desk: Desk) -> None:
    desk.go("people")
    desk.screen.list.setFocus()
    desk.press("Return")


def from_the_list_by_mouse(desk: Desk) -> None:
    desk.go("people")
    rows = desk.screen.list
    at = rows.visualRect(rows.rows().index(0, 0)).center()
    desk.qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
    desk.qtbot.mouseDClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)


def from_the_search(desk: Desk) -> None:
    desk.press("Ctrl+K")
    desk.type("Kowal")
    desk.press("Return")


def by_going_there(desk: Desk) -> None:
    desk.go("patient", 1)


@pytest.mark.parametrize(
    "way", [from_the_list_by_key, from_the_list_by_mouse, from_the_search, by_going_there]
)
def test_a_chart_is_told_of_once(desk: Desk, way: Callable[[Desk], None]) -> None:
    desk.clinic.people.register(patient("Kowalczyk"), RECEPTION, NOW)
    way(desk)
    assert type(desk.screen).__name__ == "PatientScreen"
    told = "SELECT staff_id, patient_id, action FROM audit WHERE act = 'chart-opened'"
    assert desk.clinic.ledger.db.execute(told).fetchall() == [(1, 1, "R")]
