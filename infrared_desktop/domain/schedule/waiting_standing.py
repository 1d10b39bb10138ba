"""How a wish of the waiting list stands on a day: waiting, offered a time, or why it is hidden."""

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.records.waiting import Offer, OfferStatus, Wish, WishStatus
from infrared_desktop.domain.schedule.agenda import holds_at


class WishStanding(StrEnum):
    """How a wish stands; all but the first three are hidden, each for its reason."""

    WAITING = "waiting"
    OFFERED = "offered"
    RAN_OUT = "ran_out"
    BOOKED = "booked"
    WITHDRAWN = "withdrawn"
    PASSED = "passed"
    VISIT_GONE = "visit_gone"
    NO_CONTACT = "no_contact"

    @property
    def is_shown(self) -> bool:
        """Whether the wish is on the list."""
        return self in (WishStanding.WAITING, WishStanding.OFFERED, WishStanding.RAN_OUT)


def standing_of(
    stored: Stored[Wish],
    patient: Patient,
    replaced: Appointment | None,
    offers: Iterable[Stored[Offer]],
    now: datetime,
    today: date,
) -> WishStanding:
    """Return how a wish stands; `replaced` is the visit that it would move, as it is now."""
    wish = stored.record
    if wish.status is not WishStatus.WAITING:
        return WishStanding(wish.status)
    asked = open_offer(stored, offers)
    if asked is not None:
        is_held = holds_at(asked.record, now)
        return WishStanding.OFFERED if is_held else WishStanding.RAN_OUT
    if wish.last_day < today:
        return WishStanding.PASSED
    if wish.appointment_id is not None and (replaced is None or not replaced.is_open):
        return WishStanding.VISIT_GONE
    return WishStanding.NO_CONTACT if patient.wants_no_contact else WishStanding.WAITING


def open_offer(stored: Stored[Wish], offers: Iterable[Stored[Offer]]) -> Stored[Offer] | None:
    """Return the offer that waits for the patient's answer, even where its time ran out."""
    mine = (each for each in offers if each.record.wish_id == stored.id)
    return next((each for each in mine if each.record.status is OfferStatus.OPEN), None)
