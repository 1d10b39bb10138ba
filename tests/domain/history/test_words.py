"""A history is told whole: every answer of every row and field shows in its words."""

from dataclasses import fields, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.history.words import (
    TITLES,
    fact,
    fact_said,
    facts,
    row_words,
    said,
)
from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import Area, Side
from infrared_desktop.domain.records.history import (
    Allergy,
    HealthEntry,
    History,
    Implant,
    Medicine,
    PastTreatment,
)
from infrared_desktop.domain.records.history_answers import (
    Allergen,
    HealthCondition,
    ImplantKind,
    MedicineKind,
    TreatmentKind,
)
from tests.domain.histories import PATIENT, TODAY, histories

BARE = (
    HealthEntry(HealthCondition.HERPES),
    Medicine(MedicineKind.GOLD),
    Allergy(Allergen.GEL),
    Implant(ImplantKind.BREAST),
    PastTreatment(TreatmentKind.FILLER),
)
OTHER: dict[type, Any] = {
    str: "Ñandú",
    date: date(2024, 3, 1),
    Answer: Answer.UNKNOWN,
    Area: Area.KNEE,
    Side: Side.LEFT,
}


def test_every_field_that_is_asked_has_a_title_in_the_order_of_the_record() -> None:
    kept = ("patient_id", "taken_on", "confirmed_on")
    assert list(TITLES) == [each.name for each in fields(History) if each.name not in kept]


@pytest.mark.parametrize("bare", BARE, ids=lambda row: type(row).__name__)
def test_every_answer_of_a_row_shows_in_its_words(bare: Any) -> None:
    told = said(row_words(bare))
    for each in fields(bare)[1:]:
        kind = next(k for k in OTHER if k.__name__ in str(each.type).split(" | ")[0])
        filled = replace(bare, **{each.name: OTHER[kind]})
        assert said(row_words(filled)) != told, each.name


@given(histories)
def test_not_asked_and_none_are_never_told_alike(history: History) -> None:
    for each in facts(history):
        value = getattr(history, each.field)
        assert each.asked == (value not in (None, ""))
        assert (fact_said(each) == "not asked") == (value in (None, ""))
        assert (fact_said(each) == "none") == (value == ())


@given(histories, st.sampled_from(list(TITLES)))
def test_words_are_whole_sentences_without_codes_or_gaps(history: History, field: str) -> None:
    told = fact_said(fact(history, field))
    assert told and "{" not in told and "_" not in told and "None" not in told


def test_a_medicine_that_was_stopped_reads_as_a_person_would_say_it() -> None:
    began, ended = date(2026, 1, 3), date(2026, 7, 22)
    row = Medicine(MedicineKind.ISOTRETINOIN, "Acnex", "20 mg", began, ended, Answer.YES)
    assert said(row_words(row)) == (
        "isotretinoin, Acnex, 20 mg, since 2026-01-03, stopped on 2026-07-22, prescribed"
    )
    history = History(PATIENT, TODAY, medicines=(row,), allergies=())
    assert fact_said(fact(history, "allergies")) == "none"
    assert fact_said(fact(history, "conditions")) == "not asked"
