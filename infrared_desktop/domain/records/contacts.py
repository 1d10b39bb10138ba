"""What people did about a follow-up; what should happen is derived, never stored here."""

from dataclasses import dataclass
from datetime import date, datetime

from infrared_desktop.domain.records.answers import (
    Channel,
    ContactOutcome,
    FollowUpDecisionKind,
    Role,
)
from infrared_desktop.domain.records.people import Patient


@dataclass(frozen=True)
class ContactAttempt:
    """One attempt to reach a patient about one follow-up, named by its key.

    `batch` joins what was done at one go, so that all of it can be taken back. `found_wrong`
    is what a wrong number was: it stays wrong while it is the one on record.
    """

    patient_id: int
    follow_up_key: str
    attempted_at: datetime
    channel: Channel
    outcome: ContactOutcome
    note: str = ""
    batch: str = ""
    found_wrong: str = ""


def reached_at(patient: Patient, channel: Channel) -> str:
    """Return the numbers or the address by which a patient is reached, as they stand now."""
    if channel is Channel.EMAIL:
        return patient.email
    if channel is Channel.POST:
        return patient.address
    return ", ".join(number for number in (patient.phone, patient.second_phone) if number)


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
