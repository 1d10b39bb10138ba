"""Folding: people find a name however they type it."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.people.folding import (
    fold,
    latin,
    phonetic,
    search_terms,
    search_text,
    spelled_out,
)
from infrared_desktop.domain.records.people import Patient

ACCENTS = "\u0300\u0301\u0302\u0303\u0308\u030a\u0323\u0327\u0328\u030c"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("MÜLLER-Lüdenscheidt", "muller ludenscheidt"),
        ("Søren Ærø", "soren aero"),
        ("Đặng Thị Ngọc", "dang thi ngoc"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("Işık İnci", "isik inci"),
        ("O’Brien d'Arc Oʻzbek", "obrien darc ozbek"),
        ("Þórður", "thordur"),
        ("Ｗａｎｇ　１２", "wang 12"),
        ("ﾔﾏﾀﾞ", "やまだ"),
        ("ヤマダ", "やまだ"),
        ("مُحَمَّد أحمد", "محمد احمد"),
        ("شَریفـــی", "شريفي"),
        ("٠١٢٣", "0123"),
        ("שָׁלוֹם", "שלומ"),
        ("Γιώργος", "γιωργοσ"),
        ("ЁЛКИН Сергей", "елкин сергей"),
        ("김민준", "김민준"),
        ("हिन्दी", "हिन्दी"),
        ("  a\u200b\u202eb \t c.d@e-x.org ", "ab c d e x org"),
        ("🙂", ""),
    ],
)
def test_case_accents_width_and_punctuation_do_not_count(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Петрова", "petrova"),
        ("Μαρία", "maria"),
        ("山田", "shantian"),
        ("やまだ", "yamada"),
        ("김민준", "gimminjun"),
        ("Հայկ", "hayk"),
        ("Ångström", "angstrom"),
    ],
)
def test_every_script_can_be_typed_in_latin_letters(written: str, typed: str) -> None:
    assert latin(written) == typed


def test_umlauts_may_be_spelled_out() -> None:
    assert spelled_out("Jürgen Ørsted") == "juergen oersted"
    assert spelled_out(unicodedata.normalize("NFD", "Jürgen")) == "juergen"


def test_names_that_sound_alike_are_phonetically_equal() -> None:
    assert phonetic("Stephen Meyer") == phonetic("Steven Maier")
    assert phonetic("Петрова") == phonetic("Petrova")
    assert phonetic("Anna") != phonetic("Boris")
    assert phonetic("1 علي") == "1 L"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert latin(latin(text)) == latin(text)


@given(st.text())
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text())
def test_folded_latin_holds_small_letters_digits_and_single_spaces_only(text: str) -> None:
    folded = latin(text)
    assert folded == " ".join(folded.split()) == folded.lower()
    assert all(c.isalnum() or c == " " or unicodedata.category(c)[0] == "M" for c in folded)


@given(st.text("abcdefghij xyz"), st.data())
def test_accents_and_case_never_change_the_folded_form(text: str, data: st.DataObject) -> None:
    accents = st.text(ACCENTS, max_size=2)
    accented = "".join(c + data.draw(accents) if c.isalpha() else c for c in text)
    assert fold(accented.upper()) == fold(text)


def test_a_phone_number_typed_in_groups_is_one_term() -> None:
    assert search_terms("+44 (0)7911-12") == ["440791112"]
    assert search_terms("0170 12 34") == ["01701234"]
    assert search_terms("Lee 1980") == ["lee", "1980"]
    assert search_terms("12 3") == ["12", "3"]
    assert search_terms(" ?! ") == []


def test_a_patient_is_found_by_every_form_of_what_is_known() -> None:
    patient = Patient(
        "Петрова",
        "Jürgen",
        date(1980, 1, 31),
        phone="+447911123456",
        second_phone="0170 12",
        email="J.P@example.com",
        external_id="AB-12",
    )
    words = search_text(patient, 4711).split()
    for known in (
        *("петрова", "petrova", "jurgen", "juergen", "4711", "447911123456", "07911123456"),
        *("017012", "1980", "19800131", "31011980", "01311980", "example", "ab", "12"),
    ):
        assert known in words


def test_a_patient_of_whom_only_a_name_is_known_has_no_empty_forms() -> None:
    assert search_text(Patient("Lee"), 1) == "lee 1"
