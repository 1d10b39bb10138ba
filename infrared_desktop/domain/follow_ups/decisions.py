"""What stands decided about a follow-up: whether it is done, on which day, and by whom."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from infrared_desktop.domain.records.answers import FollowUpDecisionKind
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.contacts import FollowUpDecision

_KIND = FollowUpDecisionKind


class Decided(NamedTuple):
    """The decisions that hold; each is about something else, so none puts another in the shade."""

    last: FollowUpDecision | None = None  # put off, closed, or opened again
    moved: Stored[FollowUpDecision] | None = None  # since then a person, not the rule, says when
    assigned: FollowUpDecision | None = None
    reopened_at: datetime | None = None


def standing_decisions(decisions: Iterable[Stored[FollowUpDecision]]) -> Decided:
    """Return what holds after all decisions, oldest first.

    A move ends what was put off before it. Who opens a follow-up again gives its day back to the
    rule; whose it is stays.
    """
    held = Decided()
    for each in decisions:
        held = _after(held, each)
    return held


def _after(held: Decided, stored: Stored[FollowUpDecision]) -> Decided:
    decision = stored.record
    match decision.kind:
        case _KIND.ASSIGNED:
            return held._replace(assigned=decision)
        case _KIND.MOVED:
            put_off = held.last is not None and held.last.kind is _KIND.SNOOZED
            return held._replace(moved=stored, last=None if put_off else held.last)
        case _KIND.REOPENED:
            return held._replace(last=decision, moved=None, reopened_at=stored.at)
    return held._replace(last=decision)
