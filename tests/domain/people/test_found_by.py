"""A find explains itself: by name, number, birth date, phone, e-mail, or by several."""

from datetime import date

import pytest

from infrared_desktop.domain.dates import DateOrder
from infrared_desktop.domain.people.folding import fold
from infrared_desktop.domain.people.found_by import FoundBy, found_by
from infrared_desktop.domain.records.people import Patient

TODAY = date(2026, 11, 23)
SOMEBODY = Patient(
    "Nørreskov",
    "Signe",
    date(1977, 5, 10),
    phone="+14035550136",
    email="signe@example.org",
    external_id="OLD-28",
)


@pytest.mark.parametrize(
    ("typed", "by"),
    [
        ("nor", {FoundBy.NAME}),
        ("signe norreskov", {FoundBy.NAME}),
        ("28", {FoundBy.NUMBER}),
        ("10.5.1977", {FoundBy.BIRTH_DATE}),
        ("1977-05-10", {FoundBy.BIRTH_DATE}),
        ("1977", {FoundBy.BIRTH_DATE}),
        ("555 0136", {FoundBy.PHONE}),
        ("(403) 555", {FoundBy.PHONE}),
        ("example", {FoundBy.EMAIL}),
        ("old", {FoundBy.EXTERNAL_ID}),
        ("signe 1977", {FoundBy.NAME, FoundBy.BIRTH_DATE}),
        ("signe 0136", {FoundBy.NAME, FoundBy.PHONE}),
        ("zzz", set()),
        ("signe zzz", set()),
        ("", set()),
    ],
)
def test_what_was_typed_is_found_where_it_stands(typed: str, by: set[FoundBy]) -> None:
    assert set(found_by(typed, SOMEBODY, 28, DateOrder.DMY, TODAY)) == by


@pytest.mark.parametrize("typed", ["Петро", "petro", "ИВАН"])
def test_letters_of_both_scripts_find_by_name(typed: str) -> None:
    somebody = Patient("Петрова", "Иванна")
    assert found_by(typed, somebody, 1, DateOrder.DMY, TODAY) == (FoundBy.NAME,)


def test_a_whole_word_explains_better_than_a_part_of_another() -> None:
    somebody = Patient("Anna", "Bo", email="bo@anna.example")
    assert found_by("anna", somebody, 1, DateOrder.DMY, TODAY) == (FoundBy.NAME,)
    assert fold(somebody.email) == "bo anna example"
