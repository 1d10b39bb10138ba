"""Suitability: every rule at its boundary, and what holds for any consultation."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.consultation.gaps import gaps
from infrared_desktop.domain.consultation.suitability import (
    assess,
    required_reason,
    said_then,
    sealed,
)
from infrared_desktop.domain.protocol.protocol import parse_protocol
from infrared_desktop.domain.records.answers import (
    Answer,
    BddOutcome,
    Expectation,
    SkinCondition,
    Tan,
    Verdict,
)
from infrared_desktop.domain.records.areas import Area, LaxityScale, Side
from infrared_desktop.domain.records.care import AreaFinding, Consultation
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.records.treatment_answers import Precaution
from infrared_desktop.domain.rules.questions import Question
from infrared_desktop.domain.rules.rules import Effect
from infrared_desktop.storage.database.rows import from_json, to_json
from tests.domain.consultations import (
    KNOWN,
    PATIENT,
    TITAN,
    TITAN_TEXT,
    TODAY,
    assess_one,
    consultation,
    finding,
    rule,
)
from tests.records import records_of

MILDEST_FIRST = (
    Verdict.SUITABLE,
    Verdict.PRECAUTIONS,
    Verdict.DEFERRED,
    Verdict.REFERRED,
    Verdict.NOT_SUITABLE,
)
any_consultation = records_of(Consultation)
any_patient = records_of(Patient)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def tanned(days_ago: int, skin_type: int | None = 2, tan: Tan = Tan.NATURAL) -> Consultation:
    last = ago(days_ago)
    return consultation(current_tan=tan, last_exposure=last, fitzpatrick_type=skin_type)


def test_a_healthy_neck_of_grade_two_is_suitable_and_needs_two_sessions() -> None:
    found = assess_one(consultation())
    assert (found.verdict, found.suggested_sessions) == (Verdict.SUITABLE, 2)
    assert [one.code for one in found.fired] == ["R-GRADE"]
    assert str(found.fired[0].title) == "Grade 2: good candidate"
    assert (found.earliest, found.open_deferral) == (None, False)


def test_the_consultation_of_the_picture_is_judged_as_drawn() -> None:
    record = consultation(
        finding(Area.NECK_FRONT, laxity_grade=2.5, size_cm2=90),
        finding(Area.JOWL_JAWLINE, Side.BOTH, laxity_grade=3.0, size_cm2=120),
        finding(Area.ABDOMEN_LOWER, laxity_grade=2.0, size_cm2=210),
        finding(Area.UPPER_ARM, Side.LEFT, laxity_grade=4.0, size_cm2=180),
        fitzpatrick_type=4,
        current_tan=Tan.NATURAL,
        last_exposure=TODAY,
        event_deadline=date(2027, 2, 12),
    )
    neck, jaw, abdomen, arm = assess(record, PATIENT, TITAN, TODAY, KNOWN)
    assert [one.verdict for one in (neck, jaw, abdomen)] == [Verdict.DEFERRED] * 3
    assert [one.earliest for one in (neck, jaw, abdomen)] == [date(2026, 12, 6)] * 3
    assert arm.verdict is Verdict.NOT_SUITABLE
    codes = {"C09", "R-TYPE", "R-EVENT", "R-AREA-SIZE", "R-GRADE"}
    assert {one.code for one in neck.fired} == codes
    event = rule(neck, "R-EVENT")
    assert event is not None
    assert "40 days after session 2 at its earliest, 2027-01-03" in str(event.evidence)


@pytest.mark.parametrize("skin_type", [None, 1, 3, 4, 6])
@pytest.mark.parametrize(("days_ago", "clear"), [(13, TODAY + timedelta(days=1)), (14, None)])
def test_a_tan_is_clear_after_14_days_whatever_the_skin_type(
    skin_type: int | None, days_ago: int, clear: date | None
) -> None:
    found = assess_one(tanned(days_ago, skin_type))
    assert found.earliest == clear
    assert (rule(found, "C09") is not None) == (clear is not None)
    assert (found.verdict is Verdict.DEFERRED) == (clear is not None)


@pytest.mark.parametrize(
    ("days_ago", "skin_type", "clear"),
    [
        (14, 3, None),
        (14, 4, TODAY + timedelta(days=14)),
        (27, 6, TODAY + timedelta(days=1)),
        (28, 6, None),
        # Nobody recorded the type: it may be a dark one.
        (27, None, TODAY + timedelta(days=1)),
    ],
)
def test_a_longer_wait_for_dark_skin_can_be_switched_on(
    days_ago: int, skin_type: int | None, clear: date | None
) -> None:
    text = TITAN_TEXT.replace("use_wait_dark = false", "use_wait_dark = true")
    protocol = parse_protocol(text, "clinic.toml")
    (found,) = assess(tanned(days_ago, skin_type), PATIENT, protocol, TODAY, KNOWN)
    assert found.earliest == clear


def test_a_tan_without_the_day_of_exposure_is_deferred_without_a_day() -> None:
    found = assess_one(consultation(current_tan=Tan.SUNBURN))
    assert (found.verdict, found.open_deferral) == (Verdict.DEFERRED, True)
    assert found.earliest is None


@pytest.mark.parametrize("tan", [Tan.NONE, Tan.UNKNOWN, None])
def test_sun_counts_from_its_day_even_where_no_tan_is_seen(tan: Tan | None) -> None:
    fired = rule(assess_one(consultation(current_tan=tan, last_exposure=ago(13))), "C09")
    assert fired is not None and fired.effect is Effect.DEFER
    assert fired.earliest == TODAY + timedelta(1) and not fired.open
    assert str(fired.title) == "Sun within 14 days"
    told = f"Last sun {ago(13)}; it counts where no tan is seen as well."
    assert str(fired.evidence).startswith(told)


@pytest.mark.parametrize("days_ago", [14, -1])
def test_sun_that_is_long_past_or_lies_ahead_leaves_the_answer_to_what_is_seen(
    days_ago: int,
) -> None:
    last = ago(days_ago)
    clear = assess_one(consultation(current_tan=Tan.NONE, last_exposure=last))
    assert rule(clear, "C09") is None and clear.verdict is Verdict.SUITABLE
    asked = assess_one(consultation(current_tan=None, last_exposure=last))
    assert Question.TAN in {one.missing for one in asked.fired}


@pytest.mark.parametrize("tan", [tan for tan in Tan if tan not in (Tan.NONE, Tan.UNKNOWN)])
def test_every_kind_of_tan_has_its_own_words(tan: Tan) -> None:
    fired = rule(assess_one(tanned(1, tan=tan)), "C09")
    assert fired is not None
    assert str(fired.evidence).lower().startswith(tan.replace("self_", "self-").split("_")[0])


@pytest.mark.parametrize(
    ("scale", "grade", "verdict", "sessions"),
    [
        ("alexiades", 0.0, Verdict.NOT_SUITABLE, 0),
        ("alexiades", 1.0, Verdict.SUITABLE, 1),
        ("alexiades", 1.5, Verdict.SUITABLE, 1),
        ("alexiades", 2.0, Verdict.SUITABLE, 2),
        ("alexiades", 2.5, Verdict.SUITABLE, 2),
        ("alexiades", 3.0, Verdict.SUITABLE, 2),
        ("alexiades", 3.5, Verdict.PRECAUTIONS, 2),
        ("alexiades", 4.0, Verdict.NOT_SUITABLE, 0),
        ("clinic", 0.0, Verdict.NOT_SUITABLE, 0),
        ("clinic", 1.0, Verdict.SUITABLE, 1),
        ("clinic", 2.0, Verdict.SUITABLE, 2),
        ("clinic", 3.0, Verdict.SUITABLE, 2),
        ("clinic", 4.0, Verdict.NOT_SUITABLE, 0),
    ],
)
def test_each_grade_has_its_verdict_and_its_sessions(
    scale: str, grade: float, verdict: Verdict, sessions: int
) -> None:
    area = Area.NECK_FRONT if scale == "alexiades" else Area.ABDOMEN_LOWER
    found = assess_one(consultation(finding(area, laxity_grade=grade)))
    assert (found.verdict, found.suggested_sessions) == (verdict, sessions)
    assert (rule(found, "C39") is not None) == (grade == 4.0)
    assert (rule(found, "R-GRADE") is not None) == (scale == "alexiades")


@pytest.mark.parametrize("area", [Area.NECK_FRONT, Area.ABDOMEN_LOWER])
@pytest.mark.parametrize("grade", [0.0, 1.0, 2.0, 3.0])
def test_the_clinic_scale_claims_no_study(area: Area, grade: float) -> None:
    row = finding(area, laxity_grade=grade, laxity_scale=LaxityScale.CLINIC)
    found = assess_one(consultation(row))
    fired = rule(found, "R-GRADE-CLINIC")
    assert fired is not None and rule(found, "R-GRADE") is None
    assert (fired.tag, str(fired.evidence)[:27]) == ("default", "Clinic scale, not validated")
    assert not re.search(r"\bS\d", fired.source)


def test_a_grade_on_the_scale_of_the_face_is_no_grade_of_the_body() -> None:
    row = finding(Area.ABDOMEN_LOWER, laxity_scale=LaxityScale.ALEXIADES, laxity_grade=2.0)
    found = assess_one(consultation(row))
    assert Question.GRADE in {one.missing for one in found.fired}
    assert found.verdict is not Verdict.SUITABLE


@pytest.mark.parametrize("area", [Area.NECK_FRONT, Area.ABDOMEN_LOWER])
@pytest.mark.parametrize("grade", [2.0, 3.0])
def test_two_to_three_sessions_are_said_where_two_are_suggested(area: Area, grade: float) -> None:
    found = assess_one(consultation(finding(area, laxity_grade=grade)))
    assert found.suggested_sessions == 2
    assert "2 to 3 sessions" in " ".join(str(one.evidence) for one in found.fired)


def test_the_arm_study_is_told_whole() -> None:
    fired = rule(assess_one(consultation(finding(Area.UPPER_ARM, Side.LEFT))), "R-AREA-ARM")
    assert fired is not None
    assert "circumference fell" in str(fired.evidence) and "no change" in str(fired.evidence)


@pytest.mark.parametrize(("birthday", "blocked"), [(TODAY, False), (date(2026, 11, 23), True)])
def test_a_patient_can_be_treated_from_the_eighteenth_birthday(
    birthday: date, blocked: bool
) -> None:
    patient = replace(PATIENT, birth_date=birthday.replace(year=2008))
    found = assess_one(consultation(), patient)
    assert (rule(found, "C38") is not None) == blocked
    assert (found.verdict is Verdict.NOT_SUITABLE) == blocked


@pytest.mark.parametrize(
    ("born", "told"), [(date(1960, 11, 23), False), (date(1960, 11, 22), True)]
)
def test_patients_over_65_are_told_that_they_may_respond_less(born: date, told: bool) -> None:
    found = assess_one(consultation(), replace(PATIENT, birth_date=born))
    assert (rule(found, "R-AGE") is not None) == told
    assert found.verdict is Verdict.SUITABLE


@pytest.mark.parametrize(("second", "fires"), [(209, False), (210, False), (211, True)])
def test_areas_together_over_300_cm2_are_split_and_every_area_says_so(
    second: int, fires: bool
) -> None:
    record = consultation(finding(), finding(Area.ABDOMEN_LOWER, size_cm2=second))
    for found in assess(record, PATIENT, TITAN, TODAY, KNOWN):
        assert (rule(found, "R-AREA-SIZE") is not None) == fires
        assert (found.verdict is Verdict.PRECAUTIONS) == fires
        assert rule(found, "C40") is None


@pytest.mark.parametrize(("size", "fires"), [(300, False), (301, True)])
def test_one_area_over_300_cm2_is_a_very_large_area(size: int, fires: bool) -> None:
    found = assess_one(consultation(finding(size_cm2=size)))
    assert (rule(found, "C40") is not None) == fires


@pytest.mark.parametrize(("skin_type", "fires"), [(1, False), (3, False), (4, True), (6, True)])
def test_skin_types_from_four_on_call_for_a_test_spot(skin_type: int, fires: bool) -> None:
    found = assess_one(consultation(fitzpatrick_type=skin_type))
    assert (rule(found, "R-TYPE") is not None) == fires
    assert (found.verdict is Verdict.PRECAUTIONS) == fires


@pytest.mark.parametrize(
    ("area", "code"),
    [
        (Area.UPPER_ARM, "R-AREA-ARM"),
        (Area.UNDERARM, "R-AREA-ARM"),
        (Area.ABDOMEN_LOWER, "R-AREA-BODY"),
        (Area.LOWER_LEG, "R-AREA-BODY"),
        (Area.BUTTOCK, "R-AREA-BODY"),
        (Area.FACE_FULL, None),
        (Area.NECK_SIDE, None),
    ],
)
def test_arms_and_body_show_their_own_evidence(area: Area, code: str | None) -> None:
    found = assess_one(consultation(finding(area)))
    shown = {one.code for one in found.fired if one.code.startswith("R-AREA")}
    assert shown == ({code} if code else set())


@pytest.mark.parametrize(
    ("change", "code", "verdict", "is_open"),
    [
        ({"suspicious_lesion": Answer.YES}, "C06", Verdict.NOT_SUITABLE, False),
        ({"tattoo": Answer.YES}, "C36", Verdict.NOT_SUITABLE, False),
        ({"inside_orbital_rim": Answer.YES}, "C37", Verdict.NOT_SUITABLE, False),
        ({"skin_conditions": (SkinCondition.RASH,)}, "C07", Verdict.DEFERRED, True),
        ({"skin_conditions": tuple(SkinCondition)}, "C07", Verdict.DEFERRED, True),
    ],
)
def test_what_is_wrong_at_a_site_stops_that_site_only(
    change: dict[str, Any], code: str, verdict: Verdict, is_open: bool
) -> None:
    left, right = finding(Area.UPPER_ARM, Side.LEFT, **change), finding(Area.FACE_FULL)
    found, other = assess(consultation(left, right), PATIENT, TITAN, TODAY, KNOWN)
    assert rule(found, code) is not None
    assert (found.verdict, found.open_deferral) == (verdict, is_open)
    assert other.verdict is Verdict.SUITABLE


@pytest.mark.parametrize("condition", list(SkinCondition))
def test_every_skin_condition_defers_until_it_is_examined_again(condition: SkinCondition) -> None:
    found = assess_one(consultation(finding(skin_conditions=(condition,))))
    assert found.open_deferral


@pytest.mark.parametrize(
    ("expectation", "screen", "fires"),
    [
        (Expectation.MODERATE, None, False),
        (Expectation.MODERATE, BddOutcome.NEGATIVE, False),
        (Expectation.MODERATE, BddOutcome.POSITIVE, True),
        (Expectation.SUBTLE, BddOutcome.REFERRED, True),
        (Expectation.DRAMATIC, None, True),
        (Expectation.DRAMATIC, BddOutcome.NEGATIVE, True),
        (Expectation.DRAMATIC, BddOutcome.CLEARED, False),
    ],
)
def test_unrealistic_hopes_and_a_positive_screen_defer_without_a_day(
    expectation: Expectation, screen: BddOutcome | None, fires: bool
) -> None:
    found = assess_one(consultation(expectation=expectation, bdd_outcome=screen))
    assert (rule(found, "C41") is not None, found.open_deferral) == (fires, fires)


def test_an_open_deferral_outranks_a_day_but_the_day_is_kept() -> None:
    record = replace(tanned(1), areas=(finding(skin_conditions=(SkinCondition.ECZEMA,)),))
    found = assess_one(record)
    assert (found.open_deferral, found.earliest) == (True, TODAY + timedelta(days=13))


@pytest.mark.parametrize(("days", "fires"), [(28 + 89, True), (28 + 90, False)])
def test_an_event_under_90_days_after_the_last_session_warns(days: int, fires: bool) -> None:
    found = assess_one(consultation(event_deadline=TODAY + timedelta(days=days)))
    assert (rule(found, "R-EVENT") is not None) == fires
    assert found.verdict is Verdict.SUITABLE


def test_an_event_is_measured_from_the_end_of_a_deferral() -> None:
    record = replace(tanned(4), event_deadline=TODAY + timedelta(days=10 + 28 + 89))
    fired = rule(assess_one(record), "R-EVENT")
    assert fired is not None
    assert "89 days after session 2" in str(fired.evidence)


def test_an_event_before_the_last_session_is_said_as_such() -> None:
    fired = rule(assess_one(consultation(event_deadline=TODAY)), "R-EVENT")
    assert fired is not None
    assert "28 days before session 2" in str(fired.evidence)


def test_each_missing_answer_is_one_gentle_entry_and_never_a_no() -> None:
    record = Consultation(1, TODAY, 1, areas=(AreaFinding(area=Area.PERIORBITAL),))
    found = assess_one(record, Patient("Diop"))
    missing = [one.missing for one in found.fired]
    assert set(missing) == {
        Question.LESION,
        Question.SKIN,
        Question.TATTOO,
        Question.ORBITAL_RIM,
        Question.BIRTH_DATE,
        Question.GRADE,
        Question.TAN,
        Question.EXPECTATION,
        Question.SKIN_TYPE,
        Question.SIZE,
    }
    assert len(missing) == len(set(missing))
    assert {one.effect for one in found.fired} == {Effect.CAUTION}
    assert found.verdict is Verdict.PRECAUTIONS


@pytest.mark.parametrize(
    ("area", "is_asked"),
    [
        (Area.FOREHEAD_BROW, True),
        (Area.FACE_FULL, True),
        (Area.NASOLABIAL, True),
        (Area.NECK_FRONT, False),
    ],
)
def test_eyelids_and_lips_are_asked_about_near_eye_and_mouth_only(
    area: Area, is_asked: bool
) -> None:
    found = assess_one(consultation(finding(area, inside_orbital_rim=None)))
    assert (Question.ORBITAL_RIM in {one.missing for one in found.fired}) is is_asked
    assert (found.verdict is Verdict.SUITABLE) is not is_asked


def test_a_tan_that_is_not_known_is_a_caution_and_never_a_no() -> None:
    record = consultation(current_tan=Tan.UNKNOWN)
    fired = assess_one(record).fired[0]
    assert (fired.code, fired.missing, fired.effect) == ("C09", Question.TAN, Effect.CAUTION)
    assert "Asked, but not known" in str(fired.evidence)
    assert "Tan missing" not in sentences(record)


def test_asked_but_not_known_is_told_apart_from_not_asked() -> None:
    unknown = assess_one(consultation(finding(tattoo=Answer.UNKNOWN))).fired[0]
    not_asked = assess_one(consultation(finding(tattoo=None))).fired[0]
    assert unknown.missing is not_asked.missing is Question.TATTOO
    assert unknown.evidence != not_asked.evidence


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_verdict_that_differs_needs_a_reason(verdict: Verdict) -> None:
    found = assess_one(consultation())
    assert required_reason(found, verdict) == (verdict is not Verdict.SUITABLE)
    assert not required_reason(found, None)


def sentences(record: Consultation) -> list[str]:
    found = assess(record, PATIENT, TITAN, TODAY, KNOWN)
    return [str(gap.words) for gap in gaps(record, found, KNOWN)]


@given(any_consultation, any_patient, st.dates())
def test_a_sealed_consultation_tells_later_what_the_program_said(
    record: Consultation, patient: Patient, day: date
) -> None:
    found = assess(record, patient, TITAN, day, KNOWN)
    kept = sealed(record, found, TITAN)
    assert kept.protocol_version == "Titan 1"
    for row, one in zip(kept.areas, found, strict=True):
        told = said_then(row)
        assert told is not None and (told.site, told.verdict) == (one.site, one.verdict)
        judged = [f for f in one.fired if f.missing is None]
        assert row.program_rules == tuple(f.code for f in judged)
        assert row.program_titles == tuple(f.title for f in judged)
        assert row.program_evidence == tuple(f.evidence for f in judged)
        assert from_json(AreaFinding, json.loads(json.dumps(to_json(row)))) == row
        if one.verdict is Verdict.DEFERRED:
            assert told.open_deferral == one.open_deferral
            assert one.open_deferral or told.earliest == one.earliest


def test_nothing_is_told_of_what_was_not_kept() -> None:
    assert said_then(finding()) is None


def test_a_complete_consultation_can_be_signed() -> None:
    assert sentences(consultation()) == []


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"main_concern": "  "}, "Concern in the patient's words missing"),
        ({"expectation": None}, "Expectation missing"),
        ({"fitzpatrick_type": None}, "Skin type missing"),
        ({"current_tan": None}, "Tan missing"),
        ({"areas": ()}, "At least one area missing"),
    ],
)
def test_what_the_patient_was_not_asked_keeps_from_signing(
    change: dict[str, Any], missing: str
) -> None:
    assert missing in sentences(consultation(**change))


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"laxity_grade": None}, "Laxity grade"),
        ({"size_cm2": None}, "Size of the area"),
        ({"suspicious_lesion": None}, "Suspicious lesion"),
        ({"skin_conditions": None}, "Skin conditions"),
        ({"tattoo": None}, "Tattoo or permanent make-up"),
        ({"verdict": None}, "Your decision"),
        ({"expected_benefit": None}, "Expected benefit"),
        ({"verdict": Verdict.DEFERRED}, "Reason for deciding otherwise"),
        ({"verdict": Verdict.PRECAUTIONS}, "Precautions"),
        ({"verdict": Verdict.REFERRED}, "To whom, or what instead"),
    ],
)
def test_what_a_site_lacks_keeps_from_signing(change: dict[str, Any], missing: str) -> None:
    record = consultation(finding(), finding(Area.KNEE, Side.LEFT, **change))
    assert f"KNEE, left: {missing} missing" in sentences(record)


def test_a_paired_area_needs_its_side_and_a_midline_area_none() -> None:
    record = consultation(finding(Area.KNEE), finding(Area.ABDOMEN_LOWER))
    assert sentences(record) == ["KNEE: Side missing"]


@pytest.mark.parametrize(
    ("first", "second", "twice"),
    [
        (Side.LEFT, Side.LEFT, True),
        (Side.LEFT, Side.BOTH, True),
        (Side.LEFT, Side.RIGHT, False),
    ],
)
def test_the_same_skin_is_not_recorded_twice(first: Side, second: Side, twice: bool) -> None:
    record = consultation(finding(Area.KNEE, first), finding(Area.KNEE, second))
    said = f"KNEE, {second}: recorded twice" in sentences(record)
    assert said is twice


def test_a_gap_names_its_field_and_its_row() -> None:
    record = consultation(finding(), finding(Area.KNEE, Side.LEFT, tattoo=None))
    found = gaps(record, assess(record, PATIENT, TITAN, TODAY, KNOWN), KNOWN)
    assert [(one.field, one.row) for one in found] == [
        (Question.TATTOO, 1),
        (Question.REASON, 1),
    ]


def test_a_reason_settles_a_verdict_that_differs_and_unknown_is_an_answer() -> None:
    differs = finding(verdict=Verdict.DEFERRED, verdict_reason="Wants to wait for the spring")
    assert sentences(consultation(differs)) == []
    care = (Precaution.SHIELD,)
    unknown = finding(tattoo=Answer.UNKNOWN, verdict=Verdict.PRECAUTIONS, precautions=care)
    assert sentences(consultation(unknown)) == []


@given(any_consultation, any_patient, st.dates())
def test_any_consultation_gives_one_assessment_for_each_area_and_always_the_same(
    record: Consultation, patient: Patient, day: date
) -> None:
    found = assess(record, patient, TITAN, day, KNOWN)
    assert [one.site for one in found] == [one.site for one in record.areas]
    assert found == assess(record, patient, TITAN, day, KNOWN)
    for one in found:
        assert 0 <= one.suggested_sessions <= 3
        assert all(str(fired.title) and str(fired.evidence) for fired in one.fired)
    gaps(record, found, KNOWN)


@given(any_consultation, any_patient, st.dates())
def test_the_verdict_is_the_most_severe_effect_and_earliest_the_last_of_all_days(
    record: Consultation, patient: Patient, day: date
) -> None:
    for found in assess(record, patient, TITAN, day, KNOWN):
        ranks = [one.effect.rank for one in found.fired]
        assert ranks == sorted(ranks)
        days = [one.earliest for one in found.fired if one.earliest is not None]
        assert found.earliest == max(days, default=None)
        assert found.open_deferral == any(one.open for one in found.fired)
        deferred = [one for one in found.fired if one.effect is Effect.DEFER]
        assert all((one.earliest is None) == one.open for one in deferred)
        assert found.verdict is not Verdict.SUITABLE or ranks[0] >= Effect.COUNSEL.rank


@given(
    any_consultation.filter(lambda record: bool(record.areas)),
    any_patient,
    st.dates(),
    st.sampled_from(["suspicious_lesion", "tattoo", "inside_orbital_rim"]),
)
def test_one_more_blocking_finding_never_makes_a_verdict_milder(
    record: Consultation, patient: Patient, day: date, question: str
) -> None:
    worse = replace(
        record, areas=tuple(replace(one, **{question: Answer.YES}) for one in record.areas)
    )
    before, after = (assess(one, patient, TITAN, day, KNOWN) for one in (record, worse))
    for mild, harsh in zip(before, after, strict=True):
        assert MILDEST_FIRST.index(harsh.verdict) >= MILDEST_FIRST.index(mild.verdict)
        assert harsh.verdict is Verdict.NOT_SUITABLE


@given(any_consultation, any_patient, st.dates(), st.sampled_from(list(LaxityScale)))
def test_an_answer_that_is_not_there_never_makes_a_site_suitable(
    record: Consultation, patient: Patient, day: date, scale: LaxityScale
) -> None:
    area = AreaFinding(area=Area.NECK_FRONT, laxity_scale=scale)
    (found,) = assess(replace(record, areas=(area,)), patient, TITAN, day)
    assert found.verdict is not Verdict.SUITABLE
