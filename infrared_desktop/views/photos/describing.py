"""What is said of photographs is stored at once, for all that are chosen, with a way back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.photographs.guess import redated
from infrared_desktop.domain.records.areas import is_midline
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.photographs import Photo, Purpose
from infrared_desktop.views.photos.photo_words import count_words
from infrared_desktop.views.workplace import Workplace

Photos = Sequence[Stored[Photo]]


def answer(
    workplace: Workplace, photos: Photos, chart: Chart, field: str, value: Any
) -> list[Stored[Photo]]:
    """Store an answer for all of them; raise KnownError for a day that lies ahead."""
    if field == "taken_on" and value is not None and value > workplace.today():
        raise KnownError("This day lies ahead, so no photograph was taken on it yet.")
    return describe(workplace, photos, lambda photo: _answered(photo, chart, field, value))


def turn(workplace: Workplace, photos: Photos) -> list[Stored[Photo]]:
    """Turn photographs by a quarter, clockwise; the file stays as it came."""
    by = lambda photo: replace(photo, quarter_turns=(photo.quarter_turns + 1) % 4)  # noqa: E731
    return describe(workplace, photos, by)


def describe(
    workplace: Workplace, photos: Photos, change: Callable[[Photo], Photo]
) -> list[Stored[Photo]]:
    """Store what a change makes of photographs, with one step back; nothing where none changes."""
    pairs = [(each, change(each.record)) for each in photos]
    pairs = [(each, photo) for each, photo in pairs if photo != each.record]
    if not pairs:
        return []
    desk = workplace.clinic.photos
    stored = desk.describe(pairs, workplace.by, workplace.now())
    back = [(new, old.record) for new, (old, _) in zip(stored, pairs, strict=True)]
    workplace.can_take_back(
        _words("describing {photographs}").format(photographs=count_words(len(pairs))),
        lambda: desk.describe(back, workplace.by, workplace.now()),
    )
    return stored


def move(workplace: Workplace, photos: Photos, patient_id: int, reason: str) -> list[Stored[Photo]]:
    """Give photographs to the patient whom they show, with one step back."""
    desk = workplace.clinic.photos
    moved = desk.move(photos, patient_id, reason, workplace.by, workplace.now())
    back = [(new, old.record) for new, old in zip(moved, photos, strict=True)]
    workplace.can_take_back(
        _words("moving {photographs}").format(photographs=count_words(len(moved))),
        lambda: desk.move_back(back, workplace.by, workplace.now()),
    )
    return moved


def _answered(photo: Photo, chart: Chart, field: str, value: Any) -> Photo:
    if field == "taken_on":
        return redated(photo, value, chart) if isinstance(value, date) else photo
    if field == "purposes":
        besides = tuple(each for each in value or () if each is not Purpose.RECORD)
        return replace(photo, purposes=(Purpose.RECORD, *besides))
    if field == "area" and (value is None or is_midline(value)):
        return replace(photo, area=value, side=None)
    return replace(photo, **{field: value})


def _words(text: str) -> str:
    return QCoreApplication.translate("Photographs", text)
