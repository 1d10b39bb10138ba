"""Steps with a reported reaction: found in its chart, ranked in the follow-up list, taken back."""

from enum import Enum, auto

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.follow_ups.due import FollowUp
from infrared_desktop.domain.follow_ups.worklist import worklist
from infrared_desktop.domain.records.care import AdverseEvent
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.views.workplace import Workplace


class Phase(Enum):
    """What is done with a reaction on its screen."""

    REPORT = auto()
    FOLLOW = auto()
    DONE = auto()
    STRUCK = auto()


SHOWN = (Phase.DONE, Phase.STRUCK)  # nothing is written there


def phase_of(stored: Stored[AdverseEvent] | None, reported: bool) -> Phase:
    """Return what is to be done with a reaction; `reported` is that it was stored just now."""
    if stored is None:
        return Phase.REPORT
    if stored.state is State.INVALID:
        return Phase.STRUCK
    return Phase.DONE if reported or stored.record.closed_on is not None else Phase.FOLLOW


def event_in(workplace: Workplace, chart: Chart, number: int) -> Stored[AdverseEvent]:
    """Return a reaction of a chart, also one that was struck through; another's raises KnownError.

    One that was never there raises KnownError as well.
    """
    stored = workplace.clinic.care.find(AdverseEvent, number)
    if stored.record.patient_id != chart.patient.id:
        raise KnownError("This reaction is another patient's. Open it from there.")
    return stored


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
