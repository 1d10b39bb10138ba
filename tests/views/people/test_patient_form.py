"""Registering and editing by keyboard: likely duplicates first, errors in words, nothing lost."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from infrared_desktop.domain.records.chart import State
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.inputs.field_errors import error_of
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.views.desk import Desk

KNOWN = Patient("Nørreskov", "Signe", date(1977, 5, 10), phone="+14035550136")


@pytest.fixture
def known(clinic: Clinic) -> int:
    return clinic.people.register(KNOWN, RECEPTION, NOW).id


def stored(desk: Desk) -> list[Patient]:
    return [patient.record for patient in desk.clinic.people.page(0, 100)]


def error(desk: Desk, field: str) -> str:
    return error_of(desk.screen.binder.input(field))


def write(desk: Desk, field: str, text: str) -> None:
    """Write what a keyboard in tests cannot type, as an input method or the clipboard does."""
    entry = desk.screen.binder.input(field)
    assert isinstance(entry, QLineEdit)
    entry.setFocus()
    entry.selectAll()
    entry.insert(text)
    entry.textEdited.emit(entry.text())


def test_somebody_is_registered_by_keyboard_and_the_page_opens(desk: Desk) -> None:
    desk.press("Ctrl+N")
    for text in ("Lindgren", "Ebba", "14.3.71"):
        desk.type(text)
        desk.press("Tab")
    desk.press("Tab")
    desk.type("416 555 0101")
    assert "not saved yet" in desk.words()
    desk.press("Ctrl+S")
    assert stored(desk) == [Patient("Lindgren", "Ebba", date(1971, 3, 14), phone="+14165550101")]
    assert "Lindgren, Ebba" in desk.screen.patient_banner.name.text()
    assert "(416) 555-0101" in desk.screen.patient_banner.line.text()


def test_a_registration_is_taken_back_and_its_page_left(desk: Desk) -> None:
    desk.press("Ctrl+N")
    desk.type("Lindgren")
    desk.press("Ctrl+S")
    desk.press("Ctrl+Z")
    assert "Taken back: the registration of Lindgren" in desk.told()
    assert stored(desk) == []
    assert "There are no patients yet." in desk.words()
    desk.go("patient", 1)
    assert "The registration of number 1 was taken back." in desk.told()


def test_a_registration_on_which_work_was_done_stays(desk: Desk) -> None:
    desk.press("Ctrl+N")
    desk.type("Lindgren")
    desk.press("Ctrl+S")
    newest = desk.clinic.people.get(1)
    desk.clinic.people.edit(newest, replace(newest.record, note="x"), RECEPTION, NOW)
    desk.press("Ctrl+Z", times=2)
    assert "Work was done on number 1 since" in desk.told()
    assert desk.clinic.people.get(1).state is not State.INVALID


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [
        ("birth_date", "31.02.1980", "This is not a day. Write it like 23.11.2026."),
        ("birth_date", "24.11.2026", "This day is in the future."),
        ("birth_date", "1.1.1880", "That is more than 130 years ago."),
        ("given_name", "x" * 501, "At most 500 characters."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    desk: Desk, field: str, text: str, says: str
) -> None:
    desk.press("Ctrl+N")
    desk.fill("surname", "Lindgren")
    write(desk, field, text)
    desk.press("Ctrl+S")
    assert error(desk, field) == says
    assert QApplication.focusWidget() is desk.screen.binder.input(field)
    assert stored(desk) == []


def test_no_name_is_said_and_nothing_stored(desk: Desk) -> None:
    desk.press("Ctrl+N")
    desk.press("Ctrl+S")
    assert error(desk, "surname") == "This is needed."
    assert stored(desk) == []


@pytest.mark.parametrize("name", ['O\'Brien "x"', "🌸 Blüte", "אביגיל", "سارة", "x" * 500])
def test_unusual_names_are_stored_as_written_and_shown(desk: Desk, name: str) -> None:
    desk.press("Ctrl+N")
    write(desk, "surname", name)
    desk.press("Ctrl+S")
    assert [patient.surname for patient in stored(desk)] == [name]
    assert desk.screen.patient_banner.name.text() == name
    desk.frame.grab()
    assert desk.frame.width() == 1366


def test_a_likely_duplicate_stands_beside_and_opens_instead(known: int, desk: Desk) -> None:
    desk.press("Ctrl+N")
    desk.fill("surname", "Norreskov")
    desk.fill("given_name", "Signe")
    desk.fill("birth_date", "10.5.1977")
    desk.fill("phone", "403 555 0199")
    desk.press("Ctrl+S")
    assert stored(desk) == [KNOWN]
    assert "This looks like somebody who is registered already." in desk.words()
    lines = desk.screen.alike.compare.lines()
    assert "Surname Norreskov = Nørreskov" in lines
    assert "Phone (403) 555-0199 ≠ (403) 555-0136" in lines
    desk.press("Return")
    assert desk.screen.number == known
    assert stored(desk) == [KNOWN]


def test_saving_twice_does_not_get_past_a_duplicate_but_saying_so_does(
    known: int, desk: Desk
) -> None:
    desk.press("Ctrl+N")
    desk.fill("surname", "Norreskov")
    desk.fill("given_name", "Signe")
    desk.fill("birth_date", "10.5.1977")
    desk.press("Ctrl+S", times=3)
    assert len(stored(desk)) == 1
    desk.press("Ctrl+Shift+S")
    assert len(stored(desk)) == 2


def test_likely_duplicates_appear_while_typing(known: int, desk: Desk) -> None:
    desk.press("Ctrl+N")
    desk.fill("surname", "Zheng")
    desk.qtbot.waitUntil(lambda: "No likely match yet." in desk.words())
    desk.fill("phone", "403 555 0136")
    desk.qtbot.waitUntil(desk.screen.alike.list.isVisible)
    assert desk.screen.alike.list.current_key() == known


def test_an_edit_that_makes_two_people_alike_asks_too(known: int, desk: Desk) -> None:
    other = desk.clinic.people.register(Patient("Moe", "Signe", KNOWN.birth_date), RECEPTION, NOW)
    desk.go("patient_form", other.id)
    desk.fill("surname", "Nørreskov")
    desk.press("Ctrl+S")
    assert "This looks like somebody who is registered already." in desk.words()
    assert desk.clinic.people.get(other.id).record.surname == "Moe"


def test_an_edit_of_people_who_were_alike_before_does_not_ask_again(known: int, desk: Desk) -> None:
    twin = desk.clinic.people.register(replace(KNOWN, phone=""), RECEPTION, NOW)
    desk.go("patient_form", twin.id)
    desk.fill("email", "signe@example.org")
    desk.press("Ctrl+S")
    assert desk.clinic.people.get(twin.id).record.email == "signe@example.org"


def test_an_edit_is_stored_shown_and_taken_back(known: int, desk: Desk) -> None:
    desk.go("patient", known)
    desk.press("E")
    desk.fill("phone", "416 555 0177")
    desk.press("Ctrl+S")
    assert "(416) 555-0177" in desk.screen.patient_banner.line.text()
    desk.press("Ctrl+Z")
    assert desk.clinic.people.get(known).record == KNOWN
    assert "(403) 555-0136" in desk.screen.patient_banner.line.text()


def test_opening_and_leaving_changes_nothing(known: int, desk: Desk) -> None:
    desk.go("patient_form", known)
    desk.press("Ctrl+2")
    assert "4 in all" not in desk.words() and "1 in all, by name" in desk.words()
    assert desk.clinic.people.get(known).version == 1


def test_a_registration_is_left_at_once_and_waits_as_a_draft(desk: Desk) -> None:
    desk.press("Ctrl+N")
    desk.fill("surname", "Lindgren")
    desk.press("Ctrl+2")
    assert type(desk.screen).__name__ == "PeopleScreen"
    kept = "The registration of Lindgren is kept as a draft. Ctrl+N goes on with it."
    desk.qtbot.waitUntil(lambda: desk.told() == kept)
    assert stored(desk) == []
    desk.press("Ctrl+N")
    assert "Nothing of it is saved yet." in desk.words()
    assert desk.screen.binder.values()["surname"] == "Lindgren"


def test_an_edit_is_not_left_without_a_question(desk: Desk, known: int) -> None:
    desk.go("patient_form", known)
    desk.fill("surname", "Lindgren")
    desk.press("Ctrl+1")
    assert "This is not saved yet." in desk.words()
    assert desk.screen.binder.values()["surname"] == "Lindgren"
    button = desk.screen.banner.action_button()
    assert isinstance(button, QPushButton)
    button.setFocus()
    desk.press("Space")
    assert type(desk.screen).__name__ == "TodayScreen"
    assert stored(desk) == [KNOWN]


def test_a_registration_that_cannot_be_kept_is_not_left(desk: Desk) -> None:
    desk.press("Ctrl+N")
    desk.fill("surname", "Lindgren")
    database = desk.clinic.folder / "clinic.db"
    database.rename(database.with_suffix(".away"))
    desk.press("Ctrl+2")
    assert desk.screen.binder.values()["surname"] == "Lindgren"
    assert desk.screen.banner.isVisible()
    database.with_suffix(".away").rename(database)


def test_a_birth_date_that_cannot_be_read_counts_as_typed(desk: Desk) -> None:
    desk.press("Ctrl+N")
    desk.fill("birth_date", "31.02.1980")
    desk.press("Ctrl+1")
    assert "This is not saved yet." in desk.words()


def test_an_edit_over_a_newer_version_keeps_what_was_typed_and_what_was_stored(
    known: int, desk: Desk
) -> None:
    desk.go("patient_form", known)
    desk.fill("email", "signe@example.org")
    desk.fill("address", "1 Mill Road")
    newest = desk.clinic.people.get(known)
    theirs = replace(KNOWN, address="2 Mill Road", language="Danish")
    desk.clinic.people.edit(newest, theirs, CLINICIAN, NOW)
    desk.press("Ctrl+S")
    assert "This person was changed meanwhile, so nothing was saved." in desk.words()
    assert desk.clinic.people.get(known).record == theirs
    assert error(desk, "address") == "Somebody else changed this too. Look again."
    assert desk.screen.binder.values()["language"] == "Danish"
    desk.press("Ctrl+S")
    assert desk.clinic.people.get(known).record == replace(
        theirs, email="signe@example.org", address="1 Mill Road"
    )


def test_a_clinic_folder_that_vanished_is_a_sentence_and_the_form_stays(desk: Desk) -> None:
    desk.press("Ctrl+N")
    desk.fill("surname", "Lindgren")
    database = desk.clinic.folder / "clinic.db"
    database.rename(database.with_suffix(".away"))
    desk.press("Ctrl+S")
    assert "this was not saved" in desk.words()
    assert desk.screen.binder.values()["surname"] == "Lindgren"
    database.with_suffix(".away").rename(database)
    desk.press("Ctrl+S")
    assert [patient.surname for patient in stored(desk)] == ["Lindgren"]


def test_what_is_typed_after_a_refused_leave_lands_nowhere(desk: Desk, known: int) -> None:
    desk.go("patient_form", known)
    desk.type("Okafor")
    desk.press("Ctrl+2")
    assert "This is not saved yet." in desk.words()
    for letter in "SMITH":
        desk.press(letter)
    desk.press("Space")
    assert desk.screen.binder.values()["surname"] == "Okafor"
    desk.press("Escape")
    desk.press("End")
    desk.press("S")
    assert desk.screen.binder.values()["surname"] == "Okafors"


def test_a_second_enter_after_a_refused_leave_loses_nothing(desk: Desk, known: int) -> None:
    desk.go("patient_form", known)
    desk.type("Okafor")
    desk.press("Ctrl+K")
    desk.type("signe")
    desk.press("Return", 2)
    assert type(desk.screen).__name__ == "PatientFormScreen"
    assert desk.screen.binder.values()["surname"] == "Okafor"
    assert "This is not saved yet." not in desk.words()


def test_an_empty_form_says_nothing_about_anybody(desk: Desk) -> None:
    desk.press("Ctrl+N")
    assert "Nothing to compare yet." in desk.words()
    assert "No likely match yet." not in desk.words()


def test_a_name_written_as_it_sounds_is_offered(desk: Desk) -> None:
    desk.clinic.people.register(Patient("Vikström", "Ebba", date(1971, 3, 14)), RECEPTION, NOW)
    desk.press("Ctrl+N")
    for text in ("Wickstrom", "Eba", "14.3.71"):
        desk.type(text)
        desk.press("Tab")
    desk.qtbot.waitUntil(lambda: desk.screen.alike.list.isVisible())
    row = desk.screen.alike.list.current_row()
    assert (row.title, row.chip2.text) == ("Vikström, Ebba", "possible")


@pytest.mark.parametrize(("keys", "born"), [("Ctrl+S", "10.5.1977"), ("Ctrl+1", "31.2.1977")])
def test_messages_and_the_panel_share_no_letter_with_the_form(
    desk: Desk, known: int, keys: str, born: str
) -> None:
    desk.press("Ctrl+N")
    for text in ("Norreskov", "Signe", born):
        desk.type(text)
        desk.press("Tab")
    desk.qtbot.waitUntil(lambda: desk.screen.alike.list.isVisible())
    desk.press(keys)
    assert desk.screen.banner.action_button().isVisible()
    labels = [*desk.frame.findChildren(QLabel), *desk.frame.findChildren(QPushButton)]
    shown = [each for each in labels if each.isVisible()]
    letters = [QKeySequence.mnemonic(each.text()).toString() for each in shown]
    used = [letter for letter in letters if letter]
    assert "Alt+I" in used and "Alt+V" in used
    assert len(used) == len(set(used)), sorted(used)


def test_an_impossible_phone_is_warned_of_beside_its_field_and_kept_all_the_same(
    desk: Desk,
) -> None:
    desk.press("Ctrl+N")
    desk.type("Lindgren")
    desk.fill("phone", "12")
    assert error(desk, "phone") == ""
    desk.press("Tab")
    assert error(desk, "phone") == "This can't be a phone number. It is kept as typed."
    assert not desk.screen.binder.input("phone").property("wrong")
    desk.press("Ctrl+S")
    assert [each.phone for each in stored(desk)] == ["12"]
    assert "a phone number can't be right" in desk.told()
    desk.press("E")
    assert error(desk, "phone")
    desk.fill("phone", "416 555 0101")
    assert error(desk, "phone") == ""
    desk.press("Ctrl+S")
    assert [each.phone for each in stored(desk)] == ["+14165550101"]
    assert desk.told() == "Saved: Lindgren. Ctrl+Z takes it back."


def begin(desk: Desk) -> None:
    """Type the beginning of a registration, and wait until it is kept."""
    desk.press("Ctrl+N")
    desk.type("Lindgren")
    desk.press("Tab")
    desk.type("Ebba")
    desk.qtbot.waitUntil(lambda: bool(desk.clinic.care.drafts()))


def test_a_half_written_registration_waits_on_today_after_a_crash(desk: Desk) -> None:
    begin(desk)
    assert "not saved yet · draft, saved" in desk.words()
    again = Desk(desk.qtbot, desk.clinic).sit_down()
    assert "1 unfinished registration – Lindgren, Ebba" in again.words()
    again.press("O")
    assert "is back. Nothing of it is saved yet." in again.words()
    assert again.screen.binder.values()["given_name"] == "Ebba"
    again.press("Ctrl+S")
    assert [(each.surname, each.given_name) for each in stored(again)] == [("Lindgren", "Ebba")]
    assert again.clinic.care.drafts() == []
    again.get_up()


def test_a_registration_that_is_given_up_leaves_no_draft(desk: Desk) -> None:
    begin(desk)
    desk.press("Ctrl+1")
    assert len(desk.clinic.care.drafts()) == 1
    desk.press("Ctrl+N")
    desk.screen.banner.action_button().click()
    assert desk.clinic.care.drafts() == [] and stored(desk) == []


def test_a_draft_makes_way_for_a_registration_from_the_start(desk: Desk) -> None:
    begin(desk)
    again = Desk(desk.qtbot, desk.clinic).sit_down()
    again.press("Ctrl+N")
    again.screen.banner.action_button().click()
    assert again.screen.binder.values()["surname"] == ""
    assert again.clinic.care.drafts() == []
    again.screen.banner.action_button().click()
    assert again.screen.binder.values()["surname"] == "Lindgren"
    assert len(again.clinic.care.drafts()) == 1
    again.get_up()


def test_what_is_typed_over_a_stored_patient_is_no_draft(desk: Desk, known: int) -> None:
    begin(desk)
    desk.screen.draft.keeper.begin()
    other = Desk(desk.qtbot, desk.clinic).sit_down()
    other.go("patient_form", known)
    assert other.screen.binder.values()["surname"] == "Nørreskov"
    other.fill("surname", "Holm")
    other.frame.leave()
    assert [draft.record(Patient).surname for draft in desk.clinic.care.drafts()] == ["Lindgren"]
    other.get_up()


def test_ctrl_z_takes_back_what_is_typed_before_what_is_stored(desk: Desk) -> None:
    desk.go("patient_form")
    desk.fill("surname", "Lindgren")
    desk.press("Ctrl+S")
    desk.press("E")
    form = desk.screen.form
    desk.fill("note", "a")
    sex = desk.screen.binder.input("preferred_channel")
    sex.setFocus()
    desk.press("Down")
    assert sex.get_value() is not None
    desk.press("Ctrl+Z")
    assert sex.get_value() is None
    desk.press("Ctrl+Z")
    assert desk.screen.binder.values()["note"] == ""
    assert form.isVisible()
    desk.press("Ctrl+Z")
    assert "Taken back: the registration of Lindgren" in desk.told()
