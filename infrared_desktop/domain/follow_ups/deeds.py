"""What people did about a follow-up, joined with what should happen."""

from dataclasses import replace
from datetime import date, tzinfo
from functools import cached_property

from infrared_desktop.domain.follow_ups.contact_week import rests_until
from infrared_desktop.domain.follow_ups.decisions import standing_decisions
from infrared_desktop.domain.follow_ups.facts import Facts, Task
from infrared_desktop.domain.follow_ups.kinds import (
    FollowUp,
    HiddenReason,
)
from infrared_desktop.domain.follow_ups.states import OF_FACT, OF_STATE, Deeds, may_rest, moved
from infrared_desktop.domain.records.answers import FollowUpDecisionKind
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision

# They say when, and whose it is; nothing was done about it yet.
_NO_ANSWER = (FollowUpDecisionKind.MOVED, FollowUpDecisionKind.ASSIGNED)


class People:
    """What people did about a patient's follow-ups, by key."""

    def __init__(self, facts: Facts, zone: tzinfo) -> None:
        self._facts, self._zone = facts, zone
        self._attempts: dict[str, list[Stored[ContactAttempt]]] = {}
        self._decisions: dict[str, list[Stored[FollowUpDecision]]] = {}
        for attempt in facts.chart.attempts:
            self._attempts.setdefault(attempt.record.follow_up_key, []).append(attempt)
        for decision in facts.chart.decisions:
            self._decisions.setdefault(decision.record.follow_up_key, []).append(decision)
        # The follow-ups that anybody did anything about.
        self.keys = frozenset((*self._attempts, *self._decisions))

    def answered(self, key: str) -> bool:
        """Say whether anybody did more about a follow-up than to say when, or whose it is."""
        decisions = self._decisions.get(key, ())
        return key in self._attempts or any(d.record.kind not in _NO_ANSWER for d in decisions)

    @cached_property
    def _rests_until(self) -> date | None:
        """The day from which the patient may be contacted again, if the week is full."""
        attempts = (a.record.attempted_at for a in self._facts.chart.attempts)
        return rests_until(attempts, self._facts.most_a_week, self._zone)

    def join(self, task: Task, same: str = "") -> FollowUp:
        """Join a task with what people did about it; a reopening starts it afresh.

        What they did about the row `same`, since the task was agreed, was done about both.
        """
        if task.fact is not None and task.key not in self.keys and same not in self.keys:
            return self._settled(task, task.fact)
        attempts = [a.record for a in self._tried(task, same)]
        held = standing_decisions(self._decided(task, same))
        opened = held.reopened_at
        since = tuple(a for a in attempts if opened is None or a.attempted_at > opened)
        by_rule, task = task, moved(task, held)
        deeds = Deeds(task, self._facts, self._zone, since, held)
        state = deeds.state()
        row = FollowUp(
            task.key,
            task.kind,
            self._facts.chart.patient.id,
            task.due,
            deeds.show_on(),
            task.overdue_from,
            task.escalates_on,
            state,
            task.fact or OF_STATE.get(state),
            deeds.why(state),
            task.plan_id,
            task.session_id,
            task.sites,
            len(attempts),
            moved_from=by_rule.due if task is not by_rule else None,
        )
        return self._rested(task, _given(row, held.assigned))

    def _rested(self, task: Task, row: FollowUp) -> FollowUp:
        """Let it wait until the patient may be contacted again, where it may wait."""
        if row.hidden is not None or not may_rest(task, row.state):
            return row
        rest = self._rests_until
        if rest is None or rest <= row.show_on:
            return row
        return replace(row, show_on=rest, rests_from=row.show_on)

    def _settled(self, task: Task, fact: HiddenReason) -> FollowUp:
        """Give what joining comes to where a fact settles a task that nobody did anything about."""
        return FollowUp(
            task.key,
            task.kind,
            self._facts.chart.patient.id,
            task.due,
            task.due,
            task.overdue_from,
            task.escalates_on,
            OF_FACT[fact],
            fact,
            task.why,
            task.plan_id,
            task.session_id,
            task.sites,
            0,
        )

    def _tried(self, task: Task, same: str) -> list[Stored[ContactAttempt]]:
        own, other = self._attempts.get(task.key, []), self._attempts.get(same, [])
        if not other:
            return own
        since = [a for a in other if task.agreed_at and a.record.attempted_at >= task.agreed_at]
        return sorted(own + since, key=lambda a: (a.record.attempted_at, a.id))

    def _decided(self, task: Task, same: str) -> list[Stored[FollowUpDecision]]:
        own, other = self._decisions.get(task.key, []), self._decisions.get(same, [])
        if not other:
            return own
        since = [d for d in other if task.agreed_at and d.at >= task.agreed_at]
        return sorted(own + since, key=lambda d: (d.at, d.id))


def _given(row: FollowUp, assigned: FollowUpDecision | None) -> FollowUp:
    if assigned is None:
        return row
    return replace(row, role=assigned.role, staff_id=assigned.staff_id)
