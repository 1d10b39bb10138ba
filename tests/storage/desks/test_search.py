"""Search: any part of what is known, in any script, best match first, counted within bounds."""

from collections.abc import Iterator
from datetime import date

import pytest

from infrared_desktop.domain.people.duplicates import match_keys
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.desks import search
from tests.clinics import NOW, RECEPTION

PEOPLE = [
    Patient("Lee", "Kevin", date(1980, 1, 31), phone="+18004718810", email="kl@example.com"),
    Patient("Leeson", "Karl", date(1981, 2, 3)),
    Patient("Петрова", "Анна", date(1990, 12, 1)),
    Patient("Müller", "Jürgen", phone="0170 1234567"),
    Patient("Petersen", "Lee Ann", external_id="AB-4711"),
    Patient("山田", "太郎"),
]


@pytest.fixture
def people(clinic: Clinic) -> Iterator[Clinic]:
    clinic.people.take_in(PEOPLE, RECEPTION, NOW)
    yield clinic


def found(clinic: Clinic, text: str) -> list[int]:
    return list(clinic.people.find(text, NOW).numbers)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("kevin LEE", [1]),
        ("lee k", [1, 2]),
        ("lee", [5, 1, 2]),
        ("eeso", [2]),
        ("petrova anna", [3]),
        ("петр", [3]),
        ("ПЕТЕРСЕН", [5]),
        ("muller", [4]),
        ("mueller", [4]),
        ("MÜLLER j", [4]),
        ("山田", [6]),
        ("shantian", [6]),
        ("(800) 471", [1]),
        ("+1 800 471-8810", [1]),
        ("0170 12 34", [4]),
        ("1980-01-31", [1]),
        ("31.01.1980", [1]),
        ("kl@example", [1]),
        ("ab-4711", [5]),
        ("4711", [5]),
        ("zzz", []),
        ("", []),
        ('"*" ^ NEAR(', []),
    ],
)
def test_people_are_found_by_any_part(people: Clinic, typed: str, numbers: list[int]) -> None:
    assert found(people, typed) == numbers


@pytest.mark.parametrize("typed", ["3", "003", "0003", "no. 3", "No 0003", "#3", "nr. 3"])
def test_a_number_finds_its_patient_before_anybody_else(people: Clinic, typed: str) -> None:
    decoys = [
        Patient("No", "Three", date(2003, 3, 3), external_id="3"),
        Patient("Decoy", "Elsewhere", external_id="0003", phone="0003 003 3"),
        Patient("Nr", "Drei", external_id="003"),
    ]
    people.people.take_in(decoys, RECEPTION, NOW)
    assert found(people, typed)[0] == 3


def test_a_number_that_nobody_has_finds_what_else_it_may_be(people: Clinic) -> None:
    assert found(people, "18004718810") == [1]
    assert found(people, "99") == []
    assert found(people, "0" * 30 + "9" * 30) == []


def test_counting_stops_where_it_would_take_too_long(
    people: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert people.people.find("lee", NOW, limit=1) == search.Found((5,), 3)
    monkeypatch.setattr(search, "MOST_COUNTED", 2)
    assert people.people.find("lee", NOW, limit=1) == search.Found((5,), 2)


def test_everybody_is_a_candidate_for_themselves(people: Clinic) -> None:
    for number, patient in enumerate(PEOPLE, start=1):
        assert number in search.candidates(people.ledger.db, patient)


def test_a_switchboard_does_not_hide_who_is_the_same(clinic: Clinic) -> None:
    switchboard = "+14165550100"
    known = Patient("Aaltonen", "Väinö", date(1961, 2, 3), phone="+14165550199")
    crowd = [Patient(f"Crowd{n}", "Zoë", phone=switchboard) for n in range(260)]
    clinic.people.take_in([*crowd[:130], known, *crowd[130:]], RECEPTION, NOW)
    asked = Patient("Aaltonen", "Väinö", date(1961, 2, 3), phone=switchboard)
    found = search.candidates(clinic.ledger.db, asked)
    assert found[0] == 131
    assert len(found) < 260
    assert clinic.people.alike(asked)[0][0].id == 131


def test_every_key_has_its_place_among_the_candidates() -> None:
    full = Patient("A", "B", date(1980, 1, 1), None, "+14165550100", "", "a@b.ca", external_id="7")
    assert {key[0] for key in match_keys(full)} == set(search._TELLING)
