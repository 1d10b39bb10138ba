"""The medical history of a practice patient: taken once, then confirmed or changed at each visit.

It is drawn from a die of its own, so that more of it leaves the rest of a clinic as it was.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta
from random import Random

from infrared_desktop.domain.records.answers import Answer, Concern, Sex
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
from infrared_desktop.domain.records.people import age_on
from infrared_desktop.practice.story import Story

_PAST_PREGNANCY = 53  # years; from here on nobody asks
_CHANGES = 0.15  # of the later visits, else the patient confirms


def ask_history(story: Story, by: int, at: datetime) -> None:
    """Take the history at the first visit; later the patient confirms it, or something is new."""
    known, day = story.pen.chart().history, at.astimezone(story.pen.clock.zone).date()
    if known is None:
        story.pen.add("history-taken", _taken(story, day), by, at)
    elif known.record.known_on < day:
        die = _die(story, f"visit:{day}")
        if die.random() < _CHANGES:
            changed = replace(_changed(die, known.record, day), taken_on=day)
            story.pen.change("history-taken", known, changed, by, at)
        else:
            confirmed = replace(known.record, confirmed_on=day)
            story.pen.change("history-confirmed", known, confirmed, by, at)


def _die(story: Story, about: str) -> Random:
    return Random(f"history:{about}:{story.patient_id}:{story.pen.patient.record.surname}")


def _taken(story: Story, day: date) -> History:
    die = _die(story, "taken")
    smoking = die.choice((Smoking.NEVER, Smoking.NEVER, Smoking.EX, Smoking.CURRENT))
    height = die.randint(152, 188)
    return replace(
        _of_pregnancy(story, die, day),
        conditions=_conditions(die, day),
        medicines=_medicines(die, day),
        allergies=_allergies(die),
        implants=_implants(die),
        treatments=_treatments(die, day),
        smoking=smoking,
        cigarettes_per_day=die.randint(2, 20) if smoking is Smoking.CURRENT else None,
        alcohol_units_per_week=die.choice((0, 2, 4, 7, None)),
        sun_habit=die.choice(tuple(SunHabit)[:3]),
        sunscreen_spf=die.choice((15, 30, 50, None)),
        height_cm=height if die.random() < 0.6 else None,
        weight_kg=round((height / 100) ** 2 * die.uniform(19, 30), 1),
        weight_trend=WeightTrend.STABLE,
    )


def _of_pregnancy(story: Story, die: Random, day: date) -> History:
    patient, blank = story.pen.patient.record, History(story.patient_id, day)
    born = patient.birth_date
    past = born is not None and age_on(born, day) >= _PAST_PREGNANCY
    if patient.sex is Sex.MALE or past:
        return replace(blank, pregnancy=Pregnancy.NOT_APPLICABLE)
    is_mother = story.skin.wish.concern is Concern.POST_PARTUM
    return replace(
        blank,
        pregnancy=Pregnancy.NO,
        last_period_on=day - timedelta(die.randint(2, 27)) if die.random() < 0.5 else None,
        delivered_on=day - timedelta(die.randint(300, 1500)) if is_mother else None,
    )


def _conditions(die: Random, day: date) -> tuple[HealthEntry, ...]:
    if die.random() < 0.8:
        return ()
    since = day - timedelta(days=die.randint(400, 3000))
    return die.choice(
        (
            (HealthEntry(HealthCondition.THYROID, since=since, controlled=Answer.YES),),
            (HealthEntry(HealthCondition.DIABETES, "type 2", since, Answer.YES),),
            (HealthEntry(HealthCondition.KELOID, "on the shoulder", since, in_area=Answer.NO),),
            (HealthEntry(HealthCondition.MELASMA, since=since, in_area=Answer.NO),),
            (HealthEntry(HealthCondition.HERPES, "lip, once a year", in_area=Answer.NO),),
            (HealthEntry(HealthCondition.OTHER, "high blood pressure", since, Answer.YES),),
        )
    )


def _medicines(die: Random, day: date) -> tuple[Medicine, ...]:
    since = day - timedelta(days=die.randint(200, 2500))
    if die.random() < 0.15:
        stopped = day - timedelta(days=die.randint(400, 900))
        began = stopped - timedelta(days=150)
        prescribed = Answer.YES
        name = "isotretinoin"
        gone = Medicine(MedicineKind.ISOTRETINOIN, name, "20 mg", began, stopped, prescribed)
        return (gone,)
    if die.random() < 0.65:
        return ()
    daily = (
        Medicine(MedicineKind.OTHER, "levothyroxine", "75 µg", since, prescribed=Answer.YES),
        Medicine(MedicineKind.OTHER, "ramipril", "5 mg", since, prescribed=Answer.YES),
        Medicine(MedicineKind.HERBAL, "fish oil", "1 a day", prescribed=Answer.NO),
        Medicine(MedicineKind.OTHER, "metformin", "500 mg", since, prescribed=Answer.YES),
    )
    return tuple(die.sample(daily, die.choice((1, 1, 2))))


def _allergies(die: Random) -> tuple[Allergy, ...] | None:
    known = (
        Allergy(Allergen.LATEX, "rash within an hour"),
        Allergy(Allergen.METAL, "nickel"),
        Allergy(Allergen.OTHER, "penicillin, hives"),
        Allergy(Allergen.LIDOCAINE),
    )
    odds = die.random()
    if odds < 0.12:
        return None
    return () if odds < 0.8 else (die.choice(known),)


def _implants(die: Random) -> tuple[Implant, ...] | None:
    known = (
        Implant(ImplantKind.DENTAL, detail="crowns, lower left"),
        Implant(ImplantKind.BREAST, detail="silicone, 2014"),
        Implant(ImplantKind.METAL_PLATE, Area.LOWER_LEG, Side.RIGHT, "plate, 2009"),
        Implant(ImplantKind.PIERCING, detail="ears"),
    )
    odds = die.random()
    if odds < 0.08:
        return None
    return () if odds < 0.8 else (die.choice(known),)


def _treatments(die: Random, day: date) -> tuple[PastTreatment, ...]:
    if die.random() < 0.7:
        return ()
    long_ago, other_place = day - timedelta(days=die.randint(120, 700)), "elsewhere"
    known = (
        PastTreatment(TreatmentKind.BOTULINUM, Area.FOREHEAD_BROW, Side.BOTH, long_ago),
        PastTreatment(TreatmentKind.FILLER, Area.NASOLABIAL, Side.BOTH, long_ago, "1 ml"),
        PastTreatment(TreatmentKind.PEEL, Area.FACE_FULL, None, long_ago, provider=other_place),
        PastTreatment(TreatmentKind.NON_ABLATIVE, Area.DECOLLETE, None, long_ago, "IPL"),
    )
    return tuple(die.sample(known, die.choice((1, 1, 2))))


def _changed(die: Random, known: History, day: date) -> History:
    """Let something have happened since the last visit."""
    new = Medicine(
        MedicineKind.OTHER, "vitamin D", "20 µg", day - timedelta(die.randint(5, 25)), None
    )
    weight = known.weight_kg
    return die.choice(
        (
            replace(known, medicines=(*(known.medicines or ()), new)),
            replace(known, weight_kg=round(weight + die.uniform(-2, 2), 1) if weight else None),
            replace(known, alcohol_units_per_week=die.choice((0, 1, 3))),
            replace(known, allergies=known.allergies or ()),
        )
    )
