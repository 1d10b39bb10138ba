"""Pairs of a whole clinic: the same as comparing everybody with everybody, and much sooner."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.people.duplicates import Certainty, Reason, likeness, match_keys
from infrared_desktop.domain.people.pairs import (
    CROWD,
    Pair,
    in_order,
    likely_pairs,
    to_compare,
)
from infrared_desktop.domain.records.people import Patient

BORN = date(1971, 3, 14)
DAYS = st.sampled_from([None, BORN, date(1971, 3, 15), date(1971, 4, 14), date(1984, 3, 14)])
PATIENTS = st.builds(
    Patient,
    surname=st.sampled_from(["Ōkubo", "Okubo", "Müller", "Mueller", "Nguyễn"]),
    given_name=st.sampled_from(["", "Mai", "Mai Linh", "May", "Jürgen"]),
    birth_date=DAYS,
    phone=st.sampled_from(["", "+1 416 555 0101", "+1 416 555 0102"]),
    email=st.sampled_from(["", "mai@example.org"]),
    external_id=st.sampled_from(["", "C-17"]),
)


def found(people: Mapping[int, Patient], **known: object) -> list[Pair]:
    shared = defaultdict(list)
    for number, patient in people.items():
        for key in match_keys(patient):
            shared[key].append((number, patient.birth_date))
    return likely_pairs(people, to_compare(shared), **known)  # type: ignore[arg-type]


def numbered(*patients: Patient) -> dict[int, Patient]:
    return dict(enumerate(patients, start=1))


@given(st.lists(PATIENTS, max_size=12))
def test_nobody_who_is_alike_is_missed_and_nobody_else_is_named(people: list[Patient]) -> None:
    everybody = numbered(*people)
    by_hand = {
        (one, other): like
        for one, other in combinations(everybody, 2)
        if (like := likeness(everybody[one], everybody[other]))
        and {*like.reasons}
        - {Reason.SAME_PHONE, Reason.SAME_EMAIL, Reason.NO_BIRTH_DATE}
        - {Reason.SAME_SURNAME, Reason.SAME_GIVEN_NAME, Reason.CLOSE_BIRTH_DATE}
    }
    pairs = found(everybody)
    assert {pair.numbers: pair.like for pair in pairs} == by_hand
    weights = [pair.like.weight for pair in pairs]
    assert weights == sorted(weights, reverse=True)


def test_a_family_with_one_phone_is_no_pair_but_who_has_the_birth_date_too_is() -> None:
    phone = "+1 416 555 0101"
    mother = Patient("Okubo", "Mai", BORN, phone=phone)
    child = Patient("Okubo", "Ren", date(2010, 1, 1), phone=phone)
    married = Patient("Nguyễn", "May-Linh", BORN, phone=phone)
    assert [pair.numbers for pair in found(numbered(mother, child, married))] == [(1, 3)]


def test_those_who_are_known_to_be_two_people_are_left_out() -> None:
    people = numbered(*[Patient("Okubo", "Mai", BORN)] * 3)
    assert [pair.numbers for pair in found(people)] == [(1, 2), (1, 3), (2, 3)]
    left = found(people, apart={in_order(3, 1)})
    assert [pair.numbers for pair in left] == [(1, 2), (2, 3)]
    assert all(pair.like.certainty is Certainty.LIKELY for pair in left)


def test_what_a_crowd_shares_says_nothing_and_hides_nobody() -> None:
    phone = "+1 416 555 0101"
    born = (date(1920 + n, 1, 1) for n in range(60))
    crowd = [Patient("Okubo", "Ren", day, phone=phone) for day in born]
    twice = [Patient("Okubo", "Mai", BORN, phone=phone)] * 2
    assert [pair.numbers for pair in found(numbered(*crowd, *twice))] == [(61, 62)]
    nameless = [Patient("Unknown")] * (CROWD + 1)
    assert found(numbered(*nameless)) == []
