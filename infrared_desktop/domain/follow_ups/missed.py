"""One row for one thing: who missed a visit is rung about it, not for the same visit besides."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from infrared_desktop.domain.follow_ups.kinds import (
    FollowUp,
    FollowUpKind,
    FollowUpState,
    HiddenReason,
)
from infrared_desktop.domain.records.answers import AppointmentStatus
from infrared_desktop.domain.records.chart import Chart

Rows = Callable[[Chart], Iterable[FollowUp]]


def with_missed(chart: Chart, rows: Iterable[FollowUp], rows_of: Rows) -> tuple[FollowUp, ...]:
    """Return a chart's rows, those that a missed visit stood for told by the row of the visit.

    They are hidden then, never gone: they come back if the row of the visit ends otherwise.
    """
    found = {row.key: row for row in rows}
    for row in [r for r in found.values() if r.kind is FollowUpKind.NO_SHOW and not r.hidden]:
        for same in rows_of(_still_booked(chart, _visit_of(row))):
            other = found.get(same.key)
            if same.hidden is HiddenReason.BOOKED and other is not None and not other.hidden:
                state, hidden = FollowUpState.NOT_NEEDED, HiddenReason.SUPERSEDED
                found[other.key] = replace(other, state=state, hidden=hidden)
                found[row.key] = _joined(found[row.key], other)
    return tuple(found.values())


def _joined(row: FollowUp, other: FollowUp) -> FollowUp:
    # It is the clinician's as soon as either is, but no sooner than it is due at all.
    known = (row.escalates_on, other.escalates_on)
    escalates = [max(day, row.due) for day in known if day is not None]
    return replace(
        row,
        also=(*row.also, other.why),
        plan_id=other.plan_id if row.plan_id is None else row.plan_id,
        escalates_on=min(escalates, default=None),
    )


def _visit_of(row: FollowUp) -> int:
    return int(row.key.rpartition(":")[2])


def _still_booked(chart: Chart, visit_id: int) -> Chart:
    """Return the chart as it would stand had nobody noted yet that the patient did not come."""
    visits = tuple(
        replace(visit, record=replace(visit.record, status=AppointmentStatus.BOOKED))
        if visit.id == visit_id
        else visit
        for visit in chart.appointments
    )
    return replace(chart, appointments=visits)
