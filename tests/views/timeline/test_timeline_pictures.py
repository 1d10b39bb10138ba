"""Small pictures on the timeline: shown to who treats, blurred or absent for reception."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QImage

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.photographs import DatedBy, Photo
from infrared_desktop.views.photos import loading
from infrared_desktop.views.timeline.timeline_pictures import TimelinePictures
from infrared_desktop.views.workplace import Workplace
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.domain.timeline.test_build import stored
from tests.views.desk import Desk

CONTENT = "a" * 64


def drawn() -> QImage:
    """A picture of stripes a pixel wide, of which blurring leaves nothing."""
    image = QImage(64, 80, QImage.Format.Format_RGB32)
    for x in range(64):
        for y in range(80):
            image.setPixelColor(x, y, QColor("black" if x % 2 else "white"))
    return image


class Loader(QObject):
    """Has every picture at once, and counts how often it is closed."""

    ready = Signal(str)
    closed = 0

    def __init__(self, files: object, parent: QObject) -> None:
        super().__init__(parent)

    def thumbnail(self, content: str, quarter_turns: int = 0) -> QImage:
        return drawn()

    def close(self) -> None:
        Loader.closed += 1


@pytest.fixture
def photo(monkeypatch: pytest.MonkeyPatch) -> Stored[Photo]:
    monkeypatch.setattr(loading, "PhotoLoader", Loader)
    taken = date(2026, 1, 5)
    return stored(Photo(1, CONTENT, taken, DatedBy.PERSON, "image/jpeg", 9, 64, 80))


def contrast(image: QImage) -> int:
    greys = [image.pixelColor(x, 30).lightness() for x in range(20, 40)]
    return max(greys) - min(greys)


def pictures(desk: Desk, staff_id: int, may: bool) -> TimelinePictures:
    kept = desk.clinic.staff.settings()
    changed = replace(kept.record, reception_sees_photographs=may)
    desk.clinic.staff.change_settings(kept, changed, CLINICIAN, NOW)
    place = Workplace(desk.clinic, desk.clinic.staff.get(staff_id), lambda: NOW)
    return TimelinePictures(place, desk.frame)


def test_a_clinician_sees_the_picture_itself(desk: Desk, photo: Stored[Photo]) -> None:
    image = pictures(desk, CLINICIAN, may=False).fetch(photo)
    assert image is not None and contrast(image) > 200


def test_reception_sees_nothing_without_leave_and_a_blur_with_it(
    desk: Desk, photo: Stored[Photo]
) -> None:
    assert pictures(desk, RECEPTION, may=False).fetch(photo) is None
    image = pictures(desk, RECEPTION, may=True).fetch(photo)
    assert image is not None and contrast(image) < 20


def test_what_fetches_pictures_is_made_for_the_first_and_ends_with_the_timeline(
    desk: Desk, photo: Stored[Photo]
) -> None:
    shown = pictures(desk, CLINICIAN, may=False)
    before = Loader.closed
    shown.close()
    assert Loader.closed == before
    shown.fetch(photo)
    shown.close()
    assert Loader.closed == before + 1
