"""The keys for what leaves the diary: the day pack on paper, and a calendar file."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.booking.booking import Slot
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.views.actions import add_action
from infrared_desktop.views.screen import Screen

if TYPE_CHECKING:
    from infrared_desktop.views.diary.calendar_desk import CalendarDesk
    from infrared_desktop.views.diary.day_pack_desk import DayPackDesk


@dataclass(frozen=True)
class Shown:
    """What the diary shows: its day, and the visit and the person that the cursor stands on."""

    day: date
    visit: Stored[Appointment] | None = None
    slot: Slot | None = None

    @property
    def clinician_id(self) -> int | None:
        """Whose column or visit the cursor stands in."""
        of_visit = self.visit.record.clinician_id if self.visit else None
        return of_visit or (self.slot.clinician_id if self.slot else None)


def offer_day_papers(screen: Screen, shown: Callable[[], Shown]) -> None:
    """Give the diary both keys, for the day that it shows."""
    offer_day_pack(screen, lambda: shown().day)
    offer_calendar_file(screen, shown)


def offer_day_pack(screen: Screen, day: Callable[[], date] | None = None) -> None:
    """Give a screen the key of the day pack, of tomorrow where no day is named."""

    @cache
    def desk() -> "DayPackDesk":
        # All that makes paper stays out of memory until somebody asks for some.
        from infrared_desktop.views.diary.day_pack_desk import DayPackDesk

        return DayPackDesk(screen, day)

    text = _words("Day pack of this day") if day else _words("Day pack of tomorrow")
    add_action(screen, text, "Ctrl+Shift+P", lambda: desk().offer(), _words("run sheet print"))


def offer_calendar_file(screen: Screen, shown: Callable[[], Shown]) -> None:
    """Give a screen the key that saves visits as a calendar file."""

    @cache
    def desk() -> "CalendarDesk":
        from infrared_desktop.views.diary.calendar_desk import CalendarDesk

        return CalendarDesk(screen, shown)

    text = _words("Save as a calendar file")
    also = _words("export iCalendar ics")
    add_action(screen, text, "Ctrl+Shift+E", lambda: desk().offer(), also)


def _words(text: str) -> str:
    return QCoreApplication.translate("DayPapers", text)
