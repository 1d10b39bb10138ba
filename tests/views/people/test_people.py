"""Finding somebody in the directory by keyboard; finding never registers."""

from datetime import date

import pytest

from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.desks import search
from infrared_desktop.views.lists import patient_rows
from infrared_desktop.views.lists.rows import Row
from tests.clinics import NOW, RECEPTION
from tests.views.desk import Desk

PEOPLE = (
    Patient("Nørreskov", "Signe", date(1977, 5, 10), phone="+14035550136"),
    Patient("Norris", "Sam", date(1980, 1, 2), phone="+14165550199"),
    Patient("כהן-לוי", "אביגיל", date(1988, 3, 4), email="abigail@example.org"),
    Patient("🌸 Blüte", "W" * 490),
)


@pytest.fixture
def known(clinic: Clinic) -> None:
    clinic.people.take_in(PEOPLE, RECEPTION, NOW)


@pytest.fixture
def people(known: None, desk: Desk) -> Desk:
    desk.press("Ctrl+2")
    return desk


def shown(desk: Desk) -> list[Row]:
    rows = desk.screen.list.rows()
    if not desk.screen.list.isVisible():
        return []
    return [row for number in range(rows.rowCount()) if (row := rows.row(number))]


def test_the_directory_lists_everybody_and_says_how_many(people: Desk) -> None:
    assert len(shown(people)) == 4
    assert "4 in all, by name" in people.words()


def test_a_few_letters_and_enter_open_the_best_match(people: Desk) -> None:
    people.type("norre")
    assert [row.title for row in shown(people)] == ["Nørreskov, Signe"]
    people.press("Return")
    assert people.screen.number == 1
    assert "Nørreskov, Signe" in people.words()


def test_arrows_choose_without_leaving_the_field(people: Desk) -> None:
    people.type("nor")
    first = people.screen.list.current_key()
    people.press("Down")
    assert people.screen.list.current_key() != first
    people.press("Up")
    assert people.screen.list.current_key() == first
    people.press("Down")
    wanted = people.screen.list.current_key()
    people.press("Return")
    assert people.screen.number == wanted


@pytest.mark.parametrize(
    ("typed", "number", "by"),
    [
        ("norresk", 1, "by name"),
        ("555 0136", 1, "by phone"),
        ("0199", 2, "by phone"),
        ("2.1.1980", 2, "by birth date"),
        ("1980-01-02", 2, "by birth date"),
        ("abigail", 3, "by e-mail"),
    ],
)
def test_each_result_says_what_it_was_found_by(
    people: Desk, typed: str, number: int, by: str
) -> None:
    people.type(typed)
    (row,) = shown(people)
    assert row.key == number
    assert row.chip2 is not None and row.chip2.text == by


def test_phones_are_shown_as_people_write_them(people: Desk) -> None:
    people.type("norresk")
    assert shown(people)[0].note == "(403) 555-0136"


def test_nobody_found_says_so_and_enter_registers_nobody(people: Desk) -> None:
    people.type("zzzz")
    assert shown(people) == []
    assert "Nobody fits that." in people.words()
    people.press("Return")
    assert people.screen.section == "people"
    assert people.clinic.people.count() == 4
    people.press("Ctrl+N")
    assert "Register a patient" in people.words()


def test_the_field_is_empty_again_after_a_registration(people: Desk) -> None:
    people.type("zzzz")
    people.press("Ctrl+N")
    people.type("Zzzander")
    people.press("Ctrl+S")
    people.press("Ctrl+2")
    assert people.screen.search.text() == ""
    assert len(shown(people)) == 5


def test_one_comes_back_from_somebody_to_the_search_that_found_them(people: Desk) -> None:
    people.type("nor")
    people.press("Return")
    people.press("Alt+Left")
    assert people.screen.search.text() == "nor"
    assert len(shown(people)) == 2
    people.press("Ctrl+1")
    people.press("Alt+Left")
    assert people.screen.search.text() == ""


def test_more_than_are_counted_are_told_as_or_more(
    people: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MOST_COUNTED", 2)
    monkeypatch.setattr(patient_rows, "MOST_COUNTED", 2)
    people.type("nor")
    assert "2 of 2 or more, best match first" in people.words()


def test_somebody_registered_elsewhere_appears_in_what_is_typed(people: Desk) -> None:
    people.type("norr")
    people.clinic.people.register(Patient("Norrby", "Åke"), RECEPTION, NOW)
    assert "Norrby, Åke" in [row.title for row in shown(people)]


def test_endless_and_right_to_left_names_leave_the_window_its_size(people: Desk) -> None:
    people.press("Escape")
    for number in (3, 4):
        people.go("patient", number)
        people.frame.grab()
        assert people.frame.width() == 1366
        assert PEOPLE[number - 1].surname in people.screen.patient_banner.name.text()
