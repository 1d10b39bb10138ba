"""Free times for a visit: inside its days, open, held by nobody, its best day first."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from infrared_desktop.domain.booking.booking import STEP_MINUTES, Slot
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.agenda import Agenda, keeps
from infrared_desktop.domain.schedule.opening import Span, closed_spans, span_of

_SATURDAY = 5


@dataclass(frozen=True)
class Wanted:
    """A visit to find times for, and from when to when; what it names of people and things stays.

    `not_before` is a moment of the clinic's own wall clock: now, or when instructions can be met.
    """

    visit: Appointment
    first: date
    last: date
    best: date
    not_before: datetime
    ignore_id: int | None = None


@dataclass(frozen=True)
class Things:
    """Who and what can be booked, each in the order in which it is taken.

    `others` are those of the other roles, for the kinds of visits that need them.
    """

    clinicians: tuple[int, ...] = ()
    rooms: tuple[int, ...] = ()
    devices: tuple[int, ...] = ()
    others: Mapping[Role, tuple[int, ...]] = field(default_factory=dict)

    def of_role(self, role: Role | None) -> tuple[int, ...]:
        """Return who does what a role does; nobody where none is needed."""
        if role is None:
            return ()
        return self.clinicians if role is Role.CLINICIAN else self.others.get(role, ())


def find_slots(
    wanted: Wanted,
    things: Things,
    agenda_on: Callable[[date], Agenda],
    limit: int,
    a_day: int | None = None,
) -> tuple[Slot, ...]:
    """Return the first free times, the best day's first; `a_day` is how many of one day.

    These are spread over the day: who can't come in the morning is offered the afternoon too.
    No time meets an obstacle of `Agenda.obstacles`, not even one that is only warned of. Where no
    hours are set, nothing is proposed at a weekend.
    """
    found: list[Slot] = []
    for day in days_by_worth(wanted.first, wanted.last, wanted.best):
        if day >= wanted.not_before.date():
            agenda = agenda_on(day)
            every = [] if is_rest(day, agenda) else list(_of_day(day, wanted, things, agenda))
            found += every if a_day is None else _spread(every, a_day)
        if len(found) >= limit:
            break
    return tuple(found[:limit])


def days_by_worth(first: date, last: date, best: date) -> list[date]:
    """Return the days from first to last, the nearest to the best one first, later before sooner.

    Waiting a day longer is better for the skin than a day less.
    """
    days = (first + timedelta(n) for n in range((last - first).days + 1))
    return sorted(days, key=lambda day: (abs((day - best).days), day < best))


def _spread(every: list[Slot], count: int) -> list[Slot]:
    if len(every) <= count:
        return every
    return [every[at * len(every) // count] for at in range(count)]


def is_rest(day: date, agenda: Agenda) -> bool:
    """Say whether the day is of a weekend in a clinic that has not set its hours."""
    return not agenda.rules.hours and day.weekday() >= _SATURDAY


def _of_day(day: date, wanted: Wanted, things: Things, agenda: Agenda) -> Iterator[Slot]:
    visit = wanted.visit
    before, after = agenda.rules.buffers.get(visit.kind, (0, 0))
    others = [each.record for each in agenda.visits if _counts(each, day, wanted)]
    own = [span_of(each) for each in others if each.patient_id == visit.patient_id]
    options = {
        name: [(one, _busy(day, name, one, wanted, others, agenda)) for one in ids]
        for name, ids in _options(visit, things, agenda).items()
    }
    for begins in _starts(day, wanted, agenda):
        bare = Span(begins, begins + visit.minutes)
        needed = Span(begins - before, bare.ends + after)
        free = {name: _free(needed, of_kind) for name, of_kind in options.items()}
        taken = {name: found[0] for name, found in free.items() if found}
        if len(taken) == len(free) and not any(bare.meets(each) for each in own):
            slot = Slot(day, time(begins // 60, begins % 60), **taken)
            if not _is_kept(replace(visit, **vars(slot)), agenda):
                yield slot


def _is_kept(visit: Appointment, agenda: Agenda) -> bool:
    """Say whether an offer keeps the time although it names nobody and nothing, as the visit."""
    return any(keeps(offer, visit) for offer in agenda.held(visit.day, visit.patient_id))


def _counts(stored: Stored[Appointment], day: date, wanted: Wanted) -> bool:
    return stored.record.day == day and stored.record.is_live and stored.id != wanted.ignore_id


def _options(visit: Appointment, things: Things, agenda: Agenda) -> dict[str, Sequence[int | None]]:
    """Return for clinician, room and device whom to try: the one that is named, else all."""
    rule = agenda.rules.visit(visit.kind)
    known: dict[str, tuple[bool, Sequence[int]]] = {
        "clinician_id": (rule.role is not None, things.of_role(rule.role)),
        "room_id": (rule.needs_room, things.rooms),
        "device_id": (rule.needs_device, things.devices),
    }
    found: dict[str, Sequence[int | None]] = {}
    for name, (needed, every) in known.items():
        named = getattr(visit, name)
        found[name] = (named,) if named is not None or not needed else every
    return found


def _busy(
    day: date,
    name: str,
    one: int | None,
    wanted: Wanted,
    others: Iterable[Appointment],
    agenda: Agenda,
) -> list[Span]:
    """Return when a person or thing is taken, to be held against a visit with its buffers."""
    if one is None:
        return []
    buffers = agenda.rules.buffers
    before, after = buffers.get(wanted.visit.kind, (0, 0))
    spans = []
    for other in (each for each in others if getattr(each, name) == one):
        span, (its_before, its_after) = span_of(other), buffers.get(other.kind, (0, 0))
        spans.append(Span(span.begins - its_before, span.ends + its_after))
    # A buffer may reach into a closure, or into a time that is only held.
    bare = [*_closed(day, name, one, agenda), *_held(day, name, one, wanted, agenda)]
    return [*spans, *(Span(span.begins + after, span.ends - before) for span in bare)]


def _closed(day: date, name: str, one: int, agenda: Agenda) -> tuple[Span, ...]:
    standing = (each.record for each in agenda.closures if each.state is not State.INVALID)
    return closed_spans(day, [each for each in standing if getattr(each, name) == one])


def _held(day: date, name: str, one: int, wanted: Wanted, agenda: Agenda) -> Iterator[Span]:
    for offer in agenda.held(day, wanted.visit.patient_id):
        if getattr(offer, name) == one:
            yield span_of(offer)


def _starts(day: date, wanted: Wanted, agenda: Agenda) -> list[int]:
    """Return the quarters of an hour, and the openings, from which the visit fits the hours."""
    soonest = 0
    if day == wanted.not_before.date():
        past = wanted.not_before - datetime.combine(day, time())
        soonest = -(-past // timedelta(minutes=1))
    found: set[int] = set()
    for span in agenda.open_spans(day):
        last = span.ends - wanted.visit.minutes
        first = -(-span.begins // STEP_MINUTES) * STEP_MINUTES
        every = (span.begins, *range(first, last + 1, STEP_MINUTES))
        found |= {start for start in every if start <= last}
    return sorted(start for start in found if start >= soonest)


def _free(
    needed: Span, options: Sequence[tuple[int | None, list[Span]]]
) -> tuple[int | None] | None:
    """Return the first one that is not taken in the span, or nothing if all are."""
    free = (one for one, busy in options if not any(needed.meets(span) for span in busy))
    return next(((one,) for one in free), None)
