"""Ctrl+K finds a patient or an action from anywhere, by keyboard alone."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication

from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.everywhere import ways
from tests.clinics import NOW, RECEPTION
from tests.views.desk import Desk


@pytest.fixture(autouse=True)
def known(clinic: Clinic) -> None:
    people = [Patient("Okafor", f"Adaeze {n}", date(1980, 1, n)) for n in range(1, 13)]
    people.append(Patient("Importer", "Ines", phone="+14165550188"))
    clinic.people.take_in(people, RECEPTION, NOW)


def titles(desk: Desk) -> list[str]:
    rows = desk.frame.palette_field.results.list.rows()
    return [row.title for number in range(rows.rowCount()) if (row := rows.row(number))]


def test_a_patient_is_found_from_anywhere(desk: Desk) -> None:
    desk.press("Ctrl+4")
    desk.press("Ctrl+K")
    desk.type("555 0188")
    assert titles(desk) == ["Importer, Ines"]
    desk.press("Return")
    assert desk.screen.number == 13
    assert not desk.frame.palette_field.results.isVisible()
    assert desk.frame.palette_field.text() == ""


def test_arrows_go_through_patients_and_actions(desk: Desk) -> None:
    desk.press("Ctrl+K")
    desk.type("import")
    assert titles(desk) == ["Importer, Ines", "Import a patient list"]
    desk.press("Down")
    desk.press("Return")
    assert "Which list?" in desk.words()


def test_what_is_not_shown_is_counted(desk: Desk) -> None:
    desk.press("Ctrl+K")
    desk.type("okafor")
    assert len(titles(desk)) == 8
    assert "8 of 12, best match first" in desk.words()


def test_nothing_found_says_how_to_register(desk: Desk) -> None:
    desk.press("Ctrl+K")
    desk.type("zzzz")
    assert "Nobody and nothing by that name. Ctrl+N registers a new patient." in desk.words()
    desk.press("Return")
    assert desk.frame.palette_field.results.isVisible()


def test_escape_closes_and_gives_the_keys_back(desk: Desk) -> None:
    desk.press("Ctrl+2")
    before = QApplication.focusWidget()
    desk.press("Ctrl+K")
    desk.type("okafor")
    desk.press("Escape")
    assert not desk.frame.palette_field.results.isVisible()
    assert QApplication.focusWidget() is before


def test_an_act_that_stays_here_gives_the_keys_back(desk: Desk) -> None:
    desk.go("audit")
    before = QApplication.focusWidget()
    desk.press("Ctrl+K")
    desk.type("read the audit log anew")
    desk.press("Return")
    assert QApplication.focusWidget() is before


def test_actions_of_the_screen_are_offered_too(desk: Desk) -> None:
    desk.go("patient", 1)
    desk.press("Ctrl+K")
    desk.type("edit pers")
    assert titles(desk) == ["Edit the person"]
    desk.press("Return")
    assert "Edit no. 0001" in desk.words()


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("blist", "Report a reaction"),
        ("aftercare", "Hand out a sheet"),
        ("phone", "Edit the person"),
    ],
)
def test_an_act_is_found_by_what_else_it_is_called(desk: Desk, typed: str, title: str) -> None:
    desk.go("patient", 1)
    desk.press("Ctrl+K")
    desk.type(typed)
    assert title in titles(desk)


def test_what_needs_a_patient_first_says_so_instead_of_registering_one(desk: Desk) -> None:
    desk.press("Ctrl+K")
    desk.type("blister")
    assert titles(desk) == []
    assert "Report a reaction: find the patient first, then press R." in desk.words()


@pytest.mark.parametrize(
    ("typed", "screen"),
    [
        ("recall", "Devices"),
        ("rules", "Protocol"),
        ("opening", "DeskRules"),
        ("holiday", "Closures"),
        ("templates", "MessageText"),
        ("smtp", "MailServer"),
        ("waiting", "Waiting"),
        ("outcome", "Unresolved"),
    ],
)
def test_the_clinics_pages_are_found_from_anywhere(desk: Desk, typed: str, screen: str) -> None:
    desk.press("Ctrl+K")
    desk.type(typed)
    desk.press("Return")
    assert type(desk.screen).__name__ == f"{screen}Screen"


def test_every_page_of_the_clinic_is_found_by_the_word_clinic(desk: Desk) -> None:
    desk.go("clinic")
    rows = desk.screen.list.rows()
    pages = {row.key for number in range(rows.rowCount()) if (row := rows.row(number))}
    assert pages == {way.place for way in ways() if "clinic" in way.also}
    desk.press("Ctrl+K")
    desk.type("clinic")
    assert len(titles(desk)) == len(pages) + len(["Clinic"])


def test_enter_opens_nobody_where_nothing_is_typed(desk: Desk) -> None:
    before = desk.screen
    desk.press("Ctrl+K")
    desk.type("okafor")
    desk.press("Escape")
    desk.press("Ctrl+K")
    desk.press("Return")
    assert desk.screen is before


@pytest.mark.parametrize("keys", ["Ctrl+K", "Ctrl+2"])
@pytest.mark.parametrize("typed", ["0005", "005", "no. 5", "5"])
def test_enter_after_a_number_opens_exactly_that_patient(desk: Desk, keys: str, typed: str) -> None:
    decoy = Patient("Decoy", "Eve", date(2005, 5, 5), phone="+14160005005", external_id="0005")
    desk.clinic.people.take_in([decoy, Patient("No", "Five", external_id="5")], RECEPTION, NOW)
    desk.press(keys)
    desk.type(typed)
    desk.press("Return")
    assert type(desk.screen).__name__ == "PatientScreen"
    assert desk.screen.number == 5


def test_the_field_is_empty_after_going_to_register_whom_it_did_not_find(desk: Desk) -> None:
    desk.press("Ctrl+K")
    desk.type("zzzz")
    desk.press("Ctrl+N")
    assert desk.frame.palette_field.text() == ""
    assert not desk.frame.palette_field.results.isVisible()
