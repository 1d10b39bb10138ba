"""A passphrase is long, not easy to guess, not made of names; any letters will do."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infrared_desktop.domain.passphrases import SHORTEST, judge_passphrase

NAMES = ("Clinic by the Lake", "Noor Haddad")


@pytest.mark.parametrize(
    "passphrase",
    [
        "seven quiet lamps by the river",
        "correct horse battery staple",
        "青い川のほとりの静かな七つの灯り",
        "нові ліхтарі над старою річкою",
        "  spaces at both ends count too  ",
        "Noor forgot purple umbrellas in Oslo",
    ],
)
def test_words_that_nobody_expects_are_good_in_any_script(passphrase: str) -> None:
    strength = judge_passphrase(passphrase, NAMES)
    assert strength.problem is None
    assert strength.score >= 3


@pytest.mark.parametrize(
    "passphrase",
    ["aaaaaaaaaaaaaaaa", "passwordpassword", "qwertyuiopasdfghjkl", "123456789012345678"],
)
def test_long_but_common_is_easy_to_guess(passphrase: str) -> None:
    problem = judge_passphrase(passphrase, NAMES).problem
    assert problem is not None
    assert "easy to guess" in str(problem)


@pytest.mark.parametrize(
    "passphrase",
    [
        "clinic by the lake",
        "Clinic by the Lake 2026",
        "clinicbythelakenoor",
        "NOOR haddad 12345",
        "infrareddesktop1",
    ],
)
def test_names_that_everybody_here_knows_are_refused(passphrase: str) -> None:
    problem = judge_passphrase(passphrase, NAMES).problem
    assert problem is not None
    assert "easy to guess" in str(problem)


def test_the_missing_characters_are_counted() -> None:
    short = judge_passphrase("owl lamp", ())
    assert str(short.problem) == "Characters still missing: 7."
    assert short.score <= 2


def test_characters_are_counted_after_composition() -> None:
    decomposed = unicodedata.normalize("NFD", "é" * (SHORTEST - 1))
    assert len(decomposed) > SHORTEST
    assert "missing: 1." in str(judge_passphrase(decomposed, ()).problem)


def test_nothing_typed_is_told_what_to_choose() -> None:
    assert "four words" in str(judge_passphrase("", NAMES).problem)


def test_what_follows_the_seventy_second_character_does_no_harm() -> None:
    long = "seven quiet lamps by the river and " * 10
    assert judge_passphrase(long, NAMES).problem is None


@settings(max_examples=40, deadline=None)
@given(passphrase=st.text(max_size=90), names=st.lists(st.text(max_size=12), max_size=3))
def test_any_text_is_judged(passphrase: str, names: list[str]) -> None:
    strength = judge_passphrase(passphrase, names)
    assert 0 <= strength.score <= 4
    short = len(unicodedata.normalize("NFKC", passphrase)) < SHORTEST
    assert not short or strength.problem is not None
