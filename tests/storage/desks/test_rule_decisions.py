"""A decision on a rule has a reason, is a clinician's, and is final."""

from dataclasses import replace

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import State
from infrared_desktop.domain.records.rule_decisions import RuleDecision, RuleDecisionKind
from infrared_desktop.storage.clinic import Clinic
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import TODAY, patient


@pytest.fixture
def decision(clinic: Clinic) -> RuleDecision:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    return RuleDecision(number, "C07", RuleDecisionKind.RE_EXAMINED, TODAY, "The rash is gone.")


def test_a_decision_is_signed_and_can_only_be_struck_through(
    clinic: Clinic, decision: RuleDecision
) -> None:
    stored = clinic.care.decide_rule(decision, CLINICIAN, NOW)
    assert (stored.state, stored.by) == (State.SIGNED, CLINICIAN)
    clinic.care.invalidate(stored, "another patient's rash", CLINICIAN, NOW)
    assert clinic.people.chart(decision.patient_id).rule_decisions == ()


@pytest.mark.parametrize(
    ("reason", "by", "words"),
    [("  ", CLINICIAN, "Say why"), ("Seen.", RECEPTION, "clinician decides about a rule")],
)
def test_without_a_reason_or_the_right_nothing_is_decided(
    clinic: Clinic, decision: RuleDecision, reason: str, by: int, words: str
) -> None:
    with pytest.raises(KnownError, match=words):
        clinic.care.decide_rule(replace(decision, reason=reason), by, NOW)
    assert clinic.people.chart(decision.patient_id).rule_decisions == ()
