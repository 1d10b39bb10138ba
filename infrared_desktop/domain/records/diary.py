"""Appointments, the rooms and devices that they need, and what follows a visit."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from infrared_desktop.domain.records.answers import (
    Answer,
    AppointmentKind,
    AppointmentStatus,
    NextStepKind,
)
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.treatment_answers import SourceType

# How long each kind of visit takes unless the desk says otherwise; the clinic's own choice.
USUAL_MINUTES = {
    AppointmentKind.CONSULTATION: 45,
    AppointmentKind.TEST_SPOT: 20,
    AppointmentKind.SESSION: 60,
    AppointmentKind.AFTERCARE_CALL: 10,
    AppointmentKind.REVIEW: 20,
    AppointmentKind.MAINTENANCE: 60,
    AppointmentKind.UNSCHEDULED_AE: 30,
}
# The kinds of visit at which skin is treated: they need sites and a device.
TREATING = (AppointmentKind.TEST_SPOT, AppointmentKind.SESSION, AppointmentKind.MAINTENANCE)


@dataclass(frozen=True)
class Room:
    """A room that can be booked."""

    name: str
    active: bool = True


@dataclass(frozen=True)
class IntendedUse:
    """What a device may be sold for in one country, and whether tightening skin belongs to it."""

    country: str
    tightening: Answer | None = None
    text: str = ""


@dataclass(frozen=True)
class Device:
    """A treatment device that can be booked (clinical reference 8.3).

    `handpiece_serials` stand in the order of `handpieces`; `recall` is empty unless one is open.
    `tightening_is_intended` is what was said before each country had a row of its own.
    """

    name: str
    family: str = "titan"
    handpieces: tuple[str, ...] = ()
    serial: str = ""
    in_service: bool = True
    manufacturer: str = ""
    source_type: SourceType | None = None
    handpiece_serials: tuple[str, ...] = ()
    udi: str = ""
    wavelength_low_nm: int | None = None
    wavelength_high_nm: int | None = None
    tightening_is_intended: Answer | None = None
    intended_use: str = ""
    last_service_on: date | None = None
    service_due_on: date | None = None
    rules_review_on: date | None = None
    recall: str = ""
    intended_uses: tuple[IntendedUse, ...] = ()

    def intends_tightening(self, country: str) -> Answer | None:
        """Return whether skin tightening is an intended use there; None is not known."""
        own = (use.tightening for use in self.intended_uses if use.country == country)
        return next(own, self.tightening_is_intended)


@dataclass(frozen=True)
class Appointment:
    """A booked visit at the clinic's own wall clock; the clinic has one location."""

    patient_id: int
    kind: AppointmentKind
    day: date
    starts: time
    minutes: int
    clinician_id: int | None = None
    room_id: int | None = None
    device_id: int | None = None
    plan_id: int | None = None
    sites: tuple[Site, ...] = ()
    status: AppointmentStatus = AppointmentStatus.BOOKED
    arrived_at: datetime | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    note: str = ""

    @property
    def ends(self) -> time:
        """The wall-clock end; a visit never runs past midnight."""
        start = datetime.combine(self.day, self.starts)
        last = datetime.combine(self.day, time(23, 59))
        return min(start + timedelta(minutes=self.minutes), last).time()

    @property
    def is_live(self) -> bool:
        """Whether the visit still takes its place in the diary."""
        gone = (
            AppointmentStatus.CANCELLED,
            AppointmentStatus.NO_SHOW,
            AppointmentStatus.ENTERED_IN_ERROR,
        )
        return self.status not in gone

    @property
    def is_open(self) -> bool:
        """Whether the visit still waits for an outcome."""
        return self.status in (
            AppointmentStatus.BOOKED,
            AppointmentStatus.ARRIVED,
            AppointmentStatus.IN_TREATMENT,
        )


@dataclass(frozen=True)
class NextStep:
    """What was agreed when a visit closed; due is the day to come back to it, if there is one."""

    patient_id: int
    kind: NextStepKind
    decided_on: date
    appointment_id: int | None = None
    due: date | None = None
    reason: str = ""
