"""Who on the waiting list would take a time that fell free, and why the others are not asked."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, tzinfo

from infrared_desktop.domain.booking.booking import STEP_MINUTES
from infrared_desktop.domain.booking.slots import Things
from infrared_desktop.domain.booking.waiting_places import (
    THINGS,
    Waiter,
    place,
    starts_in,
    wall,
)
from infrared_desktop.domain.records.answers import AppointmentKind
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.waiting import NotAsked, Offer, OfferStatus, WishStatus
from infrared_desktop.domain.schedule.agenda import Agenda, holds_at
from infrared_desktop.domain.schedule.freed import Freed
from infrared_desktop.domain.schedule.opening import minutes_of


@dataclass(frozen=True)
class Match:
    """A waiter, and the visit as it would be booked in the time that fell free."""

    waiter: Waiter
    visit: Appointment


@dataclass(frozen=True)
class Considered:
    """Who would take a time, whom to ask first at the head, and how many others would not, by why.

    Everybody who waits is in it once.
    """

    takers: tuple[Match, ...] = ()
    passed_over: Mapping[NotAsked, int] = field(default_factory=dict)


def consider(
    freed: Freed,
    waiters: Iterable[Waiter],
    offers: Sequence[Stored[Offer]],
    agenda: Agenda,
    things: Things,
) -> Considered:
    """Hold everybody who waits against a time; who would take it does so in a free place alone.

    Who has an offer open is not asked for another one, nobody twice for the same time, and who has
    two wishes once, for the one that comes first.
    """
    takers: dict[int, Match] = {}
    passed_over: dict[int, NotAsked] = {}
    waiting = (each for each in waiters if each.wish.record.status is WishStatus.WAITING)
    for waiter in sorted(waiting, key=lambda each: (each.wish.record.rank, each.wish.id)):
        number = waiter.wish.record.patient_id
        if number in takers:
            continue
        why = _was_asked(number, freed, offers, agenda.now)
        found = why or place(waiter, freed, agenda, things)
        if isinstance(found, NotAsked):
            passed_over.setdefault(number, found)
        else:
            takers[number] = Match(waiter, found)
            passed_over.pop(number, None)
    return Considered(tuple(takers.values()), Counter(passed_over.values()))


def is_free(freed: Freed, agenda: Agenda) -> bool:
    """Say whether a part of a time that fell free is free still, of whoever or whatever it was."""
    name = next((each for each in THINGS if getattr(freed, each) is not None), None)
    whose = {name: getattr(freed, name)} if name else {}
    for begins in starts_in(freed):
        minutes = min(STEP_MINUTES, freed.ends - begins)
        probe = Appointment(0, AppointmentKind.AFTERCARE_CALL, freed.day, wall(begins), minutes)
        found = agenda.obstacles(replace(probe, **whose))
        if all(each.code == "lacks" for each in found):
            return True
    return False


def offer_of(match: Match, now: datetime, hours: int, zone: tzinfo) -> Offer:
    """Return the offer of a time; it holds for real hours, but never past the visit's own start."""
    visit, asked_at = match.visit, now.astimezone(UTC)  # whose hours are all as long
    begins = datetime.combine(visit.day, visit.starts, zone).astimezone(UTC)
    return Offer(
        visit.patient_id,
        match.waiter.wish.id,
        visit.day,
        visit.starts,
        visit.minutes,
        asked_at,
        min(asked_at + timedelta(hours=hours), begins),
        visit.clinician_id,
        visit.room_id,
        visit.device_id,
    )


def _was_asked(
    number: int, freed: Freed, offers: Iterable[Stored[Offer]], now: datetime
) -> NotAsked | None:
    mine = [each.record for each in offers if each.record.patient_id == number]
    if any(holds_at(offer, now) for offer in mine):
        return NotAsked.HAS_OFFER
    return NotAsked.WAS_ASKED if any(_was_here(offer, freed) for offer in mine) else None


def _was_here(offer: Offer, freed: Freed) -> bool:
    here = offer.day == freed.day and freed.begins <= minutes_of(offer.starts) < freed.ends
    return here and offer.status is not OfferStatus.ACCEPTED
