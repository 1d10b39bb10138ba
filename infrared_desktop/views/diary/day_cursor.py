"""The cursor of a day: on which visit or free slot it stands, and where each key takes it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from infrared_desktop.domain.booking.booking import STEP_MINUTES, Hours
from infrared_desktop.views.diary.day_layout import Column, Placed, Stop, minute_of, stops
from infrared_desktop.views.diary.visit_block import Block

MINUTES = 24 * 60


@dataclass(frozen=True)
class Day:
    """All that the grid shows of a day, or of a week with a column for each of its days.

    `minute_now` is None unless today is shown; `column_now` is today's column of a week.
    """

    day: date
    hours: Hours
    columns: tuple[Column, ...]
    placed: tuple[Placed, ...]
    blocks: Mapping[int, Block]
    minute_now: int | None = None
    column_now: int | None = None
    is_week: bool = False

    def is_ahead(self, placed: Placed) -> bool:
        """Say whether a visit has not ended yet; on another day than today they all count."""
        now = self.minute_now or 0
        if self.column_now is None:
            return placed.ends > now
        return (placed.column, placed.ends) > (self.column_now, now)

    @property
    def opens(self) -> int:
        """The whole hour from which on there is anything, even where it is out of hours."""
        return min([minute_of(self.hours.opens), *(p.starts for p in self.placed)]) // 60 * 60

    @property
    def closes(self) -> int:
        """The whole hour after which there is nothing any more."""
        last = max([minute_of(self.hours.closes), *(p.ends for p in self.placed)])
        return min(-(-last // 60) * 60, MINUTES)


class DayCursor:
    """Stands on a stop of a day, or on none where the day has no columns."""

    def __init__(self, day: Day) -> None:
        self.day = day
        self.stop: Stop | None = None
        self.start()

    def follow(self, day: Day) -> None:
        """Take over how the day stands now; stay with the visit, or at the time."""
        kept, other = self.stop, (self.day.day, self.day.is_week) != (day.day, day.is_week)
        self.day = day
        if not day.columns:
            self.stop = None
        elif kept is None or other:
            self.start()
        elif not (kept.visit and self.go_to_visit(kept.visit.id)):
            self.go_to_minute(kept.minute, kept.column)

    def start(self) -> None:
        """Go to the visit that is next, else to the first, else to the first free slot."""
        self.stop = None
        by_time = sorted(self.day.placed, key=self._in_time)
        now = self.day.minute_now or 0
        is_next = (e for e in by_time if e.stored.record.is_open and self.day.is_ahead(e))
        first = [*is_next] or by_time
        if first:
            self.go_to_visit(first[0].stored.id)
        else:
            ahead = -(-now // STEP_MINUTES) * STEP_MINUTES
            self.go_to_minute(max(ahead, self.day.opens), self.day.column_now or 0)

    def go_to_visit(self, visit_id: int) -> bool:
        """Go to a visit; say whether it is there."""
        for each in self.day.placed:
            if each.stored.id == visit_id:
                self.stop = Stop(each.column, each.starts, each.stored)
                return True
        return False

    def go_to_minute(self, minute: int, column: int | None = None) -> None:
        """Go to the stop nearest to a time of the day, in this column unless another is named."""
        if not self.day.columns:
            return
        wanted = column if column is not None else (self.stop.column if self.stop else 0)
        found = self.stops(min(max(wanted, 0), len(self.day.columns) - 1))
        if found:
            self.stop = min(found, key=lambda stop: abs(stop.minute - minute))

    def step(self, way: int) -> None:
        """Go to the stop before or after this one in its column."""
        if self.stop is None:
            return
        found = self.stops(self.stop.column)
        at = found.index(self.stop) + way if self.stop in found else 0
        if 0 <= at < len(found):
            self.stop = found[at]

    def step_aside(self, way: int) -> None:
        """Go to the same time in the column beside."""
        if self.stop is not None and 0 <= self.stop.column + way < len(self.day.columns):
            self.go_to_minute(self.stop.minute, self.stop.column + way)

    def _in_time(self, placed: Placed) -> tuple[int, int]:
        place = (placed.starts, placed.column)
        return place[::-1] if self.day.is_week else place

    def stops(self, column: int) -> list[Stop]:
        """Return the stops of a column in time order."""
        return stops(self.day.placed, column, self.day.opens, self.day.closes)
