"""The shipped protocol, a healthy patient, and consultations that differ from them in one point."""

from dataclasses import replace
from datetime import date
from typing import Any

from infrared_desktop.assets import RESOURCES
from infrared_desktop.domain.consultation.suitability import Assessment, Fired, assess
from infrared_desktop.domain.protocol.protocol import parse_protocol
from infrared_desktop.domain.records.answers import Answer, Benefit, Expectation, Tan, Verdict
from infrared_desktop.domain.records.areas import Area, Side, scale_of
from infrared_desktop.domain.records.care import AreaFinding, Consultation
from infrared_desktop.domain.records.consents import Alternative
from infrared_desktop.domain.records.history import History
from infrared_desktop.domain.records.history_answers import Pregnancy, Smoking, WeightTrend
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.records.rule_decisions import RuleDecision
from infrared_desktop.domain.records.treatment_answers import Chaperone
from infrared_desktop.domain.rules.known import Known

TODAY = date(2026, 11, 22)
TITAN_TEXT = (RESOURCES / "protocols" / "titan.toml").read_text(encoding="utf-8")
TITAN = parse_protocol(TITAN_TEXT, "titan.toml")
PATIENT = Patient("Nováková", "Žofie", birth_date=date(1980, 3, 14))
HEALTHY = History(
    patient_id=1,
    taken_on=TODAY,
    pregnancy=Pregnancy.NO,
    conditions=(),
    medicines=(),
    allergies=(),
    implants=(),
    treatments=(),
    smoking=Smoking.NEVER,
    weight_trend=WeightTrend.STABLE,
)
KNOWN = Known(HEALTHY)


def history(**other: Any) -> History:
    """Return a history in which everything was asked and nothing is wrong, but for a point."""
    return replace(HEALTHY, **other)


def known(*decisions: RuleDecision, **other: Any) -> Known:
    """Return what is known of a healthy patient, but for a point, with these decisions."""
    return Known(history(**other), decisions)


def finding(area: Area = Area.NECK_FRONT, side: Side | None = None, **other: Any) -> AreaFinding:
    """Return a finding with every question answered, and nothing wrong."""
    healthy = AreaFinding(
        area=area,
        side=side,
        size_cm2=90,
        laxity_grade=2.0,
        laxity_scale=scale_of(area),
        skin_conditions=(),
        suspicious_lesion=Answer.NO,
        tattoo=Answer.NO,
        inside_orbital_rim=Answer.NO,
        verdict=Verdict.SUITABLE,
        expected_benefit=Benefit.MODERATE,
    )
    return replace(healthy, **other)


def consultation(*areas: AreaFinding, **other: Any) -> Consultation:
    """Return a consultation with every question answered, of one healthy neck unless told."""
    healthy = Consultation(
        patient_id=1,
        consulted_on=TODAY,
        clinician_id=1,
        main_concern="The neck looks tired",
        expectation=Expectation.MODERATE,
        fitzpatrick_type=2,
        current_tan=Tan.NONE,
        alternatives_discussed=(Alternative.NOTHING, Alternative.SURGERY),
        chaperone=Chaperone.PRESENT,
        areas=areas or (finding(),),
    )
    return replace(healthy, **other)


def assess_one(
    record: Consultation, patient: Patient = PATIENT, day: date = TODAY, known: Known = KNOWN
) -> Assessment:
    """Assess the first site of a consultation by the shipped protocol."""
    return assess(record, patient, TITAN, day, known)[0]


def rule(assessment: Assessment, code: str) -> Fired | None:
    """Return the rule that fired under this code, apart from questions without an answer."""
    found = [one for one in assessment.fired if one.code == code and one.missing is None]
    return found[0] if found else None
