"""When e-mail that never got to the mail server is tried again by itself: later each time."""

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo

from infrared_desktop.domain.messages.manners import is_quiet
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.messages import Message, MessageStatus
from infrared_desktop.domain.schedule.desk_rules import DeskRules

# After the first try, after the second, and so on; then a person is needed.
DISTANCES = tuple(timedelta(minutes=minutes) for minutes in (2, 5, 15, 30, 60, 120, 240))
_DAY = timedelta(days=1)


def again_after(tries: int, now: datetime) -> datetime | None:
    """Return when a message is tried again that was tried so often; None leaves it to a person."""
    return now + DISTANCES[tries - 1] if 0 < tries <= len(DISTANCES) else None


def by_itself(waiting: Iterable[Stored[Message]]) -> list[Stored[Message]]:
    """Return what is tried again by itself: all that waited already when a try failed.

    What was written since then waits for a person who sends it.
    """
    queued = [each for each in waiting if each.record.status is MessageStatus.QUEUED]
    failed = [each.record.tried_at for each in queued if each.record.again_at is not None]
    last = max((moment for moment in failed if moment is not None), default=None)
    return [each for each in queued if last is not None and each.record.written_at <= last]


def next_try(
    waiting: Iterable[Stored[Message]], now: datetime, rules: DeskRules, zone: tzinfo
) -> datetime | None:
    """Return when messages are tried again by themselves, out of quiet hours; None if none are.

    Where the clock was set back since the last try, nobody knows how long ago that was: then they
    are tried at once.
    """
    moments = [
        now if _is_ahead(message.tried_at, now) else message.again_at
        for message in (stored.record for stored in waiting)
        if message.status is MessageStatus.QUEUED and message.again_at is not None
    ]
    return _out_of_quiet(max(min(moments), now), rules, zone) if moments else None


def _is_ahead(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment > now + DISTANCES[0]


def _out_of_quiet(moment: datetime, rules: DeskRules, zone: tzinfo) -> datetime:
    there = moment.astimezone(zone)
    if not is_quiet(there.time(), rules):
        return moment
    end = datetime.combine(there.date(), rules.quiet_until, zone)
    if rules.quiet_until <= there.time():
        end = datetime.combine(there.date() + _DAY, rules.quiet_until, zone)
    return end.astimezone(moment.tzinfo)
