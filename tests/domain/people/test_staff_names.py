"""No two of the staff have names that look the same, and none has one that shows as another."""

import pytest

from infrared_desktop.domain.people.staff_names import LONGEST, obstacle, tidied


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("  Ana\u00a0 María\tRuiz\n", "Ana María Ruiz"),
        ("A\u030asa Holm", "Åsa Holm"),
        ("Bo\u200b \u202egnp.exe\u2069", "Bo gnp.exe"),
        ("می\u200cنا", "می\u200cنا"),  # that mark shapes the letters
        (" \u200e ", ""),
    ],
)
def test_a_name_is_stored_as_it_is_seen(typed: str, stored: str) -> None:
    assert tidied(typed) == stored


@pytest.mark.parametrize(
    "name", ["Åsa Holm", "åsa holm", "Asa Holm", "A\u030asa Holm", "Åsa  Holm", "Åsa\u00ad Holm"]
)
def test_what_looks_like_another_name_is_none_of_one_s_own(name: str) -> None:
    told = obstacle(name, ["Åsa Holm"])
    assert told is not None and "this name already" in str(told)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "A name is needed."),
        ("Recovery", "The program uses this name."),
        ("o" * (LONGEST + 1), "At most 150 characters."),
    ],
)
def test_what_is_no_name_is_said(name: str, told: str) -> None:
    assert str(obstacle(name, ())).startswith(told)


@pytest.mark.parametrize("name", ["CON", "ليلى البغدادي", "Åse Holm", "青木", "💃", "o" * LONGEST])
def test_any_other_name_is_taken(name: str) -> None:
    assert obstacle(name, ["Åsa Holm", "🕺", "ليلى الموصلي"]) is None
