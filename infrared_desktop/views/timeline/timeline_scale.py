"""Days to pixels and back, and the ticks of a time axis whose labels never touch."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import floor

from infrared_desktop.views.wording import say_day

LONGEST_DAYS = 20 * 365.25
SHORTEST_DAYS = 4 / 24
GAP_PX = 12


@dataclass(frozen=True)
class Scale:
    """Which days are seen: the plot begins at `left` pixels with `start`, a fractional ordinal."""

    start: float
    day_px: float
    left: float
    width: float

    @property
    def end(self) -> float:
        """The day at the right edge."""
        return self.start + self.width / self.day_px

    @property
    def right(self) -> float:
        """The right edge in pixels."""
        return self.left + self.width

    def x(self, day: float) -> float:
        """Return where a day begins."""
        return self.left + (day - self.start) * self.day_px

    def day_at(self, x: float) -> float:
        """Return the day, with its fraction, at a pixel."""
        return self.start + (x - self.left) / self.day_px

    def zoomed(self, factor: float, x: float) -> "Scale":
        """Return the scale that shows days `factor` times as wide, the day at `x` staying put."""
        pinned = self.day_at(x)
        day_px = self.day_px * factor
        return replace(self, start=pinned - (x - self.left) / day_px, day_px=day_px)

    def moved(self, pixels: float) -> "Scale":
        """Return the scale that begins so many pixels later."""
        return replace(self, start=self.start + pixels / self.day_px)

    def kept_within(self, first: float, last: float) -> "Scale":
        """Return the nearest scale of four hours to twenty years that shows what there is."""
        longest = max(LONGEST_DAYS, (last - first) * 1.25)
        days = min(max(self.width / self.day_px, SHORTEST_DAYS), longest)
        start = min(max(self.start, first - days * 0.9), last - days * 0.1)
        return replace(self, start=start, day_px=self.width / days)

    @classmethod
    def fitting(cls, first: float, last: float, left: float, width: float) -> "Scale":
        """Return the scale from one day to another that fills the width."""
        days = max(last - first, SHORTEST_DAYS)
        return cls(first, width / days, left, width)


@dataclass(frozen=True)
class Tick:
    """One step of the axis: where it begins, in days from ordinal 0, and its label."""

    day: float
    label: str


Step = Callable[[date], date]


@dataclass(frozen=True)
class Unit:
    """A tick every so often: how the day is written, where ticks begin and how they go on."""

    days: float
    begin: Step
    following: Step
    pattern: str

    def ticks(self, scale: Scale) -> Iterator[Tick]:
        """Give the ticks from the one at or before the left edge to the right edge."""
        day = self.begin(_as_date(scale.start))
        while day.toordinal() <= scale.end:
            yield Tick(day.toordinal(), say_day(day, self.pattern))
            if day.year > date.max.year - 60:
                return
            day = self.following(day)


@dataclass(frozen=True)
class Hours:
    """A tick every few hours of the clinic's own clock."""

    hours: int

    @property
    def days(self) -> float:
        """How long a step is."""
        return self.hours / 24

    def ticks(self, scale: Scale) -> Iterator[Tick]:
        """Give the ticks from the one at or before the left edge to the right edge."""
        hour = floor(scale.start * 24 / self.hours) * self.hours
        while hour <= scale.end * 24:
            yield Tick(hour / 24, f"{hour % 24:02d}:00")
            hour += self.hours


def _as_date(day: float) -> date:
    return date.fromordinal(min(max(int(day), 1), date.max.toordinal()))


def _months(count: int) -> tuple[Step, Step]:
    def begin(day: date) -> date:
        return date(day.year, (day.month - 1) // count * count + 1, 1)

    def following(day: date) -> date:
        months = day.year * 12 + day.month - 1 + count
        return date(months // 12, months % 12 + 1, 1)

    return begin, following


def _years(count: int) -> tuple[Step, Step]:
    def begin(day: date) -> date:
        return date(max(day.year // count * count, 1), 1, 1)

    def following(day: date) -> date:
        return date(day.year + count, 1, 1)

    return begin, following


def _days(count: int) -> tuple[Step, Step]:
    def begin(day: date) -> date:
        return date.fromordinal(max(day.toordinal() - (day.toordinal() - 1) % count, 1))

    def following(day: date) -> date:
        return date.fromordinal(day.toordinal() + count)

    return begin, following


DAY = Unit(1, *_days(1), "dddd d MMMM yyyy")
MONTH = Unit(30.4, *_months(1), "MMMM yyyy")
YEAR = Unit(365.25, *_years(1), "yyyy")
LOWER: tuple[Unit | Hours, ...] = (
    Hours(1),
    Hours(3),
    Hours(6),
    Unit(1, *_days(1), "ddd d"),
    Unit(7, *_days(7), "d MMM"),
    Unit(30.4, *_months(1), "MMM"),
    Unit(91.3, *_months(3), "MMM"),
    Unit(365.25, *_years(1), "yyyy"),
    Unit(5 * 365.25, *_years(5), "yyyy"),
    Unit(20 * 365.25, *_years(20), "yyyy"),
)


def lower_unit(scale: Scale, width_of: Callable[[str], float]) -> Unit | Hours:
    """Return the finest unit whose labels keep their distance."""
    for unit in LOWER[:-1]:
        # The shortest February is a twelfth shorter than a mean month.
        room = unit.days * scale.day_px * 0.92 - GAP_PX
        if room > 8 and all(width_of(tick.label) <= room for tick in unit.ticks(scale)):
            return unit
    return LOWER[-1]


def upper_unit(lower: Unit | Hours) -> Unit | None:
    """Return the unit that stands above another; nothing stands above years."""
    if lower.days < DAY.days:
        return DAY
    if lower.days < MONTH.days:
        return MONTH
    return YEAR if lower.days < YEAR.days else None


def spread(
    ticks: list[Tick],
    scale: Scale,
    width_of: Callable[[str], float],
    taken: tuple[float, float] = (0.0, 0.0),
) -> list[tuple[float, Tick]]:
    """Say where labels go: from their day on, the first held at the edge, none touching another.

    `taken` is a stretch that a label steps aside from, to its right, as long as its days last.
    """
    placed: list[tuple[float, Tick]] = []
    ends = [*(scale.x(tick.day) for tick in ticks[1:]), scale.right]
    for tick, end in zip(ticks, ends[: len(ticks)], strict=True):
        x, width = max(scale.x(tick.day), scale.left) + 4, width_of(tick.label)
        if taken[0] - GAP_PX / 2 < x + width and x < taken[1]:
            x = taken[1] + GAP_PX / 2
        if x + width <= end - GAP_PX / 2:
            placed.append((x, tick))
    return placed
