"""A reason that is typed on a page of rights is not lost by one key, nor by the lock."""

import pytest

from infrared_desktop.domain.records.chart import State
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import consultation, patient, treated_patient
from tests.views.desk import Desk


@pytest.fixture
def first(desk: Desk) -> int:
    """Return a number that another one was joined to; the last number of all is alike."""
    first = treated_patient(desk.clinic, "Berghain")
    people = desk.clinic.people
    second = people.register(patient("Berghain"), RECEPTION, NOW).id
    one, other = people.get(first), people.get(second)
    desk.clinic.rights.merge(one, other, one.record, "the same", CLINICIAN, NOW)
    people.register(patient("Berghain"), RECEPTION, NOW)
    return first


@pytest.mark.parametrize("name", ["join", "part", "erasure", "restriction"])
def test_a_reason_that_is_typed_is_asked_about_before_it_is_given_up(
    desk: Desk, first: int, name: str
) -> None:
    desk.go("patient", first)
    screen = desk.go(name, first, about=first + 2 if name == "join" else None)
    reason = screen.deciding.reason if name == "erasure" else screen.reason
    reason.setFocus()
    desk.type("mother and daughter")
    desk.press("Escape")
    assert desk.screen is screen
    assert "Esc goes back to the reason you typed" in screen.banner.text()
    desk.press("Escape")
    assert reason.hasFocus() and reason.text() == "mother and daughter"
    assert (unsaved := desk.frame.unsaved()) and "mother and daughter" in unsaved.typed
    screen.banner.action_button().click()
    assert type(desk.screen).__name__ == "PatientScreen"
    desk.go(name, first, about=first + 2 if name == "join" else None)
    assert desk.screen is screen and reason.text() == ""


def test_a_reason_to_join_is_there_again_after_what_had_to_come_first(
    desk: Desk, first: int
) -> None:
    other = first + 2
    desk.clinic.care.keep_draft(consultation(other), CLINICIAN, NOW)
    screen = desk.go("join", first, about=other)
    screen.reason.setText("asked her")
    screen.begun.action_button().click()
    assert type(desk.screen).__name__ == "PatientScreen"
    desk.frame.go_back()
    assert desk.screen is screen and screen.reason.text() == "asked her"


def test_what_was_decided_leaves_no_question_behind(desk: Desk, first: int) -> None:
    for name, about in (("join", first + 2), ("part", None)):
        screen = desk.go(name, first, about=about)
        screen.reason.setText("asked her")
        desk.press("Ctrl+S")
        assert type(desk.screen).__name__ == "PatientScreen"
        assert desk.clinic.people.get(first).state is State.CURRENT
