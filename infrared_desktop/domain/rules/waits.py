"""How long a deferral lasts after what caused it, in days or calendar months."""

from dataclasses import dataclass
from datetime import date, timedelta

from infrared_desktop.domain.dates import add_months


def later(day: date, days: int) -> date:
    """Return the day that many days later; the calendar's last day is never passed."""
    return day + timedelta(days=min(days, (date.max - day).days))


@dataclass(frozen=True)
class Wait:
    """A wait in calendar months and days; months clamp to the month's end (clinical reference 3).

    A wait of n days is over on day n itself.
    """

    days: int = 0
    months: int = 0

    def __post_init__(self) -> None:
        if not self.days and not self.months:
            raise ValueError("needs days or months")

    def over_on(self, last: date) -> date:
        """Return the first day that is clear again."""
        left = (date.max.year - last.year) * 12 + date.max.month - last.month
        return later(add_months(last, min(self.months, left)), self.days)
