"""Two records side by side: what is the same in other letters, what differs, what one lacks."""

from datetime import date

from infrared_desktop.domain.people.comparison import Sameness, compare
from infrared_desktop.domain.records.answers import Sex
from infrared_desktop.domain.records.people import Patient

SAME, DIFFERENT, LACKING = Sameness


def compared(one: Patient, other: Patient) -> dict[str, Sameness]:
    return {each.field: each.sameness for each in compare(one, other)}


def test_spelling_does_not_make_a_difference() -> None:
    one = Patient("NORRESKOV", "Signe", phone="403 555 0136", email="Signe@Example.org")
    other = Patient("Nørreskov", "Signe", phone="+14035550136", email="signe@example.org")
    assert set(compared(one, other).values()) == {SAME}


def test_what_one_lacks_is_no_difference() -> None:
    one = Patient("Lee", birth_date=date(1980, 1, 2))
    other = Patient("Lee", sex=Sex.FEMALE)
    assert compared(one, other) == {"surname": SAME, "birth_date": LACKING, "sex": LACKING}


def test_what_differs_is_told_apart() -> None:
    one = Patient("Lee", "Ann", date(1980, 1, 2), Sex.FEMALE, phone="+14165550101")
    other = Patient("Lee", "Anna", date(1980, 2, 1), Sex.MALE, phone="+14165550102")
    found = compared(one, other)
    assert found.pop("surname") is SAME
    assert found == dict.fromkeys(("given_name", "birth_date", "sex", "phone"), DIFFERENT)


def test_what_neither_fills_is_left_out() -> None:
    assert compared(Patient("Lee"), Patient("Li")) == {"surname": DIFFERENT}
