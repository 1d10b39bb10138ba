"""A clock that leapt ahead: told to the audit log, and doubted until somebody calls its day right.

While it is doubted nothing is sent, and nothing withdrawn as its day had passed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from infrared_desktop.domain.clock_trust import LONG, SLACK, ClockState, judge_clock
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.moments import as_text, moment_of
from infrared_desktop.storage.database.sqlcipher import read

_AHEAD = "days ahead: "
# A lock, and what is derived anew, may have told the new moment before anybody sits down.
_ROWS = "SELECT at FROM audit WHERE seq >= ? ORDER BY seq DESC LIMIT 50"
_TOLD = (
    "SELECT seq, at, reason FROM audit WHERE act IN ('clock-changed', 'clock-confirmed') "
    "ORDER BY seq DESC LIMIT 1"
)
_BEFORE = "SELECT max(at) FROM audit WHERE at < ?"


@dataclass(frozen=True)
class Leap:
    """When the clock was seen to have leapt, and what was stored last before that."""

    at: datetime
    before: datetime
    is_told: bool  # to the audit log

    @property
    def days(self) -> int:
        """Return how far it leapt."""
        return (self.at - self.before).days


def leap_of(clinic: Clinic, now: datetime) -> Leap | None:
    """Return a leap that nobody called right yet; None where there is none, or it was put right.

    The invented day of a practice clinic is never doubted.
    """
    if clinic.settings.practice:
        return None
    found, is_told, seq = None, False, 0
    for row, at, reason in read(clinic.ledger.db, _TOLD):
        seq, is_told = row, (reason or "").startswith(_AHEAD)
        found = moment_of(at) if is_told else None
    found = found or max(_leaps(clinic, seq, now), default=None)
    if found is None or now < found - SLACK:
        return None
    ((at,),) = read(clinic.ledger.db, _BEFORE, (as_text(found - LONG),))
    before = moment_of(at)
    return Leap(found, before, is_told) if before else None


def note_leap(clinic: Clinic, leap: Leap, by: int, now: datetime) -> None:
    """Tell the audit log once how far the clock is ahead of what was stored before."""
    if not leap.is_told:
        clinic.note("clock-changed", by, now, f"{_AHEAD}{leap.days}")


def confirm_day(clinic: Clinic, by: int, now: datetime) -> None:
    """Call the day of the clock right; it is believed from now on."""
    clinic.note("clock-confirmed", by, now)


def refuse_doubted(clinic: Clinic, now: datetime) -> None:
    """Raise KnownError while the clock is doubted."""
    if leap := leap_of(clinic, now):
        raise KnownError(
            "The clock of this PC leapt {count} days ahead, and nobody has said yet that its day "
            "is right. So no e-mail left and none was withdrawn: all of it waits. Lock with F12 "
            "and unlock: you are asked for the day. If it is wrong, set the clock right first.",
            count=leap.days,
        )


def _leaps(clinic: Clinic, since: int, now: datetime) -> Iterator[datetime]:
    """Yield each of the last moments that is too long after the one before it."""
    told = [moment_of(at) for (at,) in read(clinic.ledger.db, _ROWS, (since,))]
    for before, at in pairwise([*(each for each in reversed(told) if each), now]):
        if judge_clock(at, before) is ClockState.AHEAD:
            yield at
