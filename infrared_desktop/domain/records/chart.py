"""A patient's whole chart, as the engines read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from operator import attrgetter
from typing import ClassVar, Generic, TypeVar

from infrared_desktop.domain.records.absences import Absence
from infrared_desktop.domain.records.care import (
    Addendum,
    AdverseEvent,
    Consultation,
    Plan,
    Review,
    Session,
    TestSpot,
)
from infrared_desktop.domain.records.consents import Consent, Handout, Withdrawal
from infrared_desktop.domain.records.contacts import ContactAttempt, FollowUpDecision
from infrared_desktop.domain.records.diary import Appointment, NextStep
from infrared_desktop.domain.records.history import History
from infrared_desktop.domain.records.messages import Message
from infrared_desktop.domain.records.patient_rights import Restriction
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.records.photographs import CallBack, Photo, PhotoExport
from infrared_desktop.domain.records.review_copies import Remark
from infrared_desktop.domain.records.rule_decisions import RuleDecision
from infrared_desktop.domain.records.waiting import Offer, Wish

R = TypeVar("R", covariant=True)


class State(StrEnum):
    """How firm a stored version is."""

    CURRENT = "current"
    SIGNED = "signed"
    INVALID = "invalid"


@dataclass(frozen=True)
class Stored(Generic[R]):
    """A record as stored: its id, version, state, author, moment (UTC) and content hash."""

    id: int
    version: int
    state: State
    by: int
    at: datetime
    content_hash: str
    record: R


@dataclass(frozen=True)
class Chart:
    """All records of one patient, each kind oldest first; invalidated records are left out.

    One that is veiled (`domain.access.veil`) holds only what the desk works with.
    """

    patient: Stored[Patient]
    consultations: tuple[Stored[Consultation], ...] = ()
    plans: tuple[Stored[Plan], ...] = ()
    appointments: tuple[Stored[Appointment], ...] = ()
    sessions: tuple[Stored[Session], ...] = ()
    adverse_events: tuple[Stored[AdverseEvent], ...] = ()
    reviews: tuple[Stored[Review], ...] = ()
    next_steps: tuple[Stored[NextStep], ...] = ()
    attempts: tuple[Stored[ContactAttempt], ...] = ()
    decisions: tuple[Stored[FollowUpDecision], ...] = ()
    addenda: tuple[Stored[Addendum], ...] = ()
    histories: tuple[Stored[History], ...] = ()
    handouts: tuple[Stored[Handout], ...] = ()
    consents: tuple[Stored[Consent], ...] = ()
    withdrawals: tuple[Stored[Withdrawal], ...] = ()
    rule_decisions: tuple[Stored[RuleDecision], ...] = ()
    test_spots: tuple[Stored[TestSpot], ...] = ()
    absences: tuple[Stored[Absence], ...] = ()
    wishes: tuple[Stored[Wish], ...] = ()
    offers: tuple[Stored[Offer], ...] = ()
    messages: tuple[Stored[Message], ...] = ()
    photos: tuple[Stored[Photo], ...] = ()
    photo_exports: tuple[Stored[PhotoExport], ...] = ()
    call_backs: tuple[Stored[CallBack], ...] = ()
    remarks: tuple[Stored[Remark], ...] = ()
    restrictions: tuple[Stored[Restriction], ...] = ()

    is_veiled: ClassVar[bool] = False

    @property
    def history(self) -> Stored[History] | None:
        """The medical history as it stands: one in versions, or of two joined the last written."""
        return newest_history(self.histories) if self.histories else None


def newest_history(histories: Iterable[Stored[History]]) -> Stored[History]:
    """Return the history that counts: of two that were joined, the one that was written last.

    Of one history the last version is meant, whatever the clock said when it was written.
    """
    heads = {stored.id: stored for stored in histories}
    return max(heads.values(), key=attrgetter("at", "id"))
