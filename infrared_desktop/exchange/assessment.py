"""What the program says of a consultation's areas, as a table to read or as JSON for a script."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from infrared_desktop.domain.consultation.suitability import Assessment, Fired
from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.records.care import Consultation
from infrared_desktop.domain.records.chart import Stored


@dataclass(frozen=True)
class AssessmentReport:
    """The assessments of one consultation on a day, by a protocol."""

    consultation: Stored[Consultation]
    day: date
    protocol: str
    areas: Sequence[Assessment]

    def as_json(self) -> Mapping[str, Any]:
        """Return values for JSON: days as 2026-11-22, codes as they are stored."""
        return {
            "number": self.consultation.record.patient_id,
            "on": self.day.isoformat(),
            "consulted_on": self.consultation.record.consulted_on.isoformat(),
            "protocol": self.protocol,
            "areas": [_area(one) for one in self.areas],
        }

    def lines(self) -> Iterator[str]:
        """Return the table, a heading for each area and a line for each rule."""
        record = self.consultation.record
        yield (
            f"Number {record.patient_id} on {self.day}, by the consultation of "
            f"{record.consulted_on} and the protocol {self.protocol}."
        )
        for one in self.areas:
            yield ""
            yield f"{one.site}: {_verdict(one)}"
            for fired in one.fired:
                yield from _rule_lines(fired)
            for fired in one.settled:
                yield f"  {fired.code:<14} {'cleared':<8} {fired.title}{_decision_words(fired)}"


def _verdict(found: Assessment) -> str:
    words = found.verdict.replace("_", " ")
    if found.open_deferral:
        words += ", no day yet"
    return f"{words}, earliest {found.earliest}" if found.earliest else words


def _rule_lines(fired: Fired) -> Iterator[str]:
    kind = "question" if fired.missing else str(fired.effect)
    until = f" (clear on {fired.earliest})" if fired.earliest else ""
    yield f"  {fired.code:<14} {kind:<8} {fired.title}{until}{_decision_words(fired)}"
    yield f"  {'':<14} {'':<8} {fired.evidence} [{fired.source}; {fired.tag}]"


def _decision_words(fired: Fired) -> str:
    decision = fired.decision
    if decision is None:
        return ""
    return f" – {plain_label(decision.kind)}, {decision.decided_on}: {decision.reason}"


def _area(found: Assessment) -> dict[str, Any]:
    return {
        "area": found.site.area,
        "side": found.site.side,
        "verdict": found.verdict,
        "earliest": _day(found.earliest),
        "open": found.open_deferral,
        "suggested_sessions": found.suggested_sessions,
        "fired": [_rule(one) for one in found.fired if one.missing is None],
        "missing": [
            {"question": one.missing, "asked": one.asked, "code": one.code}
            for one in found.fired
            if one.missing is not None
        ],
        "cleared": [_rule(one) for one in found.settled],
    }


def _rule(fired: Fired) -> dict[str, Any]:
    decision = fired.decision
    return {
        "code": fired.code,
        "effect": fired.effect,
        "title": str(fired.title),
        "evidence": str(fired.evidence),
        "basis": str(fired.basis),
        "source": fired.source,
        "tag": fired.tag,
        "earliest": _day(fired.earliest),
        "open": fired.open,
        "clears": str(fired.clears),
        "decision": decision
        and {
            "kind": decision.kind,
            "decided_on": decision.decided_on.isoformat(),
            "reason": decision.reason,
        },
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
