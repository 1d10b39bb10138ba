"""Where in a time that fell free somebody who waits finds a place, or why in none."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import product

from infrared_desktop.domain.booking.booking import STEP_MINUTES
from infrared_desktop.domain.booking.slots import Things
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.waiting import NotAsked, Wish, WishStatus
from infrared_desktop.domain.schedule.agenda import Agenda
from infrared_desktop.domain.schedule.freed import Freed
from infrared_desktop.domain.schedule.opening import minutes_of

THINGS = ("clinician_id", "room_id", "device_id")


@dataclass(frozen=True)
class Waiter:
    """A wish with the visit that it asks for, and the wall-clock time before which it cannot be.

    `replaces` is the visit that would be moved; its old time does not stand in the way.
    """

    wish: Stored[Wish]
    visit: Appointment
    soonest: datetime
    replaces: Stored[Appointment] | None = None


def fits(wish: Wish, visit: Appointment) -> bool:
    """Say whether a visit keeps to all that the patient said."""
    return (
        wish.status is WishStatus.WAITING
        and _is_on_day(wish, visit)
        and _is_within_hours(wish, visit)
        and wish.clinician_id in (None, visit.clinician_id)
    )


def place(waiter: Waiter, freed: Freed, agenda: Agenda, things: Things) -> Appointment | NotAsked:
    """Return the first place that fits the wish and that nothing stands against, or why none."""
    wish, starts = waiter.wish.record, starts_in(freed)
    visits = [replace(waiter.visit, day=freed.day, starts=wall(begins)) for begins in starts]
    for why, suits in _SUITS:
        visits = [visit for visit in visits if suits(waiter, visit)]
        if not visits:
            return why
    ignore = waiter.replaces.id if waiter.replaces else None
    for visit in _places(visits, waiter, freed, agenda, things):
        if fits(wish, visit) and not agenda.obstacles(visit, ignore):
            return visit
    if freed.clinician_id is not None and wish.clinician_id not in (None, freed.clinician_id):
        return NotAsked.OTHER_PERSON
    is_short = freed.ends - freed.begins < waiter.visit.minutes
    return NotAsked.TOO_SHORT if is_short else NotAsked.TAKEN


def _is_on_day(wish: Wish, visit: Appointment) -> bool:
    is_within = (wish.first_day or date.min) <= visit.day <= wish.last_day
    return is_within and (not wish.weekdays or visit.day.weekday() in wish.weekdays)


def _is_within_hours(wish: Wish, visit: Appointment) -> bool:
    ends = minutes_of(visit.starts) + visit.minutes
    is_after = wish.not_before is None or wish.not_before <= visit.starts
    return is_after and (wish.not_after is None or ends <= minutes_of(wish.not_after))


def _can_be(waiter: Waiter, visit: Appointment) -> bool:
    return datetime.combine(visit.day, visit.starts) >= waiter.soonest


def _is_sooner(waiter: Waiter, visit: Appointment) -> bool:
    if waiter.replaces is None:
        return True
    old = waiter.replaces.record
    return (visit.day, visit.starts) < (old.day, old.starts)


# What the start of a visit decides by itself, whoever and whatever it needs.
_SUITS: tuple[tuple[NotAsked, Callable[[Waiter, Appointment], bool]], ...] = (
    (NotAsked.OTHER_DAY, lambda waiter, visit: _is_on_day(waiter.wish.record, visit)),
    (NotAsked.OTHER_HOURS, lambda waiter, visit: _is_within_hours(waiter.wish.record, visit)),
    (NotAsked.TOO_SOON, _can_be),
    (NotAsked.NOT_SOONER, _is_sooner),
)


def _places(
    visits: Iterable[Appointment], waiter: Waiter, freed: Freed, agenda: Agenda, things: Things
) -> Iterator[Appointment]:
    options = [list(_options(name, waiter, freed, agenda, things)) for name in THINGS]
    for visit in visits:
        for clinician, room, device in product(*options):
            yield replace(visit, clinician_id=clinician, room_id=room, device_id=device)


def wall(minutes: int) -> time:
    """Return minutes from midnight as a time of day."""
    return time(minutes // 60, minutes % 60)


def starts_in(freed: Freed) -> list[int]:
    """Return when a visit may begin in it: at once, and at each quarter of an hour."""
    first = -(-freed.begins // STEP_MINUTES) * STEP_MINUTES
    return sorted({freed.begins, *range(first, freed.ends, STEP_MINUTES)})


def _options(
    name: str, waiter: Waiter, freed: Freed, agenda: Agenda, things: Things
) -> Sequence[int | None]:
    """Return whom or what to try: what fell free first, then the others that will do."""
    rule = agenda.rules.visit(waiter.visit.kind)
    needed, every = {
        "clinician_id": (rule.role is not None, things.of_role(rule.role)),
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
    if free in every and name == "clinician_id":
        return (free,)
    return tuple(dict.fromkeys(each for each in (free, own, *every) if each in every))
