"""Decisions on rules: what they end, what they only stand beside, and where they hold."""

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.consultation.suitability import Assessment, assess
from infrared_desktop.domain.records.answers import Answer, SkinCondition, Verdict
from infrared_desktop.domain.records.areas import Area, Side, Site, covers, overlaps
from infrared_desktop.domain.records.care import Consultation, DayAnswer
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.history import (
    HealthEntry,
    History,
    Implant,
    Medicine,
    PastTreatment,
)
from infrared_desktop.domain.records.history_answers import (
    HealthCondition,
    ImplantKind,
    MedicineKind,
    Smoking,
    TreatmentKind,
)
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.records.rule_decisions import RuleDecision, RuleDecisionKind
from infrared_desktop.domain.rules.known import Known, known_of
from infrared_desktop.domain.rules.rules import Effect
from tests.domain.consultations import (
    KNOWN,
    PATIENT,
    TITAN,
    TODAY,
    consultation,
    finding,
    history,
    known,
)
from tests.domain.scenes import Scene, decided, had, ill, takes, wears
from tests.domain.strategies import stored
from tests.records import records_of

OVERRIDDEN, EXAMINED = RuleDecisionKind.OVERRIDDEN, RuleDecisionKind.RE_EXAMINED
MILDEST_FIRST = (
    Verdict.SUITABLE,
    Verdict.PRECAUTIONS,
    Verdict.DEFERRED,
    Verdict.REFERRED,
    Verdict.NOT_SUITABLE,
)
PORPHYRIA = ill(HealthCondition.PORPHYRIA)
RASH = (SkinCondition.RASH,)
FACE = (
    Area.FOREHEAD_BROW,
    Area.PERIORBITAL,
    Area.MIDFACE_CHEEK,
    Area.NASOLABIAL,
    Area.JOWL_JAWLINE,
)
any_consultation = records_of(Consultation)
any_patient = records_of(Patient)
any_known = st.builds(
    Known,
    st.one_of(st.none(), records_of(History)),
    st.lists(records_of(RuleDecision), max_size=4).map(tuple),
    st.none(),
    st.lists(records_of(DayAnswer), max_size=2).map(tuple),
)
any_site = st.builds(Site, st.sampled_from(Area), st.sampled_from([None, *Side]))


def severity(found: Assessment) -> tuple[int, bool, date]:
    """Order assessments: by verdict, then by the day; one that is open outranks every day."""
    last = date.max if found.open_deferral else found.earliest or date.min
    return MILDEST_FIRST.index(found.verdict), found.open_deferral, last


@pytest.mark.parametrize("code_and_scene", [("C27", PORPHYRIA), ("C15", takes(MedicineKind.GOLD))])
def test_what_never_clears_stands_with_the_reason_beside_it(
    code_and_scene: tuple[str, Scene],
) -> None:
    code, scene = code_and_scene
    found = scene.after(decisions=(decided(code, OVERRIDDEN),)).seen()
    (fired,) = (one for one in found.fired if one.code == code)
    assert fired.is_overridden and fired.decision is not None
    assert fired.decision.reason == "Seen and weighed."
    assert found.verdict is Verdict.PRECAUTIONS


def test_an_overridden_deferral_keeps_its_day_in_words_and_puts_nothing_off() -> None:
    scene = had(TreatmentKind.FILLER, TODAY)
    found = scene.after(decisions=(decided("C28", OVERRIDDEN),)).seen()
    assert (found.verdict, found.earliest) == (Verdict.PRECAUTIONS, None)
    assert found.fired[0].earliest == TODAY + timedelta(days=14)


def test_an_overridden_deferral_without_a_day_waits_for_nobody() -> None:
    scene = Scene(site={"skin_conditions": RASH}, decisions=(decided("C07", OVERRIDDEN),))
    found = scene.seen()
    assert (found.verdict, found.open_deferral) == (Verdict.PRECAUTIONS, False)
    assert found.fired[0].open  # it still says that nobody knows its day


def test_an_override_makes_nothing_graver_than_the_rule_is() -> None:
    smoker = Scene(history={"smoking": Smoking.CURRENT})
    found = smoker.after(decisions=(decided("R-SMOKER", OVERRIDDEN),)).seen()
    (fired,) = (one for one in found.fired if one.code == "R-SMOKER")
    assert fired.is_overridden
    assert (fired.weighs, found.verdict) == (Effect.COUNSEL, smoker.seen().verdict)


def test_an_override_leaves_other_rules_as_they_are() -> None:
    told = {**PORPHYRIA.history, **had(TreatmentKind.FILLER, TODAY).history}
    found = Scene(history=told, decisions=(decided("C27", OVERRIDDEN),)).seen()
    assert (found.verdict, found.fired[0].code) == (Verdict.DEFERRED, "C28")


@pytest.mark.parametrize(("days", "counts"), [(-1, False), (0, True), (1, True)])
def test_a_re_examination_counts_from_the_day_of_the_finding(days: int, counts: bool) -> None:
    on = TODAY + timedelta(days=days)
    scene = Scene(site={"skin_conditions": RASH}, day=TODAY + timedelta(days=2))
    found = scene.after(decisions=(decided("C07", EXAMINED, on),)).seen()
    assert found.open_deferral is not counts


def test_a_decision_of_tomorrow_says_nothing_today() -> None:
    tomorrow = TODAY + timedelta(days=1)
    scene = Scene(site={"skin_conditions": RASH}, decisions=(decided("C07", EXAMINED, tomorrow),))
    assert scene.seen().open_deferral


def test_an_override_ends_with_what_was_newly_recorded() -> None:
    # The clinician weighed the history of yesterday; what was added today was not weighed.
    decision = decided("C27", OVERRIDDEN, TODAY - timedelta(days=1))
    assert PORPHYRIA.after(decisions=(decision,)).seen().verdict is Verdict.NOT_SUITABLE
    told = {**PORPHYRIA.history, "taken_on": TODAY - timedelta(days=1)}
    assert Scene(history=told, decisions=(decision,)).seen().verdict is Verdict.PRECAUTIONS


def test_a_decision_on_the_full_face_holds_at_the_jaw_and_not_the_other_way_round() -> None:
    rows = [finding(area, skin_conditions=RASH) for area in (Area.FACE_FULL, Area.JOWL_JAWLINE)]
    for area, still_open in ((Area.FACE_FULL, [False, False]), (Area.JOWL_JAWLINE, [True, False])):
        told = known(decided("C07", EXAMINED, area=area))
        found = assess(consultation(*rows), PATIENT, TITAN, TODAY, told)
        assert [one.open_deferral for one in found] == still_open


def test_no_history_is_one_question_and_never_a_no() -> None:
    (found,) = assess(consultation(), PATIENT, TITAN, TODAY)
    assert [one.missing for one in found.fired if one.missing] == ["history"]
    assert found.verdict is Verdict.PRECAUTIONS


def test_a_history_with_nothing_asked_is_a_question_each() -> None:
    told = Known(History(patient_id=1, taken_on=TODAY))
    (found,) = assess(consultation(), PATIENT, TITAN, TODAY, told)
    assert {one.missing for one in found.fired if one.missing} == {
        "pregnancy",
        "conditions",
        "medicines",
        "implants",
        "treatments",
        "smoking",
        "weight_trend",
    }


@pytest.mark.parametrize(
    ("controlled", "asked"), [(None, False), (Answer.UNKNOWN, True), (Answer.YES, None)]
)
def test_whether_an_illness_is_controlled_is_asked(
    controlled: Answer | None, asked: bool | None
) -> None:
    found = ill(HealthCondition.THYROID, controlled=controlled).seen()
    questions = [one.asked for one in found.fired if one.missing == "conditions"]
    assert questions == ([] if asked is None else [asked])


@pytest.mark.parametrize("kind", [MedicineKind.ISOTRETINOIN, MedicineKind.EXFOLIANT])
def test_a_medicine_without_a_stop_date_is_put_off_without_a_day(kind: MedicineKind) -> None:
    found = takes(kind).seen()
    assert (found.open_deferral, found.earliest) == (True, None)


def test_the_later_of_two_stop_dates_counts() -> None:
    days = (date(2026, 7, 1), date(2026, 8, 1))
    taken = tuple(Medicine(MedicineKind.ISOTRETINOIN, stopped_on=day) for day in days)
    assert Scene(history={"medicines": taken}).seen().earliest == date(2027, 2, 1)


def test_a_treatment_or_an_implant_without_an_area_counts_everywhere() -> None:
    told = Known(history(
        treatments=(PastTreatment(TreatmentKind.BOTULINUM, done_on=TODAY),),
        implants=(Implant(ImplantKind.METAL_PLATE),),
    ))  # fmt: skip
    rows = [finding(area, Side.LEFT) for area in Area]
    for found in assess(consultation(*rows), PATIENT, TITAN, TODAY, told):
        assert {"C29", "C25"} <= {one.code for one in found.fired}


def test_the_full_face_covers_every_area_of_the_face() -> None:
    face = Site(Area.FACE_FULL)
    for area in FACE:
        for side in (None, *Side):
            assert overlaps(face, Site(area, side)) and covers(face, Site(area, side))
            assert not covers(Site(area, side), face)
    assert not overlaps(face, Site(Area.NECK_FRONT))
    assert not overlaps(Site(Area.KNEE, Side.LEFT), Site(Area.KNEE, Side.RIGHT))
    assert overlaps(Site(Area.KNEE, Side.LEFT), Site(Area.KNEE))
    assert not covers(Site(Area.KNEE, Side.LEFT), Site(Area.KNEE))


@given(any_site, any_site)
def test_overlap_goes_both_ways_and_what_covers_overlaps(one: Site, other: Site) -> None:
    assert overlaps(one, other) == overlaps(other, one)
    assert overlaps(one, one) and covers(one, one)
    assert not covers(one, other) or overlaps(one, other)


def test_known_is_what_the_chart_holds_up_to_the_day() -> None:
    early, late = (decided("C07", EXAMINED, TODAY + timedelta(days=n)) for n in (0, 1))
    chart = Chart(
        stored(PATIENT),
        histories=(stored(history()),),
        rule_decisions=(stored(early), stored(late)),
    )
    answers = (DayAnswer("D-SOBER", Answer.YES),)
    assert known_of(chart, TODAY, day_check=answers) == Known(history(), (early,), None, answers)
    assert known_of(Chart(stored(PATIENT)), TODAY) == Known()


@given(any_consultation, any_patient, st.dates(), any_known, st.randoms())
def test_the_order_of_the_rules_makes_no_difference(
    record: Consultation, patient: Patient, day: date, told: Known, die: random.Random
) -> None:
    shuffled = list(TITAN.rules)
    die.shuffle(shuffled)
    other = replace(TITAN, rules=tuple(shuffled))
    assert assess(record, patient, TITAN, day, told) == assess(record, patient, other, day, told)


@given(
    st.lists(records_of(HealthEntry), max_size=3),
    st.lists(records_of(Medicine), max_size=3),
    st.lists(records_of(PastTreatment), max_size=3),
    st.lists(records_of(Implant), max_size=3),
    st.one_of(
        records_of(HealthEntry),
        records_of(Medicine),
        records_of(PastTreatment),
        records_of(Implant),
    ),
    any_site,
    st.lists(records_of(RuleDecision), max_size=3),
)
def test_one_more_entry_in_the_history_never_improves_a_verdict(
    conditions: list[HealthEntry],
    medicines: list[Medicine],
    treatments: list[PastTreatment],
    implants: list[Implant],
    more: HealthEntry | Medicine | PastTreatment | Implant,
    site: Site,
    decisions: list[RuleDecision],
) -> None:
    before = history(
        conditions=tuple(conditions),
        medicines=tuple(medicines),
        treatments=tuple(treatments),
        implants=tuple(implants),
    )
    names = {
        HealthEntry: "conditions",
        Medicine: "medicines",
        PastTreatment: "treatments",
        Implant: "implants",
    }
    name = names[type(more)]
    longer: dict[str, Any] = {name: (*getattr(before, name), more)}
    after = replace(before, **longer)
    record = consultation(finding(site.area, site.side))
    mild, harsh = (
        assess(record, PATIENT, TITAN, TODAY, Known(told, tuple(decisions)))[0]
        for told in (before, after)
    )
    assert severity(harsh) >= severity(mild)
    shown = {one.code for one in mild.fired if one.missing is None}
    assert shown <= {one.code for one in harsh.fired}


@given(any_consultation, any_patient, st.dates(), any_known, any_site, st.data())
def test_a_decision_on_one_area_never_clears_another(
    record: Consultation, patient: Patient, day: date, told: Known, site: Site, data: st.DataObject
) -> None:
    code = data.draw(st.sampled_from([rule.code for rule in TITAN.rules]))
    kind = data.draw(st.sampled_from(RuleDecisionKind))
    decision = RuleDecision(1, code, kind, day, "Seen.", site.area, site.side)
    more = replace(told, decisions=(*told.decisions, decision))
    before, after = (assess(record, patient, TITAN, day, one) for one in (told, more))
    for was, now in zip(before, after, strict=True):
        if not covers(site, was.site):
            assert now == was


@given(any_consultation, any_patient, st.dates(), any_known)
def test_anything_known_gives_one_assessment_for_each_area(
    record: Consultation, patient: Patient, day: date, told: Known
) -> None:
    found = assess(record, patient, TITAN, day, told)
    assert [one.site for one in found] == [row.site for row in record.areas]
    for one in found:
        assert all(str(fired.title) and str(fired.evidence) for fired in one.fired)
        days = [f.earliest for f in one.fired if f.earliest and not f.is_overridden]
        assert one.earliest == max(days, default=None)


def test_a_healthy_history_adds_nothing() -> None:
    assert [one.code for one in Scene().seen().fired] == ["R-GRADE"]
    elsewhere = wears(ImplantKind.PIERCING, area=Area.KNEE, side=Side.LEFT)
    assert KNOWN.history == history() and elsewhere.codes() == {"R-GRADE"}
