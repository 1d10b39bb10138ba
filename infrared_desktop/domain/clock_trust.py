"""Whether the clock of a PC can be right, by what was stored before."""

from datetime import datetime, timedelta
from enum import StrEnum

SLACK = timedelta(minutes=2)  # by which a clock may be set right by itself
LONG = timedelta(days=31)  # longer than a clinic is closed


class ClockState(StrEnum):
    """How a clock stands to what was stored last."""

    FITS = "fits"
    BACK = "back"
    AHEAD = "ahead"


def judge_clock(now: datetime, last: datetime | None) -> ClockState:
    """Hold a moment against the last one before it; without one it fits."""
    if last is None:
        return ClockState.FITS
    if now < last - SLACK:
        return ClockState.BACK
    return ClockState.AHEAD if now - last > LONG else ClockState.FITS
