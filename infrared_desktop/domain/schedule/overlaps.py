"""Visits that stand in each other's way although nobody meant it: after a restore, a change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.schedule import NO_BUFFERS, Buffers, Resource, clashes


@dataclass(frozen=True)
class Overlap:
    """Two visits of one day that need the same things at the same time, the earlier one first."""

    first: Stored[Appointment]
    second: Stored[Appointment]
    what: tuple[Resource, ...]


def overlaps(
    visits: Iterable[Stored[Appointment]], buffers: Buffers = NO_BUFFERS
) -> tuple[Overlap, ...]:
    """Return every pair of live visits that overlap, once, by day and time."""
    live = sorted((each for each in visits if each.record.is_live), key=_place)
    days = (list(of_day) for _, of_day in groupby(live, key=_day))
    return tuple(
        Overlap(first, second, found)
        for of_day in days
        for number, first in enumerate(of_day)
        for second in of_day[number + 1 :]
        if (found := tuple(c.what for c in clashes(first.record, [second], None, buffers)))
    )


def _day(stored: Stored[Appointment]) -> date:
    return stored.record.day


def _place(stored: Stored[Appointment]) -> tuple[object, ...]:
    return stored.record.day, stored.record.starts, stored.id
