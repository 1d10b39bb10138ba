"""Medical histories as hypothesis makes them up: every answer plausible, together anything."""

from datetime import date
from typing import TypeVar

from hypothesis import strategies as st

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
    Pregnancy,
    Smoking,
    SunHabit,
    TreatmentKind,
    WeightTrend,
)

T = TypeVar("T")

PATIENT = 7
TODAY = date(2026, 11, 22)

_days = st.none() | st.dates(date(2020, 1, 1), TODAY)
_texts = st.sampled_from(["", "20 mg", "by the eye", "Ñandú"])
_answers = st.none() | st.sampled_from(Answer)
_areas, _sides = st.none() | st.sampled_from(Area), st.none() | st.sampled_from(Side)

conditions = st.builds(
    HealthEntry, st.sampled_from(HealthCondition), _texts, _days, _answers, _answers, _days
)
medicines = st.builds(
    Medicine, st.sampled_from(MedicineKind), _texts, _texts, _days, _days, _answers
)
allergies = st.builds(Allergy, st.sampled_from(Allergen), _texts)
implants = st.builds(Implant, st.sampled_from(ImplantKind), _areas, _sides, _texts, _days)
treatments = st.builds(
    PastTreatment,
    st.sampled_from(TreatmentKind),
    _areas,
    _sides,
    _days,
    _texts,
    _texts,
    _texts,
)


def _rows(row: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...] | None]:
    return st.none() | st.lists(row, max_size=3).map(tuple)


def _numbers(low: int, high: int) -> st.SearchStrategy[int | None]:
    return st.none() | st.integers(low, high)


histories = st.builds(
    History,
    st.just(PATIENT),
    st.just(TODAY),
    st.none(),
    st.none() | st.sampled_from(Pregnancy),
    _days,
    _days,
    _rows(conditions),
    _rows(medicines),
    _rows(allergies),
    _rows(implants),
    _rows(treatments),
    st.none() | st.sampled_from(Smoking),
    _numbers(0, 40),
    _numbers(0, 40),
    st.none() | st.sampled_from(SunHabit),
    _numbers(0, 50),
    _numbers(40, 260),
    st.none() | st.floats(15, 410).map(lambda kilos: round(kilos, 1)),
    st.none() | st.sampled_from(WeightTrend),
    _texts,
)
