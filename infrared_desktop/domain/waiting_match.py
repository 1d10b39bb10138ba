"""Who on the waiting list would take a time that fell free, the one to ask first at the head."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import product

from infrared_desktop.domain.agenda import Agenda, holds_at
from infrared_desktop.domain.booking import STEP_MINUTES
from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.diary import Appointment
from infrared_desktop.domain.freed import Freed
from infrared_desktop.domain.opening import minutes_of
from infrared_desktop.domain.slots import Things
from infrared_desktop.domain.waiting import Offer, OfferStatus, Wish, WishStatus

_THINGS = ("clinician_id", "room_id", "device_id")


@dataclass(frozen=True)
class Waiter:
    """A wish with the visit that it asks for, and the wall-clock time before which it cannot be.

    `replaces` is the visit that would be moved; its old time does not stand in the way.
    """

    wish: Stored[Wish]
    visit: Appointment
    soonest: datetime
    replaces: Stored[Appointment] | None = None


@dataclass(frozen=True)
class Match:
    """A waiter, and the visit as it would be booked in the time that fell free."""

    waiter: Waiter
    visit: Appointment


def takers(
    freed: Freed,
    waiters: Iterable[Waiter],
    offers: Iterable[Stored[Offer]],
    agenda: Agenda,
    things: Things,
) -> tuple[Match, ...]:
    """Return who would take a time, whom to ask first at the head; each only in a free place.

    Who has an offer open is not asked for another one, and nobody twice for the same time.
    """
    asked = {each.record.patient_id for each in offers if _is_asked(each.record, freed, agenda.now)}
    ready = (each for each in waiters if each.wish.record.patient_id not in asked)
    placed = ((each, _place(each, freed, agenda, things)) for each in ready)
    found = [Match(waiter, visit) for waiter, visit in placed if visit is not None]
    found.sort(
        key=lambda match: (match.waiter.wish.record.rank, match.waiter.wish.id), reverse=True
    )
    # Who has two wishes is asked once, for the one that comes first.
    once = {match.visit.patient_id: match for match in found}
    return tuple(
        sorted(
            once.values(), key=lambda match: (match.waiter.wish.record.rank, match.waiter.wish.id)
        )
    )


def fits(wish: Wish, visit: Appointment) -> bool:
    """Say whether a visit keeps to all that the patient said."""
    ends = minutes_of(visit.starts) + visit.minutes
    return (
        wish.status is WishStatus.WAITING
        and (wish.first_day or date.min) <= visit.day <= wish.last_day
        and (not wish.weekdays or visit.day.weekday() in wish.weekdays)
        and (wish.not_before is None or wish.not_before <= visit.starts)
        and (wish.not_after is None or ends <= minutes_of(wish.not_after))
        and wish.clinician_id in (None, visit.clinician_id)
    )


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


def _is_asked(offer: Offer, freed: Freed, now: datetime) -> bool:
    if holds_at(offer, now):
        return True
    begins = minutes_of(offer.starts)
    here = offer.day == freed.day and freed.begins <= begins < freed.ends
    return here and offer.status is not OfferStatus.ACCEPTED


def _place(waiter: Waiter, freed: Freed, agenda: Agenda, things: Things) -> Appointment | None:
    """Return the first place in a freed time that fits the wish and that nothing stands against."""
    ignore = waiter.replaces.id if waiter.replaces else None
    for visit in _places(waiter, freed, agenda, things):
        moment = datetime.combine(visit.day, visit.starts)
        is_sooner = moment >= waiter.soonest and _is_sooner(visit, waiter.replaces)
        if is_sooner and fits(waiter.wish.record, visit) and not agenda.obstacles(visit, ignore):
            return visit
    return None


def _is_sooner(visit: Appointment, replaced: Stored[Appointment] | None) -> bool:
    if replaced is None:
        return True
    old = replaced.record
    return (visit.day, visit.starts) < (old.day, old.starts)


def _places(waiter: Waiter, freed: Freed, agenda: Agenda, things: Things) -> Iterator[Appointment]:
    options = [list(_options(name, waiter, freed, agenda, things)) for name in _THINGS]
    for begins in _starts(freed):
        for clinician, room, device in product(*options):
            yield replace(
                waiter.visit,
                day=freed.day,
                starts=time(begins // 60, begins % 60),
                clinician_id=clinician,
                room_id=room,
                device_id=device,
            )


def _starts(freed: Freed) -> list[int]:
    first = -(-freed.begins // STEP_MINUTES) * STEP_MINUTES
    return sorted({freed.begins, *range(first, freed.ends, STEP_MINUTES)})


def _options(
    name: str, waiter: Waiter, freed: Freed, agenda: Agenda, things: Things
) -> Sequence[int | None]:
    """Return whom or what to try: what fell free first, then the others that will do."""
    rule = agenda.rules.visit(waiter.visit.kind)
    needed, every = {
        "clinician_id": (rule.role is not None, things.clinicians),
        "room_id": (rule.needs_room, things.rooms),
        "device_id": (rule.needs_device, things.devices),
    }[name]
    if not needed:
        return (None,)
    wished = waiter.wish.record.clinician_id if name == "clinician_id" else None
    if wished is not None:
        return (wished,)
    own, free = getattr(waiter.visit, name), getattr(freed, name)
    # Where somebody's own time fell free, it is theirs: nobody else is free for that reason.
    if free is not None and name == "clinician_id":
        return (free,)
    return tuple(dict.fromkeys(each for each in (free, own, *every) if each in every))
