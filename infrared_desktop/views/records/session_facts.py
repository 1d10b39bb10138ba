"""What a session's screen asks of the chart: its plan, what comes first, what needs a reason."""

from collections.abc import Sequence

from infrared_desktop.domain.answers import PlanStatus
from infrared_desktop.domain.care import Plan, Session
from infrared_desktop.domain.chart import Chart, Stored
from infrared_desktop.domain.diary import Appointment
from infrared_desktop.domain.gates import Gate
from infrared_desktop.domain.record_gaps import is_contradicted
from infrared_desktop.views.records.session_panel import is_blocked


def asks_why(record: Session, found: Sequence[Gate]) -> bool:
    """Say whether a session needs a written reason before it can be signed."""
    contradicted = any(map(is_contradicted, record.areas))
    unshielded = not record.eye_protection
    return is_blocked(found) or unshielded or contradicted or bool(record.override_reason)


def plan_of(chart: Chart, visit: Stored[Appointment] | None) -> Stored[Plan] | None:
    """Return the plan that a visit belongs to; without a visit, the newest open one."""
    wanted = visit.record.plan_id if visit else None
    if wanted is not None:
        return next((plan for plan in chart.plans if plan.id == wanted), None)
    plans = [plan for plan in chart.plans if plan.record.status is PlanStatus.OPEN]
    return max(plans, key=lambda plan: (plan.record.planned_on, plan.id), default=None)
