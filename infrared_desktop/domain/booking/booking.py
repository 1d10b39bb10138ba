"""What to propose when somebody books: kind, sites, day, and the times that are free."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from infrared_desktop.domain.follow_ups.kinds import FollowUp, FollowUpKind
from infrared_desktop.domain.records.answers import AppointmentKind, PlanStatus
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import Plan
from infrared_desktop.domain.records.chart import Chart, State, Stored
from infrared_desktop.domain.records.diary import TREATING, USUAL_MINUTES, Appointment, Device
from infrared_desktop.domain.schedule.schedule import (
    SessionWindows,
    Timing,
    Window,
    judge,
    next_windows,
    touches,
)
from infrared_desktop.domain.sentences import sentence
from infrared_desktop.domain.sessions.device_gates import device_gates
from infrared_desktop.domain.sessions.gates import Gate, Severity, gates, verdict_gates

STEP_MINUTES = 15
_SATURDAY = 5
_KIND_OF = {
    FollowUpKind.BOOK_SESSION: AppointmentKind.SESSION,
    FollowUpKind.MAINTENANCE: AppointmentKind.MAINTENANCE,
    FollowUpKind.REVIEW_1: AppointmentKind.REVIEW,
    FollowUpKind.REVIEW_3: AppointmentKind.REVIEW,
    FollowUpKind.REVIEW_6: AppointmentKind.REVIEW,
    FollowUpKind.AFTERCARE_CALL: AppointmentKind.AFTERCARE_CALL,
    FollowUpKind.CHECK: AppointmentKind.AFTERCARE_CALL,
    FollowUpKind.CONTACT: AppointmentKind.AFTERCARE_CALL,
    FollowUpKind.ADVERSE_EVENT: AppointmentKind.UNSCHEDULED_AE,
    FollowUpKind.TEST_SPOT: AppointmentKind.TEST_SPOT,
}


@dataclass(frozen=True)
class Slot:
    """A place in the diary: a day, a time, and whose or which column it lies in."""

    day: date
    starts: time
    clinician_id: int | None = None
    room_id: int | None = None
    device_id: int | None = None


@dataclass(frozen=True)
class MarkedSlot(Slot):
    """A place in the diary that somebody marked, with how long it is to be."""

    minutes: int = STEP_MINUTES


@dataclass(frozen=True)
class Hours:
    """When the clinic opens and closes."""

    opens: time
    closes: time


def weekday_from(day: date) -> date:
    """Return the day, or the Monday after it where it lies on a weekend."""
    return day + timedelta(max(7 - day.weekday(), 0) if day.weekday() >= _SATURDAY else 0)


def plan_to_book(
    chart: Chart, windows: SessionWindows, plan_id: int | None = None
) -> Stored[Plan] | None:
    """Return the plan asked for, else the newest open one that has sessions left, else the newest.

    A closed plan is returned only when it is asked for, or to book its maintenance.
    """
    if plan_id is not None:
        return next((plan for plan in chart.plans if plan.id == plan_id), None)
    newest_first = sorted(chart.plans, key=lambda p: (p.record.planned_on, p.id), reverse=True)
    waiting = [plan for plan in newest_first if next_windows(plan, chart.sessions, windows)]
    open_ones = [plan for plan in newest_first if plan.record.status is PlanStatus.OPEN]
    return next(iter((*waiting, *open_ones, *newest_first)), None)


def unbooked(chart: Chart, open_windows: Iterable[Window]) -> list[Window]:
    """Return the windows whose site has no treating visit ahead yet."""
    ahead = [
        site
        for visit in chart.appointments
        if visit.record.is_open and visit.record.kind in TREATING
        for site in visit.record.sites
    ]
    return [w for w in open_windows if not any(touches(w.site, site) for site in ahead)]


def due_first(kind: AppointmentKind, follow_ups: Iterable[FollowUp]) -> FollowUp | None:
    """Return what is due first of what a visit of this kind would settle."""
    of_kind = (each for each in follow_ups if _KIND_OF.get(each.kind) is kind)
    return min(of_kind, key=lambda each: each.due, default=None)


def propose(
    chart: Chart,
    windows: SessionWindows,
    today: date,
    plan: Stored[Plan] | None = None,
    follow_up: FollowUp | None = None,
) -> Appointment:
    """Propose a visit: what is due next, on its best day; the time is a matter of the diary."""
    waiting = unbooked(chart, next_windows(plan, chart.sessions, windows)) if plan else []
    kind = _kind(chart, waiting, follow_up)
    chosen = [w for w in waiting if follow_up is None or w.site in follow_up.sites] or waiting
    if kind is AppointmentKind.SESSION and chosen:
        day = weekday_from(max(min(w.best for w in chosen), today))
    else:
        day = weekday_from(max(follow_up.due if follow_up else today, today))
    visit = Appointment(chart.patient.id, kind, day, time(9), USUAL_MINUTES[kind])
    return with_plan(visit, chart, windows, plan)


def with_plan(
    visit: Appointment, chart: Chart, windows: SessionWindows, plan: Stored[Plan] | None
) -> Appointment:
    """Return the visit with the plan that it serves and the sites that fit its kind and day."""
    if visit.kind is AppointmentKind.CONSULTATION or plan is None:
        return replace(visit, plan_id=None, sites=())
    if visit.kind is AppointmentKind.SESSION:
        waiting = unbooked(chart, next_windows(plan, chart.sessions, windows))
        fitting = [w.site for w in waiting if judge(visit.day, w, windows) is Timing.FINE]
        return replace(visit, plan_id=plan.id, sites=tuple(fitting or [w.site for w in waiting]))
    sites = tuple(row.site for row in plan.record.areas) if visit.kind in TREATING else ()
    return replace(visit, plan_id=plan.id, sites=sites)


def sites_to_offer(
    visit: Appointment, chart: Chart, windows: SessionWindows, plan: Stored[Plan] | None
) -> tuple[Site, ...]:
    """Return the sites that a visit of this kind can be for: those of the plan, and its own."""
    if visit.kind not in TREATING or plan is None:
        return visit.sites
    left = [window.site for window in next_windows(plan, chart.sessions, windows)]
    every = [row.site for row in plan.record.areas]
    offered = left if visit.kind is AppointmentKind.SESSION else every
    return tuple(dict.fromkeys((*offered, *visit.sites)))


def cautions(
    visit: Appointment,
    chart: Chart,
    windows: SessionWindows,
    plan: Stored[Plan] | None,
    device: Device | None = None,
) -> list[Gate]:
    """Return what speaks against a visit on its day; all of it is shown, the desk decides."""
    if visit.kind not in TREATING:
        return []
    found = [*device_gates(device, visit.day)]
    found += gates(chart, visit.sites, visit.day, windows, device)
    if visit.kind is AppointmentKind.MAINTENANCE:
        # A maintenance session comes after those that were planned.
        found = [gate for gate in found if gate.code != "more-than-planned"]
    told = {gate.site for gate in found}
    found = [*verdict_gates(chart, visit.sites, visit.day), *found]
    for window in next_windows(plan, chart.sessions, windows) if plan else ():
        if window.previous is None and window.site in visit.sites and window.site not in told:
            found += _of_first(visit.day, window, windows)
    return found


def needs_reason(found: Iterable[Gate]) -> bool:
    """Say whether a visit comes so soon that somebody has to write down why."""
    return any(gate.code == "interval-too-short" for gate in found)


def _of_first(day: date, window: Window, windows: SessionWindows) -> list[Gate]:
    timing = judge(day, window, windows)
    text = {
        Timing.EARLY: "{site}: session 1 is planned from {day} on.",
        Timing.LATE: "{site}: session 1 was planned for {day} at the latest.",
        Timing.LAPSED: "{site}: session 1 was planned for {day} at the latest.",
    }.get(timing)
    if text is None:
        return []
    day_named = window.earliest if timing is Timing.EARLY else window.latest
    words = sentence(text, site=str(window.site), day=day_named)
    return [Gate(f"first-session-{timing}", Severity.WARN, words, window.site)]


def _kind(chart: Chart, waiting: Sequence[Window], follow_up: FollowUp | None) -> AppointmentKind:
    if follow_up is not None:
        return _KIND_OF.get(follow_up.kind, AppointmentKind.CONSULTATION)
    seen = any(consultation.state is State.SIGNED for consultation in chart.consultations)
    if waiting:
        return AppointmentKind.SESSION
    return AppointmentKind.REVIEW if seen and chart.sessions else AppointmentKind.CONSULTATION
