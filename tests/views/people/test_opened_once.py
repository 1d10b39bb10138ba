"""A chart that is opened stands in the audit log once, whichever way it was opened."""

from collections.abc import Callable
from datetime import time

import pytest
from PySide6.QtCore import Qt

from tests.clinics import NOW, RECEPTION
from tests.scenes import patient, treated_patient, visit
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


def from_the_board_of_today(desk: Desk) -> None:
    desk.clinic.diary.book(visit(1, starts=time(14)), RECEPTION, NOW)
    desk.go("today")
    desk.screen.focusProxy().setFocus()
    desk.press("Return")


@pytest.mark.parametrize(
    "way",
    [
        from_the_board_of_today,
        from_the_list_by_key,
        from_the_list_by_mouse,
        from_the_search,
        by_going_there,
    ],
)
def test_a_chart_is_told_of_once(desk: Desk, way: Callable[[Desk], None]) -> None:
    desk.clinic.people.register(patient("Kowalczyk"), RECEPTION, NOW)
    way(desk)
    assert type(desk.screen).__name__ == "PatientScreen"
    told = "SELECT staff_id, patient_id, action FROM audit WHERE act = 'chart-opened'"
    assert desk.clinic.ledger.db.execute(told).fetchall() == [(1, 1, "R")]


def test_a_record_that_is_opened_from_the_timeline_is_told_of_once(desk: Desk) -> None:
    number = treated_patient(desk.clinic)
    desk.go("patient", number)
    told = "SELECT count(*) FROM audit WHERE act = 'chart-opened'"
    before = desk.clinic.ledger.db.execute(told).fetchone()[0]
    timeline = desk.screen.timeline
    signed = next(each for each in timeline.timeline().items if each.ref.kind == "session")
    timeline.select_item(signed)
    timeline.setFocus()
    desk.press("Return")
    assert type(desk.screen).__name__ == "SessionScreen"
    assert desk.clinic.ledger.db.execute(told).fetchone()[0] == before == 1


@pytest.mark.parametrize("name", ["consultation", "plan", "session", "review", "test_spot"])
def test_a_record_that_is_gone_to_without_the_chart_is_told_of_as_well(
    desk: Desk, name: str
) -> None:
    number = treated_patient(desk.clinic)
    told = "SELECT count(*) FROM audit WHERE act = 'chart-opened' AND patient_id = ?"
    for times in (1, 2):
        desk.go("today")
        desk.go(name, number, *((1, "stored") if name == "plan" else ()))
        desk.go("booking", number)
        desk.go(name, number, *((1, "stored") if name == "plan" else ()))
        assert desk.clinic.ledger.db.execute(told, (number,)).fetchone()[0] == times
