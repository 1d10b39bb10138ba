"""The ways that patients go: which visits, how far apart, and what becomes of each."""

from dataclasses import dataclass, replace
from enum import Enum, auto
from random import Random

from infrared_desktop.domain.records.answers import AppointmentKind
from infrared_desktop.practice.diary import Place


class Fate(Enum):
    """What becomes of a visit."""

    KEPT = auto()
    MISSED = auto()
    CANCELLED = auto()
    LEFT_OPEN = auto()
    ARRIVED = auto()
    IN_TREATMENT = auto()


class Turn(Enum):
    """What a consultation comes to."""

    PLAN = auto()
    TANNED = auto()
    SEVERE = auto()
    DECLINES = auto()


@dataclass(frozen=True)
class Step:
    """One visit: `days` count from the visit before it, those of a review from the last session.

    `lead_days` is how long before it was booked; None: when the visit before it closed.
    """

    kind: AppointmentKind
    days: int
    fate: Fate = Fate.KEPT
    turn: Turn = Turn.PLAN
    sessions: int = 1
    months: int = 0
    lead_days: int | None = None
    place: Place | None = None


def consultation(days: int = 0, turn: Turn = Turn.PLAN, sessions: int = 2) -> Step:
    """A consultation; in a plan that comes of it each site gets that many sessions."""
    kind = AppointmentKind.CONSULTATION
    return Step(kind, days, turn=turn, sessions=sessions, lead_days=9)


def session(days: int) -> Step:
    """A session, booked when the visit before it closed."""
    return Step(AppointmentKind.SESSION, days)


def review(months: int) -> Step:
    """A review, booked by phone some days before."""
    return Step(AppointmentKind.REVIEW, months * 30, months=months, lead_days=12)


def maintenance(days: int) -> Step:
    """A maintenance visit, booked by phone some weeks before."""
    return Step(AppointmentKind.MAINTENANCE, days, lead_days=20)


def course(rng: Random, sessions: int) -> list[Step]:
    """A whole course: consultation, sessions, and those reviews that the patient came to."""
    steps = [consultation(sessions=sessions)]
    if rng.random() < 0.1:
        steps.append(Step(AppointmentKind.TEST_SPOT, 4))
    for _ in range(sessions):
        if rng.random() < 0.07:
            steps.append(replace(session(rng.randint(29, 34)), fate=Fate.MISSED))
            steps.append(replace(session(rng.randint(6, 15)), lead_days=4))
        elif rng.random() < 0.06:
            steps.append(replace(session(rng.randint(29, 34)), fate=Fate.CANCELLED))
            steps.append(replace(session(rng.randint(5, 20)), lead_days=3))
        else:
            steps.append(session(rng.randint(8, 20) if len(steps) == 1 else rng.randint(29, 55)))
    return steps + [review(months) for months in (1, 3, 6) if rng.random() < 0.65]


def long_way(rng: Random) -> list[Step]:
    """A course with maintenance in the years to come."""
    steps = course(rng, rng.randint(2, 3))
    return steps + [maintenance(rng.randint(350, 400)) for _ in range(rng.randint(1, 4))]


def deferred(rng: Random) -> list[Step]:
    """A tan first, a second look later, then the course."""
    again = [consultation(rng.randint(17, 30)), session(10), session(rng.randint(30, 50))]
    return [consultation(turn=Turn.TANNED), *again, review(3)]


def dropped_out(rng: Random) -> list[Step]:
    """One session of three, then missed visits, and nothing more."""
    missed = replace(session(33), fate=Fate.MISSED)
    again = replace(session(rng.randint(7, 14)), fate=Fate.MISSED, lead_days=5)
    return [consultation(sessions=3), session(14), missed, again]


def draw_way(rng: Random, card: int) -> list[Step]:
    """Return the way on one card of the deck; of many patients a part only ever rings up."""
    card %= 30
    if card < 8:
        return []
    if card < 13:
        return [consultation(turn=Turn.DECLINES)]
    if card < 15:
        return [consultation(turn=Turn.SEVERE)]
    if card == 15:
        return [replace(consultation(), fate=Fate.MISSED), consultation(12, Turn.DECLINES)]
    if card == 16:
        return [replace(consultation(), fate=Fate.CANCELLED)]
    if card == 17:
        return deferred(rng)
    if card == 18:
        return dropped_out(rng)
    return long_way(rng) if card == 19 else course(rng, (1, 2, 2, 3)[card % 4])
