"""A wall of small photographs: how long the window stands still while it is scrolled."""

import random
import time
from collections.abc import Iterator
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.photographs import DatedBy, Photo, PhotoView
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.screen import Place
from tests.benchmarks.clinics import DAY, at_work
from tests.benchmarks.measure import Result
from tests.benchmarks.pauses import PAUSE_BUDGET, Pulse, idle_pause
from tests.camera import saved

COUNT, FEW = 500, 40
_STEP_PX, _EVERY_MS = 120, 16
_BY_ONE_WHO = 1
_NOBODYS = 3
_OPENED_MS = 200.0
_SETTLED_SECONDS = 1.0


def photo_wall(clinic: Clinic, app: QApplication, short: bool) -> Iterator[Result]:
    """Measure the longest pause from the top of the wall to its end and back."""
    count = FEW if short else COUNT
    number = _patient(clinic, count)
    with at_work(clinic) as workplace:
        frame = Frame(workplace)
        frame.resize(1366, 768)
        frame.show()
        frame.start()
        app.processEvents()
        idle = idle_pause()
        frame.go(Place("photos", _NOBODYS))  # the first one reads the program's own files
        frame.go(Place("people"))
        ends = time.monotonic() + _SETTLED_SECONDS
        shown = Pulse().through(
            lambda: frame.go(Place("photos", number)), lambda: time.monotonic() > ends
        )
        yield Result(f"opening a wall of {count} photographs", shown, "ms", idle, _OPENED_MS)
        scroll = _Scroll(frame)
        pause = Pulse().through(scroll.begin, scroll.step)
        name = f"longest pause, scrolling {count} photographs"
        yield Result(name, pause, "ms", idle, PAUSE_BUDGET)
        frame.leave()
        frame.close()
        frame.deleteLater()


class _Scroll:
    """A person who turns the wheel: down the wall, and up again."""

    def __init__(self, frame: Frame) -> None:
        self._bar = frame.screen_shown.wall.verticalScrollBar()  # type: ignore[attr-defined]
        self._way = 1
        self._next = 0.0

    def begin(self) -> None:
        self._bar.setValue(0)

    def step(self) -> bool:
        """Scroll on when it is time; say whether it is over."""
        if time.perf_counter() < self._next:
            return False
        self._next = time.perf_counter() + _EVERY_MS / 1000
        self._bar.setValue(self._bar.value() + self._way * _STEP_PX)
        if self._bar.value() == self._bar.maximum():
            self._way = -1
        return self._way < 0 and self._bar.value() == 0


def _patient(clinic: Clinic, count: int) -> int:
    """Return a patient with so many drawn photographs, of several visits."""
    number, views, rng = 2, list(PhotoView), random.Random("wall")
    photos = []
    for each in range(count):
        small = _drawn(rng)
        content = clinic.photos.files.put(small + bytes(each % 251) + each.to_bytes(2, "big"))
        clinic.photos.files.put_thumbnail(content, small)
        day = DAY - timedelta(days=30 * (each // 7))
        known = (number, content, day, DatedBy.CAMERA, "image/jpeg", len(small), 4000, 3000)
        photos.append(Photo(*known, area=Area.FACE_FULL, view=views[each % 7]))
    clinic.photos.add(photos, _BY_ONE_WHO, clinic.staff.settings().at)
    return number


def _drawn(rng: random.Random) -> bytes:
    image = QImage(384, 288, QImage.Format.Format_RGB32)
    image.fill(QColor.fromHsv(rng.randrange(360), 60, 200))
    painter = QPainter(image)
    painter.setPen(Qt.PenStyle.NoPen)
    for _ in range(40):
        painter.setBrush(QColor.fromHsv(rng.randrange(360), 120, 180))
        painter.drawEllipse(rng.randrange(384), rng.randrange(288), 40, 30)
    painter.end()
    return saved(image)
