"""What the desk should know before a visit begins, from what is on record already."""

from enum import StrEnum

from infrared_desktop.domain.answers import AppointmentKind, PlanStatus, Tan
from infrared_desktop.domain.chart import Chart
from infrared_desktop.domain.consent_state import consent_held
from infrared_desktop.domain.diary import TREATING, Appointment


class VisitAlert(StrEnum):
    """What to know before a visit, the weightiest first."""

    REACTION = "reaction"
    NO_CONSENT = "no_consent"
    NO_PLAN = "no_plan"
    ASK_TAN = "ask_tan"


# The kinds of record that an alert reads.
READ = ("adverse_event", "plan", "consultation", "consent", "withdrawal")


def alert_of(visit: Appointment, chart: Chart) -> VisitAlert | None:
    """Return the weightiest thing to know before a visit; nothing for one that is closed."""
    if not visit.is_open:
        return None
    if any(event.record.closed_on is None for event in chart.adverse_events):
        return VisitAlert.REACTION
    if visit.kind in TREATING and not all(consent_held(chart, s, visit.day) for s in visit.sites):
        return VisitAlert.NO_CONSENT
    is_planned = any(plan.record.status is PlanStatus.OPEN for plan in chart.plans)
    if visit.kind is AppointmentKind.SESSION and not is_planned:
        return VisitAlert.NO_PLAN
    return VisitAlert.ASK_TAN if visit.kind in TREATING and _was_tanned(chart) else None


def _was_tanned(chart: Chart) -> bool:
    """Say whether the last consultation that asked found a tan (C07, clinical reference 4)."""
    asked = [
        (consultation.record.consulted_on, consultation.id, consultation.record.current_tan)
        for consultation in chart.consultations
        if consultation.record.current_tan is not None
    ]
    return bool(asked) and max(asked)[2] is not Tan.NONE
