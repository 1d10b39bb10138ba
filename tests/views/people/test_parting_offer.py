"""Who leaves a patient with an open plan and nothing ahead is offered to say what comes next."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from infrared_desktop.domain.records.answers import AppointmentStatus, NextStepKind
from infrared_desktop.views.closing.step_ahead import StepAheadDialog
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import TODAY, next_step, patient, plan, visit
from tests.views.desk import Desk

OFFER = "The plan of Okafor, Ottilie is open, and nothing is booked or agreed."


@pytest.fixture
def planned(desk: Desk) -> int:
    """A patient with an open plan and nothing ahead."""
    number = desk.clinic.people.register(patient("Okafor"), RECEPTION, NOW).id
    desk.clinic.care.plan(plan(number), CLINICIAN, NOW)
    return number


def told_after(desk: Desk, *place: object) -> str:
    """Go from the page, and return what is told once the next screen stands."""
    desk.go(*place)
    QApplication.processEvents()
    return desk.told()


def test_it_is_offered_once_and_answered_by_keys(desk: Desk, planned: int) -> None:
    desk.go("patient", planned)
    assert told_after(desk, "today") == OFFER
    desk.press("Ctrl+G")
    dialog = desk.screen.findChild(StepAheadDialog)
    desk.qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), QDialog))
    assert "Session 1 of 2 is to be booked" in desk.words(dialog)
    desk.press("Ctrl+Return")
    (agreed,) = desk.clinic.people.chart(planned).next_steps
    assert agreed.record.kind is NextStepKind.FOLLOW_UP
    assert agreed.record.appointment_id is None
    desk.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    desk.frame.workplace.take_back()
    assert desk.clinic.people.chart(planned).next_steps == ()
    assert told_after(desk, "today") != OFFER


def test_who_goes_on_with_the_same_patient_is_offered_nothing(desk: Desk, planned: int) -> None:
    desk.go("patient", planned)
    desk.press("B")
    QApplication.processEvents()
    assert OFFER not in desk.told()


def test_where_something_is_booked_or_agreed_nothing_is_offered(desk: Desk, planned: int) -> None:
    desk.clinic.next_steps.agree(next_step(planned), RECEPTION, NOW)
    desk.go("patient", planned)
    assert told_after(desk, "today") == ""
    desk.now += timedelta(days=15)
    desk.clinic.diary.book(visit(planned, TODAY + timedelta(days=30)), RECEPTION, NOW)
    desk.go("patient", planned)
    assert told_after(desk, "today") == ""
    desk.now += timedelta(days=30)
    desk.go("patient", planned)
    assert told_after(desk, "today") == OFFER


def test_the_page_and_the_booking_say_what_was_missed(desk: Desk, planned: int) -> None:
    for hour, status in ((10, AppointmentStatus.NO_SHOW), (12, AppointmentStatus.CANCELLED)):
        booked = desk.clinic.diary.book(visit(planned, starts=time(hour)), RECEPTION, NOW)
        step = replace(next_step(planned), due=TODAY)
        desk.clinic.diary.close(booked, status, step, RECEPTION, NOW)
    words = "1 missed, 1 cancelled late in 12 months"
    banner = desk.go("patient", planned).patient_banner
    assert words in banner.line.text()
    assert "confirm by phone" in [label.chip().text for label in banner.chips if label.chip()]
    desk.press("B")
    assert desk.screen.header.line.accessibleName().endswith(f"{words} · confirm by phone")
