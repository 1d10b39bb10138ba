"""Where each visit of a day stands: in which column, between which minutes, side by side."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from infrared_desktop.domain.booking.booking import STEP_MINUTES
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.opening import Span

SHOWN_MINUTES = 20  # what a shorter visit is drawn as, so that its words can be read
_SLIM, _WIDE = 1, 3  # shares of the width: of a visit that is off, and of one that stands


Key = int | date | None


@dataclass(frozen=True)
class Column:
    """A clinician, a room, a device or a day; key None holds the visits that name none.

    `shut` are the times at which nobody is booked as a rule, with the reason.
    """

    key: Key
    title: str
    note: str = ""
    shut: tuple[Span, ...] = ()

    def shut_at(self, minute: int) -> Span | None:
        """Return what closes the column at a minute of the day."""
        return next((span for span in self.shut if span.begins <= minute < span.ends), None)


@dataclass(frozen=True)
class Placed:
    """A visit with its column, its minutes of the day, and its share of the column's width."""

    stored: Stored[Appointment]
    column: int
    starts: int
    ends: int
    left: float
    right: float


@dataclass(frozen=True)
class Stop:
    """A place that the arrow keys stop at: a visit, or a free slot where there is none."""

    column: int
    minute: int
    visit: Stored[Appointment] | None = None


def minute_of(at: time) -> int:
    """Return the minute of the day on the clinic's wall clock."""
    return at.hour * 60 + at.minute


def time_of(minute: int) -> time:
    """Return the wall-clock time of a minute of the day."""
    return time(minute // 60, minute % 60)


def place_visits(
    visits: Iterable[Stored[Appointment]],
    columns: Sequence[Column],
    key_of: Callable[[Appointment], Key],
) -> list[Placed]:
    """Place visits side by side: none lies over another, and those that are off are slim."""
    by_key: dict[Key, list[Stored[Appointment]]] = {column.key: [] for column in columns}
    for visit in visits:
        by_key[key_of(visit.record)].append(visit)
    return [
        placed
        for number, column in enumerate(columns)
        for cluster in _clusters(by_key[column.key])
        for placed in _side_by_side(cluster, number)
    ]


def stops(placed: Sequence[Placed], column: int, opens: int, closes: int) -> list[Stop]:
    """Return the stops of a column in time order: every visit, and the free slots between."""
    here = [each for each in placed if each.column == column]
    taken = [
        (minute_of(v.starts), minute_of(v.starts) + v.minutes)
        for v in (each.stored.record for each in here)
        if v.is_live
    ]
    found = [Stop(column, each.starts, each.stored) for each in here]
    found += [
        Stop(column, minute)
        for minute in range(opens, closes, STEP_MINUTES)
        if not any(begins <= minute < ends for begins, ends in taken)
    ]
    return sorted(found, key=lambda s: (s.minute, s.visit is None, s.visit.id if s.visit else 0))


def _clusters(visits: Iterable[Stored[Appointment]]) -> list[list[Stored[Appointment]]]:
    """Return the visits in groups; only within a group do any overlap."""
    groups: list[list[Stored[Appointment]]] = []
    until = -1
    for visit in sorted(visits, key=lambda v: (v.record.starts, not v.record.is_live, v.id)):
        if not groups or _begin(visit) >= until:
            groups.append([])
        groups[-1].append(visit)
        until = max(until, _end(visit))
    return groups


def _side_by_side(cluster: Sequence[Stored[Appointment]], column: int) -> list[Placed]:
    wide = _lanes([v for v in cluster if v.record.is_live])
    slim = _lanes([v for v in cluster if not v.record.is_live])
    # Where everything is off, the place beside it is left free: it can be booked.
    shares = [_WIDE] * max(len(wide), 1) + [_SLIM] * len(slim)
    total, placed = sum(shares), []
    lanes = [*wide, *([] if wide else [[]]), *slim]
    for number, lane in enumerate(lanes):
        left = sum(shares[:number]) / total
        right = left + shares[number] / total
        placed += [Placed(v, column, _begin(v), _end(v), left, right) for v in lane]
    return placed


def _lanes(visits: Sequence[Stored[Appointment]]) -> list[list[Stored[Appointment]]]:
    lanes: list[list[Stored[Appointment]]] = []
    for visit in visits:
        lane = next((each for each in lanes if _end(each[-1]) <= _begin(visit)), None)
        if lane is None:
            lanes.append([visit])
        else:
            lane.append(visit)
    return lanes


def _begin(visit: Stored[Appointment]) -> int:
    return minute_of(visit.record.starts)


def _end(visit: Stored[Appointment]) -> int:
    return _begin(visit) + max(visit.record.minutes, SHOWN_MINUTES)
