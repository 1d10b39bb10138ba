"""What somebody holds in the diary before it is dropped: a visit on its way, or a span marked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from infrared_desktop.domain.booking.booking import STEP_MINUTES
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.schedule.opening import DAY_MINUTES, minutes_text
from infrared_desktop.views.look.theme import Meaning

FINE_MINUTES = 5  # what a stretch, and all that is done with the mouse, goes by


class Deed(Enum):
    """What is done with what is held."""

    MOVE = auto()
    STRETCH = auto()
    MARK = auto()


@dataclass(frozen=True)
class Grip:
    """Where what is held would come down; it never leaves its day, nor the columns."""

    deed: Deed
    column: int
    starts: int
    minutes: int
    visit: Stored[Appointment] | None = None
    name: str = ""  # whose it is, on every day that it is carried over

    @property
    def ends(self) -> int:
        """The minute of the day at which it would end."""
        return self.starts + self.minutes

    def hours(self) -> str:
        """Say from when till when it would last."""
        return f"{minutes_text(self.starts)}–{minutes_text(self.ends)}"

    def at(self, minute: int, column: int) -> "Grip":
        """Return it at another time and in another column."""
        return replace(self, column=column, starts=_within(minute, 0, DAY_MINUTES - self.minutes))

    def lasting(self, minutes: int) -> "Grip":
        """Return it as long as wanted, and long enough to be seen."""
        return replace(self, minutes=_within(minutes, FINE_MINUTES, DAY_MINUTES - self.starts))

    def until(self, minute: int) -> "Grip":
        """Return it with another end."""
        return self.lasting(minute - self.starts)

    def moved(self, way: int) -> "Grip":
        """Return it a step earlier or later, on the steps of the grid."""
        rest = self.starts % STEP_MINUTES
        before = self.starts - rest
        onto = before + STEP_MINUTES if way > 0 else before if rest else before - STEP_MINUTES
        return self.at(onto, self.column)

    def aside(self, way: int, columns: int) -> "Grip":
        """Return it in the column beside, if there is one."""
        return replace(self, column=_within(self.column + way, 0, columns - 1))


@dataclass(frozen=True)
class Verdict:
    """What would come of dropping it here: whether that is fine, warned of or refused, and why."""

    meaning: Meaning
    lines: Sequence[str] = ()


def snapped(minute: float) -> int:
    """Return the minute that the mouse means."""
    return round(minute / FINE_MINUTES) * FINE_MINUTES


def _within(value: int, least: int, most: int) -> int:
    return max(least, min(value, most))
