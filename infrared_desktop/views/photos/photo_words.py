"""The words of photographs: what one shows, what is missing, what a set is called."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.photographs.sets import PhotoDay, PhotoSet, SetKind
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.records.photographs import DatedBy, Photo, PhotoView
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.wording import say_day, say_site

_SETS = {
    SetKind.HEAD: "Face and neck",
    SetKind.CHEST: "Décolleté",
    SetKind.ARMS: "Arms",
    SetKind.ABDOMEN: "Abdomen",
    SetKind.TRUNK: "Flanks and buttocks",
    SetKind.LEGS: "Legs",
}


def view_words(photo: Photo) -> str:
    """Name the view of a photograph, or say that nobody named it."""
    return choices.label(photo.view) or _words("view not named")


def photo_words(photo: Photo, separator: str = " · ") -> str:
    """Tell a photograph in one line: front · Neck, front · 20 Nov 2026 · before treatment."""
    day = say_day(photo.taken_on)
    if photo.dated_by is DatedBy.IMPORT:
        day = _words("day not known")
    parts = (
        view_words(photo),
        say_site(photo.site) if photo.site else _words("area not named"),
        day,
        choices.label(photo.timepoint),
        photo.note,
    )
    return separator.join(part for part in parts if part)


def day_words(day: PhotoDay, chart: Chart) -> str:
    """Name a day of photographs and its visit: Fri 20 Nov 2026 · session."""
    visit = next((v for v in chart.appointments if v.id == day.appointment_id), None)
    parts = (
        say_day(day.day, "ddd d MMM yyyy"),
        choices.label(visit.record.kind) if visit else "",
    )
    return " · ".join(part for part in parts if part)


def set_words(photo_set: PhotoSet) -> str:
    """Name a set, and say where it is the one that others are compared with."""
    name = _words(_SETS[photo_set.kind])
    return _words("{name} · baseline").format(name=name) if photo_set.is_baseline else name


def missing_words(views: Iterable[PhotoView]) -> str:
    """Name the views that a set lacks; nothing where it is complete."""
    named = "; ".join(choices.label(view) for view in views)
    return _words("missing: {views}").format(views=named) if named else ""


def count_words(count: int) -> str:
    """Count photographs."""
    if count == 1:
        return _words("1 photograph")
    return _words("{count} photographs").format(count=count)


def visit_option(stored: Stored[Appointment]) -> tuple[str, str]:
    """Return a visit as a list offers it."""
    visit = stored.record
    day = say_day(visit.day, "d MMM yyyy")
    return str(stored.id), f"{day}, {visit.starts:%H:%M}, {choices.label(visit.kind)}"


def who_words(stored: Stored[Patient], line: str) -> str:
    """Name a patient so that nobody mixes them up."""
    return f"{stored.record.display_name} ({line})"


def _words(text: str) -> str:
    return QCoreApplication.translate("Photographs", text)
