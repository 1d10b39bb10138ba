"""The rules read again on the day of a session: what blocks, what warns, and what was weighed."""

from datetime import date, timedelta
from typing import Any

import pytest

from infrared_desktop.domain.consultation.suitability import assess, sealed
from infrared_desktop.domain.records.answers import Answer, Tan, Verdict
from infrared_desktop.domain.records.areas import Area, Side, Site
from infrared_desktop.domain.records.care import Consultation, DayAnswer
from infrared_desktop.domain.records.chart import Chart, State
from infrared_desktop.domain.records.history import HealthEntry, Medicine
from infrared_desktop.domain.records.history_answers import HealthCondition, MedicineKind
from infrared_desktop.domain.records.rule_decisions import RuleDecision, RuleDecisionKind
from infrared_desktop.domain.rules.known import known_of
from infrared_desktop.domain.sessions.gates import Gate, Severity
from infrared_desktop.domain.sessions.rule_gates import rule_gates
from tests.domain.consultations import PATIENT, TITAN, TODAY, consultation, finding, history
from tests.domain.scenes import decided
from tests.domain.strategies import stored

NECK, FACE = Site(Area.NECK_FRONT), Site(Area.FACE_FULL)
ARMS = (Site(Area.UPPER_ARM, Side.LEFT), Site(Area.UNDERARM, Side.RIGHT))
LATER = TODAY + timedelta(days=28)


def chart(
    record: Consultation, *decisions: RuleDecision, state: State = State.SIGNED, **told: Any
) -> Chart:
    """Return a chart with a consultation as it was signed, and a history."""
    held = Chart(
        stored(PATIENT),
        histories=(stored(history(**told)),),
        rule_decisions=tuple(stored(one) for one in decisions),
    )
    found = assess(record, PATIENT, TITAN, TODAY, known_of(held, TODAY))
    kept = stored(sealed(record, found, TITAN), state=state)
    return Chart(
        held.patient,
        consultations=(kept,),
        histories=held.histories,
        rule_decisions=held.rule_decisions,
    )


def gates(held: Chart, *sites: Site, day: date = TODAY, **other: Any) -> dict[str, Severity]:
    """Return what stands in the way by the codes of the rules."""
    found: tuple[Gate, ...] = rule_gates(held, sites or (NECK,), TITAN, day, **other)
    assert all(gate.title is not None for gate in found)
    return {gate.code: gate.severity for gate in found}


@pytest.mark.parametrize(
    ("skin", "sites", "expected"),
    [
        (3, (NECK,), []),
        (4, (NECK,), ["R-TYPE"]),
        (6, ARMS, ["R-AREA-ARM", "R-TYPE"]),
        (2, ARMS, ["R-AREA-ARM"]),
        (None, (NECK,), []),
    ],
)
def test_skin_type_and_arms_are_pointed_out_once(
    skin: int | None, sites: tuple[Site, ...], expected: list[str]
) -> None:
    found = rule_gates(chart(consultation(fitzpatrick_type=skin)), sites, TITAN, TODAY)
    assert [gate.code for gate in found] == expected
    assert {gate.severity for gate in found} <= {Severity.WARN}


def test_a_deferral_blocks_until_its_day() -> None:
    # Stopped on 1 Nov 2026 + 6 months = 1 May 2027.
    taken = (Medicine(MedicineKind.ISOTRETINOIN, stopped_on=date(2026, 11, 1)),)
    held = chart(consultation(finding(verdict=Verdict.DEFERRED)), medicines=taken)
    assert gates(held)["C10"] is Severity.BLOCK
    assert "C10" not in gates(held, day=date(2027, 5, 1))
    # A site that nobody looked at is judged by what is known of the patient.
    assert gates(held, FACE)["C10"] is Severity.BLOCK


def test_what_was_weighed_at_signing_or_overridden_since_only_warns() -> None:
    weighed = finding(tattoo=Answer.YES, verdict=Verdict.PRECAUTIONS, verdict_reason="Shielded")
    assert gates(chart(consultation(weighed)))["C36"] is Severity.WARN
    unweighed = finding(tattoo=Answer.YES, verdict=Verdict.NOT_SUITABLE)
    assert gates(chart(consultation(unweighed)))["C36"] is Severity.BLOCK
    override = decided("C36", RuleDecisionKind.OVERRIDDEN)
    assert gates(chart(consultation(unweighed), override))["C36"] is Severity.WARN


def test_what_came_up_after_signing_blocks_though_the_site_was_found_suitable() -> None:
    tan = consultation(current_tan=Tan.NATURAL)
    assert gates(chart(consultation())) == {}
    assert gates(chart(tan))["C09"] is Severity.WARN  # found suitable in spite of it
    answers = (DayAnswer("D-SOBER", Answer.NO),)
    assert gates(chart(consultation()), day_check=answers)["C42"] is Severity.BLOCK
    (gate,) = rule_gates(chart(consultation()), (NECK,), TITAN, TODAY, day_check=answers)
    assert str(gate.sentence).endswith("Found suitable on 2026-11-22, not today.")
    unsuitable = chart(consultation(finding(verdict=Verdict.DEFERRED)))
    (gate,) = rule_gates(unsuitable, (NECK,), TITAN, TODAY, day_check=answers)
    assert "not today" not in str(gate.sentence)


def test_an_old_history_and_none_at_all_are_pointed_out() -> None:
    held = chart(consultation())
    assert gates(held, day=TODAY + timedelta(days=31)) == {"R-STALE": Severity.WARN}
    bare = Chart(held.patient, consultations=held.consultations)
    assert gates(bare) == {"C01": Severity.WARN}
    (gate,) = rule_gates(bare, (NECK,), TITAN, LATER)
    assert str(gate.title) == "Medical history"


def test_without_a_signed_consultation_no_rule_speaks() -> None:
    assert gates(chart(consultation(fitzpatrick_type=6), state=State.CURRENT)) == {}


@pytest.mark.parametrize(("answer", "is_asked"), [(None, True), (Answer.UNKNOWN, False)])
def test_what_was_asked_in_vain_is_not_asked_again_before_each_session(
    answer: Answer | None, is_asked: bool
) -> None:
    entry = HealthEntry(HealthCondition.DIABETES, controlled=answer)
    held = chart(consultation(finding()), conditions=(entry,))
    assert ("C22" in gates(held, day=LATER)) is is_asked
