"""Sentences of the domain, days and moments, as this clinic reads them."""

from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from infrared_desktop.domain.records.areas import Area, Side, Site
from infrared_desktop.domain.records.people import Settings, age_on
from infrared_desktop.domain.sentences import Sentence, Value
from infrared_desktop.views.inputs import choices


def say(sentence: Sentence) -> str:
    """Translate a sentence of the domain and fill its gaps; codes in them become words."""
    text = QCoreApplication.translate("Sentences", sentence.template)
    return text.format(**{name: _gap(name, value) for name, value in sentence.values})


def say_site(site: Site) -> str:
    """Write a site: Upper arm, left."""
    return choices.site_label(site)


def speak_as(settings: Settings) -> None:
    """Name months and weekdays in the clinic's language from now on, in calendars too."""
    QLocale.setDefault(locale_of(settings.language, settings.country))


def locale_of(language: str, country: str) -> QLocale:
    """Return how a clinic names months and weekdays, whatever the computer speaks."""
    return QLocale(f"{language}_{country}")


def say_day(day: date, pattern: str = "d MMM yyyy", locale: QLocale | None = None) -> str:
    """Write a day with its month in letters, so that nobody mixes up day and month."""
    return str((locale or QLocale()).toString(QDate(day.year, day.month, day.day), pattern))


def say_weekday(day: date) -> str:
    """Write a day with its weekday: Sunday 22 November."""
    return say_day(day, "dddd d MMMM")


def say_language(written: str) -> str:
    """Name a language that a record keeps by its code: Swedish, for sv."""
    found = QLocale(written.strip()) if len(written.strip()) <= 3 else QLocale.c()
    is_known = found.language() != QLocale.Language.C
    return QLocale.languageToString(found.language()) if is_known else written.strip()


def say_moment(moment: datetime, timezone: str) -> str:
    """Write a moment's wall-clock time in the clinic's time zone."""
    return f"{moment.astimezone(ZoneInfo(timezone)):%H:%M}"


def say_born(birth_date: date | None, today: date) -> str:
    """Write a birth date with the age, or that it is not known."""
    if birth_date is None:
        return QCoreApplication.translate("Wording", "birth date not known")
    text = QCoreApplication.translate("Wording", "born {day} ({age})")
    return text.format(day=say_day(birth_date), age=age_on(birth_date, today))


# Sentences are stored, and a stored gap is plain text: its name tells which codes it holds.
_CODED: dict[str, type[StrEnum]] = {"area": Area, "side": Side}


def _gap(name: str, value: Value | Sentence) -> str | int | float:
    if isinstance(value, Sentence):
        return say(value)
    if isinstance(value, date):
        return say_day(value)
    if name == "label":
        return QCoreApplication.translate("choices", str(value))
    if name in ("site", "sites"):
        return " + ".join(say_site(_read_site(part)) for part in str(value).split(", "))
    return choices.label(_CODED[name](str(value))) if name in _CODED else value


def _read_site(code: str) -> Site:
    area, _, side = code.partition(":")
    return Site(Area(area), Side(side) if side else None)
