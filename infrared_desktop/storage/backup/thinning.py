"""Which of many backups stay: all of a day, then fewer and fewer as they age."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

DAYS, WEEKS, MONTHS = 12, 10, 9
_ALL_OF = timedelta(days=1)
_LONGEST = 366  # days; nine months are less


class Age(NamedTuple):
    """How far the audit log had come, which no clock can turn back, and the moment."""

    row: int
    moment: datetime


def stay(backups: Iterable[Age], now: datetime) -> set[Age]:
    """Return those that stay.

    The newest of each of the last 12 days, 10 weeks and 9 months that have one: days without any
    do not count, so that a clinic that was closed, or a clock that ran ahead, loses nothing.
    """
    newest_first = sorted(backups, reverse=True)
    kept = {age for age in newest_first if age.moment > now - _ALL_OF}
    kept.update(newest_first[:1])
    for count, period in ((DAYS, _day), (WEEKS, _week), (MONTHS, _month)):
        kept.update(_newest_of_each(newest_first, period)[:count])
    return kept


def days_of_leaving(backups: Iterable[Age], now: datetime) -> dict[Age, date]:
    """Return the day on which each is thinned away where a backup is made every day from now on."""
    here, leaves = set(backups), dict[Age, date]()
    last_row, daily = max((age.row for age in here), default=0), set[Age]()
    for days in range(1, _LONGEST + 1):
        moment = now + timedelta(days=days)
        daily.add(Age(last_row + days, moment))
        left = stay(here | daily, moment)
        leaves |= dict.fromkeys(here - left, moment.date())
        here, daily = here & left, daily & left
        if not here:
            break
    return leaves


def _newest_of_each(
    newest_first: list[Age], period: Callable[[date], tuple[int, int]]
) -> list[Age]:
    found: dict[tuple[int, int], Age] = {}
    for age in newest_first:
        found.setdefault(period(age.moment.date()), age)
    return [found[each] for each in sorted(found, reverse=True)]


def _day(day: date) -> tuple[int, int]:
    return day.toordinal(), 0


def _week(day: date) -> tuple[int, int]:
    year, week, _ = day.isocalendar()
    return year, week


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
