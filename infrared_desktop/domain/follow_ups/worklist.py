"""The worklist of a day: what is on it, in order of weight, and what is not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from infrared_desktop.domain.follow_ups.kinds import FollowUp, FollowUpKind, HiddenReason, Standing
from infrared_desktop.domain.follow_ups.standing import hidden_reason, standing
from infrared_desktop.domain.records.answers import Role


class Part(StrEnum):
    """The parts of the whole list; together they hold every follow-up once."""

    DUE = "due"
    UPCOMING = "upcoming"
    HIDDEN = "hidden"


@dataclass(frozen=True)
class Claim:
    """Whose follow-ups are asked for: one person's, or those of a role."""

    staff_id: int | None = None
    role: Role | None = None

    @property
    def is_clinicians(self) -> bool:
        """Whether the clinician's work is theirs; in a small clinic the owner is one."""
        return self.staff_id is None and self.role in (Role.CLINICIAN, Role.OWNER)


def is_for(follow_up: FollowUp, claim: Claim, today: date) -> bool:
    """Say whether a follow-up belongs to who claims it."""
    if claim.staff_id is not None or follow_up.staff_id is not None:
        return follow_up.staff_id == claim.staff_id
    if follow_up.role is not None:
        theirs = claim.is_clinicians and follow_up.role is Role.CLINICIAN
        return theirs or follow_up.role is claim.role
    return claim.is_clinicians and is_escalated(follow_up, today)


def part_of(follow_up: FollowUp, today: date) -> Part:
    """Say on which part of the list of a day a follow-up stands."""
    reason = hidden_reason(follow_up, today)
    if reason is None:
        return Part.DUE
    return Part.UPCOMING if reason is HiddenReason.UPCOMING else Part.HIDDEN


def worklist(
    follow_ups: Iterable[FollowUp], today: date
) -> tuple[tuple[FollowUp, ...], tuple[FollowUp, ...]]:
    """Split follow-ups into shown and hidden ones; together they are all of them.

    Adverse events come first, then what is overdue (escalated ones ahead), then what is due.
    """
    rows = sorted(follow_ups, key=lambda row: (row.due, row.patient_id, row.key))
    shown = [row for row in rows if hidden_reason(row, today) is None]
    hidden = [row for row in rows if hidden_reason(row, today) is not None]
    return tuple(sorted(shown, key=lambda row: _weight(row, today))), tuple(hidden)


def is_escalated(follow_up: FollowUp, today: date) -> bool:
    """Say whether a follow-up that is on the list has become the clinician's."""
    on = follow_up.escalates_on
    return on is not None and on <= today and hidden_reason(follow_up, today) is None


def _weight(row: FollowUp, today: date) -> tuple[bool, bool, bool]:
    return (
        row.kind is not FollowUpKind.ADVERSE_EVENT,
        standing(row, today) is not Standing.OVERDUE,
        not is_escalated(row, today),
    )
