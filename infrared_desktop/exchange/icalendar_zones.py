"""A zone as an iCalendar file tells it: from when on which offset holds.

The library's own way from a zone to a VTIMEZONE tells the onsets by the new clock, so that in
spring they come an hour late; RFC 5545, 3.6.5, tells them by the clock that goes out of force.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_DAY, _SECOND = timedelta(days=1), timedelta(seconds=1)


class _Change(NamedTuple):
    before: timedelta
    after: timedelta
    name: str
    is_standard: bool


def vtimezone(zone: ZoneInfo, first: datetime, last: datetime) -> Timezone:
    """Return the zone with all its changes between two moments of its own wall clock."""
    first, last = first.replace(tzinfo=zone), last.replace(tzinfo=zone)
    found = Timezone()
    found.add("tzid", zone.key)
    onsets: dict[_Change, list[datetime]] = {}
    for moment in (first, *_changes(zone, first, last)):
        change = _change(zone, moment, moment if moment == first else moment - _SECOND)
        onset = (moment.astimezone(UTC) + change.before).replace(tzinfo=None)
        onsets.setdefault(change, []).append(onset)
    for change, (begins, *again) in onsets.items():
        part = TimezoneStandard() if change.is_standard else TimezoneDaylight()
        part.TZOFFSETFROM, part.TZOFFSETTO = change.before, change.after
        part.add("tzname", change.name)
        part.DTSTART = begins
        if again:
            part.add("rdate", again)
        found.add_component(part)
    return found


def _change(zone: tzinfo, moment: datetime, before: datetime) -> _Change:
    here = moment.astimezone(zone)
    is_standard = not here.dst()
    return _Change(_offset(before, zone), _offset(here, zone), here.tzname() or "", is_standard)


def _changes(zone: tzinfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """Yield the moments from which another offset holds; no zone changes twice within a day."""
    day = first.astimezone(UTC)
    while day < last:
        before, begins, ends = _offset(day, zone), day, day + _DAY
        if _offset(ends, zone) != before:
            while ends - begins > _SECOND:
                middle = begins + (ends - begins) // (2 * _SECOND) * _SECOND
                is_before = _offset(middle, zone) == before
                begins, ends = (middle, ends) if is_before else (begins, middle)
            yield ends
        day += _DAY


def _offset(moment: datetime, zone: tzinfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
