"""A test spot by keyboard: made, waited for, read, and what it says before a session."""

from dataclasses import replace
from datetime import timedelta

import pytest

from infrared_desktop.domain.records.answers import Answer, Role
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.care import TestSpot
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.views.consultation.test_spot import TestSpotScreen
from infrared_desktop.views.inputs.field_errors import error_of
from tests import scenes
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.views.answering import Hand
from tests.views.desk import Desk

HOURS = timedelta(hours=1)


@pytest.fixture
def patient(desk: Desk) -> int:
    number = desk.clinic.people.register(scenes.patient("Côté"), RECEPTION, NOW).id
    seen = scenes.consultation(number, fitzpatrick_type=5)
    desk.clinic.care.sign(seen, CLINICIAN, NOW)
    return number


def hand(desk: Desk) -> Hand:
    assert isinstance(desk.screen, TestSpotScreen)
    return Hand(desk.qtbot, desk.screen.form.binder)


def make(desk: Desk, patient: int) -> Stored[TestSpot]:
    desk.go("test_spot", patient)
    form = hand(desk)
    form.type("fluence_j_cm2", "30")
    form.type("pulses", "2")
    desk.press("Ctrl+S")
    return desk.clinic.people.chart(patient).test_spots[-1]


def test_a_test_spot_waits_as_long_as_dark_skin_asks(desk: Desk, patient: int) -> None:
    spot = make(desk, patient).record
    assert spot.read_due_at == NOW + 48 * HOURS
    assert (spot.fluence_j_cm2, spot.pulses, spot.operator_id) == (30.0, 2, CLINICIAN)
    assert "It is to be read from 25 Nov 2026" in desk.screen.banner.text()
    keys = [each.key for each in desk.clinic.follow_ups.of_patient(patient)]
    assert "test_spot:1" in keys


def test_it_is_read_once_and_is_final_then(desk: Desk, patient: int) -> None:
    made = make(desk, patient)
    desk.now = NOW + 49 * HOURS
    desk.go("test_spot", patient, made.id)
    form = hand(desk)
    desk.press("Ctrl+S")
    assert error_of(desk.screen.form.binder.input("passed")) == "Say whether the skin bore it well."
    form.choose("seen", "none")
    form.choose("passed", "yes")
    desk.press("Ctrl+S")
    (stored,) = desk.clinic.people.chart(patient).test_spots
    assert (stored.record.passed, stored.record.seen, stored.state) == (
        Answer.YES,
        (),
        State.SIGNED,
    )
    assert stored.record.read_at == desk.now
    assert desk.screen.do.isHidden()


def test_to_call_it_fine_too_early_asks_why(desk: Desk, patient: int) -> None:
    make(desk, patient)
    form = hand(desk)
    form.choose("seen", "none")
    form.choose("passed", "yes")
    desk.press("Ctrl+S")
    assert "too early" in error_of(desk.screen.form.binder.input("note"))
    assert desk.clinic.people.chart(patient).test_spots[-1].record.read_at is None


def test_a_fluence_that_nobody_may_give_is_refused_in_words(desk: Desk, patient: int) -> None:
    desk.go("test_spot", patient)
    hand(desk).type("fluence_j_cm2", "300")
    desk.press("Ctrl+S")
    assert error_of(desk.screen.form.binder.input("fluence_j_cm2")) == "From 1 to 100."
    assert desk.clinic.people.chart(patient).test_spots == ()


def test_a_new_one_says_that_another_is_not_read_yet(desk: Desk, patient: int) -> None:
    make(desk, patient)
    desk.go("today")
    desk.go("test_spot", patient)
    assert "waits to be read" in desk.screen.banner.text()
    desk.screen.banner.action_button().click()
    assert desk.screen.header.title.text() == "Read the test spot"
    assert desk.screen.form.binder.values()["area"] is Area.NECK_FRONT


def test_what_was_made_is_taken_back_by_one_key(desk: Desk, patient: int) -> None:
    make(desk, patient)
    desk.press("Ctrl+Z")
    assert desk.clinic.people.chart(patient).test_spots == ()


def test_a_test_spot_that_was_begun_is_back_and_goes_when_it_is_saved(
    desk: Desk, patient: int
) -> None:
    desk.go("test_spot", patient)
    hand(desk).type("pulses", "3")
    assert "unfinished test spot – " in desk.go("today").notices.unfinished.text()
    desk.press("O")
    assert desk.screen.form.binder.values()["pulses"] == 3
    assert "is back. Nothing of it is saved yet" in desk.screen.banner.text()
    hand(desk).type("fluence_j_cm2", "30")
    desk.press("Ctrl+S")
    assert desk.clinic.people.chart(patient).test_spots[-1].record.pulses == 3
    assert desk.clinic.care.drafts() == []


def test_a_reading_that_was_begun_is_back_at_its_own_test_spot(desk: Desk, patient: int) -> None:
    made = make(desk, patient)
    desk.now = NOW + 49 * HOURS
    desk.go("test_spot", patient, made.id)
    hand(desk).choose("passed", "no")
    desk.go("today")
    desk.go("test_spot", patient)
    assert desk.screen.form.binder.values()["passed"] is None
    desk.go("test_spot", patient, made.id)
    assert desk.screen.form.binder.values()["passed"] is Answer.NO
    desk.screen.banner.action_button().click()
    assert desk.screen.form.binder.values()["passed"] is None
    assert desk.clinic.care.drafts() == []


def test_a_reading_begun_on_what_another_read_meanwhile_is_thrown_away(
    desk: Desk, patient: int
) -> None:
    made = make(desk, patient)
    desk.now = NOW + 49 * HOURS
    desk.go("test_spot", patient, made.id)
    hand(desk).choose("passed", "no")
    desk.go("today")
    read = replace(made.record, passed=Answer.YES, seen=(), read_at=desk.now)
    other = desk.clinic.staff.add(Staff("Dr. Ito", Role.CLINICIAN), CLINICIAN, NOW)
    desk.clinic.care.read_test(made, read, other.id, desk.now)
    desk.go("test_spot", patient, made.id)
    assert desk.screen.form.binder.values()["passed"] is Answer.YES
    assert desk.clinic.care.drafts() == []
