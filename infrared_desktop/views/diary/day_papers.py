"""The keys for what leaves the diary: the day pack on paper, and a calendar file."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from infrared_desktop.views.actions import add_action
from infrared_desktop.views.diary.diary_shown import Shown
from infrared_desktop.views.screen import Screen

if TYPE_CHECKING:
    from infrared_desktop.views.diary.calendar_desk import CalendarDesk
    from infrared_desktop.views.diary.day_pack_desk import DayPackDesk


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
