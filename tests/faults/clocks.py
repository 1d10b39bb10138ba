"""A computer whose clocks a test moves, and what happens to clocks in the life of a clinic."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from infrared_desktop.views.locking.clocks import Reading

TORONTO = ZoneInfo("America/Toronto")
HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)


class Computer:
    """Three clocks: one stands still in sleep, one can't be set, and one is on the wall."""

    def __init__(self, wall: datetime) -> None:
        self.awake, self.running, self.wall = 50_000.0, 90_000.0, wall
        self.truly = wall  # what a clock would say that nobody set

    def go_on(self, passed: timedelta) -> None:
        """Let time pass."""
        self.awake += passed.total_seconds()
        self._pass(passed)

    def sleep(self, passed: timedelta) -> None:
        """Let time pass while it is asleep."""
        self._pass(passed)

    def set_by(self, much: timedelta) -> None:
        """Set the clock on the wall; no other clock hears of it."""
        self.wall += much

    def read(self) -> Reading:
        """Return what the clocks show, as the window reads them."""
        return Reading(self.awake, self.running, self.wall.timestamp())

    def _pass(self, passed: timedelta) -> None:
        self.running += passed.total_seconds()
        self.wall += passed
        self.truly += passed


Event = Callable[[Computer], None]

SPRING = datetime(2027, 3, 14, 6, 30, tzinfo=UTC)  # half an hour before 2:00 becomes 3:00
AUTUMN = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)  # half an hour before 2:00 becomes 1:00
FRIDAY = datetime(2026, 11, 27, 22, 0, tzinfo=UTC)

# What it is called, when it happens, and what it does to the clocks.
EVENTS: dict[str, tuple[datetime, Event]] = {
    "summer time begins": (SPRING, lambda pc: pc.go_on(HOUR)),
    "summer time ends": (AUTUMN, lambda pc: pc.go_on(HOUR)),
    "set back a day": (FRIDAY, lambda pc: pc.set_by(-DAY)),
    "set forward a year": (FRIDAY, lambda pc: pc.set_by(YEAR)),
    "asleep for a weekend": (FRIDAY, lambda pc: pc.sleep(timedelta(hours=65))),
    "put right by the network": (FRIDAY, lambda pc: pc.set_by(timedelta(seconds=-50))),
}
