"""When the window is to lock, by what the clocks show and when somebody was here last."""

from enum import StrEnum
from math import ceil
from typing import NamedTuple

from infrared_desktop.views.locking.clocks import Reading

WARNING_S = 30
LONGEST_SESSION_S = 12 * 60 * 60
SLEEP_S = 2.0  # less than this is how clocks are read, one after another
JUMP_S = 60.0  # a clock that is kept right by the network moves by less


class Reason(StrEnum):
    """Why the window locks."""

    KEY = "key"
    IDLE = "idle"
    ASLEEP = "asleep"
    CLOCK = "clock"
    SESSION = "session"
    SCREEN = "screen"
    SWITCH = "another person"
    ROLE = "new role"
    GONE = "left the clinic"


class Coming(NamedTuple):
    """Why the window is going to lock, and in how many seconds; 0 is now."""

    reason: Reason
    left_s: int


class Vigil:
    """Watches from one unlock to the next lock; it reads no clock itself."""

    def __init__(self, begun: Reading) -> None:
        self._begun = self._last = begun
        self._touched = begun.counted

    def touch(self, now: Reading) -> None:
        """Somebody is here."""
        self._touched = now.counted

    def look(self, now: Reading, minutes: int) -> Coming | None:
        """Return what is near; `minutes` without a touch lock the window, 0 never do."""
        last, self._last = self._last, now
        if reason := _since(last, now):
            return Coming(reason, 0)
        left = self._begun.counted + LONGEST_SESSION_S - now.counted
        reason = Reason.SESSION
        idle_left = self._touched + minutes * 60 - now.counted
        if minutes and idle_left < left:
            left, reason = idle_left, Reason.IDLE
        return Coming(reason, max(ceil(left), 0)) if left <= WARNING_S else None


def _since(last: Reading, now: Reading) -> Reason | None:
    counted = now.counted - last.counted
    if counted - (now.awake - last.awake) > SLEEP_S:
        return Reason.ASLEEP
    if abs(now.wall - last.wall - counted) > JUMP_S:
        return Reason.CLOCK
    return None
