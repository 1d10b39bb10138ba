"""How long the computer runs: a clock that nobody can set."""

import sys
import time


def uptime() -> float:
    """Return the seconds since the computer was started, those of its sleep included."""
    if sys.platform == "win32":
        import ctypes

        ticks = ctypes.windll.kernel32.GetTickCount64
        ticks.restype = ctypes.c_uint64
        return float(ticks()) / 1000
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    return time.monotonic()
