"""What keeps a consultation from being signed besides the first findings."""

from datetime import timedelta
from typing import Any

import pytest

from infrared_desktop.domain.consultation.bdd import score_hint
from infrared_desktop.domain.consultation.gaps import gaps
from infrared_desktop.domain.consultation.suitability import assess
from infrared_desktop.domain.records.answers import BddOutcome, Verdict
from infrared_desktop.domain.records.areas import Area, LaxityScale, Side
from infrared_desktop.domain.records.care import Consultation
from infrared_desktop.domain.records.rule_decisions import RuleDecisionKind
from infrared_desktop.domain.records.treatment_answers import BddTool, Precaution
from infrared_desktop.domain.rules.known import Known
from tests.domain.consultations import KNOWN, PATIENT, TITAN, TODAY, consultation, finding, known
from tests.domain.scenes import decided

DAY = timedelta(days=1)


def found(record: Consultation, country: str = "", told: Known = KNOWN) -> list[tuple[str, str]]:
    """Return field and words of each gap."""
    assessed = assess(record, PATIENT, TITAN, TODAY, told)
    return [(one.field, str(one.words)) for one in gaps(record, assessed, told, country)]


def test_alternatives_have_to_be_talked_about() -> None:
    record = consultation(alternatives_discussed=None)
    assert found(record) == [("alternatives_discussed", "Alternatives discussed missing")]
    assert found(consultation(alternatives_discussed=())) == []


@pytest.mark.parametrize(
    ("area", "asked"),
    [(Area.ABDOMEN_LOWER, True), (Area.UNDERARM, True), (Area.UPPER_ARM, False)],
)
def test_a_chaperone_is_asked_for_only_where_one_undresses(area: Area, asked: bool) -> None:
    side = None if area is Area.ABDOMEN_LOWER else Side.LEFT
    fields = [field for field, _ in found(consultation(finding(area, side), chaperone=None))]
    assert ("chaperone" in fields) is asked


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({}, ["bdd_outcome"]),
        ({"bdd_outcome": BddOutcome.NOT_DONE}, ["bdd_outcome"]),
        ({"bdd_outcome": BddOutcome.NEGATIVE}, ["bdd_tool"]),
        ({"bdd_outcome": BddOutcome.NEGATIVE, "bdd_tool": BddTool.BDDQ}, []),
    ],
)
def test_the_screen_is_asked_for_where_the_country_expects_it(
    change: dict[str, Any], fields: list[str]
) -> None:
    record = consultation(**change)
    assert [field for field, _ in found(record, "AU")] == fields
    assert found(record, "CA") == []


def test_a_score_without_a_screen_contradicts_itself() -> None:
    record = consultation(bdd_score=12, bdd_outcome=BddOutcome.NOT_DONE)
    words = "There is a score: say what came of the screen."
    assert found(record) == [("bdd_outcome", words)]


@pytest.mark.parametrize(
    ("tool", "score", "outcome", "hinted"),
    [
        (BddTool.COPS, 40, BddOutcome.NEGATIVE, True),
        (BddTool.COPS, 39, BddOutcome.NEGATIVE, False),
        (BddTool.COPS, 40, BddOutcome.REFERRED, False),
        (BddTool.DCQ, 40, BddOutcome.NEGATIVE, False),
    ],
)
def test_a_high_score_advises_a_fuller_assessment(
    tool: BddTool, score: int, outcome: BddOutcome, hinted: bool
) -> None:
    record = consultation(bdd_tool=tool, bdd_score=score, bdd_outcome=outcome)
    assert (score_hint(record) is not None) is hinted
    assert found(record) == [] or outcome is BddOutcome.REFERRED


def test_days_that_cannot_be_are_told_beside_their_field() -> None:
    record = consultation(last_exposure=TODAY + DAY, event_deadline=TODAY - DAY)
    assert found(record) == [
        ("last_exposure", "This day lies ahead."),
        ("event_deadline", "This day is past."),
    ]
    today = consultation(last_exposure=TODAY, event_deadline=TODAY)
    assert not {"last_exposure", "event_deadline"} & {field for field, _ in found(today)}


@pytest.mark.parametrize("grade", [0.5, 4.5, 1.2])
def test_a_grade_that_the_scale_does_not_have_is_refused(grade: float) -> None:
    record = consultation(finding(laxity_grade=grade, verdict=None))
    assert ("laxity_grade", f"This scale has no grade {grade}.") in found(record)
    half = finding(Area.KNEE, Side.LEFT, laxity_grade=2.5, laxity_scale=LaxityScale.CLINIC)
    assert ("laxity_grade", "This scale has no grade 2.5.") in found(consultation(half))


def test_of_an_arm_the_patient_has_to_be_told_unless_it_is_not_treated() -> None:
    arm = finding(
        Area.UPPER_ARM, Side.LEFT, verdict=Verdict.PRECAUTIONS, precautions=(Precaution.PHOTOGRAPH,)
    )
    ((field, words),) = found(consultation(arm))
    assert field == "R-AREA-ARM"
    assert words.startswith("UPPER_ARM, left: the patient has to be told")
    told = known(decided("R-AREA-ARM", RuleDecisionKind.ACKNOWLEDGED))
    assert found(consultation(arm), told=told) == []
    other = known(decided("R-AREA-ARM", RuleDecisionKind.ACKNOWLEDGED, area=Area.KNEE))
    assert len(found(consultation(arm), told=other)) == 1
    left_out = finding(
        Area.UPPER_ARM, Side.LEFT, verdict=Verdict.DEFERRED, verdict_reason="Thinks it over."
    )
    assert found(consultation(left_out)) == []
