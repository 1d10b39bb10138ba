"""Joining two numbers in the window: found, compared, chosen by keys, taken back and parted."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from infrared_desktop.domain.errors import ChartClosedError
from infrared_desktop.domain.records.answers import Role, Sex
from infrared_desktop.domain.records.chart import State
from infrared_desktop.domain.records.patient_rights import Merge, Restriction
from infrared_desktop.domain.records.people import Patient, Staff
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import TODAY, consultation, history, patient, treated_patient
from tests.views.desk import Desk


@pytest.fixture
def pair(desk: Desk) -> tuple[int, int]:
    """Return two numbers of one person; the second alone knows an e-mail, and both a note."""
    first = treated_patient(desk.clinic, "Berghain")
    known = desk.clinic.people.get(first)
    noted = replace(known.record, note="likes mornings", phone="+14165550101")
    desk.clinic.people.edit(known, noted, RECEPTION, NOW)
    again = replace(noted, email="b@example.org", note="hard of hearing", phone="+14165550188")
    second = desk.clinic.people.register(again, RECEPTION, NOW).id
    desk.clinic.care.sign(consultation(second), CLINICIAN, NOW)
    return first, second


def kept(desk: Desk, number: int) -> Patient:
    return desk.clinic.people.get(number).record


def test_who_looks_the_same_is_offered_and_joined_by_keys_alone(
    desk: Desk, pair: tuple[int, int]
) -> None:
    first, second = pair
    desk.go("patient", first)
    desk.press("Ctrl+Shift+J")
    screen = desk.screen
    assert screen.picker.list.current_key() == second
    desk.press("Return")
    assert screen.choices.kept() == first and screen.choices.other() == second
    for _ in range(9):
        desk.press("Tab")
        if any(button.hasFocus() for button in screen.choices.buttons("phone")):
            break
    desk.press("Right")
    screen.reason.setFocus()
    desk.type("same birth date and address")
    desk.press("Return")
    assert type(desk.screen).__name__ == "PatientScreen"
    assert f"Joined: number {second} is read along with {first}" in desk.told()
    known = kept(desk, first)
    assert (known.phone, known.email) == ("+14165550188", "b@example.org")
    assert known.note == "likes mornings\nhard of hearing"
    assert f"Number {second} is read along, joined on" in desk.screen.joined.text()
    assert len(desk.clinic.people.chart(first).consultations) == 2
    desk.press("Ctrl+Z")
    assert "Taken back: the joining of two numbers" in desk.told()
    assert kept(desk, first).phone == "+14165550101"
    assert desk.clinic.people.get(second).id == second
    assert not desk.screen.joined.text()


def test_both_are_found_by_typing_and_shown_beside_each_other(
    desk: Desk, pair: tuple[int, int]
) -> None:
    first, second = pair
    stranger = desk.clinic.people.register(
        patient("Zamora", birth_date=date(1950, 1, 2), sex=Sex.MALE), RECEPTION, NOW
    ).id
    screen = desk.go("join", first)
    screen.picker.search.setText("zamora")
    screen.picker.search.textEdited.emit("zamora")
    desk.press("Return")
    assert screen.choices.other() == stranger
    words = desk.words(screen)
    for told in ("The birth dates differ.", "Nothing says that they are one person but you"):
        assert told in words
    assert "Consultations" in words and "together" in words
    screen.another.click()
    assert not screen.cautions.text()
    screen.compare(second)
    assert "birth dates" not in desk.words(screen)


def test_the_number_that_stays_can_be_the_other(desk: Desk, pair: tuple[int, int]) -> None:
    first, second = pair
    screen = desk.go("join", first, about=second)
    assert screen.choices.buttons("email")[0].accessibleName() == f"E-mail, no. {first:04}: nothing"
    screen.choices.buttons("email")[0].click()
    screen.choices.buttons("")[1].click()
    assert screen.choices.kept() == second
    chosen = screen.choices.chosen()
    assert chosen.phone == "+14165550188", "proposed anew"
    assert chosen.email == "", "chosen by hand"
    screen.reason.setText("asked her")
    desk.press("Ctrl+S")
    assert desk.frame._way[-1].patient == second
    assert desk.clinic.people.get(first).id == second


def test_a_page_of_the_number_that_was_joined_opens_the_one_that_is_kept(
    desk: Desk, pair: tuple[int, int]
) -> None:
    first, second = pair
    desk.go("patient", second)
    screen = desk.go("join", second, about=first)
    screen.reason.setText("asked her")
    screen.join()
    assert desk.frame._way[-1].patient == first
    desk.press("Alt+Left")
    assert desk.frame._way[-1].patient == first
    desk.go("history", second)
    assert desk.frame._way[-1].patient == first


def test_nothing_is_joined_without_a_reason_or_over_unfinished_work(
    desk: Desk, pair: tuple[int, int]
) -> None:
    first, second = pair
    desk.clinic.care.keep_draft(consultation(second), CLINICIAN, NOW)
    screen = desk.go("join", first, about=second)
    assert f"Not finished under number {second}: consultation of" in screen.begun.text()
    desk.press("Ctrl+S")
    assert "Say why they are one person" in desk.words(screen)
    screen.reason.setText("asked her")
    desk.press("Ctrl+S")
    assert "There is unfinished work under number" in screen.banner.text()
    assert desk.clinic.rights.merges(first) == []
    screen.choices.buttons("")[1].click()
    assert not screen.begun.text()
    screen.choices.buttons("")[0].click()
    screen.begun.action_button().click()
    assert desk.frame._way[-1].patient == second


def test_a_change_in_between_is_seen_before_it_is_joined(desk: Desk, pair: tuple[int, int]) -> None:
    first, second = pair
    screen = desk.go("join", first, about=second)
    screen.reason.setFocus()
    desk.type("asked her")
    stored = desk.clinic.people.get(second)
    edited = replace(stored.record, phone="+14165550199")
    desk.clinic.people.edit(stored, edited, RECEPTION, NOW)
    assert screen.choices.buttons("phone")[1].text().endswith("555-0199")
    desk.press("Ctrl+S")
    assert desk.clinic.people.get(second).id == first


def test_what_was_joined_is_parted_later_with_its_date_and_why(
    desk: Desk, pair: tuple[int, int]
) -> None:
    first, second = pair
    one, other = (desk.clinic.people.get(number) for number in pair)
    desk.clinic.rights.merge(one, other, one.record, "the same e-mail", CLINICIAN, NOW)
    desk.now += timedelta(days=400)
    screen = desk.go("patient", first)
    screen.joined.action_button().click()
    screen = desk.screen
    row = screen.list.current_row()
    assert row.title.startswith(f"no. {second:04} · Berghain") and row.note == "the same e-mail"
    assert "joined on" in row.subtitle and "Berg" in row.title
    desk.press("Ctrl+S")
    assert "Say why they are two people" in desk.words(screen)
    desk.type("mother and daughter")
    desk.press("Return")
    assert f"Parted: number {second} is a patient of its own again" in desk.told()
    assert len(desk.clinic.people.chart(second).consultations) == 1
    (merge,) = desk.clinic.ledger.books.all(Merge)
    assert (merge.state, merge.record.reason) == (State.INVALID, "mother and daughter")
    desk.press("Ctrl+Z")
    assert desk.clinic.people.get(second).id == first


def test_a_patient_with_one_number_has_nothing_to_part(desk: Desk, pair: tuple[int, int]) -> None:
    screen = desk.go("part", pair[0])
    assert "Nothing is joined to this patient." in desk.words(screen)
    desk.press("Return")
    assert type(desk.screen).__name__ == "JoinScreen"


def test_two_histories_are_told_before_and_after(desk: Desk, pair: tuple[int, int]) -> None:
    first, second = pair
    for number in pair:
        desk.clinic.history.take(history(number), CLINICIAN, NOW)
    screen = desk.go("join", first, about=second)
    assert "Both have a medical history." in screen.cautions.text()
    screen.reason.setText("asked her")
    screen.join()
    assert "Two medical histories wait to be brought together" in desk.screen.joined.text()
    (counts,) = [desk.clinic.people.chart(first).history]
    assert counts is not None
    later = NOW + timedelta(hours=1)
    desk.clinic.history.confirm(counts, TODAY, CLINICIAN, later)
    assert "Two medical histories" not in desk.screen.joined.text()
    assert "the medical history that counts; H leads to the other" in desk.screen.joined.text()


def test_a_likely_duplicate_is_joined_from_the_form_of_the_person(
    desk: Desk, pair: tuple[int, int]
) -> None:
    first, second = pair
    screen = desk.go("patient_form", first)
    button = screen.alike.compare.join_button
    assert button.isVisible() and f"no. {second:04}" in button.text()
    button.click()
    assert desk.screen.choices.kept() == first and desk.screen.choices.other() == second
    desk.get_up()
    desk.sit_down(RECEPTION)
    assert not desk.go("patient_form", first).alike.compare.join_button.isVisible()


def test_somebody_new_is_not_joined_but_opened(desk: Desk, pair: tuple[int, int]) -> None:
    screen = desk.go("patient_form")
    screen.binder.show(kept(desk, pair[0]))
    screen._look_up()
    assert screen.alike.compare.button.isVisible()
    assert not screen.alike.compare.join_button.isVisible()


def test_a_restricted_chart_is_opened_with_a_reason_before_it_is_joined(
    desk: Desk, pair: tuple[int, int]
) -> None:
    first, second = pair
    desk.clinic.rights.restrict(Restriction(second, TODAY, "contested"), CLINICIAN, NOW)
    other = desk.clinic.staff.add(Staff("Dr. Ana Ruiz", Role.CLINICIAN), CLINICIAN, NOW).id
    desk.get_up()
    desk.sit_down(other)
    one, two = (desk.clinic.people.get(number) for number in pair)
    with pytest.raises(ChartClosedError):
        desk.clinic.rights.merge(one, two, one.record, "the same", other, NOW)
    desk.go("join", first)
    desk.press("Return")
    assert type(desk.screen).__name__ == "BreakGlassScreen"
    desk.type("registered twice, to be joined")
    desk.press("Return")
    assert type(desk.screen).__name__ == "JoinScreen"
    assert f"number {second} is restricted" in desk.screen.cautions.text()
    desk.screen.reason.setText("asked her")
    desk.press("Ctrl+S")
    assert desk.clinic.people.get(second).id == first


def test_two_who_were_told_apart_are_joined_only_by_who_knows_of_it(
    desk: Desk, pair: tuple[int, int]
) -> None:
    first, second = pair
    desk.clinic.rights.tell_apart(second, first, CLINICIAN, NOW)
    screen = desk.go("join", first)
    assert (
        "Told apart on 23 Nov 2026 by Dr. Åsa Lindqvist." in screen.picker.list.current_row().note
    )
    desk.press("Return")
    words = "Told apart on 23 Nov 2026 by Dr. Åsa Lindqvist. Ask that person, or the patient"
    assert screen.cautions.isVisible() and screen.cautions.text().startswith(words)
    screen.reason.setText("she showed her passport")
    desk.press("Ctrl+S")
    assert "Joined" in desk.told()
    desk.press("Ctrl+Z")
    desk.clinic.rights.take_apart_back(first, second, CLINICIAN, NOW)
    assert "Told apart" not in desk.go("join", first, about=second).cautions.text()
