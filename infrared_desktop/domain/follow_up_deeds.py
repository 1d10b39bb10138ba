"""What people did about a follow-up, joined with what should happen."""

from datetime import date, timedelta, tzinfo
from typing import NamedTuple

from infrared_desktop.domain.answers import ContactOutcome, FollowUpDecisionKind
from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.domain.follow_up_facts import Facts, Task
from infrared_desktop.domain.follow_up_kinds import FollowUp, FollowUpState, HiddenReason
from infrared_desktop.domain.sentences import Sentence, sentence

_REACHED = (ContactOutcome.REACHED, ContactOutcome.REACHED_BOOKED)
_OF_FACT = {
    HiddenReason.BOOKED: FollowUpState.BOOKED,
    HiddenReason.KEPT: FollowUpState.KEPT,
    HiddenReason.SUPERSEDED: FollowUpState.NOT_NEEDED,
}
_OF_DECISION = {
    FollowUpDecisionKind.NOT_NEEDED: FollowUpState.NOT_NEEDED,
    FollowUpDecisionKind.DECLINED: FollowUpState.DECLINED,
}
_OF_STATE = {
    FollowUpState.KEPT: HiddenReason.KEPT,
    FollowUpState.DECLINED: HiddenReason.DECLINED,
    FollowUpState.UNREACHABLE: HiddenReason.UNREACHABLE,
    FollowUpState.NOT_NEEDED: HiddenReason.NOT_NEEDED,
    FollowUpState.DO_NOT_CONTACT: HiddenReason.DO_NOT_CONTACT,
}


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

    def touched(self, key: str) -> bool:
        """Say whether anybody did anything about a follow-up."""
        return key in self._attempts or key in self._decisions

    def join(self, task: Task, same: str = "") -> FollowUp:
        """Join a task with what people did about it; a reopening starts it afresh.

        What they did about the row `same`, since the task was agreed, was done about both.
        """
        if task.fact is not None and not self.touched(task.key) and not self.touched(same):
            return self._settled(task, task.fact)
        attempts = [a.record for a in self._tried(task, same)]
        decisions = self._decided(task, same)
        reopened = [d.at for d in decisions if d.record.kind is FollowUpDecisionKind.REOPENED]
        since = [a for a in attempts if not reopened or a.attempted_at > reopened[-1]]
        last = decisions[-1].record if decisions else None
        deeds = _Deeds(task, self._facts, self._zone, tuple(since), last)
        state = deeds.state()
        return FollowUp(
            task.key,
            task.kind,
            self._facts.chart.patient.id,
            task.due,
            deeds.show_on(),
            task.overdue_from,
            task.escalates_on,
            state,
            task.fact or _OF_STATE.get(state),
            deeds.why(state),
            task.plan_id,
            task.session_id,
            task.sites,
            len(attempts),
        )

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
            _OF_FACT[fact],
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


class _Deeds(NamedTuple):
    """A task with the attempts since it was last reopened and the last decision about it."""

    task: Task
    facts: Facts
    zone: tzinfo
    attempts: tuple[ContactAttempt, ...]
    decision: FollowUpDecision | None

    def state(self) -> FollowUpState:
        """Facts go first, then what people closed, then how far they have come."""
        if self.task.fact is not None:
            return _OF_FACT[self.task.fact]
        if (closed := self._closed()) is not None:
            return closed
        if self._wrong_number():
            return FollowUpState.NEEDS_REVIEW
        until = self._snoozed_until()
        if until is not None and until > self._retry_on():
            return FollowUpState.SNOOZED
        return FollowUpState.ATTEMPTED if self.attempts else FollowUpState.PLANNED

    def show_on(self) -> date:
        """Return the day from which it is on the list, unless it is hidden for good."""
        if self._wrong_number():
            return min(self._last_day(), self._retry_on())
        return max(self._retry_on(), self._snoozed_until() or self.task.due)

    def why(self, state: FollowUpState) -> Sentence:
        """Return why it is there; a wrong number comes before the task itself."""
        if state is not FollowUpState.NEEDS_REVIEW:
            return self.task.why
        return sentence(
            "The number tried on {attempted_on} was wrong: correct it, then try again.",
            attempted_on=self._last_day(),
        )

    def _closed(self) -> FollowUpState | None:
        task, outcomes = self.task, [a.outcome for a in self.attempts]
        # A plan to settle is the clinic's own work: a call about it can't put it out of sight.
        wished = self.facts.chart.patient.record.do_not_contact or (
            ContactOutcome.ASKED_TO_STOP in outcomes and not task.lasting
        )
        if not task.lasting and self.decision is not None and self.decision.kind in _OF_DECISION:
            return _OF_DECISION[self.decision.kind]
        if task.done_when_reached and any(outcome in _REACHED for outcome in outcomes):
            return FollowUpState.KEPT
        if not task.internal and wished:
            return FollowUpState.DO_NOT_CONTACT
        given_up = self._unanswered() >= self.facts.schedule.max_attempts
        return FollowUpState.UNREACHABLE if given_up and not self._stays() else None

    def _stays(self) -> bool:
        return self.task.lasting or self.task.mandatory

    def _unanswered(self) -> int:
        """Count the failed attempts since the patient was last reached."""
        outcomes = [a.outcome in _REACHED for a in reversed(self.attempts)]
        return outcomes.index(True) if True in outcomes else len(outcomes)

    def _wrong_number(self) -> bool:
        """Say whether the last attempt had a wrong number that nobody has corrected since."""
        if not self.attempts or self.attempts[-1].outcome is not ContactOutcome.WRONG_NUMBER:
            return False
        return self.facts.chart.patient.at <= self.attempts[-1].attempted_at

    def _last_day(self) -> date:
        return self.attempts[-1].attempted_at.astimezone(self.zone).date()

    def _retry_on(self) -> date:
        task, schedule, number = self.task, self.facts.schedule, len(self.attempts)
        if not number or task.internal:
            return task.due
        if number <= len(task.retry_on):
            return max(task.retry_on[number - 1], self._last_day() + timedelta(days=1))
        days = schedule.retry_days_first if number == 1 else schedule.retry_days_later
        return max(task.due, self._last_day() + timedelta(days))

    def _snoozed_until(self) -> date | None:
        snoozed = self.decision is not None and self.decision.kind is FollowUpDecisionKind.SNOOZED
        return self.decision.until if self.decision is not None and snoozed else None
