"""Steps with a reported reaction: found in its chart, ranked in the follow-up list, taken back."""

from infrared_desktop.domain.care import AdverseEvent
from infrared_desktop.domain.chart import Chart, Stored
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.follow_ups import FollowUp
from infrared_desktop.domain.worklist import worklist
from infrared_desktop.views.workplace import Workplace


def event_in(chart: Chart, number: int) -> Stored[AdverseEvent]:
    """Return a reaction of a chart; raise KnownError where it is not there any more."""
    for stored in chart.adverse_events:
        if stored.id == number:
            return stored
    raise KnownError("This reaction is not there, or it was struck through.")


def rank_in_list(workplace: Workplace, stored: Stored[AdverseEvent]) -> tuple[int, FollowUp]:
    """Return how many follow-ups stand before a reaction's own today, and that one."""
    today = workplace.today()
    due = (each.follow_up for each in workplace.clinic.follow_ups.due(today))
    rows, _ = worklist(due, today)
    key = (stored.record.patient_id, f"adverse_event:{stored.id}")
    return next((n, row) for n, row in enumerate(rows) if (row.patient_id, row.key) == key)


def strike(workplace: Workplace, stored: Stored[AdverseEvent], reason: str) -> None:
    """Strike a reaction through that was reported by mistake."""
    workplace.clinic.care.invalidate(stored, reason, workplace.by, workplace.now())
