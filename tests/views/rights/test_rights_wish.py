"""A wish for a closed chart, a copy or a joining: noted at the desk, decided by who may."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel

from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.patient_rights import AskedFor, ErasureDecision, Restriction
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.views.entry.second_look import SecondLook
from infrared_desktop.views.first_words import say_first
from infrared_desktop.views.inputs.field_errors import error_of
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import TODAY, patient, treated_patient
from tests.views.desk import Desk

ROWS = {
    "leaving": AskedFor.COPY,
    "restriction": AskedFor.RESTRICTION,
    "join": AskedFor.JOINING,
}


@pytest.fixture
def number(desk: Desk) -> int:
    return treated_patient(desk.clinic, "Berghain")


@pytest.fixture
def treating(desk: Desk) -> int:
    return desk.clinic.staff.add(Staff("Dr. Ana Ruiz", Role.CLINICIAN), CLINICIAN, NOW).id


def sit(desk: Desk, by: int) -> None:
    desk.get_up()
    desk.sit_down(by)


def said(desk: Desk, number: int, asked_for: AskedFor) -> list[ErasureDecision]:
    found = desk.clinic.rights.decisions(number, asked_for)
    return [stored.record.decision for stored in found]


def ask(desk: Desk, number: int, asked_for: AskedFor) -> None:
    desk.clinic.rights.ask(number, "rang this morning", RECEPTION, NOW, TODAY, asked_for)


@pytest.mark.parametrize(("row", "asked_for"), ROWS.items())
def test_reception_notes_it_by_keys_alone_and_takes_it_back(
    desk: Desk, number: int, row: str, asked_for: AskedFor
) -> None:
    sit(desk, RECEPTION)
    desk.go("patient", number)
    desk.press("Ctrl+Shift+G")
    desk.screen.list.select_key(row)
    desk.press("Return")
    screen = desk.screen
    assert "a clinician or the owner decides" in desk.words(screen)
    assert not any(each.isVisible() for each in (screen.refuse, screen.given, screen.take_back))
    desk.press("Ctrl+S")
    assert error_of(screen.reason) and not said(desk, number, asked_for)
    desk.type("rang, and wants it soon")
    desk.press("Ctrl+S")
    assert said(desk, number, asked_for) == ["asked"]
    assert "Clinicians and the owner find the wish" in desk.told()
    assert "Answer by 23 Dec 2026. Ctrl+Z" in desk.told(), "so that the caller can be told"
    assert "Asked on 23 Nov 2026" in desk.go("patient", number).wish.text()
    desk.go("patient_rights", number).list.select_key(row)
    current = desk.screen.list.current_row()
    assert current.chip.text == "wish noted · answer by 23 Dec 2026"
    assert "rang, and wants it soon" in current.note
    desk.press("Return")
    assert not desk.screen.refuse.isVisible() and not desk.screen.act.isVisible()
    desk.press("Ctrl+Shift+F")
    assert said(desk, number, asked_for) == ["asked"]
    desk.type("it was another patient")
    desk.press("Return")
    assert said(desk, number, asked_for) == ["asked", "withdrawn"]
    desk.press("Escape")
    assert desk.frame._way[-1].name == "patient", "each page is left once"
    desk.frame.undo.trigger()
    assert said(desk, number, asked_for) == ["asked", "withdrawn", "asked"]


def test_a_noted_wish_is_taken_back_by_ctrl_z(desk: Desk, number: int) -> None:
    sit(desk, RECEPTION)
    desk.go("patient_rights", number).list.select_key("leaving")
    desk.press("W")
    desk.type("wants a copy")
    desk.press("Ctrl+S")
    desk.frame.undo.trigger()
    assert said(desk, number, AskedFor.COPY) == ["asked", "withdrawn"]


@pytest.mark.parametrize(("row", "asked_for"), ROWS.items())
def test_who_decides_is_told_at_once_and_led_to_it(
    desk: Desk, number: int, treating: int, row: str, asked_for: AskedFor
) -> None:
    ask(desk, number, asked_for)
    sit(desk, treating)
    say_first(desk.frame, desk.clinic.folder)
    assert "A patient's wish about their record waits" in desk.told()
    desk.press("Ctrl+G")
    desk.qtbot.waitUntil(lambda: desk.frame._way[-1].name == "keeping")
    screen = desk.screen
    assert "rang this morning" in screen.list.current_row().note
    assert not screen.times.isVisible() and not screen.erased.isVisible()
    desk.press("Return")
    assert "rang this morning" in desk.words()
    desk.press("Ctrl+S")
    assert desk.frame._way[-1].name == row


def test_a_wish_to_be_erased_is_not_told_to_who_does_not_decide(
    desk: Desk, number: int, treating: int
) -> None:
    ask(desk, number, AskedFor.ERASURE)
    sit(desk, treating)
    say_first(desk.frame, desk.clinic.folder)
    assert not desk.told()
    desk.go("clinic").list.select_key("keeping")
    assert desk.screen.list.current_row().chip is None


def test_it_is_refused_with_a_reason(desk: Desk, number: int, treating: int) -> None:
    ask(desk, number, AskedFor.JOINING)
    sit(desk, treating)
    desk.go("patient_rights", number).list.select_key("join")
    desk.press("Return")
    desk.press("Ctrl+Shift+F")
    assert error_of(desk.screen.reason) and said(desk, number, AskedFor.JOINING) == ["asked"]
    desk.type("two cousins of one name")
    desk.press("Ctrl+Shift+F")
    assert said(desk, number, AskedFor.JOINING) == ["asked", "refused"]
    assert "they may complain" in desk.told()
    assert desk.frame._way[-1].name == "patient_rights"
    assert not desk.go("patient", number).wish.isVisible()


def test_a_copy_that_was_printed_settles_the_wish_by_hand(desk: Desk, number: int) -> None:
    ask(desk, number, AskedFor.COPY)
    desk.go("patient_rights", number).list.select_key("leaving")
    desk.press("Return")
    desk.screen.reason.setText("printed, and handed over at the desk")
    desk.screen.given.click()
    assert said(desk, number, AskedFor.COPY) == ["asked", "done"]


def test_closing_the_chart_settles_it_and_ctrl_z_has_it_wait_again(desk: Desk, number: int) -> None:
    ask(desk, number, AskedFor.RESTRICTION)
    desk.now += timedelta(days=2)
    assert "noted by" in desk.words(desk.go("restriction", number))
    desk.type("she asked for it")
    desk.press("Ctrl+S")
    (closed,) = desk.clinic.people.chart(number).restrictions
    assert closed.record.asked_on == TODAY, "and not the day on which somebody saw to it"
    assert said(desk, number, AskedFor.RESTRICTION) == ["asked", "done"]
    desk.frame.undo.trigger()
    assert desk.clinic.rights.waiting(number, AskedFor.RESTRICTION) is not None


def test_joining_settles_it_and_ctrl_z_has_it_wait_again(desk: Desk, number: int) -> None:
    other = desk.clinic.people.register(patient("Berghain"), RECEPTION, NOW).id
    ask(desk, other, AskedFor.JOINING)
    screen = desk.go("join", number, about=other)
    screen.reason.setText("one person, asked at the desk")
    desk.press("Ctrl+S")
    assert said(desk, number, AskedFor.JOINING) == ["asked", "done"]
    desk.frame.undo.trigger()
    assert desk.clinic.rights.waiting(other, AskedFor.JOINING) is not None
    assert desk.clinic.rights.waiting(number, AskedFor.JOINING) is None


def test_of_a_closed_chart_the_wish_is_to_have_it_used_again(desk: Desk, number: int) -> None:
    desk.clinic.rights.restrict(Restriction(number, TODAY, "she asked"), CLINICIAN, NOW)
    sit(desk, RECEPTION)
    desk.go("patient_rights", number).list.select_key("restriction")
    assert desk.screen.list.current_row().title.startswith("To have the chart used again")
    desk.press("Return")
    assert "A wish to have the chart used again" in desk.words()
    desk.type("she rang again")
    desk.press("Ctrl+S")
    assert "to have the chart used again" in desk.go("patient", number).wish.text()


def test_who_also_asked_for_everything_is_not_erased_before_that_is_read(
    desk: Desk, number: int
) -> None:
    words = "Asked on 23 Nov 2026 to have a copy of everything, and nobody has done it yet."
    assert words not in desk.words(desk.go("erasure", number))
    ask(desk, number, AskedFor.COPY)
    screen = desk.go("erasure", number)
    assert words in screen.facts.decided.text()
    desk.type("asked in writing")
    desk.press("Ctrl+Shift+Delete")
    dialog = desk.frame.findChild(SecondLook)
    assert dialog is not None and any(words in each.text() for each in dialog.findChildren(QLabel))
    dialog.reject()
