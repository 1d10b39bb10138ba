"""The columns of the diary: who treats, where, or with what."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.diary.day_layout import Column
from infrared_desktop.views.wording import say_day


class Grouping(StrEnum):
    """What the columns stand for."""

    CLINICIAN = "clinician"
    ROOM = "room"
    DEVICE = "device"


def key_of(visit: Appointment, grouping: Grouping) -> int | None:
    """Return the column that a visit belongs to."""
    key: int | None = getattr(visit, f"{grouping}_id")
    return key


def columns(
    clinic: Clinic, visits: Iterable[Stored[Appointment]], grouping: Grouping
) -> list[Column]:
    """Return a column for each in use, and for all else that the visits name or leave open."""
    names = _names(clinic, grouping)
    used = {key_of(visit.record, grouping) for visit in visits}
    standing = [key for key, (_, in_use) in names.items() if in_use]
    gone = sorted(key for key in used if key is not None and key not in standing)
    found = [Column(key, *_titles(names, key)) for key in (*standing, *gone)]
    if None in used or not found:
        found.append(Column(None, _nobody(grouping)))
    return found


def week_columns(days: Iterable[date]) -> list[Column]:
    """Return a column for each day."""
    return [Column(day, say_day(day, "ddd d MMM")) for day in days]


def offered(clinic: Clinic, grouping: Grouping) -> list[tuple[int, str]]:
    """Return whom or what a week can be narrowed to: all that are in use."""
    return [(key, name) for key, (name, in_use) in _names(clinic, grouping).items() if in_use]


def _names(clinic: Clinic, grouping: Grouping) -> dict[int, tuple[str, bool]]:
    if grouping is Grouping.CLINICIAN:
        active = {each.id for each in clinic.staff.bookable(clinic.front_desk.rules())}
        return {each.id: (each.record.name, each.id in active) for each in clinic.staff.all()}
    if grouping is Grouping.ROOM:
        return {each.id: (each.record.name, True) for each in clinic.diary.rooms()}
    return {each.id: (each.record.name, each.record.in_service) for each in clinic.diary.devices()}


def _titles(names: dict[int, tuple[str, bool]], key: int) -> tuple[str, str]:
    if key not in names:
        return _words("no. {number}").format(number=key), _words("not in use")
    name, in_use = names[key]
    return name, "" if in_use else _words("not in use")


def _nobody(grouping: Grouping) -> str:
    return {
        Grouping.CLINICIAN: _words("no clinician"),
        Grouping.ROOM: _words("no room"),
        Grouping.DEVICE: _words("no device"),
    }[grouping]


def _words(text: str) -> str:
    return QCoreApplication.translate("DiaryColumns", text)
