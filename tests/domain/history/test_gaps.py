"""What cannot be is found where it stands, what nobody asked is asked, and sound answers pass."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.history.gaps import history_gaps
from infrared_desktop.domain.history.row_gaps import Weight
from infrared_desktop.domain.records.answers import Answer, Sex
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
from infrared_desktop.domain.records.people import Patient
from tests.domain.histories import PATIENT, TODAY, histories

BORN = date(1990, 9, 2)
WOMAN = Patient("Fonseca", "Inês", BORN, sex=Sex.FEMALE)
AHEAD = TODAY + timedelta(days=1)
SOUND = History(
    PATIENT,
    TODAY,
    pregnancy=Pregnancy.NO,
    last_period_on=TODAY - timedelta(days=12),
    conditions=(HealthEntry(HealthCondition.THYROID, since=BORN, controlled=Answer.YES),),
    medicines=(Medicine(MedicineKind.GOLD, started_on=TODAY, stopped_on=TODAY),),
    allergies=(),
    implants=(),
    treatments=(),
    smoking=Smoking.CURRENT,
    cigarettes_per_day=5,
    alcohol_units_per_week=0,
    sun_habit=SunHabit.AVOIDS,
    height_cm=170,
    weight_kg=65.0,
    weight_trend=WeightTrend.STABLE,
)

Where = tuple[str, int | None, str]


def found(history: History, *weights: Weight, patient: Patient = WOMAN) -> set[Where]:
    gaps = history_gaps(history, patient, TODAY)
    return {(g.field, g.row, g.inner) for g in gaps if not weights or g.weight in weights}


def test_a_sound_history_has_nothing_amiss() -> None:
    assert history_gaps(SOUND, WOMAN, TODAY) == ()


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("last_period_on", {"last_period_on": AHEAD}),
        ("delivered_on", {"delivered_on": AHEAD}),
        ("delivered_on", {"delivered_on": BORN - timedelta(days=1)}),
        (
            "delivered_on",
            {
                "pregnancy": Pregnancy.NOT_APPLICABLE,
                "last_period_on": None,
                "delivered_on": TODAY - timedelta(days=364),
            },
        ),
        (
            "last_period_on",
            {
                "pregnancy": Pregnancy.NOT_APPLICABLE,
                "last_period_on": TODAY - timedelta(days=364),
            },
        ),
        (
            "delivered_on",
            {"pregnancy": Pregnancy.PREGNANT, "delivered_on": TODAY - timedelta(days=20)},
        ),
        ("cigarettes_per_day", {"cigarettes_per_day": 0}),
        ("cigarettes_per_day", {"smoking": Smoking.NEVER}),
        ("cigarettes_per_day", {"smoking": Smoking.EX}),
        ("smoking", {"smoking": None}),
        ("height_cm", {"height_cm": 17, "weight_kg": None}),
        ("weight_kg", {"weight_kg": 19.0, "height_cm": None}),
    ],
)
def test_what_cannot_be_is_wrong_at_its_field(field: str, other: dict[str, Any]) -> None:
    assert found(replace(SOUND, **other), Weight.WRONG) == {(field, None, "")}


@pytest.mark.parametrize(
    "other",
    [
        {"pregnancy": Pregnancy.NOT_APPLICABLE, "last_period_on": TODAY - timedelta(days=365)},
        {
            "pregnancy": Pregnancy.NOT_APPLICABLE,
            "last_period_on": None,
            "delivered_on": TODAY - timedelta(days=365),
        },
        {"pregnancy": Pregnancy.PREGNANT, "delivered_on": TODAY - timedelta(days=21)},
        {"smoking": Smoking.NEVER, "cigarettes_per_day": 0},
        {"smoking": Smoking.EX, "cigarettes_per_day": None},
        {"delivered_on": TODAY},
        {"delivered_on": BORN},
    ],
)
def test_the_day_on_which_it_can_just_be_passes(other: dict[str, Any]) -> None:
    assert found(replace(SOUND, **other), Weight.WRONG) == set()


@pytest.mark.parametrize(
    ("field", "row", "inner"),
    [
        ("conditions", HealthEntry(HealthCondition.OTHER), "detail"),
        ("conditions", HealthEntry(HealthCondition.KELOID, since=AHEAD), "since"),
        (
            "conditions",
            HealthEntry(HealthCondition.KELOID, since=TODAY, cleared_on=TODAY - timedelta(1)),
            "cleared_on",
        ),
        ("medicines", Medicine(MedicineKind.OTHER), "name"),
        (
            "medicines",
            Medicine(MedicineKind.GOLD, started_on=TODAY, stopped_on=TODAY - timedelta(1)),
            "stopped_on",
        ),
        ("medicines", Medicine(MedicineKind.GOLD, stopped_on=AHEAD), "stopped_on"),
        ("medicines", Medicine(MedicineKind.GOLD, started_on=AHEAD), "started_on"),
        ("allergies", Allergy(Allergen.OTHER), "detail"),
        ("implants", Implant(ImplantKind.OTHER), "detail"),
        ("implants", Implant(ImplantKind.BREAST, side=Side.LEFT), "side"),
        ("implants", Implant(ImplantKind.BREAST, Area.NECK_FRONT, Side.LEFT), "side"),
        ("implants", Implant(ImplantKind.BREAST, cleared_on=AHEAD), "cleared_on"),
        ("treatments", PastTreatment(TreatmentKind.OTHER), "product"),
        ("treatments", PastTreatment(TreatmentKind.FAT, done_on=AHEAD), "done_on"),
    ],
)
def test_what_cannot_be_in_a_row_is_wrong_at_its_input(field: str, row: Any, inner: str) -> None:
    sound = getattr(SOUND, field)
    history = replace(SOUND, **{field: (*sound, row)})
    assert found(history, Weight.WRONG) == {(field, len(sound), inner)}


def test_a_likely_slip_is_odd_and_no_more() -> None:
    twice = replace(SOUND, conditions=SOUND.conditions and SOUND.conditions * 2)
    assert found(twice) == {("conditions", 1, "condition")}
    assert found(replace(SOUND, weight_kg=20.0), Weight.ODD) == {("weight_kg", None, "")}
    man = replace(WOMAN, sex=Sex.MALE)
    pregnant = replace(SOUND, pregnancy=Pregnancy.PREGNANT)
    assert found(pregnant, Weight.ODD, patient=man) == {("pregnancy", None, "")}
    long_ago = replace(pregnant, last_period_on=TODAY - timedelta(days=311))
    assert found(long_ago, Weight.ODD) == {("last_period_on", None, "")}


def test_what_nobody_asked_is_asked_but_not_what_does_not_matter() -> None:
    blank = History(PATIENT, TODAY)
    asked = {field for field, _, _ in found(blank, Weight.OPEN)}
    assert asked == {
        *("pregnancy", "conditions", "medicines", "allergies", "implants", "treatments"),
        *("smoking", "alcohol_units_per_week", "sun_habit", "weight_trend"),
    }
    assert found(blank) == found(blank, Weight.OPEN)
    feeding = replace(SOUND, pregnancy=Pregnancy.BREASTFEEDING)
    assert found(feeding) == {("delivered_on", None, "")}
    side = replace(SOUND, implants=(Implant(ImplantKind.PIERCING, Area.KNEE),))
    assert found(side) == {("implants", 0, "side")}


@given(histories)
def test_a_stop_before_its_start_is_never_overlooked_nor_made_up(history: History) -> None:
    wrong = {
        (gap.row, str(gap.words))
        for gap in history_gaps(history, WOMAN, TODAY)
        if (gap.field, gap.inner) == ("medicines", "stopped_on")
    }
    expected = {
        (place, "Stopped before it was started.")
        for place, row in enumerate(history.medicines or ())
        if row.started_on and row.stopped_on and row.stopped_on < row.started_on
    }
    assert wrong == expected


@given(histories, st.dates(date(2019, 1, 1), TODAY))
def test_no_day_after_today_passes(history: History, today: date) -> None:
    gaps = history_gaps(history, WOMAN, today)
    wrong = {(g.field, g.row, g.inner) for g in gaps if str(g.words) == "This day lies ahead."}
    ahead: set[Where] = set()
    for field, value in vars(history).items():
        if field in ("last_period_on", "delivered_on") and value and value > today:
            ahead.add((field, None, ""))
        for place, row in enumerate(value if isinstance(value, tuple) else ()):
            days = ((k, v) for k, v in vars(row).items() if isinstance(v, date))
            ahead |= {(field, place, inner) for inner, day in days if day > today}
    assert wrong == ahead


@given(histories)
def test_gaps_come_in_the_order_of_the_form(history: History) -> None:
    order = [each for each in vars(history) if each not in ("patient_id", "taken_on")]
    places = [(order.index(g.field), g.row or 0) for g in history_gaps(history, WOMAN, TODAY)]
    assert places == sorted(places)
