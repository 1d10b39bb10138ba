"""The window locks when it is to, and no clock that is set unlocks it or locks it early."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.views.locking.clocks import Reading, read_clocks
from infrared_desktop.views.locking.vigil import (
    WARNING_S,
    Coming,
    Reason,
    Vigil,
)

DAY_S = 86_400.0
START = datetime(2026, 10, 31, 22, 0, tzinfo=ZoneInfo("America/Toronto"))  # the night of DST


class Pc:
    """The clocks of a PC that a test moves."""

    def __init__(self) -> None:
        self.awake, self.counted, self.wall = 100.0, 5_000.0, START.timestamp()
        self.vigil = Vigil(self.now())

    def now(self) -> Reading:
        return Reading(self.awake, self.counted, self.wall)

    def go_on(self, seconds: float, minutes: int = 5) -> Coming | None:
        """Let time pass second by second; return what is near at the end, or the lock."""
        while seconds > 0:
            step = min(seconds, 1.0)
            self.awake, self.counted, self.wall = (each + step for each in self.now())
            seconds -= step
            coming = self.look(minutes)
            if coming is not None and coming.left_s == 0:
                return coming
        return coming

    def look(self, minutes: int = 5) -> Coming | None:
        return self.vigil.look(self.now(), minutes)

    def touch(self) -> None:
        self.vigil.touch(self.now())


def test_the_last_seconds_are_counted_down_and_a_touch_ends_that() -> None:
    pc = Pc()
    assert pc.go_on(300 - WARNING_S - 1) is None
    assert pc.go_on(1) == Coming(Reason.IDLE, WARNING_S)
    assert pc.go_on(29) == Coming(Reason.IDLE, 1)
    pc.touch()
    assert pc.look() is None
    assert pc.go_on(299) == Coming(Reason.IDLE, 1)
    assert pc.go_on(1) == Coming(Reason.IDLE, 0)


def test_nought_minutes_never_lock_but_twelve_hours_do() -> None:
    pc = Pc()
    assert pc.go_on(12 * 60 * 60 - WARNING_S - 1, minutes=0) is None
    pc.touch()
    assert pc.go_on(1, minutes=0) == Coming(Reason.SESSION, WARNING_S)
    pc.touch()
    assert pc.look(0) == Coming(Reason.SESSION, WARNING_S)
    assert pc.go_on(WARNING_S, minutes=0) == Coming(Reason.SESSION, 0)


@pytest.mark.parametrize("hours", [0.001, 8, 60], ids=["some seconds", "a night", "a weekend"])
def test_a_pc_that_was_asleep_is_locked_on_waking(hours: float) -> None:
    pc = Pc()
    pc.counted += hours * 3600
    pc.wall += hours * 3600
    assert pc.look(minutes=0) == Coming(Reason.ASLEEP, 0)


@pytest.mark.parametrize("days", [-1.0, 365.0, -0.01, 0.01])
def test_a_clock_that_jumps_locks(days: float) -> None:
    pc = Pc()
    pc.go_on(10)
    pc.wall += days * DAY_S
    assert pc.look() == Coming(Reason.CLOCK, 0)


def test_a_machine_that_was_halted_from_outside_is_locked_too() -> None:
    pc = Pc()
    pc.wall += 3 * DAY_S  # its own clocks stood still meanwhile
    assert pc.look(minutes=0) == Coming(Reason.CLOCK, 0)


def test_summer_time_ends_without_a_lock() -> None:
    pc = Pc()
    for _ in range(6 * 60):
        pc.touch()
        assert pc.go_on(60) is None
    ends = datetime.fromtimestamp(pc.wall, START.tzinfo)
    assert ends.utcoffset() != START.utcoffset()
    assert ends - START != timedelta(hours=6)


@given(st.lists(st.floats(-59, 59), max_size=300))
def test_a_clock_turned_back_bit_by_bit_puts_off_no_lock(turns: list[float]) -> None:
    pc = Pc()
    for turn in turns:
        pc.wall += turn
        assert pc.go_on(1) in (None, Coming(Reason.IDLE, 300 - int(pc.counted - 5_000)))
        if pc.counted - 5_000 >= 300:
            return
    pc.go_on(300 - (pc.counted - 5_000) - 0.5)
    assert pc.go_on(0.5) == Coming(Reason.IDLE, 0)


def test_the_clocks_of_this_pc_go_on_together() -> None:
    first, second = read_clocks(), read_clocks()
    assert all(0 <= later - earlier < 1 for earlier, later in zip(first, second, strict=True))
    assert Vigil(first).look(second, 5) is None
