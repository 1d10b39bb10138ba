"""When the next session may take place, and which bookings stand in each other's way."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from infrared_desktop.domain.records.answers import AppointmentKind, PlanStatus
from infrared_desktop.domain.records.areas import Side, Site, overlaps
from infrared_desktop.domain.records.care import Plan, PlanArea, Session
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment


@dataclass(frozen=True)
class SessionWindows:
    """Days between two actual sessions at one site (clinical reference 7.2)."""

    block_days: int = 14
    earliest_days: int = 28
    best_days: int = 30
    latest_days: int = 92
    lapse_days: int = 183


@dataclass(frozen=True)
class Window:
    """When session number `session_no` of `planned` may take place at one site.

    `previous` is the last actual session there, None before the first session of the plan.
    """

    site: Site
    session_no: int
    planned: int
    previous: date | None
    earliest: date
    best: date
    latest: date


# For each kind of visit the minutes before and after it that keep what it needs.
Buffers = Mapping[AppointmentKind, tuple[int, int]]
NO_BUFFERS: Buffers = MappingProxyType({})


class Timing(StrEnum):
    """How a day lies to a window (clinical reference 7.2)."""

    FINE = "fine"
    EARLY = "early"
    TOO_EARLY = "too_early"
    LATE = "late"
    LAPSED = "lapsed"


class Resource(StrEnum):
    """What two bookings can't share at one time."""

    PATIENT = "patient"
    CLINICIAN = "clinician"
    ROOM = "room"
    DEVICE = "device"


@dataclass(frozen=True)
class Clash:
    """A booking that takes something which the wanted one needs at the same time."""

    what: Resource
    other: Stored[Appointment]


def treats(done: Iterable[Site], wanted: Site) -> bool:
    """Say whether the treated sites make up the wanted one; a side left open counts for all."""
    sides = {site.side for site in done if site.area is wanted.area}
    if not sides or sides & {None, Side.BOTH} or wanted.side is None:
        return bool(sides)
    needed = {Side.LEFT, Side.RIGHT} if wanted.side is Side.BOTH else {wanted.side}
    return needed <= sides


def touches(site: Site, other: Site) -> bool:
    """Say whether two sites are one area, not its opposite sides; see `overlaps` for the face."""
    left_and_right = {site.side, other.side} == {Side.LEFT, Side.RIGHT}
    return site.area is other.area and not left_and_right


def sites_of(session: Session) -> tuple[Site, ...]:
    """Return the sites that a session treated."""
    return session.sites


def sessions_done(
    plan_id: int, site: Site, sessions: Iterable[Stored[Session]]
) -> list[Stored[Session]]:
    """Return the sessions that count for one site of a plan, oldest first."""
    done = [s for s in sessions if s.record.plan_id == plan_id and treats(sites_of(s.record), site)]
    return sorted(done, key=lambda s: (s.record.performed_on, s.id))


def last_session_day(site: Site, sessions: Iterable[Stored[Session]]) -> date | None:
    """Return the last day on which any session, of whatever plan, treated skin of the site."""
    days = (
        s.record.performed_on
        for s in sessions
        if any(overlaps(site, treated) for treated in sites_of(s.record))
    )
    return max(days, default=None)


def next_windows(
    plan: Stored[Plan], sessions: Sequence[Stored[Session]], windows: SessionWindows
) -> tuple[Window, ...]:
    """Return the window of each site of an open plan that has sessions left, in plan order."""
    if plan.record.status is not PlanStatus.OPEN:
        return ()
    return tuple(
        _window(plan, row, done, sessions, windows)
        for row in plan.record.areas
        if (done := len(sessions_done(plan.id, row.site, sessions))) < row.sessions
    )


def windows_by_plan(
    plans: Iterable[Stored[Plan]], sessions: Iterable[Stored[Session]], windows: SessionWindows
) -> dict[int, tuple[Window, ...]]:
    """Return the windows of each plan; its own sessions and the last at each site decide them."""
    own: dict[int | None, list[Stored[Session]]] = defaultdict(list)
    latest: dict[Site, Stored[Session]] = {}
    for stored in sorted(sessions, key=lambda s: (s.record.performed_on, s.id)):
        own[stored.record.plan_id].append(stored)
        latest |= dict.fromkeys(sites_of(stored.record), stored)
    return {
        plan.id: next_windows(plan, _once((*own[plan.id], *latest.values())), windows)
        for plan in plans
    }


def _once(sessions: Iterable[Stored[Session]]) -> list[Stored[Session]]:
    return list({stored.id: stored for stored in sessions}.values())


def _window(
    plan: Stored[Plan],
    row: PlanArea,
    done: int,
    sessions: Iterable[Stored[Session]],
    windows: SessionWindows,
) -> Window:
    last = last_session_day(row.site, sessions)
    if last is None or not done:
        # Another plan may have treated this skin lately: its distance holds here too.
        earliest = plan.record.planned_on
        if last is not None:
            earliest = max(earliest, last + timedelta(row.earliest_days))
        latest = earliest + timedelta(row.latest_days)
        return Window(row.site, 1, row.sessions, None, earliest, earliest, latest)
    earliest, latest = last + timedelta(row.earliest_days), last + timedelta(row.latest_days)
    best = min(max(last + timedelta(windows.best_days), earliest), latest)
    return Window(row.site, done + 1, row.sessions, last, earliest, best, latest)


def judge(day: date, window: Window, windows: SessionWindows) -> Timing:
    """Judge a day against a window; a first session can be early, but never too early."""
    since = window.previous or window.earliest
    elapsed = (day - since).days
    if window.previous is not None and elapsed < windows.block_days:
        return Timing.TOO_EARLY
    if day < window.earliest:
        return Timing.EARLY
    if elapsed > windows.lapse_days:
        return Timing.LAPSED
    return Timing.FINE if day <= window.latest else Timing.LATE


def clashes(
    wanted: Appointment,
    others: Iterable[Stored[Appointment]],
    ignore_id: int | None = None,
    buffers: Buffers = NO_BUFFERS,
) -> tuple[Clash, ...]:
    """Return what each overlapping booking takes from the wanted one; `ignore_id` is itself.

    Times are half open: a visit may start in the minute in which another ends. The buffers of both
    keep clinician, room and device, and not the patient.
    """
    return tuple(
        Clash(what, other)
        for other in others
        if other.id != ignore_id and _both_stand(wanted, other.record)
        for what in shared(wanted, other.record)
        if _overlap(_busy(wanted, what, buffers), _busy(other.record, what, buffers))
    )


def _busy(visit: Appointment, what: Resource, buffers: Buffers) -> tuple[int, int]:
    start = visit.starts.hour * 60 + visit.starts.minute
    before, after = (0, 0) if what is Resource.PATIENT else buffers.get(visit.kind, (0, 0))
    return start - before, start + visit.minutes + after


def _both_stand(wanted: Appointment, other: Appointment) -> bool:
    return wanted.day == other.day and wanted.is_live and other.is_live


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def shared(wanted: Appointment, other: Appointment) -> list[Resource]:
    """Return what two bookings both need, whatever their times."""
    pairs = {
        Resource.PATIENT: (wanted.patient_id, other.patient_id),
        Resource.CLINICIAN: (wanted.clinician_id, other.clinician_id),
        Resource.ROOM: (wanted.room_id, other.room_id),
        Resource.DEVICE: (wanted.device_id, other.device_id),
    }
    return [what for what, (mine, theirs) in pairs.items() if mine is not None and mine == theirs]
