"""When the clinic is open on a day, and when it, a person, a room or a device is not there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.people import Settings
from infrared_desktop.domain.records.waiting import Offer
from infrared_desktop.domain.schedule.desk_rules import Closure, DeskRules
from infrared_desktop.domain.schedule.schedule import Resource

DAY_MINUTES = 24 * 60


@dataclass(frozen=True, order=True)
class Span:
    """A part of a day in minutes from midnight, half open; `why` is the reason of a closure."""

    begins: int
    ends: int
    why: str = ""

    def holds(self, other: "Span") -> bool:
        """Say whether the other lies in it whole."""
        return self.begins <= other.begins and other.ends <= self.ends

    def meets(self, other: "Span") -> bool:
        """Say whether the two share at least a minute."""
        return self.begins < other.ends and other.begins < self.ends

    def __str__(self) -> str:
        return f"{minutes_text(self.begins)}–{minutes_text(self.ends)}"


def minutes_of(wall: time) -> int:
    """Return a time of day in minutes from midnight."""
    return wall.hour * 60 + wall.minute


def minutes_text(minutes: int) -> str:
    """Return minutes from midnight as people write them; a day ends at 24:00."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


def span_of(visit: Appointment | Offer) -> Span:
    """Return the time of a visit, without its buffers, or of an offer."""
    begins = minutes_of(visit.starts)
    return Span(begins, begins + visit.minutes)


def hours_of(day: date, rules: DeskRules, settings: Settings) -> tuple[Span, ...]:
    """Return the opening hours of a day, before any closure; what touches becomes one."""
    rows = [(row.opens, row.closes) for row in rules.hours if row.weekday == day.weekday()]
    if not rules.hours:
        rows = [(time.fromisoformat(settings.opens_at), time.fromisoformat(settings.closes_at))]
    found: list[Span] = []
    for opens, closes in sorted(rows):
        span = Span(minutes_of(opens), minutes_of(closes))
        if found and span.begins <= found[-1].ends:
            found[-1] = Span(found[-1].begins, max(found[-1].ends, span.ends))
        elif span.begins < span.ends:
            found.append(span)
    return tuple(found)


def closed_spans(day: date, closures: Iterable[Closure]) -> tuple[Span, ...]:
    """Return when these closures hold on a day, with their reasons."""
    return tuple(sorted(_on_day(each) for each in closures if each.first <= day <= each.last))


def open_spans(
    day: date, rules: DeskRules, settings: Settings, closures: Iterable[Closure] = ()
) -> tuple[Span, ...]:
    """Return the opening hours of a day less the closures that are given."""
    left = list(hours_of(day, rules, settings))
    for closed in closed_spans(day, closures):
        left = [part for span in left for part in _without(span, closed)]
    return tuple(left)


def closes(closure: Closure, visit: Appointment) -> Resource | None:
    """Return whom or what of a visit a closure takes; see `is_whole` for the clinic."""
    pairs = {
        Resource.CLINICIAN: (closure.clinician_id, visit.clinician_id),
        Resource.ROOM: (closure.room_id, visit.room_id),
        Resource.DEVICE: (closure.device_id, visit.device_id),
    }
    taken = (what for what, (mine, its) in pairs.items() if mine is not None and mine == its)
    return next(taken, None)


def is_whole(closure: Closure) -> bool:
    """Say whether the whole clinic is closed."""
    return (closure.clinician_id, closure.room_id, closure.device_id) == (None, None, None)


def _on_day(closure: Closure) -> Span:
    begins = minutes_of(closure.starts) if closure.starts else 0
    ends = minutes_of(closure.ends) if closure.ends else DAY_MINUTES
    return Span(begins, ends, closure.why)


def _without(span: Span, closed: Span) -> list[Span]:
    if not span.meets(closed):
        return [span]
    parts = (Span(span.begins, closed.begins), Span(closed.ends, span.ends))
    return [part for part in parts if part.begins < part.ends]
