"""Which of many backups stay: all of a day, then fewer and fewer as they age."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

DAYS, WEEKS, MONTHS = 12, 10, 9
_ALL_OF = timedelta(days=1)


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
