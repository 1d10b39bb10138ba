"""Phone numbers: stored in one spelling, never lost, found however they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.phones import (
    is_impossible,
    normal_phone,
    phone_digits,
    phone_tail,
    same_phone,
    show_phone,
)


@pytest.mark.parametrize(
    ("typed", "country", "stored"),
    [
        ("800-471-8810", "US", "+18004718810"),
        ("+44 (0)20 7946 0018", "US", "+442079460018"),
        ("020 7946 0018", "gb", "+442079460018"),
        ("00 49 170 1234567", "FR", "+491701234567"),
        ("020 7946 0018 ext. 5", "GB", "+442079460018 x5"),
        ("\u202a020\u00a07946\u00a00018\u202c", "GB", "+442079460018"),
        ("٠٢٠ ٧٩٤٦ ٠٠١٨", "GB", "+442079460018"),
        ("+44 20 7946 0018", "", "+442079460018"),
    ],
)
def test_a_valid_number_is_stored_in_one_spelling(typed: str, country: str, stored: str) -> None:
    assert normal_phone(typed, country) == stored
    assert normal_phone(stored, country) == stored


@pytest.mark.parametrize(
    "typed",
    ["800-176-9648", "0170 1234567 (mother)", "ask at the desk", "12", "0170 1 / 0171 2", "", "+"],
)
def test_what_is_no_valid_number_is_kept_as_typed(typed: str) -> None:
    assert normal_phone(f"  {typed} ", "US") == typed
    assert show_phone(typed, "US") == typed


def test_a_number_is_shown_as_people_there_write_it() -> None:
    assert show_phone("+442079460018", "GB") == "020 7946 0018"
    assert show_phone("+442079460018", "US") == "+44 20 7946 0018"


def test_a_number_is_found_with_country_code_as_dialled_and_bare() -> None:
    assert phone_digits("+442079460018") == ("442079460018", "02079460018", "2079460018")
    assert phone_digits("+18004718810 x5") == ("18004718810", "8004718810")
    assert phone_digits("0170 1234567 x 8") == ("017012345678",)
    assert phone_digits("none") == ()
    assert phone_digits("+999 12") == ("99912",)


def test_one_number_in_two_spellings_is_the_same_phone() -> None:
    assert same_phone("+491701234567", "0170 1234567")
    assert same_phone("+4512345678", "12 34 56 78")
    assert not same_phone("+18004718810", "+18004718811")
    assert not same_phone("112", "112")
    assert not same_phone("", "")


@given(st.text(), st.sampled_from(["US", "GB", "DE", "DK", "XX", ""]))
def test_any_text_is_kept_or_made_a_number_with_the_same_last_digits(
    text: str, country: str
) -> None:
    stored = normal_phone(text, country)
    assert normal_phone(stored, country) == stored
    show_phone(stored, country)
    phone_digits(stored)


@given(st.from_regex(r"0?[1-9][0-9]{8,10}", fullmatch=True), st.sampled_from(["US", "GB", "DE"]))
def test_the_same_phone_has_the_same_tail(text: str, country: str) -> None:
    stored = normal_phone(text, country)
    assert phone_tail(stored) == phone_tail(text)


@pytest.mark.parametrize(
    ("typed", "country"),
    [("12", "CA"), ("416 555 01012", "CA"), ("+44 12", ""), ("ask at the desk", "CA"), ("+", "CA")],
)
def test_what_cannot_be_a_number_is_impossible(typed: str, country: str) -> None:
    assert is_impossible(typed, country)


@pytest.mark.parametrize(
    ("typed", "country"),
    [
        ("", "CA"),
        ("416 555 0101", "ca"),
        ("555 0101", "CA"),
        ("416 555 0101 (mother)", "CA"),
        ("+49 170 1234567", "CA"),
        ("12", ""),
    ],
)
def test_what_may_be_a_number_is_not_impossible(typed: str, country: str) -> None:
    assert not is_impossible(typed, country)
