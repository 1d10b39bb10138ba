"""Times of the diary that were taken and fell free, and why."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby, pairwise

from infrared_desktop.domain.records.answers import AppointmentStatus
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.desk_rules import Closure
from infrared_desktop.domain.schedule.opening import Span, closed_spans, span_of

# A visit that was moved on so soon had never really taken its place.
_SLIP = timedelta(minutes=10)


class FreedBy(StrEnum):
    """Why a time is free again."""

    CANCELLED = "cancelled"
    MISSED = "missed"
    MOVED = "moved"
    OPENED = "opened"


@dataclass(frozen=True, order=True)
class Freed:
    """A part of a day that is free again, in minutes from midnight; None is whoever is free."""

    day: date
    begins: int
    ends: int
    clinician_id: int | None = None
    room_id: int | None = None
    device_id: int | None = None
    why: FreedBy = FreedBy.CANCELLED


_WHY = {
    AppointmentStatus.CANCELLED: FreedBy.CANCELLED,
    AppointmentStatus.NO_SHOW: FreedBy.MISSED,
}
_Place = tuple[date, int, int, int | None, int | None, int | None]


def freed_by_visit(history: Sequence[Stored[Appointment]]) -> Iterator[Freed]:
    """Yield the times that a visit gave up, from all its versions, oldest first.

    One that was entered in error never took its place, nor did a stop of a few minutes.
    """
    newest = history[-1].record
    if newest.status is AppointmentStatus.ENTERED_IN_ERROR:
        return
    stood = [(place, next(same)) for place, same in groupby(history, lambda h: _place(h.record))]
    for (place, first), (_, after) in pairwise(stood):
        if after.at - first.at >= _SLIP:
            yield Freed(*place, why=FreedBy.MOVED)
    if newest.status in _WHY:
        yield Freed(*_place(newest), why=_WHY[newest.status])


def freed_by_closure(closure: Closure, day: date, open_spans: Iterable[Span]) -> Iterator[Freed]:
    """Yield the opening hours of a day that a closure, taken back since, no longer takes."""
    for closed in closed_spans(day, [closure]):
        for span in open_spans:
            if span.meets(closed):
                begins, ends = max(span.begins, closed.begins), min(span.ends, closed.ends)
                ids = closure.clinician_id, closure.room_id, closure.device_id
                yield Freed(day, begins, ends, *ids, why=FreedBy.OPENED)


def _place(visit: Appointment) -> _Place:
    span = span_of(visit)
    ids = visit.clinician_id, visit.room_id, visit.device_id
    return (visit.day, span.begins, span.ends, *ids)
