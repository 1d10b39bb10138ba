"""Who may be one person twice, among all; and that telling two apart is kept, and taken back."""

from datetime import date

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.people.duplicates import Certainty
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.desks.telling_apart import MOST_SIGNS
from infrared_desktop.storage.gathered.alike_pairs import alike_pairs, told_apart
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import patient
from tests.storage.desks.test_erasing import erasure

BORN = date(1971, 3, 14)


def register(clinic: Clinic, *names: str, **fields: object) -> list[int]:
    told = {"birth_date": BORN, **fields}
    return [clinic.people.register(patient(each, **told), RECEPTION, NOW).id for each in names]


def pairs(clinic: Clinic) -> list[tuple[int, int]]:
    return [pair.numbers for pair in alike_pairs(clinic, 500).pairs]


@pytest.fixture
def three(clinic: Clinic) -> list[int]:
    """Return three numbers of one name and birth date, beside others."""
    register(clinic, "Ito", birth_date=date(1950, 1, 1))
    return register(clinic, "Ōkubo", "Okubo", "Okubo")


def test_a_clinic_without_twins_has_no_pair(clinic: Clinic) -> None:
    register(clinic, "Ngata", "Petrov", birth_date=None)
    assert pairs(clinic) == []


def test_all_pairs_are_found_the_likeliest_first(clinic: Clinic, three: list[int]) -> None:
    one, two, other = three
    stored = clinic.people.get(other)
    clinic.people.edit(stored, patient("Okubo", birth_date=None), RECEPTION, NOW)
    found = alike_pairs(clinic, 500)
    assert [pair.numbers for pair in found.pairs] == [(one, two), (one, other), (two, other)]
    assert found.pairs[0].like.certainty is Certainty.CERTAIN  # the phone as well
    assert found.people[one].record.surname == "Ōkubo"


def test_two_who_are_told_apart_are_named_no_more_until_it_is_taken_back(
    clinic: Clinic, three: list[int]
) -> None:
    one, two, other = three
    clinic.rights.tell_apart(two, one, CLINICIAN, NOW)
    assert pairs(clinic) == [(one, other), (two, other)]
    (told,) = alike_pairs(clinic, 500).apart
    assert (told.numbers, told.by, told.at) == ((one, two), CLINICIAN, NOW)
    clinic.rights.take_apart_back(one, two, CLINICIAN, NOW)
    assert told_apart(clinic) == [] and (one, two) in pairs(clinic)
    rows = clinic.ledger.db.execute(
        "SELECT act, patient_id, record_id FROM audit WHERE act LIKE '%apart%' ORDER BY seq"
    ).fetchall()
    assert rows == [
        ("patients-told-apart", two, one),
        ("patients-told-apart", one, two),
        ("told-apart-taken-back", one, two),
        ("told-apart-taken-back", two, one),
    ]
    assert not list(clinic.ledger.audit.breaks())


def test_who_is_joined_is_one_and_what_was_said_of_them_holds_of_the_kept_one(
    clinic: Clinic, three: list[int]
) -> None:
    one, two, other = three
    clinic.rights.tell_apart(two, other, CLINICIAN, NOW)
    kept, joined = clinic.people.get(one), clinic.people.get(two)
    merge = clinic.rights.merge(kept, joined, kept.record, "one person", CLINICIAN, NOW)
    assert pairs(clinic) == []
    assert [each.numbers for each in told_apart(clinic)] == [(one, other)]
    with pytest.raises(KnownError, match="one patient by now"):
        clinic.rights.tell_apart(one, two, CLINICIAN, NOW)
    clinic.rights.unmerge(merge, "two people", CLINICIAN, NOW)
    assert pairs(clinic) == [(one, two), (one, other)]


def test_why_is_kept_in_one_line_and_holds_of_the_kept_one_too(
    clinic: Clinic, three: list[int]
) -> None:
    one, two, other = three
    clinic.rights.tell_apart(
        two, other, CLINICIAN, NOW, "  twins:\nthe mother said so " + "x" * 200
    )
    (told,) = told_apart(clinic)
    assert told.why.startswith("twins: the mother said so x") and len(told.why) == MOST_SIGNS
    kept, joined = clinic.people.get(one), clinic.people.get(two)
    clinic.rights.merge(kept, joined, kept.record, "one person", CLINICIAN, NOW)
    assert [(each.numbers, each.why) for each in told_apart(clinic)] == [((one, other), told.why)]
    clinic.rights.take_apart_back(one, other, CLINICIAN, NOW)
    clinic.rights.tell_apart(one, other, CLINICIAN, NOW)
    assert [each.why for each in told_apart(clinic)] == [""]


def test_why_names_nobody_as_it_stays_when_one_is_erased(clinic: Clinic, three: list[int]) -> None:
    one, two, _ = three
    with pytest.raises(KnownError, match="may not say who this was"):
        clinic.rights.tell_apart(one, two, CLINICIAN, NOW, "Okubo is her sister")
    assert told_apart(clinic) == []


def test_a_refusal_of_reception_tells_nobody_apart(clinic: Clinic, three: list[int]) -> None:
    with pytest.raises(KnownError, match="A clinician joins two numbers"):
        clinic.rights.tell_apart(three[0], three[1], RECEPTION, NOW, "Okubo is her sister")
    assert told_apart(clinic) == []


def test_who_was_erased_is_no_pair_with_anybody(clinic: Clinic, three: list[int]) -> None:
    one, two, other = three
    clinic.rights.tell_apart(one, two, CLINICIAN, NOW)
    clinic.rights.erase(erasure(two), CLINICIAN, NOW)
    assert pairs(clinic) == [(one, other)] and told_apart(clinic) == []


def test_of_very_many_the_likeliest_are_named_and_the_rest_counted(
    clinic: Clinic, three: list[int]
) -> None:
    found = alike_pairs(clinic, 1)
    assert [pair.numbers for pair in found.pairs] == [(three[0], three[1])]
    assert found.more == 2 and set(found.people) == set(three[:2])
