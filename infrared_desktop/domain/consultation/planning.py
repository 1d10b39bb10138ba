"""What to propose for a plan, and how its sites were judged in the consultation."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from infrared_desktop.domain.consultation.suitability import Assessment, said_then
from infrared_desktop.domain.records.answers import PlanStatus, Verdict
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import AreaFinding, Consultation, Plan, PlanArea
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.schedule.schedule import SessionWindows, touches

USUAL_SESSIONS = 3  # more of them need a reason (clinical reference 7.2)
_SUITABLE = (Verdict.SUITABLE, Verdict.PRECAUTIONS)


class Standing(StrEnum):
    """How a site of a plan was judged."""

    SUITABLE = "suitable"
    NOT_JUDGED = "not_judged"
    DEFERRED = "deferred"
    NOT_SUITABLE = "not_suitable"


_STANDINGS = {
    Verdict.SUITABLE: Standing.SUITABLE,
    Verdict.PRECAUTIONS: Standing.SUITABLE,
    Verdict.DEFERRED: Standing.DEFERRED,
}


@dataclass(frozen=True)
class Saying:
    """What the program says of a site; `until` is the day a deferral ends, if it has one."""

    verdict: Verdict
    until: date | None = None


@dataclass(frozen=True)
class Judgement:
    """How one site stands; `until` is the day a deferral ends, None where it has no day.

    Where the clinician decided otherwise than the program said when it was signed, `program` is
    what it said, with its own day, and `reason` is the clinician's. Where the program says
    something else today, `said` is what it said then, and `today` what it says today.
    """

    standing: Standing
    verdict: Verdict | None = None
    until: date | None = None
    program: Verdict | None = None
    program_until: date | None = None
    reason: str = ""
    said: "Saying | None" = None
    today: "Saying | None" = None

    @property
    def is_worse_today(self) -> bool:
        """Whether the program speaks today against treating where the clinician would treat."""
        against = self.today is not None and self.today.verdict not in _SUITABLE
        return against and self.standing is Standing.SUITABLE

    @property
    def overrules(self) -> bool:
        """Whether the clinician treats where the program would not, or not yet."""
        against = self.program is not None and self.program not in _SUITABLE
        return against and self.standing is Standing.SUITABLE


def newest_signed(chart: Chart) -> Stored[Consultation] | None:
    """Return the newest signed consultation."""
    signed = [each for each in chart.consultations if each.state is State.SIGNED]
    return max(signed, key=lambda each: (each.record.consulted_on, each.id), default=None)


def open_plan_after(chart: Chart, seen: Stored[Consultation] | None) -> Stored[Plan] | None:
    """Return the newest open plan, unless the consultation came after it and made none yet."""
    found = [plan for plan in chart.plans if plan.record.status is PlanStatus.OPEN]
    if seen is not None:
        found = [
            plan
            for plan in found
            if plan.record.consultation_id == seen.id
            or plan.record.planned_on > seen.record.consulted_on
        ]
    return found[-1] if found else None


def propose_plan(
    consultation: Stored[Consultation] | None,
    found: Iterable[Assessment],
    windows: SessionWindows,
    plan: Plan,
) -> Plan:
    """Return the plan with the areas that the clinician judged suitable, 1 to 3 sessions each."""
    if consultation is None:
        return plan
    pairs = zip(consultation.record.areas, found, strict=True)
    areas = tuple(
        PlanArea(
            finding.area,
            finding.side,
            min(max(assessment.suggested_sessions, 1), USUAL_SESSIONS),
            windows.earliest_days,
            windows.latest_days,
        )
        for finding, assessment in pairs
        if finding.verdict in _SUITABLE
    )
    return Plan(
        plan.patient_id,
        plan.planned_on,
        consultation.record.clinician_id,
        consultation.id,
        areas,
        plan.maintenance_months,
    )


def judgement(
    site: Site, consultation: Stored[Consultation] | None, found: Iterable[Assessment]
) -> Judgement:
    """Return how a site was judged: the clinician's verdict counts, the program's stays visible.

    `found` is what the program says today of each area of the consultation.
    """
    for finding, assessment in zip(
        consultation.record.areas if consultation else (), found, strict=False
    ):
        if finding.site == site or touches(finding.site, site):
            return _judged(finding, assessment)
    return Judgement(Standing.NOT_JUDGED)


def _judged(finding: AreaFinding, assessment: Assessment) -> Judgement:
    if finding.verdict is None:
        return Judgement(Standing.NOT_JUDGED)
    then = said_then(finding) or assessment
    said, today = _saying(then), _saying(assessment)
    deferred = finding.verdict is Verdict.DEFERRED and not then.open_deferral
    found = Judgement(
        _STANDINGS.get(finding.verdict, Standing.NOT_SUITABLE),
        finding.verdict,
        then.earliest if deferred else None,
        said=said if said != today else None,
        today=today if said != today else None,
    )
    if finding.verdict is said.verdict:
        return found
    reason = finding.verdict_reason.strip()
    return replace(found, program=said.verdict, program_until=said.until, reason=reason)


def _saying(assessment: Assessment) -> Saying:
    has_day = assessment.verdict is Verdict.DEFERRED and not assessment.open_deferral
    return Saying(assessment.verdict, assessment.earliest if has_day else None)


def needs_reason(plan: Plan) -> bool:
    """Say whether a plan asks for more sessions than usual at some site."""
    return any(row.sessions > USUAL_SESSIONS for row in plan.areas)
