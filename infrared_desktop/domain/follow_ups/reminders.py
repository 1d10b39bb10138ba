"""When the desk is reminded: at the clinic's times, once each, and once for all that were slept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

_PUT_RIGHT = timedelta(hours=1)


@dataclass(frozen=True)
class Reminder:
    """Whether to remind now, and the moment up to which all reminders are settled."""

    is_due: bool
    settled: datetime


def remind(
    remind_at: Iterable[time], settled: datetime | None, now: datetime, zone: tzinfo
) -> Reminder:
    """Say whether a time of the clinic's wall clock has come since what was settled.

    However many have come meanwhile, it is one reminder. A clock that was set back reminds of
    nothing by that; one that was put right by a little, as by the network, reminds of no time
    twice. After one that was set back by more the times come again, so that none is lost.
    """
    if settled is not None and now <= settled < now + _PUT_RIGHT:
        return Reminder(False, settled)
    come = _last_come(remind_at, now, zone)
    return Reminder(come is not None and (settled is None or settled < come), now)


def _last_come(times: Iterable[time], now: datetime, zone: tzinfo) -> datetime | None:
    """Return the last moment at which one of the times came; the day before is seen too."""
    today = now.astimezone(zone).date()
    days = (today, today - timedelta(days=1))
    # Compared in UTC: two wall clocks of one zone compare as if no hour were ever left out.
    moments = (datetime.combine(day, each, zone).astimezone(UTC) for each in times for day in days)
    return max((moment for moment in moments if moment <= now), default=None)
