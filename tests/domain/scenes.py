"""What a rule is shown: a healthy neck of a healthy patient, but for the points of a scene."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from infrared_desktop.domain.consultation.suitability import Assessment, assess
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.areas import Area, Side, scale_of
from infrared_desktop.domain.records.care import DayAnswer
from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.records.history import HealthEntry, Implant, Medicine, PastTreatment
from infrared_desktop.domain.records.history_answers import (
    HealthCondition,
    ImplantKind,
    MedicineKind,
    TreatmentKind,
)
from infrared_desktop.domain.records.rule_decisions import RuleDecision, RuleDecisionKind
from infrared_desktop.domain.rules.known import Known
from tests.domain.consultations import PATIENT, TITAN, TODAY, consultation, finding, history

Points = Mapping[str, Any]


@dataclass(frozen=True)
class Scene:
    """Fields of the finding, consultation, history and patient that differ from healthy ones."""

    site: Points = field(default_factory=dict)
    record: Points = field(default_factory=dict)
    history: Points = field(default_factory=dict)
    patient: Points = field(default_factory=dict)
    decisions: tuple[RuleDecision, ...] = ()
    device: Device | None = None
    day_check: tuple[DayAnswer, ...] = ()
    day: date = TODAY

    def after(self, **changes: Any) -> "Scene":
        """Return the scene with whole parts exchanged."""
        return replace(self, **changes)

    def seen(self, protocol: Protocol = TITAN) -> Assessment:
        """Assess the scene's first site."""
        area = self.site.get("area", Area.NECK_FRONT)
        site = {"laxity_scale": scale_of(area), **self.site}
        rows = (finding(**site), *self.record.get("others", ()))
        record = {name: value for name, value in self.record.items() if name != "others"}
        told = Known(history(**self.history), self.decisions, self.device, self.day_check)
        patient = replace(PATIENT, **self.patient)
        return assess(consultation(*rows, **record), patient, protocol, self.day, told)[0]

    def codes(self) -> set[str]:
        """Return the codes of what fired, apart from questions."""
        return {one.code for one in self.seen().fired if one.missing is None}


def at(area: Area, side: Side | None = None, **points: Any) -> Scene:
    """Return a healthy scene at another site."""
    return Scene(site={"area": area, "side": side, **points})


def ill(condition: HealthCondition, **other: Any) -> Scene:
    """Return a patient with a condition."""
    return Scene(history={"conditions": (HealthEntry(condition, **other),)})


def takes(kind: MedicineKind, **other: Any) -> Scene:
    """Return a patient with a medicine."""
    return Scene(history={"medicines": (Medicine(kind, **other),)})


def had(kind: TreatmentKind, done_on: date | None = None, **other: Any) -> Scene:
    """Return a patient with an earlier treatment."""
    return Scene(history={"treatments": (PastTreatment(kind, done_on=done_on, **other),)})


def wears(kind: ImplantKind, **other: Any) -> Scene:
    """Return a patient with an implant."""
    return Scene(history={"implants": (Implant(kind, **other),)})


def decided(
    code: str, kind: RuleDecisionKind, on: date = TODAY, area: Area | None = None, **other: Any
) -> RuleDecision:
    """Return a clinician's decision on a rule."""
    return RuleDecision(1, code, kind, on, "Seen and weighed.", area, **other)
