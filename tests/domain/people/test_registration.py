"""Who can be registered, and how two edits of one person are laid over each other."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.people.registration import LONGEST_NAME, cautions, merged, obstacles
from infrared_desktop.domain.records.people import Patient

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("patient", "field", "says"),
    [
        (Patient("  "), "surname", "needs a name"),
        (Patient("x" * 501), "surname", "At most 500"),
        (Patient("Lee", "x" * 501), "given_name", "At most 500"),
        (Patient("Lee", birth_date=date(2026, 11, 24)), "birth_date", "in the future"),
        (Patient("Lee", birth_date=date(1895, 11, 22)), "birth_date", "more than 130 years"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(patient: Patient, field: str, says: str) -> None:
    found = obstacles(patient, TODAY)
    assert list(found) == [field]
    assert says in str(found[field])


@pytest.mark.parametrize(
    "patient",
    [
        Patient("", "Prince"),
        Patient('🌸 O\'Brien "x"', "אביגיל"),
        Patient("x" * LONGEST_NAME),
        Patient("Lee", birth_date=TODAY),
        Patient("Lee", birth_date=date(1896, 11, 23)),
    ],
)
def test_unusual_people_are_people(patient: Patient) -> None:
    assert obstacles(patient, TODAY) == {}


texts = st.text(max_size=3)


@given(*[st.builds(Patient, texts, texts, phone=texts, note=texts)] * 3)
def test_mine_wins_where_i_typed_and_theirs_everywhere_else(
    mine: Patient, before: Patient, theirs: Patient
) -> None:
    record, both = merged(mine, before, theirs)
    for name, value in vars(record).items():
        typed = getattr(mine, name) != getattr(before, name)
        assert value == getattr(mine if typed else theirs, name)
        assert (name in both) == (typed and getattr(theirs, name) != getattr(before, name))


def test_an_edit_over_nothing_new_is_just_the_edit() -> None:
    before = Patient("Lee", "Ann")
    mine = replace(before, phone="+14165550101")
    assert merged(mine, before, before) == (mine, ())


def test_a_phone_that_cannot_be_one_is_only_a_caution() -> None:
    slip = Patient("Lee", phone="416 555 0101", second_phone="12")
    assert list(cautions(slip, "CA")) == ["second_phone"]
    assert obstacles(slip, TODAY) == {}
    assert cautions(Patient("Lee"), "CA") == {}
