"""What never got to the mail server is tried again by itself: later each time, and not for ever."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.messages.manners import is_quiet
from infrared_desktop.domain.messages.outbox_retry import (
    DISTANCES,
    again_after,
    by_itself,
    next_try,
)
from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.messages import Message, MessageStatus
from infrared_desktop.domain.schedule.desk_rules import DeskRules

NOW = datetime(2026, 11, 23, 16, tzinfo=UTC)
ZONE = ZoneInfo("America/Toronto")
ALWAYS = DeskRules(quiet_from=time(0), quiet_until=time(0))
QUEUED = MessageStatus.QUEUED


def message(
    status: MessageStatus = QUEUED,
    written: datetime = NOW,
    tried: datetime | None = None,
    again: datetime | None = None,
) -> Stored[Message]:
    known = {"status": status, "tried_at": tried, "again_at": again}
    said = Message(1, "", Channel.EMAIL, written, "en", "Good day.", **known)  # type: ignore[arg-type]
    return Stored(1, 1, State.CURRENT, 1, NOW, "", said)


def test_each_distance_is_longer_and_they_end() -> None:
    moments = [again_after(tries, NOW) for tries in range(1, len(DISTANCES) + 1)]
    assert None not in moments and moments == sorted(set(moments), key=str)
    assert again_after(len(DISTANCES) + 1, NOW) is None and again_after(0, NOW) is None


@pytest.mark.parametrize("status", sorted(set(MessageStatus) - {QUEUED}))
def test_nothing_but_what_waits_is_tried_again(status: MessageStatus) -> None:
    doubtful = message(status, tried=NOW, again=NOW)
    assert by_itself([doubtful]) == []
    assert next_try([doubtful], NOW, ALWAYS, ZONE) is None


def test_all_that_waited_when_a_try_failed_goes_and_nothing_younger() -> None:
    failed = message(written=NOW - timedelta(hours=1), tried=NOW, again=NOW + timedelta(minutes=2))
    behind = message(written=NOW - timedelta(minutes=1))
    younger = message(written=NOW + timedelta(minutes=1))
    assert by_itself([failed, behind, younger]) == [failed, behind]
    assert by_itself([behind, younger]) == []


def test_a_clock_that_was_set_back_makes_nobody_wait_for_days() -> None:
    tomorrow = NOW + timedelta(days=1)
    for passed in (timedelta(0), timedelta(hours=3)):  # whenever somebody looks, as after a lock
        now = NOW + passed
        assert next_try([message(tried=tomorrow, again=tomorrow)], now, ALWAYS, ZONE) == now


@given(
    st.timedeltas(timedelta(-3), timedelta(hours=4)), st.times(), st.times(), st.integers(0, 400)
)
def test_the_next_try_is_never_past_and_never_in_quiet_hours(
    ahead: timedelta, begins: time, ends: time, days: int
) -> None:
    now = NOW + timedelta(days=days)
    rules = DeskRules(quiet_from=begins, quiet_until=ends)
    moment = next_try([message(tried=now, again=now + ahead)], now, rules, UTC)
    assert moment is not None and moment >= now
    assert not is_quiet(moment.time(), rules)


def test_what_fails_at_night_is_tried_in_the_morning() -> None:
    late = NOW.replace(hour=0, minute=58) + timedelta(days=1)  # 19:58 at the clinic
    moment = next_try([message(tried=late, again=late + DISTANCES[0])], late, DeskRules(), ZONE)
    assert moment == datetime(2026, 11, 24, 14, tzinfo=UTC)  # 09:00 there
