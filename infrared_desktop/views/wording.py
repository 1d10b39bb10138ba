"""Sentences of the domain, days and moments, as this clinic reads them."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from infrared_desktop.domain.people import age_on
from infrared_desktop.domain.sentences import Sentence, Value


def say(sentence: Sentence) -> str:
    """Translate a sentence of the domain and fill its gaps."""
    text = QCoreApplication.translate("Sentences", sentence.template)
    return text.format(**{name: _gap(value) for name, value in sentence.values})


def say_day(day: date) -> str:
    """Write a day with its month in letters, so that nobody mixes up day and month."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")


def say_weekday(day: date) -> str:
    """Write a day with its weekday: Sunday 22 November."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "dddd d MMMM")


def say_moment(moment: datetime, timezone: str) -> str:
    """Write a moment's wall-clock time in the clinic's time zone."""
    return f"{moment.astimezone(ZoneInfo(timezone)):%H:%M}"


def say_born(birth_date: date | None, today: date) -> str:
    """Write a birth date with the age, or that it is not known."""
    if birth_date is None:
        return QCoreApplication.translate("Wording", "birth date not known")
    text = QCoreApplication.translate("Wording", "born {day} ({age})")
    return text.format(day=say_day(birth_date), age=age_on(birth_date, today))


def _gap(value: Value) -> str | int | float:
    return say_day(value) if isinstance(value, date) else value
