"""The waiting list: who would come sooner, and which freed time was offered to whom."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from infrared_desktop.domain.records.answers import AppointmentKind
from infrared_desktop.domain.records.diary import Appointment


class WishStatus(StrEnum):
    """Where a wish stands; one that has passed its last day is told by the day."""

    WAITING = "waiting"
    BOOKED = "booked"
    WITHDRAWN = "withdrawn"


class OfferStatus(StrEnum):
    """How an offer ended; while it is open nobody else is offered the same time."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"


class NotAsked(StrEnum):
    """Why a time is not offered to somebody who waits; the first that holds is told."""

    HAS_OFFER = "has_offer"
    WAS_ASKED = "was_asked"
    OTHER_DAY = "other_day"
    OTHER_HOURS = "other_hours"
    TOO_SOON = "too_soon"
    NOT_SOONER = "not_sooner"
    OTHER_PERSON = "other_person"
    TOO_SHORT = "too_short"
    TAKEN = "taken"


@dataclass(frozen=True)
class Wish:
    """What a patient on the waiting list would take; what is not said does not matter.

    `weekdays` count from Monday as 0. `appointment_id` is the visit that it would replace.
    """

    patient_id: int
    kind: AppointmentKind
    wished_on: date
    last_day: date
    first_day: date | None = None
    weekdays: tuple[int, ...] = ()
    not_before: time | None = None
    not_after: time | None = None
    clinician_id: int | None = None
    minutes: int | None = None
    is_urgent: bool = False
    appointment_id: int | None = None
    status: WishStatus = WishStatus.WAITING
    note: str = ""

    @property
    def rank(self) -> tuple[bool, date]:
        """The order of the waiting list: urgent ones, then who waits longest."""
        return not self.is_urgent, self.wished_on


@dataclass(frozen=True)
class Offer:
    """A freed time that a waiting patient was offered; it holds until `expires_at`."""

    patient_id: int
    wish_id: int
    day: date
    starts: time
    minutes: int
    offered_at: datetime
    expires_at: datetime
    clinician_id: int | None = None
    room_id: int | None = None
    device_id: int | None = None
    status: OfferStatus = OfferStatus.OPEN
    note: str = ""


def offered_visit(offer: Offer, visit: Appointment) -> Appointment:
    """Return the visit that a wish asks for, in the time that was offered."""
    return replace(
        visit,
        day=offer.day,
        starts=offer.starts,
        minutes=offer.minutes,
        clinician_id=offer.clinician_id,
        room_id=offer.room_id,
        device_id=offer.device_id,
    )
