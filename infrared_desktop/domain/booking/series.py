"""All sessions that a plan has left, each at its best distance from the one before."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from infrared_desktop.domain.booking.booking import Slot
from infrared_desktop.domain.booking.slot_windows import Reach, reach_of
from infrared_desktop.domain.records.answers import AppointmentKind
from infrared_desktop.domain.records.care import AreaSettings, Plan, Session
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.schedule import (
    SessionWindows,
    Timing,
    Window,
    judge,
    next_windows,
)

_MOST = 12  # visits in one go: three sessions of areas that never fall on one day


@dataclass(frozen=True)
class SeriesStep:
    """One visit of the series with the windows of its areas, and the days that it can be on."""

    visit: Appointment
    windows: tuple[Window, ...]
    reach: Reach


Place = Callable[[Appointment, Reach], Slot | None]


def propose_series(
    plan: Stored[Plan],
    chart: Chart,
    windows: SessionWindows,
    today: date,
    first: Appointment,
    place: Place,
    kept: Sequence[SeriesStep] = (),
) -> tuple[SeriesStep, ...]:
    """Return the kept steps and those that follow, until nothing is left or no time is found.

    `first` says the length, people and things of each visit; `place` finds the time of one.
    """
    steps = list(kept)
    while len(steps) < _MOST:
        step = _next(plan, chart, windows, today, first, [each.visit for each in steps])
        slot = place(step.visit, step.reach) if step else None
        if step is None or slot is None:
            break
        steps.append(replace(step, visit=replace(step.visit, **vars(slot))))
    return tuple(steps)


def _next(
    plan: Stored[Plan],
    chart: Chart,
    windows: SessionWindows,
    today: date,
    first: Appointment,
    before: Iterable[Appointment],
) -> SeriesStep | None:
    ahead = [
        each.record
        for each in chart.appointments
        if each.record.is_open and each.record.kind is AppointmentKind.SESSION
    ]
    to_come = [_as_if_done(plan, visit) for visit in (*ahead, *before)]
    waiting = next_windows(plan, [*chart.sessions, *to_come], windows)
    if not waiting:
        return None
    day = max(min(window.best for window in waiting), today)
    fitting = [window for window in waiting if judge(day, window, windows) is Timing.FINE]
    chosen = tuple(fitting or waiting)
    reach = reach_of(chosen, None, today, windows)
    if reach.last < reach.first:
        # The window has passed: the sooner the better.
        reach = Reach(today, today + timedelta(windows.latest_days), today)
    sites = tuple(window.site for window in chosen)
    visit = replace(first, day=reach.best, plan_id=plan.id, sites=sites)
    return SeriesStep(visit, chosen, reach)


def _as_if_done(plan: Stored[Plan], visit: Appointment) -> Stored[Session]:
    """Return the session that a visit is going to be."""
    areas = tuple(AreaSettings(site.area, site.side) for site in visit.sites)
    session = Session(
        visit.patient_id, visit.day, plan.record.clinician_id, plan_id=plan.id, areas=areas
    )
    return Stored(0, 1, plan.state, plan.by, plan.at, "", session)
