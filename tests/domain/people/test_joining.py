"""What is proposed of two numbers that may be one patient, and what is told before."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.people.joining import (
    FIELDS,
    Side,
    both_notes,
    cautions,
    is_said,
    proposed,
    to_choose,
)
from infrared_desktop.domain.records.answers import Channel, Sex
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.history import History
from infrared_desktop.domain.records.people import Patient

BORN = date(1971, 3, 14)
ONE = Patient("Berghain", "Ruth", BORN, phone="+14165550188")

patients = st.builds(
    Patient,
    st.sampled_from(["", "Berghain", "Ōkubo"]),
    given_name=st.sampled_from(["", "Ruth"]),
    birth_date=st.sampled_from([None, BORN]),
    sex=st.sampled_from([None, *Sex]),
    phone=st.sampled_from(["", "+14165550188"]),
    do_not_contact=st.booleans(),
    note=st.sampled_from(["", "likes mornings", "hard of hearing"]),
    may_contact_by=st.sampled_from([None, (), (Channel.SMS,)]),
)


def taken(number: int, on: date, at: datetime) -> Stored[History]:
    return Stored(number, 1, State.CURRENT, 1, at, "", History(number, on))


def test_every_field_of_a_patient_is_chosen() -> None:
    assert set(FIELDS) == {each.name for each in fields(Patient)}


@given(kept=patients, other=patients)
def test_nothing_that_only_one_says_is_lost(kept: Patient, other: Patient) -> None:
    chosen = proposed(kept, other)
    for name in to_choose(kept, other):
        assert is_said(getattr(chosen, name)), name
    assert chosen.do_not_contact == (kept.do_not_contact or other.do_not_contact)
    assert kept.note in chosen.note and other.note in chosen.note
    assert proposed(kept, kept) == kept


@given(kept=patients, other=patients)
def test_what_the_kept_one_says_stands(kept: Patient, other: Patient) -> None:
    chosen = proposed(kept, other)
    said = [name for name in FIELDS if is_said(getattr(kept, name)) and name != "note"]
    assert all(getattr(chosen, name) == getattr(kept, name) for name in said)


def test_that_no_way_of_contact_was_agreed_to_is_an_answer() -> None:
    none, asked = replace(ONE, may_contact_by=()), replace(ONE, may_contact_by=(Channel.SMS,))
    assert proposed(none, asked).may_contact_by == ()
    assert "may_contact_by" in to_choose(none, ONE)


def test_a_note_is_not_said_twice() -> None:
    assert both_notes(replace(ONE, note="deaf "), replace(ONE, note="deaf")) == "deaf"


def test_what_speaks_against_it_is_told() -> None:
    assert cautions(Side(1, ONE), Side(2, ONE)) == ()
    son = replace(ONE, birth_date=date(1999, 1, 2), sex=Sex.MALE, phone="", given_name="Ari")
    told = cautions(Side(1, replace(ONE, sex=Sex.FEMALE)), Side(2, son))
    assert [str(each).split(".")[0].split(":")[0] for each in told] == [
        "The birth dates differ",
        "The sex differs",
        "Nothing says that they are one person but you",
    ]
    (told_of,) = cautions(Side(1, ONE), Side(2, ONE, is_restricted=True))
    assert "number 2 is restricted" in str(told_of)


def test_which_of_two_histories_counts_is_told() -> None:
    before, after = (datetime(2026, 11, day, tzinfo=UTC) for day in (1, 2))
    one = Side(1, ONE, history=taken(1, date(2026, 11, 2), after))
    other = Side(2, ONE, history=taken(2, date(2026, 11, 1), before))
    for pair in ((one, other), (other, one)):
        (told,) = cautions(*pair)
        assert "that of number 1, asked on 2026-11-02" in str(told)
