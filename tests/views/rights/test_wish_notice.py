"""A patient's page says in one line that a wish to be erased waits, until it is decided."""

from datetime import date, timedelta

import pytest

from infrared_desktop.domain.records.patient_rights import Erasure, ErasureDecision
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import TODAY, treated_patient
from tests.views.desk import Desk


@pytest.fixture
def number(desk: Desk) -> int:
    return treated_patient(desk.clinic, "Berghain")


def decide(desk: Desk, number: int, decided: ErasureDecision, until: date | None = None) -> None:
    decision = Erasure(number, TODAY, decided, "kept by law", until)
    desk.clinic.rights.answer(decision, CLINICIAN, NOW)


def test_nobody_asked(desk: Desk, number: int) -> None:
    assert not desk.go("patient", number).wish.isVisible()


def test_a_wish_that_waits_is_told_with_its_day_and_leads_to_the_rights(
    desk: Desk, number: int
) -> None:
    screen = desk.go("patient", number)
    desk.clinic.rights.ask(number, "asked at the desk", RECEPTION, NOW, TODAY)
    words = (
        "Asked on 23 Nov 2026 to be erased; the owner has not decided yet. Answer by 23 Dec 2026."
    )
    assert screen.wish.text() == words and screen.wish.isVisible()
    screen.wish.action_button().click()
    assert type(desk.screen).__name__ == "PatientRightsScreen"


def test_one_that_is_put_off_names_the_day_and_says_when_it_has_come(
    desk: Desk, number: int
) -> None:
    until = TODAY + timedelta(days=10)
    decide(desk, number, ErasureDecision.WAITS, until)
    assert "put off until 3 Dec 2026." in desk.go("patient", number).wish.text()
    desk.now += timedelta(days=10)
    assert "so it is due now" in desk.go("patient", number).wish.text()


def test_one_that_is_refused_is_told_no_more(desk: Desk, number: int) -> None:
    desk.clinic.rights.ask(number, "asked at the desk", RECEPTION, NOW, TODAY)
    decide(desk, number, ErasureDecision.REFUSED)
    assert not desk.go("patient", number).wish.text()
