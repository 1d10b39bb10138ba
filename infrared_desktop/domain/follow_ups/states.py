"""How far a follow-up has come: the state that facts, attempts and decisions add up to."""

from datetime import date, timedelta, tzinfo
from typing import NamedTuple

from infrared_desktop.domain.follow_ups.decisions import Decided
from infrared_desktop.domain.follow_ups.facts import Facts, Task
from infrared_desktop.domain.follow_ups.kinds import FollowUpKind, FollowUpState, HiddenReason
from infrared_desktop.domain.records.answers import ContactOutcome, FollowUpDecisionKind
from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision, reached_at
from infrared_desktop.domain.sentences import Sentence, sentence

_REACHED = (ContactOutcome.REACHED, ContactOutcome.REACHED_BOOKED)
OF_FACT = {
    HiddenReason.BOOKED: FollowUpState.BOOKED,
    HiddenReason.KEPT: FollowUpState.KEPT,
    HiddenReason.SUPERSEDED: FollowUpState.NOT_NEEDED,
}
_OF_DECISION = {
    FollowUpDecisionKind.NOT_NEEDED: FollowUpState.NOT_NEEDED,
    FollowUpDecisionKind.DECLINED: FollowUpState.DECLINED,
}
OF_STATE = {
    FollowUpState.KEPT: HiddenReason.KEPT,
    FollowUpState.DECLINED: HiddenReason.DECLINED,
    FollowUpState.UNREACHABLE: HiddenReason.UNREACHABLE,
    FollowUpState.NOT_NEEDED: HiddenReason.NOT_NEEDED,
    FollowUpState.DO_NOT_CONTACT: HiddenReason.DO_NOT_CONTACT,
}


def moved(task: Task, held: Decided) -> Task:
    """Return a task on the day that a person chose.

    What only facts close is never moved, nor the day on which a test spot can be read.
    """
    due = held.moved.record.until if held.moved is not None else None
    if due is None or task.lasting or task.kind is FollowUpKind.TEST_SPOT:
        return task
    # It becomes the clinician's no later for being moved, but not before it is due.
    escalates_on = max(task.escalates_on, due) if task.escalates_on else None
    overdue_from = due + (task.overdue_from - task.due)
    return task._replace(due=due, overdue_from=overdue_from, escalates_on=escalates_on)


def may_rest(task: Task, state: FollowUpState) -> bool:
    """Say whether it can wait until the patient may be contacted again.

    What is of safety can't; what the clinic does by itself needn't.
    """
    own = task.internal or task.kind is FollowUpKind.MAKE_PLAN
    waits = not own and not task.mandatory and not task.lasting
    return waits and state is not FollowUpState.NEEDS_REVIEW


class Deeds(NamedTuple):
    """A task with the attempts since it was last reopened and the decisions that hold."""

    task: Task
    facts: Facts
    zone: tzinfo
    attempts: tuple[ContactAttempt, ...]
    held: Decided

    @property
    def decision(self) -> FollowUpDecision | None:
        """What was last decided about whether it is done."""
        return self.held.last

    def state(self) -> FollowUpState:
        """Facts go first, then what people closed, then how far they have come."""
        if self.task.fact is not None:
            return OF_FACT[self.task.fact]
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
        wished = self.facts.chart.patient.record.wants_no_contact or (
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
        last, patient = self.attempts[-1], self.facts.chart.patient
        if last.found_wrong:
            return last.found_wrong == reached_at(patient.record, last.channel)
        return patient.at <= last.attempted_at

    def _last_day(self) -> date:
        return self.attempts[-1].attempted_at.astimezone(self.zone).date()

    def _retry_on(self) -> date:
        task, schedule, number = self.task, self.facts.schedule, len(self.attempts)
        if not number or task.internal or self._moved_since():
            return task.due
        if number <= len(task.retry_on):
            return max(task.retry_on[number - 1], self._last_day() + timedelta(days=1))
        days = schedule.retry_days_first if number == 1 else schedule.retry_days_later
        return max(task.due, self._last_day() + timedelta(days))

    def _moved_since(self) -> bool:
        """Say whether a person chose the day knowing of all attempts."""
        moved = self.held.moved
        return moved is not None and moved.at >= self.attempts[-1].attempted_at

    def _snoozed_until(self) -> date | None:
        snoozed = self.decision is not None and self.decision.kind is FollowUpDecisionKind.SNOOZED
        return self.decision.until if self.decision is not None and snoozed else None
