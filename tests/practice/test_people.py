"""Invented patients: many scripts, odd names, gaps, and no number that rings at anybody's."""

import re
import unicodedata
from datetime import date
from random import Random

from infrared_desktop.domain.records.people import Patient, age_on
from infrared_desktop.practice.people import make_patient, phone

TODAY = date(2026, 11, 22)
_NUMBERS = range(1, 401)
# Set aside for invented numbers in North America and in Australia.
_NOBODYS = re.compile(r"\+1\d{3}55501\d\d|\+61[2378]5550\d{4}")


def _patients() -> list[Patient]:
    return [make_patient(Random(n), n, TODAY) for n in _NUMBERS]


def test_names_come_in_many_scripts() -> None:
    letters = "".join(p.surname + p.given_name for p in _patients())
    scripts = {unicodedata.name(letter).split()[0] for letter in letters if letter.isalpha()}
    assert scripts >= {
        "LATIN",
        "ARABIC",
        "HEBREW",
        "GREEK",
        "CYRILLIC",
        "CJK",
        "HIRAGANA",
        "HANGUL",
        "DEVANAGARI",
    }


def test_some_names_are_odd() -> None:
    patients = _patients()
    assert any(not p.given_name for p in patients)
    assert any("'" in p.surname for p in patients)
    assert max(len(p.surname) for p in patients) >= 58


def test_some_data_is_missing() -> None:
    patients = _patients()
    for name in ("birth_date", "sex", "phone", "email", "address", "language"):
        empty = sum(not getattr(p, name) for p in patients)
        assert 0 < empty < len(patients), name


def test_everybody_is_of_age() -> None:
    births = [p.birth_date for p in _patients() if p.birth_date]
    assert all(18 <= age_on(born, TODAY) <= 90 for born in births)


def test_phones_and_mails_reach_nobody() -> None:
    assert all(_NOBODYS.fullmatch(phone(number)) for number in range(1, 50_000, 7))
    mails = [p.email for p in _patients() if p.email]
    assert all(re.fullmatch(r"[a-z0-9]+\.\d+@example\.(org|com)", mail) for mail in mails)


def test_few_share_a_phone() -> None:
    phones = [phone(number) for number in range(1, 20_001)]
    assert len(set(phones)) > 0.95 * len(phones)
