"""What people did about a follow-up; what should happen is derived, never stored here."""

from dataclasses import dataclass
from datetime import date, datetime

from infrared_desktop.domain.answers import Channel, ContactOutcome, FollowUpDecisionKind, Role


@dataclass(frozen=True)
class ContactAttempt:
    """One attempt to reach a patient about one follow-up, named by its key.

    `batch` joins what was done at one go, so that all of it can be taken back.
    """

    patient_id: int
    follow_up_key: str
    attempted_at: datetime
    channel: Channel
    outcome: ContactOutcome
    note: str = ""
    batch: str = ""


@dataclass(frozen=True)
class FollowUpDecision:
    """A person's decision about one follow-up; a snooze has its day, each has its reason.

    A move gives it the due day `until`; an assignment names a role or a person.
    """

    patient_id: int
    follow_up_key: str
    decided_on: date
    kind: FollowUpDecisionKind
    reason: str
    until: date | None = None
    batch: str = ""
    role: Role | None = None
    staff_id: int | None = None
