"""Next steps that are agreed apart from a visit, as when a patient's page is left."""

from datetime import datetime

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import NextStepKind
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.diary import NextStep
from infrared_desktop.storage.desks.acts import Ledger


class NextSteps:
    """Acts on what was agreed with a patient."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def agree(self, step: NextStep, by: int, now: datetime) -> Stored[NextStep]:
        """Store what comes next; raise KnownError where its day is missing."""
        check_next_step(step)
        with self._ledger.act("next-step-agreed", by, now) as act:
            return act.add(step)

    def take_back(self, stored: Stored[NextStep], by: int, now: datetime) -> Stored[NextStep]:
        """Strike a step that was agreed by mistake."""
        with self._ledger.act("next-step-undone", by, now) as act:
            return act.change(stored, stored.record, State.INVALID)


def check_next_step(step: NextStep) -> None:
    """Raise KnownError where nobody would come back to what was agreed."""
    needs_day = step.kind in (NextStepKind.FOLLOW_UP, NextStepKind.WAITING)
    if needs_day and step.due is None:
        raise KnownError("Say on which day to come back to this, so that it is not forgotten.")
