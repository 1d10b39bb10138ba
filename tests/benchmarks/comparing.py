"""Photographs of 12 megapixels compared: a step of pan or zoom, and what stays of them."""

import gc
import os
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from infrared_desktop.domain.records.photographs import DatedBy, Photo
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.photos.compare_paint import Mode
from infrared_desktop.views.screen import Place
from tests.benchmarks.clinics import DAY, at_work
from tests.benchmarks.measure import Result, median, milliseconds, p99
from tests.drawn_faces import Pose, face

WIDTH, HEIGHT = 3_000, 4_000
STEP_BUDGET_MS, KEPT_BUDGET_MB = 16.0, 30.0
_STEPS, _FEW_STEPS, _LOOKS, _LONGEST_SECONDS = 120, 20, 5, 60.0
_PATIENT, _BY_ONE_WHO = 4, 1


def comparing(clinic: Clinic, app: QApplication, short: bool) -> Iterator[Result]:
    """Measure the slowest steps in each way of comparing two, and what is kept after six."""
    numbers = _photographs(clinic)
    with at_work(clinic) as workplace:
        frame = Frame(workplace)
        frame.resize(1366, 768)
        frame.show()
        frame.start()
        yield from _steps(frame, app, numbers[:2], _FEW_STEPS if short else _STEPS)
        if sys.platform.startswith("linux"):
            left = [_left_after(frame, app, numbers) for _ in range(_LOOKS)]
            kept = left[-1] - left[1]
            name = "memory kept, comparisons closed again"
            yield Result(name, kept, "MB", left[0], KEPT_BUDGET_MB)
        frame.leave()
        frame.close()
        frame.deleteLater()


def _steps(frame: Frame, app: QApplication, numbers: list[int], count: int) -> Iterator[Result]:
    view = _shown(frame, app, numbers).view
    for mode in (Mode.ROW, Mode.WIPE, Mode.OVERLAY):
        view.set_mode(mode)
        view.fit()
        still = median([milliseconds(view.repaint) for _ in range(9)])
        times = [milliseconds(partial(_step, view, number)) for number in range(count)]
        yield Result(f"compare step, {mode}, p99", p99(times), "ms", still, STEP_BUDGET_MS)


def _step(view: Any, number: int) -> None:
    if number % 10:
        view.pan(5, 3)
    else:
        view.zoom(1.1)
    view.repaint()


def _left_after(frame: Frame, app: QApplication, numbers: list[int]) -> float:
    _shown(frame, app, numbers)
    frame.go(Place("people"))
    for _ in range(20):
        app.processEvents()
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _shown(frame: Frame, app: QApplication, numbers: list[int]) -> Any:
    frame.go(Place("compare", _PATIENT, numbers[0], tuple(numbers[1:])))
    screen: Any = frame.screen_shown
    ends = time.monotonic() + _LONGEST_SECONDS
    while not all(each.image for each in screen.set.shown):
        app.processEvents()
        assert time.monotonic() < ends, "the photographs were not opened"
    return screen


def _photographs(clinic: Clinic) -> list[int]:
    photos = []
    for number in range(6):
        picture = face(Pose(turn=number, folds=number), WIDTH, HEIGHT)
        content, day = clinic.photos.files.put(picture), DAY - timedelta(days=30 * number)
        known = (_PATIENT, content, day, DatedBy.CAMERA, "image/jpeg", len(picture))
        photos.append(Photo(*known, WIDTH, HEIGHT))
    moment = clinic.staff.settings().at
    return [stored.id for stored in clinic.photos.add(photos, _BY_ONE_WHO, moment)]
