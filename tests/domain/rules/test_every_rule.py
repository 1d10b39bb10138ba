"""Every rule of the clinical reference, a line each: fires, is silent, clears, names its source.

A rule of the protocol without its line here fails, and so does a line without its rule.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from infrared_desktop.domain.protocol.protocol import parse_protocol
from infrared_desktop.domain.records.answers import (
    Answer,
    BddOutcome,
    Concern,
    Expectation,
    Sex,
    Tan,
)
from infrared_desktop.domain.records.answers import SkinCondition as Skin
from infrared_desktop.domain.records.areas import Area, Side
from infrared_desktop.domain.records.care import DayAnswer
from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.records.history_answers import HealthCondition as Health
from infrared_desktop.domain.records.history_answers import ImplantKind as Part
from infrared_desktop.domain.records.history_answers import MedicineKind as Drug
from infrared_desktop.domain.records.history_answers import Pregnancy, Smoking, WeightTrend
from infrared_desktop.domain.records.history_answers import TreatmentKind as Did
from infrared_desktop.domain.records.rule_decisions import RuleDecisionKind as Kind
from infrared_desktop.domain.records.treatment_answers import SourceType
from infrared_desktop.domain.rules.questions import Question
from infrared_desktop.domain.rules.rules import Effect
from tests.domain.consultations import TITAN, TITAN_TEXT, TODAY, finding
from tests.domain.scenes import Scene, at, decided, had, ill, takes, wears

BLOCK, REFER, DEFER = Effect.BLOCK, Effect.REFER, Effect.DEFER
CAUTION, COUNSEL, SUPPORT = Effect.CAUTION, Effect.COUNSEL, Effect.SUPPORT
RF = Device("Mixed", source_type=SourceType.INFRARED_RF)
LAMP = Device("Titan", source_type=SourceType.LAMP)
TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)
BELLY = Area.ABDOMEN_LOWER


def ago(days: int) -> date:
    """Return the day so many days before today."""
    return TODAY - timedelta(days=days)


def letter(scene: Scene, code: str) -> Scene:
    """Return the scene with a medical letter on record."""
    return scene.after(decisions=(decided(code, Kind.LETTER),))


def examined(scene: Scene, code: str) -> Scene:
    """Return the scene examined again."""
    return scene.after(decisions=(decided(code, Kind.RE_EXAMINED),))


@dataclass(frozen=True)
class Line:
    """What one rule does: `fires` with this effect and day, is silent in the nearest scenes where
    it must be, and `clears`; the last is empty for what nothing clears.
    """

    effect: Effect
    source: str
    fires: Scene
    silent: tuple[Scene, ...]
    clears: tuple[Scene, ...] = ()
    earliest: date | None = None


PREGNANT = Scene(history={"pregnancy": Pregnancy.PREGNANT})
NURSES = Scene(history={"pregnancy": Pregnancy.BREASTFEEDING})
DELIVERED = replace(at(BELLY), history={"delivered_on": date(2026, 5, 23)})
CANCER, MELANOMA = ill(Health.CANCER), ill(Health.SKIN_CANCER)
WOUND = Scene(site={"skin_conditions": (Skin.OPEN_WOUND,)})
TANNED = Scene(record={"current_tan": Tan.NATURAL, "last_exposure": ago(13)})
ISOTRETINOIN = takes(Drug.ISOTRETINOIN, stopped_on=date(2026, 5, 23))
DIABETES = ill(Health.DIABETES, controlled=Answer.NO)
LUPUS = ill(Health.AUTOIMMUNE)
PACEMAKER = wears(Part.PACEMAKER)
PARTY = Scene(record={"event_deadline": TODAY + timedelta(days=28 + 89)})
DRUNK = Scene(day_check=(
    DayAnswer("D-SOBER", Answer.NO),
    DayAnswer("D-GOGGLES", Answer.YES),
    DayAnswer("D-STILL", Answer.YES),
))  # fmt: skip
SOBER = Scene(day_check=tuple(replace(one, answer=Answer.YES) for one in DRUNK.day_check))
LOSES = Scene(history={"weight_trend": WeightTrend.LOSS_PLANNED})


def cleared(condition: Health) -> Scene:
    """Return a condition that an examination yesterday found to be no obstacle any more."""
    return ill(condition, cleared_on=YESTERDAY)


def treated(kind: Did, days: int) -> tuple[Scene, tuple[Scene, ...], tuple[Scene, ...]]:
    """Return a treatment one day too recent, the same elsewhere, and the day when it is clear."""
    recent, clear = had(kind, ago(days - 1)), had(kind, ago(days))
    return recent, (had(kind, ago(days - 1), area=Area.KNEE, side=Side.LEFT),), (clear,)


FILLER = treated(Did.FILLER, 14)
BOTULINUM = treated(Did.BOTULINUM, 14)
LASER = treated(Did.NON_ABLATIVE, 21)
ABLATIVE = treated(Did.ABLATIVE, 84)
PEEL = treated(Did.PEEL, 14)

# Who the patient is, what is treated, and what stays for life; C05 is eased by a letter.
NEVER_CLEARS = {
    "C05", "C15", "C27", "R-AGE", "R-AREA-ARM", "R-AREA-BODY", "R-TYPE",
    "R-GRADE", "R-GRADE-CLINIC",
}  # fmt: skip

LINES: dict[str, Line] = {
    "C01": Line(BLOCK, "S18", PREGNANT, (Scene(), NURSES, Scene(history={"pregnancy": None})),
        (Scene(),)),
    "C02": Line(CAUTION, "S49", NURSES, (Scene(), PREGNANT), (Scene(),)),
    # 23 May 2026 + 6 months = 23 Nov 2026, one day ahead.
    "C03": Line(DEFER, "reference 3, C03", DELIVERED,
        (at(BELLY), DELIVERED.after(site={})),
        (DELIVERED.after(day=TOMORROW),), TOMORROW),
    "C04": Line(BLOCK, "S32", MELANOMA, (Scene(), CANCER),
        (letter(MELANOMA, "C04"), cleared(Health.SKIN_CANCER))),
    # A letter makes a precaution of it: see below.
    "C05": Line(BLOCK, "S49", CANCER, (Scene(), MELANOMA)),
    "C06": Line(BLOCK, "S33", Scene(site={"suspicious_lesion": Answer.YES}), (Scene(),),
        (letter(Scene(site={"suspicious_lesion": Answer.YES}), "C06"),)),
    "C07": Line(DEFER, "S23", WOUND, (Scene(),), (examined(WOUND, "C07"),)),
    "C08": Line(CAUTION, "S32", ill(Health.HERPES),
        (Scene(), ill(Health.HERPES, in_area=Answer.NO)), (cleared(Health.HERPES),)),
    "C09": Line(DEFER, "S23", TANNED, (Scene(),), (TANNED.after(day=TOMORROW),), TOMORROW),
    # 23 May 2026 + 6 months = 23 Nov 2026.
    "C10": Line(DEFER, "S59", ISOTRETINOIN, (Scene(), takes(Drug.OTHER)),
        (ISOTRETINOIN.after(day=TOMORROW),), TOMORROW),
    "C11": Line(DEFER, "S21", takes(Drug.TOPICAL_RETINOID, stopped_on=ago(6)),
        (Scene(), takes(Drug.HERBAL)), (takes(Drug.EXFOLIANT, stopped_on=ago(7)),), TOMORROW),
    "C12": Line(BLOCK, "S40", takes(Drug.PDT_AGENT, stopped_on=ago(400)), (Scene(),),
        (letter(takes(Drug.PDT_AGENT), "C12"),)),
    "C13": Line(CAUTION, "S40", takes(Drug.MINOCYCLINE), (Scene(), takes(Drug.PHOTOSENSITISER)),
        (takes(Drug.AMIODARONE, stopped_on=TODAY),)),
    "C14": Line(CAUTION, "S41", takes(Drug.PHOTOSENSITISER), (Scene(), takes(Drug.MINOCYCLINE)),
        (takes(Drug.PHOTOSENSITISER, stopped_on=TODAY),)),
    "C15": Line(CAUTION, "S51", takes(Drug.GOLD, stopped_on=date(1990, 1, 1)), (Scene(),)),
    "C16": Line(CAUTION, "S52", takes(Drug.ANTICOAGULANT), (Scene(), takes(Drug.NSAID)),
        (cleared(Health.BLEEDING_DISORDER), takes(Drug.ANTICOAGULANT, stopped_on=YESTERDAY))),
    "C17": Line(CAUTION, "S22", takes(Drug.NSAID),
        (Scene(), takes(Drug.NSAID, prescribed=Answer.YES)),
        (takes(Drug.NSAID, stopped_on=ago(7)),)),
    "C18": Line(CAUTION, "S23", ill(Health.KELOID), (Scene(),), (cleared(Health.KELOID),)),
    "C19": Line(CAUTION, "S32", ill(Health.MELASMA), (Scene(), ill(Health.KELOID)),
        (cleared(Health.VITILIGO),)),
    "C20": Line(CAUTION, "S23", takes(Drug.IMMUNOSUPPRESSANT), (Scene(),),
        (letter(takes(Drug.STEROID), "C20"), cleared(Health.IMMUNOSUPPRESSION))),
    "C21": Line(CAUTION, "S53", LUPUS, (Scene(),),
        (letter(LUPUS, "C21"), cleared(Health.AUTOIMMUNE))),
    "C22": Line(DEFER, "S23", DIABETES,
        (Scene(), ill(Health.DIABETES, controlled=Answer.YES)), (examined(DIABETES, "C22"),)),
    "C23": Line(CAUTION, "S54", ill(Health.REDUCED_SENSATION),
        (Scene(), ill(Health.REDUCED_SENSATION, in_area=Answer.NO)),
        (cleared(Health.REDUCED_SENSATION),)),
    "C24": Line(CAUTION, "S54", PACEMAKER, (Scene(), wears(Part.DENTAL)),
        (letter(PACEMAKER, "C24"), wears(Part.PACEMAKER, cleared_on=YESTERDAY))),
    "C25": Line(CAUTION, "S32", wears(Part.METAL_PLATE, area=Area.NECK_FRONT),
        (Scene(), wears(Part.METAL_PLATE, area=Area.KNEE), PACEMAKER),
        (wears(Part.METAL_PLATE, area=Area.NECK_FRONT, cleared_on=TODAY),)),
    "C26": Line(CAUTION, "S49", ill(Health.EPILEPSY), (Scene(),),
        (letter(ill(Health.EPILEPSY), "C26"),)),
    "C27": Line(BLOCK, "S51", ill(Health.PORPHYRIA), (Scene(), ill(Health.MELASMA))),
    "C28": Line(DEFER, "S55", *FILLER, TOMORROW),
    "C29": Line(DEFER, "S56", *BOTULINUM, TOMORROW),
    "C30": Line(DEFER, "S23", *LASER, TOMORROW),
    "C31": Line(DEFER, "S23", *ABLATIVE, TOMORROW),
    # 23 Aug 2026 + 3 months = 23 Nov 2026.
    "C32": Line(DEFER, "S23", had(Did.RESURFACING, date(2026, 8, 23)),
        (had(Did.RESURFACING, date(2026, 8, 23), area=Area.FACE_FULL),),
        (had(Did.RESURFACING, date(2026, 8, 22)),), TOMORROW),
    "C33": Line(DEFER, "S50", *PEEL, TOMORROW),
    "C34": Line(CAUTION, "S23", had(Did.FACIAL_SURGERY, date(2025, 11, 23)),
        (had(Did.FACIAL_SURGERY, date(2025, 11, 23), area=Area.JOWL_JAWLINE),),
        (had(Did.FACIAL_SURGERY, date(2025, 11, 22)),)),
    "C35": Line(CAUTION, "reference 3, C35", had(Did.THREADS, date(2010, 1, 1)),
        (Scene(), had(Did.FILLER, date(2010, 1, 1)), had(Did.FAT, area=Area.KNEE)),
        (had(Did.THREADS, area=Area.FACE_FULL),)),
    "C36": Line(BLOCK, "S23", Scene(site={"tattoo": Answer.YES}), (Scene(),), (Scene(),)),
    "C37": Line(BLOCK, "S18", Scene(site={"inside_orbital_rim": Answer.YES}), (Scene(),),
        (Scene(),)),
    "C38": Line(BLOCK, "S57", Scene(patient={"birth_date": date(2008, 11, 23)}), (Scene(),),
        (Scene(patient={"birth_date": date(2008, 11, 23)}, day=TOMORROW),)),
    "C39": Line(BLOCK, "S5", Scene(site={"laxity_grade": 4.0}),
        (Scene(site={"laxity_grade": 3.5}),), (Scene(site={"laxity_grade": 3.5}),)),
    "C40": Line(CAUTION, "C40", Scene(site={"size_cm2": 301}), (Scene(site={"size_cm2": 300}),),
        (Scene(site={"size_cm2": 150}),)),
    "C41": Line(DEFER, "S16", Scene(record={"bdd_outcome": BddOutcome.POSITIVE}), (Scene(),),
        (Scene(record={"bdd_outcome": BddOutcome.CLEARED}),
            examined(Scene(record={"expectation": Expectation.DRAMATIC}), "C41"))),
    # "Deferred to another day" is the next one at the earliest.
    "C42": Line(DEFER, "S54", DRUNK, (Scene(), SOBER), (SOBER.after(day=TOMORROW),), TOMORROW),
    "C43": Line(DEFER, "reference 3, C43", LOSES, (Scene(),), (examined(LOSES, "C43"),)),
    "R-GRADE": Line(SUPPORT, "S5", Scene(), (at(BELLY),)),
    "R-GRADE-CLINIC": Line(SUPPORT, "2.5 H", at(BELLY), (Scene(),)),
    "R-AGE": Line(COUNSEL, "S8", Scene(patient={"birth_date": date(1960, 11, 22)}),
        (Scene(patient={"birth_date": date(1960, 11, 23)}),)),
    "R-AREA-ARM": Line(CAUTION, "S10", at(Area.UNDERARM, Side.LEFT), (Scene(), at(BELLY))),
    "R-AREA-BODY": Line(COUNSEL, "S9", at(BELLY), (Scene(), at(Area.UNDERARM, Side.LEFT))),
    "R-TYPE": Line(CAUTION, "S7", Scene(record={"fitzpatrick_type": 4}),
        (Scene(record={"fitzpatrick_type": 3}),)),
    # 90 + 211 = 301 cm²: one more than 300.
    "R-AREA-SIZE": Line(CAUTION, "R-AREA-SIZE",
        Scene(record={"others": (finding(BELLY, size_cm2=211),)}),
        (Scene(record={"others": (finding(BELLY, size_cm2=210),)}),), (Scene(),)),
    # Session 2 at its earliest on day 28; the event 89 days after it.
    "R-EVENT": Line(COUNSEL, "R-EVENT", PARTY,
        (Scene(record={"event_deadline": TODAY + timedelta(days=28 + 90)}),), (Scene(),)),
    "R-OTHER": Line(COUNSEL, "reference 2.6", ill(Health.OTHER, detail="Ménière's disease"),
        (Scene(), takes(Drug.STEROID), wears(Part.OTHER, area=BELLY)),
        (ill(Health.HERNIA, cleared_on=YESTERDAY), takes(Drug.HERBAL, stopped_on=TODAY))),
    "R-SMOKER": Line(COUNSEL, "S42", Scene(history={"smoking": Smoking.CURRENT}),
        (Scene(history={"smoking": Smoking.EX}),), (Scene(history={"smoking": Smoking.EX}),)),
    "R-STALE": Line(CAUTION, "R-STALE", Scene(history={"taken_on": ago(31)}),
        (Scene(history={"taken_on": ago(30)}),),
        (Scene(history={"taken_on": ago(31), "confirmed_on": TODAY}),)),
}  # fmt: skip

every_line = pytest.mark.parametrize(("code", "line"), LINES.items(), ids=LINES)


def test_every_rule_of_the_protocol_has_its_line() -> None:
    assert set(LINES) == {rule.code for rule in TITAN.rules}
    assert {f"C{number:02}" for number in range(1, 44)} <= set(LINES)


@every_line
def test_each_rule_fires_with_its_effect_its_day_its_words_and_its_source(
    code: str, line: Line
) -> None:
    (fired,) = (one for one in line.fires.seen().fired if one.code == code and not one.missing)
    assert (fired.effect, fired.earliest) == (line.effect, line.earliest)
    assert fired.open == (line.effect is DEFER and line.earliest is None)
    assert fired.source.startswith("clinical reference") and line.source in fired.source
    assert all(map(str, (fired.title, fired.evidence, fired.basis, fired.clears)))


@every_line
def test_each_rule_is_silent_on_its_negation(code: str, line: Line) -> None:
    assert line.silent
    for scene in line.silent:
        assert code not in scene.codes()


@every_line
def test_each_rule_clears_where_it_can_clear(code: str, line: Line) -> None:
    assert bool(line.clears) == (code not in NEVER_CLEARS)
    for scene in line.clears:
        assert code not in scene.codes()


NEVER_BY_DECISION = ("C01", "C02", "C15", "C27", "C36", "C37", "C38", "C39", "C40")


@pytest.mark.parametrize("code", NEVER_BY_DECISION)
@pytest.mark.parametrize("kind", [Kind.LETTER, Kind.RE_EXAMINED, Kind.ACKNOWLEDGED])
def test_no_decision_clears_what_only_a_new_record_can(code: str, kind: Kind) -> None:
    scene = LINES[code].fires.after(decisions=(decided(code, kind),))
    assert code in scene.codes()


@pytest.mark.parametrize("code", [code for code, line in LINES.items() if line.earliest])
def test_no_re_examination_shortens_a_wait_that_has_its_day(code: str) -> None:
    scene = LINES[code].fires
    assert examined(scene, code).seen().earliest == scene.seen().earliest


@pytest.mark.parametrize("condition", [Health.PORPHYRIA, Health.PHOTODERMATOSIS, Health.XERODERMA])
def test_skin_that_light_makes_ill_is_not_cleared_by_a_day_either(condition: Health) -> None:
    assert "C27" in cleared(condition).codes()


def test_a_letter_makes_a_precaution_of_a_cancer_and_shows_beside() -> None:
    for scene in (letter(CANCER, "C05"), cleared(Health.CANCER)):
        (fired,) = (one for one in scene.seen().fired if one.code == "C05")
        assert fired.effect is CAUTION
    assert letter(CANCER, "C05").seen().fired[0].decision is not None


def test_a_letter_older_than_the_illness_says_nothing_about_it() -> None:
    scene = ill(Health.SKIN_CANCER, since=YESTERDAY)
    old = scene.after(decisions=(decided("C04", Kind.LETTER, ago(2)),))
    assert "C04" in old.codes()
    assert "C04" in ill(Health.SKIN_CANCER, since=YESTERDAY, cleared_on=ago(2)).codes()


@pytest.mark.parametrize("since", [None, ago(30)])
def test_a_letter_counts_though_the_history_was_written_down_after_it(since: date | None) -> None:
    scene = ill(Health.SKIN_CANCER, since=since)
    assert "C04" not in scene.after(decisions=(decided("C04", Kind.LETTER, ago(2)),)).codes()


def test_a_clearance_that_is_written_for_a_later_day_does_not_count_yet() -> None:
    scene = ill(Health.SKIN_CANCER, cleared_on=TODAY + timedelta(days=1))
    assert "C04" in scene.codes()
    assert "C04" not in scene.after(day=TODAY + timedelta(days=1)).codes()


@pytest.mark.parametrize(
    ("cleared_on", "fires"),
    [(None, True), (YESTERDAY, False), (TODAY, False), (TODAY + timedelta(days=1), True)],
)
def test_what_was_out_of_control_is_over_from_the_day_of_its_clearance_on(
    cleared_on: date | None, fires: bool
) -> None:
    scene = ill(Health.DIABETES, controlled=Answer.NO, cleared_on=cleared_on)
    assert ("C22" in scene.codes()) is fires


@pytest.mark.parametrize(
    ("points", "told", "is_asked"),
    [
        ({}, Pregnancy.NO, False),
        ({}, Pregnancy.BREASTFEEDING, True),
        ({"concern": Concern.POST_PARTUM}, Pregnancy.NO, True),
    ],
)
def test_the_day_of_a_delivery_is_asked_where_something_speaks_of_one(
    points: dict[str, Any], told: Pregnancy, is_asked: bool
) -> None:
    scene = replace(at(BELLY, **points), history={"pregnancy": told})
    assert (Question.DELIVERED in {one.missing for one in scene.seen().fired}) is is_asked


def test_a_disease_active_in_the_skin_blocks_and_no_letter_changes_that() -> None:
    scene = ill(Health.AUTOIMMUNE, in_area=Answer.YES)
    for one in (scene, letter(scene, "C21")):
        assert one.seen().fired[0].effect is BLOCK
    assert "C21" not in ill(Health.AUTOIMMUNE, in_area=Answer.YES, cleared_on=TODAY).codes()


@pytest.mark.parametrize(
    ("device", "with_letter", "effect"),
    [(None, False, CAUTION), (LAMP, False, CAUTION), (RF, False, BLOCK), (RF, True, CAUTION)],
)
def test_a_pacemaker_is_judged_by_what_makes_the_light(
    device: Device | None, with_letter: bool, effect: Effect
) -> None:
    scene = PACEMAKER.after(device=device)
    scene = letter(scene, "C24") if with_letter else scene
    (fired,) = (one for one in scene.seen().fired if one.code == "C24")
    assert fired.effect is effect


def test_who_cannot_say_that_it_hurts_is_not_treated() -> None:
    scene = ill(Health.CANNOT_REPORT_PAIN)
    assert (scene.codes() >= {"C23"}, scene.seen().fired[0].effect) == (True, BLOCK)


@pytest.mark.parametrize(
    ("state", "effect"),
    [(Pregnancy.PREGNANT, BLOCK), (Pregnancy.POSSIBLE, BLOCK), (Pregnancy.TRYING, CAUTION)],
)
def test_a_possible_pregnancy_counts_as_one(state: Pregnancy, effect: Effect) -> None:
    assert Scene(history={"pregnancy": state}).seen().fired[0].effect is effect


def test_a_man_is_not_asked_about_pregnancy() -> None:
    scene = Scene(history={"pregnancy": None})
    assert [one.missing for one in scene.seen().fired if one.missing] == ["pregnancy"]
    man = scene.after(patient={"sex": Sex.MALE}).seen()
    assert not [one for one in man.fired if one.missing]


@pytest.mark.parametrize("code", ["D-SOBER", "D-GOGGLES", "D-STILL"])
def test_each_question_of_the_day_puts_off_to_another_day_in_its_own_words(code: str) -> None:
    assert code in {one.code for one in TITAN.day_questions}
    given = tuple(
        replace(one, answer=Answer.NO if one.code == code else Answer.YES)
        for one in SOBER.day_check
    )
    seen = Scene(day_check=given).seen()
    assert (seen.fired[0].code, seen.earliest) == ("C42", TOMORROW)


def test_a_check_of_the_day_that_is_half_done_is_a_question() -> None:
    seen = Scene(day_check=SOBER.day_check[:1]).seen()
    assert [one.missing for one in seen.fired if one.missing] == ["day_check"]


def test_a_clinic_can_make_a_caution_of_isotretinoin() -> None:
    head = '[rules.C10]\ncondition = "medicine_within"\neffect = '
    text = TITAN_TEXT.replace(head + '"defer"', head + '"caution"')
    assert text != TITAN_TEXT
    for scene in (ISOTRETINOIN, takes(Drug.ISOTRETINOIN)):
        found = scene.seen(parse_protocol(text, "clinic.toml"))
        assert (found.verdict, found.earliest, found.open_deferral) == (
            "suitable_with_precautions",
            None,
            False,
        )
