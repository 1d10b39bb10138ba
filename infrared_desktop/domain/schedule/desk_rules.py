"""What a clinic set for its front desk: hours, kinds of visits, conflicts, and contact manners."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from infrared_desktop.domain.records.answers import AppointmentKind, Role
from infrared_desktop.domain.records.diary import TREATING, USUAL_MINUTES
from infrared_desktop.domain.schedule.schedule import Buffers, Resource

_CALL = AppointmentKind.AFTERCARE_CALL


class ClashRule(StrEnum):
    """What happens when two visits need the same at the same time."""

    REFUSE = "refuse"
    WARN = "warn"


@dataclass(frozen=True)
class OpenHours:
    """When the clinic is open on a weekday (0 is Monday); two rows of a day leave a break."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True)
class VisitRule:
    """What a kind of visit needs, and after how many minutes a state of it is too long.

    The buffers keep clinician, room and device free before and after; the patient is free then.
    """

    kind: AppointmentKind
    minutes: int
    before_minutes: int = 0
    after_minutes: int = 0
    role: Role | None = None
    needs_room: bool = False
    needs_device: bool = False
    waiting_alert_minutes: int = 15


@dataclass(frozen=True)
class ResourceRule:
    """Whether a conflict of one thing is refused or only warned of."""

    what: Resource
    rule: ClashRule = ClashRule.REFUSE


def _usual_visits() -> tuple[VisitRule, ...]:
    return tuple(
        VisitRule(
            kind,
            minutes,
            role=None if kind is _CALL else Role.CLINICIAN,
            needs_room=kind is not _CALL,
            needs_device=kind in TREATING,
        )
        for kind, minutes in USUAL_MINUTES.items()
    )


@dataclass(frozen=True)
class DeskRules:
    """The front desk's rules; all figures are the clinic's own choice (clinical reference 7.5).

    Without hours the clinic is open every day as its settings say. Nobody is contacted from
    `quiet_from` to `quiet_until`, nor more often than `most_contacts_a_week`. A visit that is
    cancelled less than `late_hours` before it starts was cancelled late. The desk is reminded at
    the times of `remind_at`. `when_closed` is what a visit in a closure of the whole clinic means;
    in one of a person or a thing it is what a conflict of that means.
    """

    hours: tuple[OpenHours, ...] = ()
    visits: tuple[VisitRule, ...] = _usual_visits()
    conflicts: tuple[ResourceRule, ...] = tuple(ResourceRule(what) for what in Resource)
    quiet_from: time = time(20)
    quiet_until: time = time(9)
    most_contacts_a_week: int = 3
    late_hours: int = 24
    remind_at: tuple[time, ...] = (time(9), time(14))
    offer_hours: int = 4
    when_closed: ClashRule = ClashRule.REFUSE

    @property
    def buffers(self) -> Buffers:
        """The minutes that each kind keeps clinician, room and device before and after it."""
        return {row.kind: (row.before_minutes, row.after_minutes) for row in self.visits}

    def visit(self, kind: AppointmentKind) -> VisitRule:
        """Return what a kind of visit needs."""
        own = (rule for rule in self.visits if rule.kind is kind)
        return next(own, VisitRule(kind, USUAL_MINUTES[kind]))

    def conflict(self, what: Resource) -> ClashRule:
        """Return what a conflict of this thing means; what nobody set is refused."""
        return next((row.rule for row in self.conflicts if row.what is what), ClashRule.REFUSE)


@dataclass(frozen=True)
class Closure:
    """Days, or hours of days, on which the clinic, a clinician, a room or a device is not there.

    Without times the whole days; without a clinician, room or device the whole clinic.
    """

    first: date
    last: date
    why: str
    starts: time | None = None
    ends: time | None = None
    clinician_id: int | None = None
    room_id: int | None = None
    device_id: int | None = None
