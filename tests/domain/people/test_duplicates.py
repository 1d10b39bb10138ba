"""Duplicates: the same person is noticed, and twins and families are left to a person."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.people.duplicates import Certainty, Reason, likeness, match_keys
from infrared_desktop.domain.records.people import Patient

LEE = Patient(
    "Lee",
    "Kevin",
    date(2007, 7, 15),
    phone="+18004718810",
    email="lee@example.com",
    external_id="7",
)
BARE = Patient("Lee", "Kevin", date(2007, 7, 15))


def certainty(one: Patient, other: Patient) -> Certainty | None:
    found = likeness(one, other)
    return found.certainty if found else None


@pytest.mark.parametrize(
    "other",
    [
        LEE,
        replace(LEE, surname="LEE", phone="", email=" Lee@Example.com ", external_id=""),
        replace(LEE, surname="Kevin", given_name="Lee", phone="", second_phone="800 471 8810"),
        replace(LEE, phone="", email="", external_id="7 "),
    ],
)
def test_same_name_birth_date_and_contact_is_certain(other: Patient) -> None:
    assert certainty(LEE, other) is Certainty.CERTAIN


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BARE, BARE),
        (BARE, replace(BARE, given_name="Kevin H")),
        (replace(BARE, given_name="Kevin Henry"), replace(BARE, given_name="Kevin H.")),
        (LEE, replace(LEE, surname="Carter", external_id="")),
        (LEE, replace(LEE, given_name="Kevyn")),
        (LEE, replace(BARE, birth_date=date(1990, 1, 1), external_id="7")),
        (LEE, replace(LEE, birth_date=None, external_id="", email="")),
        (LEE, replace(LEE, birth_date=date(2007, 7, 16), external_id="", email="")),
        (
            Patient("Müller", "Jörg", date(1980, 1, 1)),
            Patient("Mueller", "Joerg", date(1980, 1, 1)),
        ),
        (
            Patient("Петрова", "Анна", date(1980, 1, 1)),
            Patient("Petrova", "Anna", date(1980, 1, 1)),
        ),
        (Patient("🙂", "", date(1980, 1, 1)), Patient("🙂", "", date(1980, 1, 1))),
    ],
)
def test_the_same_person_written_otherwise_is_likely(one: Patient, other: Patient) -> None:
    assert certainty(one, other) is Certainty.LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (LEE, replace(LEE, given_name="Karen", external_id="8")),
        (LEE, replace(LEE, given_name="Kevyn", external_id="8")),
        (LEE, replace(LEE, birth_date=date(1977, 3, 2), external_id="8")),
        (LEE, Patient("Brown", "Ann", date(1960, 5, 5), second_phone="8004718810")),
        (LEE, Patient("Brown", "Ann", email="lee@example.com")),
        (LEE, Patient("Brown", "Ann", external_id="7")),
        (BARE, replace(BARE, given_name="Kevyn")),
        (BARE, replace(BARE, birth_date=None)),
        (replace(BARE, birth_date=date(2007, 7, 5)), replace(BARE, birth_date=date(2007, 5, 7))),
        (Patient("Smith", "John", date(1980, 1, 1)), Patient("Simth", "John", date(1980, 1, 1))),
        (
            Patient("Meyer", "Stephen", date(1980, 1, 1)),
            Patient("Maier", "Steven", date(1980, 1, 1)),
        ),
    ],
)
def test_twins_families_and_vague_matches_are_at_most_possible(
    one: Patient, other: Patient
) -> None:
    assert certainty(one, other) is Certainty.POSSIBLE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BARE, replace(BARE, birth_date=date(1950, 1, 1))),
        (BARE, Patient("Brown", "Ann", date(2007, 7, 15))),
        (BARE, Patient("Lee", "Karen", date(1988, 7, 15))),
        (Patient("🙂"), Patient("🎈")),
        (Patient("Lee", phone="112"), Patient("Brown", phone="112")),
    ],
)
def test_different_people_are_left_alone(one: Patient, other: Patient) -> None:
    assert likeness(one, other) is None


def test_reasons_and_sentence_say_what_was_found() -> None:
    found = likeness(LEE, replace(LEE, given_name="Karen", email="", external_id=""))
    assert found is not None
    assert found.reasons == (Reason.SAME_SURNAME, Reason.SAME_BIRTH_DATE, Reason.SAME_PHONE)
    assert "twins" in str(found.why)
    assert not found.is_duplicate


def test_the_surer_likeness_weighs_more() -> None:
    certain, likely = likeness(LEE, LEE), likeness(BARE, BARE)
    possible = likeness(BARE, replace(BARE, birth_date=None))
    assert certain and likely and possible
    assert certain.weight > likely.weight > possible.weight


# Few values, so that drawn people often share something.
GIVEN = ["Anna", "Anna Maria", "Anna M", "Anne", "Ana", "Hanna", "", "A", "Иван", "Ivan"]
patients = st.builds(
    Patient,
    st.sampled_from(
        ["Lee", "Li", "Maier", "Meyer", "Meyre", "Müller", "Mueller", "Anna", "A B", "🙂"]
    ),
    st.sampled_from(GIVEN),
    st.sampled_from([None, date(1980, 1, 2), date(1980, 2, 1), date(1980, 1, 3), date(1979, 1, 2)]),
    phone=st.sampled_from(["", "+491701234567", "0170 1234567", "123456", "12"]),
    second_phone=st.sampled_from(["", "+491701234567", "ask"]),
    email=st.sampled_from(["", "a@example.com", "A@example.com "]),
    external_id=st.sampled_from(["", "7", "a7", "A7 "]),
)


@given(patients, patients)
def test_any_two_that_are_alike_share_a_key_both_ways(one: Patient, other: Patient) -> None:
    assert likeness(one, other) == likeness(other, one)
    if likeness(one, other):
        assert set(match_keys(one)) & set(match_keys(other))


@given(patients)
def test_everybody_is_like_themselves(patient: Patient) -> None:
    found = likeness(patient, patient)
    assert found is not None
    assert found.is_duplicate or patient.birth_date is None


def test_a_surname_of_signs_alone_still_gives_a_key_to_look_up_by() -> None:
    born = date(1980, 1, 1)
    one, other = Patient("🙂", "Anna", born), Patient("🙂", "Hanna", born)
    assert likeness(one, other) is not None
    assert set(match_keys(one)) & set(match_keys(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Vikström", "Ebba"), ("Wickstrom", "Eba")),
        (("Thomas", "Erik"), ("Tomas", "Eric")),
        (("Beckman", "Walter"), ("Bekmann", "Valther")),
    ],
)
def test_names_that_sound_alike_are_offered_as_possible(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    born = date(1971, 3, 14)
    known, typed = Patient(*one, birth_date=born), Patient(*other, birth_date=born)
    assert certainty(known, typed) is Certainty.POSSIBLE
    assert set(match_keys(known)) & set(match_keys(typed))
