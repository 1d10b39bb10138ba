"""Countries, languages and time zones to choose from, and what is usual in a country."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from zoneinfo import available_timezones

from PySide6.QtCore import QCollator, QDateTime, QLocale, QTimeZone

from infrared_desktop import assets
from infrared_desktop.domain.dates import DateOrder

Options = tuple[tuple[str, str], ...]


def countries() -> Options:
    """Return (code, name) of every country, by its name in the language that days are told in.

    Qt names them in English; our own lists name them in other languages, and English stands in.
    """
    names = _country_names(QLocale.languageToCode(QLocale().language()))
    return _by_label((code, names.get(code, english)) for code, english in _english_names().items())


def other_country_names() -> dict[str, str]:
    """Return what each country's own people call it, and its English name."""
    return {
        code: f"{_locale(usual_language(code), code).nativeTerritoryName()} {english}"
        for code, english in _english_names().items()
    }


def languages() -> Options:
    """Return (code, name) of every language whose dates can be written, by name."""
    found = {locale.language() for locale in _all_locales()} - {QLocale.Language.C}
    return _by_label(
        (QLocale.languageToCode(each), QLocale.languageToString(each)) for each in found
    )


def own_language_names() -> dict[str, str]:
    """Return what each language calls itself."""
    return {code: QLocale(code).nativeLanguageName() for code, _ in languages()}


def timezones() -> Options:
    """Return (name, name in words) of every time zone that a place on earth has."""
    names = {name for name in available_timezones() if "/" in name and not name.startswith("Etc/")}
    return _by_label((name, name.replace("_", " ")) for name in names | {"UTC"})


def own_country() -> str:
    """Return the country that this computer is set to, or nothing."""
    code = QLocale.territoryToCode(QLocale.system().territory())
    return code if len(code) == 2 else ""


def usual_language(country: str) -> str:
    """Return the language most used in a country; the computer's own, if it lies there."""
    system = QLocale.system()
    if own_country() == country:
        return QLocale.languageToCode(system.language())
    territory = QLocale.codeToTerritory(country)
    return QLocale.languageToCode(QLocale(QLocale.Language.AnyLanguage, territory).language())


def usual_date_order(country: str, language: str) -> DateOrder:
    """Return the order in which a country writes day, month and year."""
    pattern = _locale(language, country).dateFormat(QLocale.FormatType.ShortFormat)
    if pattern.find("y") < pattern.find("d"):
        return DateOrder.YMD
    return DateOrder.MDY if pattern.find("M") < pattern.find("d") else DateOrder.DMY


def usual_timezone(country: str) -> str:
    """Return the country's time zone where it has one hour only; else this computer's."""
    zones = QTimeZone.availableTimeZoneIds(QLocale.codeToTerritory(country)) if country else []
    names = [bytes(each.data()).decode() for each in zones]
    own = bytes(QTimeZone.systemTimeZoneId().data()).decode()
    now = QDateTime.currentDateTimeUtc()
    hours = {QTimeZone(each).standardTimeOffset(now) for each in zones}
    if own not in names and len(hours) == 1:
        return names[0]  # as Berlin for Germany, which has Büsingen too
    return own if own in dict(timezones()) else "UTC"


def _locale(language: str, country: str) -> QLocale:
    return QLocale(QLocale.codeToLanguage(language), QLocale.codeToTerritory(country))


def _all_locales() -> list[QLocale]:
    return QLocale.matchingLocales(
        QLocale.Language.AnyLanguage, QLocale.Script.AnyScript, QLocale.Country.AnyCountry
    )


def _english_names() -> dict[str, str]:
    found = {locale.territory() for locale in _all_locales()}
    pairs = ((QLocale.territoryToCode(each), QLocale.territoryToString(each)) for each in found)
    return {code: name for code, name in pairs if len(code) == 2}


@cache
def _country_names(language: str) -> Mapping[str, str]:
    path = assets.RESOURCES / "countries" / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def _by_label(pairs: Iterable[tuple[str, str]]) -> Options:
    collator = QCollator(QLocale())  # else Österreich would stand behind Zypern
    return tuple(sorted(pairs, key=lambda pair: collator.sortKey(pair[1])))
