"""When the next session may take place, and which bookings stand in each other's way."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from infrared_desktop.domain.areas import Site
from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.diary import Appointment


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
