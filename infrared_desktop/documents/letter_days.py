"""Days and times as a letter writes them: in its own language, in the clinic's order."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

from infrared_desktop.domain.dates import DateOrder

_YEAR_FIRST = "dddd, yyyy-MM-dd"
_PATTERNS = {DateOrder.DMY: "dddd d MMMM yyyy", DateOrder.MDY: "dddd, MMMM d, yyyy"}
# A language that always writes one order in words, whatever figures the clinic writes.
_OF_LANGUAGE = {"de": "dddd, d. MMMM yyyy"}


def letter_day(day: date, language: str, order: DateOrder) -> str:
    """Write a day with its weekday, and its month in letters unless the year comes first."""
    pattern = _OF_LANGUAGE.get(language) or _PATTERNS.get(order, "")
    written = _YEAR_FIRST if order is DateOrder.YMD else pattern
    return str(QLocale(language).toString(QDate(day.year, day.month, day.day), written))


def letter_time(moment: datetime) -> str:
    """Write the time of a moment, by its own zone."""
    return f"{moment:%H:%M}"
