"""One row for one thing: an agreed step joins the row that asks for the same anyway."""

from collections.abc import Iterable
from dataclasses import replace

from infrared_desktop.domain.follow_ups.deeds import People
from infrared_desktop.domain.follow_ups.facts import Task
from infrared_desktop.domain.follow_ups.kinds import (
    FollowUp,
    FollowUpKind,
    FollowUpState,
    HiddenReason,
)

# What brings the patient back to the clinic; an agreed step is about that, too.
_ASKS_FOR_A_VISIT = {
    FollowUpKind.BOOK_SESSION,
    FollowUpKind.REVIEW_1,
    FollowUpKind.REVIEW_3,
    FollowUpKind.REVIEW_6,
    FollowUpKind.MAINTENANCE,
    FollowUpKind.NO_SHOW,
    FollowUpKind.MAKE_PLAN,
}
_SETTLED = (HiddenReason.BOOKED, HiddenReason.KEPT, HiddenReason.SUPERSEDED)


def with_agreed(
    rows: Iterable[FollowUp], people: People, steps: Iterable[Task]
) -> tuple[FollowUp, ...]:
    """Add the agreed steps to the rows; where one says the same, it stays and gives both reasons.

    The step is hidden then, never gone: it comes back if that row ends otherwise.
    """
    found = {row.key: row for row in rows}
    asking = [row.key for row in found.values() if _asks(row)]
    for step in steps:
        same = _same((found[key] for key in asking), step)
        row = people.join(step, same.key if same else "")
        if same is not None and same.hidden is row.hidden is None:
            found[same.key] = replace(same, also=(*same.also, step.why))
            row = replace(row, state=FollowUpState.NOT_NEEDED, hidden=HiddenReason.SUPERSEDED)
        found[row.key] = row
    return tuple(found.values())


def brought_back_by(rows: Iterable[FollowUp], plan_id: int | None) -> FollowUp | None:
    """Return the open row that first brings a patient back: what was agreed, or what is due anyway.

    Rows of another plan than this one are about something else.
    """
    about = (row for row in rows if plan_id is None or row.plan_id in (None, plan_id))
    asking = [row for row in about if row.hidden is None and _brings_back(row)]
    return min(asking, key=lambda row: (row.show_on, row.due, row.key), default=None)


def _brings_back(row: FollowUp) -> bool:
    return row.kind in _ASKS_FOR_A_VISIT or row.kind is FollowUpKind.NEXT_STEP


def _asks(row: FollowUp) -> bool:
    return row.kind in _ASKS_FOR_A_VISIT and row.hidden not in _SETTLED


def _same(rows: Iterable[FollowUp], step: Task) -> FollowUp | None:
    """Return the row of the same plan that is due by the agreed day, the nearest to it."""
    alike = [
        row
        for row in rows
        if row.due <= step.due
        and (None in (row.plan_id, step.plan_id) or row.plan_id == step.plan_id)
    ]
    if step.agreed_at is None or not alike:
        return None
    return max(alike, key=lambda row: (row.hidden is None, row.due, row.key))
