"""For whom, by which clock and on which day a timeline is told."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.chart import Stored

_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Reader:
    """Who reads, and when they looked last; what somebody else stored since then is new to them.

    Who never looked before has nothing marked as new: all of it would be.
    """

    staff_id: int
    looked_at: datetime | None = None

    def is_new(self, stored: Stored[Any]) -> bool:
        """Say whether a record, as it stands, came from somebody else since the last look."""
        looked = self.looked_at
        return looked is not None and stored.at > looked and stored.by != self.staff_id


NOBODY = Reader(0)


@dataclass(frozen=True)
class Telling:
    """What a timeline needs besides records: today, the clinic's zone, the reader, a protocol.

    The protocol's windows of handpieces count where a session doesn't say its own.
    """

    today: date
    zone: tzinfo = UTC
    reader: Reader = NOBODY
    protocol: Protocol | None = None

    def clock(self, moment: datetime) -> tuple[date, time]:
        """Return the clinic's own day and time of a moment."""
        here = moment.astimezone(self.zone)
        return here.date(), here.time()

    def clocks(self, moments: Iterable[datetime]) -> Iterator[tuple[date, time]]:
        """Return the clinic's own day and time of UTC moments, of which there may be thousands.

        The zone is asked once for a day, unless its clocks change on it.
        """
        shifts: dict[date, timedelta | None] = {}
        for moment in moments:
            day = moment.date()
            if day not in shifts:
                shifts[day] = self._shift_of(day)
            shift = shifts[day]
            here = moment.astimezone(self.zone) if shift is None else moment + shift
            yield here.date(), here.time()

    def _shift_of(self, day: date) -> timedelta | None:
        """Return how far the clinic's clocks are from UTC all of a day; None where they change."""
        since = datetime.combine(day, time(), UTC)
        first, last = (
            moment.astimezone(self.zone).utcoffset() for moment in (since, since + _A_DAY)
        )
        return first if first == last else None

    @property
    def is_new(self) -> Callable[[Stored[Any]], bool]:
        """Whether a record is new to the reader."""
        return self.reader.is_new
