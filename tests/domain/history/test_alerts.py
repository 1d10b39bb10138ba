"""The age of a history, allergies and what stops a lamp are said, and nothing is taken for no."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from infrared_desktop.domain.history.alerts import (
    Freshness,
    alerts,
    allergy_words,
    history_age,
)
from infrared_desktop.domain.records.history import Allergy, History, Implant, Medicine
from infrared_desktop.domain.records.history_answers import (
    Allergen,
    ImplantKind,
    MedicineKind,
    Pregnancy,
    Smoking,
    SunHabit,
    WeightTrend,
)

TODAY = date(2026, 11, 22)
TAKEN = History(7, TODAY)
WHOLE = replace(
    TAKEN,
    pregnancy=Pregnancy.NO,
    conditions=(),
    medicines=(),
    allergies=(),
    implants=(),
    treatments=(),
    smoking=Smoking.NEVER,
    alcohol_units_per_week=0,
    sun_habit=SunHabit.ORDINARY,
    weight_trend=WeightTrend.STABLE,
)


def days_old(days: int) -> History:
    return History(7, TODAY - timedelta(days=days))


@pytest.mark.parametrize(
    ("history", "freshness", "words"),
    [
        (None, Freshness.MISSING, "history: not taken"),
        (WHOLE, Freshness.TODAY, "history: taken today"),
        (
            replace(WHOLE, taken_on=TODAY - timedelta(days=400), confirmed_on=TODAY),
            Freshness.TODAY,
            "history: confirmed today",
        ),
        (TAKEN, Freshness.PARTLY, "history: of today, 10 not asked"),
        (replace(WHOLE, allergies=None), Freshness.PARTLY, "history: of today, 1 not asked"),
        (days_old(1), Freshness.TO_CONFIRM, "history: 1 day old"),
        (days_old(30), Freshness.TO_CONFIRM, "history: 30 days old"),
        (days_old(31), Freshness.STALE, "history: 31 days old"),
    ],
)
def test_a_history_is_as_old_as_the_last_question(
    history: History | None, freshness: Freshness, words: str
) -> None:
    age = history_age(history, TODAY, stale_days=30)
    assert (age.freshness, str(age.words)) == (freshness, words)


def test_allergies_that_nobody_asked_about_are_not_no_allergies() -> None:
    assert str(allergy_words(None)) == "allergies not asked"
    assert str(allergy_words(TAKEN)) == "allergies not asked"
    assert str(allergy_words(replace(TAKEN, allergies=()))) == "no known allergies"
    known = (Allergy(Allergen.LATEX, "rash"), Allergy(Allergen.METAL))
    assert str(allergy_words(replace(TAKEN, allergies=known))) == "allergic: latex, rash; metal"


def test_what_must_be_in_sight_before_a_treatment_is_said() -> None:
    history = replace(
        TAKEN,
        pregnancy=Pregnancy.POSSIBLE,
        implants=(Implant(ImplantKind.PACEMAKER), Implant(ImplantKind.BREAST)),
        medicines=(
            Medicine(MedicineKind.ISOTRETINOIN),
            Medicine(MedicineKind.PDT_AGENT, stopped_on=TODAY),
            Medicine(MedicineKind.OTHER, "ramipril"),
        ),
    )
    assert list(map(str, alerts(history))) == ["pregnancy possible", "pacemaker", "isotretinoin"]
    assert alerts(None) == alerts(TAKEN) == ()
