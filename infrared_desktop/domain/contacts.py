"""What people did about a follow-up; what should happen is derived, never stored here."""

from dataclasses import dataclass
from datetime import date, datetime

from infrared_desktop.domain.answers import Channel, ContactOutcome, FollowUpDecisionKind


@dataclass(frozen=True)
class ContactAttempt:
    """One attempt to reach a patient about one follow-up, named by its key."""

    patient_id: int
    follow_up_key: str
    attempted_at: datetime
    channel: Channel
    outcome: ContactOutcome
    note: str = ""


@dataclass(frozen=True)
class FollowUpDecision:
    """A person's decision about one follow-up; a snooze has its day, each has its reason."""

    patient_id: int
    follow_up_key: str
    decided_on: date
    kind: FollowUpDecisionKind
    reason: str
    until: date | None = None
