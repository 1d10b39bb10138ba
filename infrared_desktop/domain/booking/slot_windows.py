"""From when to when a visit may be booked: its window, its follow-up, and what must come first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING

from infrared_desktop.domain.durations import is_said_in_days
from infrared_desktop.domain.follow_ups.kinds import FollowUp
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.records.consents import HandoutKind
from infrared_desktop.domain.records.diary import TREATING, Appointment
from infrared_desktop.domain.schedule.schedule import (
    SessionWindows,
    Window,
    last_session_day,
    treats,
)
from infrared_desktop.domain.sessions.handouts import sheets

if TYPE_CHECKING:
    from infrared_desktop.domain.protocol.facts import Lead
    from infrared_desktop.domain.protocol.instruction_terms import Instruction


@dataclass(frozen=True)
class Reach:
    """The days on which a visit may be; without a day in it, `last` lies before `first`."""

    first: date
    last: date
    best: date


def reach_of(
    chosen: Sequence[Window], follow_up: FollowUp | None, today: date, windows: SessionWindows
) -> Reach:
    """Return the days that all windows share, else those of the follow-up, else the days ahead."""
    if chosen:
        first = max(today, *(window.earliest for window in chosen))
        return _reach(first, min(w.latest for w in chosen), max(window.best for window in chosen))
    if follow_up is not None:
        return _reach(max(today, follow_up.show_on), follow_up.overdue_from, follow_up.due)
    return _reach(today, today + timedelta(windows.latest_days), today)


def told_at(chart: Chart, sites: Iterable[Site], now: datetime) -> datetime:
    """Return since when the patient knows the instructions: by sheet for all sites, else now.

    A sheet counts only for the sessions after it.
    """
    wanted = tuple(sites)
    given = [one.record for one in sheets(chart, HandoutKind.INSTRUCTIONS)]
    moments = [
        one.given_at
        for one in given
        if all(
            treats(one.sites, site)
            and one.given_at.date() >= (last_session_day(site, chart.sessions) or date.min)
            for site in wanted
        )
    ]
    return min([*moments, now]) if wanted else now


def soonest_after(
    visit: Appointment, chart: Chart, items: "Iterable[Instruction | Lead]", now: datetime
) -> datetime:
    """Return the wall-clock time before which it is past, or too soon for an instruction.

    `now` is aware, in the clinic's zone. What the patient was told before counts from then on.
    """
    past = now.replace(tzinfo=None)
    if visit.kind not in TREATING or now.tzinfo is None:
        return past
    return max(past, ready_from(items, told_at(chart, visit.sites, now), now.tzinfo))


def ready_from(items: "Iterable[Instruction | Lead]", told: datetime, zone: tzinfo) -> datetime:
    """Return the clinic's wall-clock time from which a visit leaves time for every instruction.

    It is `too_late` turned around: days are counted by the calendar, shorter times by the clock.
    """
    here = told.astimezone(zone)
    found = [datetime.combine(here.date(), time())]
    for hours in (item.hours or 0 for item in items):
        if hours == 0 or is_said_in_days(hours):
            found.append(datetime.combine(here.date() + timedelta(hours // 24), time()))
        else:
            shifted = told.astimezone(UTC) + timedelta(hours=hours)
            found.append(shifted.astimezone(zone).replace(tzinfo=None))
    return max(found)


def _reach(first: date, last: date, best: date) -> Reach:
    return Reach(first, last, max(first, min(best, last)))
