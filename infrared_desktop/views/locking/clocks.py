"""The clocks that tell how long nobody was here: one stands still in sleep, one does not."""

import sys
import time
from typing import NamedTuple


class Reading(NamedTuple):
    """Three clocks at one moment, in seconds."""

    awake: float  # stands still while the PC sleeps
    counted: float  # goes on in sleep; nobody can set it
    wall: float  # UTC, as the PC has it; anybody can set it


def read_clocks() -> Reading:
    """Return what the clocks of this PC show."""
    return Reading(_awake(), _counted(), time.time())


if sys.platform == "win32":

    def _awake() -> float:
        import ctypes

        ticks = ctypes.c_ulonglong()
        ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(ticks))
        return ticks.value / 1e7

    def _counted() -> float:
        import ctypes

        now = ctypes.windll.kernel32.GetTickCount64
        now.restype = ctypes.c_ulonglong
        return float(now()) / 1000

elif sys.platform == "darwin":

    def _awake() -> float:
        return time.clock_gettime(time.CLOCK_UPTIME_RAW)

    def _counted() -> float:
        return time.clock_gettime(time.CLOCK_MONOTONIC)

else:

    def _awake() -> float:
        return time.clock_gettime(time.CLOCK_MONOTONIC)

    def _counted() -> float:
        return time.clock_gettime(time.CLOCK_BOOTTIME)
