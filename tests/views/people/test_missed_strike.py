"""A visit that was noted as missed by mistake is struck on the patient's page, with the reason."""

import pytest
from PySide6.QtCore import Qt

from infrared_desktop.domain.records.answers import AppointmentStatus
from tests.clinics import NOW, RECEPTION
from tests.scenes import next_step, patient, visit
from tests.views.desk import Desk

# of a menu, offscreen
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def number(desk: Desk) -> int:
    """A patient who did not come."""
    number = desk.clinic.people.register(patient("Okafor"), RECEPTION, NOW).id
    booked = desk.clinic.diary.book(visit(number), RECEPTION, NOW)
    step = next_step(number)
    desk.clinic.diary.close(booked, AppointmentStatus.NO_SHOW, step, RECEPTION, NOW)
    return number


def strike(desk: Desk) -> None:
    """Do the act as the palette does."""
    acts = [act for act in desk.screen.actions() if act.text() == "Strike a missed visit"]
    acts[0].trigger()


def test_it_is_struck_only_with_a_reason(desk: Desk, number: int) -> None:
    page = desk.go("patient", number)
    assert "1 missed in 12 months" in page.patient_banner.line.text()
    strike(desk)
    menu = page.missed.menu
    assert [act.text() for act in menu.actions()] == ["Mon 23 Nov 2026, 10:00: did not come"]
    desk.qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert page.missed.card.isVisible()
    page.missed.card.do.click()
    assert len(desk.clinic.people.chart(number).absences) == 1
    page.missed.card.binder.input("reason").setFocus()
    desk.type("She was here, in the wrong room.")
    page.missed.card.do.click()
    assert "missed" not in page.patient_banner.line.text()
    assert "Struck through." in desk.told()
    chart = desk.clinic.people.chart(number)
    assert chart.absences == ()
    assert chart.addenda[-1].record.reason == "She was here, in the wrong room."


def test_where_nothing_was_missed_it_says_so(desk: Desk) -> None:
    new = desk.clinic.people.register(patient("Petrov"), RECEPTION, NOW).id
    desk.go("patient", new)
    strike(desk)
    assert desk.told() == "No visit is noted as missed."
