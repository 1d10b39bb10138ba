"""Free places in the practice clinic's diary: two columns, each a room with its device."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random

OPENS_HOUR, QUARTERS = 9, 32  # 09:00 to 17:00, in quarters of an hour
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Place:
    """A place in the diary; who treats changes columns from day to day."""

    day: date
    starts: time
    minutes: int
    column: int

    @property
    def clinician_id(self) -> int:
        """The first clinician is member 1 of the staff, the second member 2."""
        return 1 + (self.column + self.day.toordinal()) % 2

    @property
    def room_id(self) -> int:
        """Each column is a room."""
        return 1 + self.column

    @property
    def device_id(self) -> int:
        """Each room has its device."""
        return 1 + self.column


class Diary:
    """Gives each place away once; keeps `on` and days off free for those it was told of."""

    def __init__(self, on: date, second_device_until: date) -> None:
        self._on, self._until = on, second_device_until
        self._taken: dict[tuple[date, int], int] = {}

    def find(self, rng: Random, wanted: date, minutes: int, treats: bool) -> Place:
        """Take the first free place on or after the wanted day, at some time of that day."""
        quarters, day = -(-minutes // 15), wanted
        while True:
            columns = self._columns(day, treats)
            hint: int = int(rng.random() * (QUARTERS - quarters))
            for column in reversed(columns) if hint % 2 else columns:
                start = self._free(day, column, quarters, hint)
                if start is not None:
                    return self._take(day, column, start, minutes)
            day += _DAY

    def fix(self, day: date, starts: time, minutes: int, column: int) -> Place:
        """Take one certain place; it must be free still."""
        start = (starts.hour - OPENS_HOUR) * 4 + starts.minute // 15
        mask = _mask(-(-minutes // 15), start)
        if self._taken.get((day, column), 0) & mask:
            raise ValueError(f"{day} {starts} is taken")
        return self._take(day, column, start, minutes)

    def _columns(self, day: date, treats: bool) -> tuple[int, ...]:
        if day.weekday() >= 5 or day == self._on or (day.month, day.day) in ((12, 25), (1, 1)):
            return ()
        return (0,) if treats and day >= self._until else (0, 1)

    def _free(self, day: date, column: int, quarters: int, hint: int) -> int | None:
        taken = self._taken.get((day, column), 0)
        starts = (*range(hint, QUARTERS - quarters + 1), *range(hint))
        return next((start for start in starts if not taken & _mask(quarters, start)), None)

    def _take(self, day: date, column: int, start: int, minutes: int) -> Place:
        key = (day, column)
        self._taken[key] = self._taken.get(key, 0) | _mask(-(-minutes // 15), start)
        starts = time(OPENS_HOUR + start // 4, start % 4 * 15)
        return Place(day, starts, minutes, column)


def _mask(quarters: int, start: int) -> int:
    mask: int = (1 << quarters) - 1
    return mask << start
