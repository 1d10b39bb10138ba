"""What one call or one decision stands for: a follow-up, or all that is due for its patient."""

from dataclasses import replace
from datetime import date, datetime

from infrared_desktop.domain.follow_ups.kinds import FollowUp, FollowUpKind
from infrared_desktop.domain.follow_ups.worklist import Part, part_of
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.storage.desks.follow_ups import FollowUps

# What the clinic does by itself: a call says nothing about it.
_OWN_WORK = (
    FollowUpKind.TEST_SPOT,
    FollowUpKind.VISIT_OUTCOME,
    FollowUpKind.MAKE_PLAN,
    FollowUpKind.SETTLE_PLAN,
)


def due_besides(follow_ups: FollowUps, about: FollowUp, today: date) -> list[FollowUp]:
    """Return what else is due for the same patient."""
    theirs = follow_ups.open_of_patient(about.patient_id)
    return [row for row in theirs if row.key != about.key and part_of(row, today) is Part.DUE]


def calls_for_all(
    follow_ups: FollowUps, about: FollowUp, call: ContactAttempt, today: date
) -> list[ContactAttempt]:
    """Return a call as it is noted about all that is due and asks for one."""
    others = [r for r in due_besides(follow_ups, about, today) if r.kind not in _OWN_WORK]
    return [call, *(replace(call, follow_up_key=row.key) for row in others)]


def decisions_for_all(
    follow_ups: FollowUps,
    about: FollowUp,
    decision: FollowUpDecision,
    chart: Chart,
    now: datetime,
    today: date,
) -> list[FollowUpDecision]:
    """Return a decision as it is taken about all that is due and would be changed by it."""
    found = [decision]
    for row in due_besides(follow_ups, about, today):
        same = replace(decision, follow_up_key=row.key)
        if follow_ups.would_be(same, chart, now) != row:
            found.append(same)
    return found
