"""Photographs of 12 megapixels taken in beside a window that lives, and what stays of them."""

import gc
import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.photos.loading import PhotoLoader
from infrared_desktop.views.photos.taking_in import Arrived, TakingIn
from infrared_desktop.views.screen import Place
from infrared_desktop.views.workplace import Workplace
from tests.benchmarks.clinics import at_work
from tests.benchmarks.measure import Result
from tests.benchmarks.pauses import PAUSE_BUDGET, Pulse, idle_pause
from tests.camera import noted, saved

COUNT, FEW = 100, 8
WIDTH, HEIGHT = 4_000, 3_000
KEPT_BUDGET_MB = 8.0
_LOOKS = 4
_SHOWN_PX = 1_200


def photographs(clinic: Clinic, app: QApplication, folder: Path, short: bool) -> Iterator[Result]:
    """Measure the longest pause while photographs are taken in, and what is kept after a look."""
    count = FEW if short else COUNT
    card = _card(folder, count)
    with at_work(clinic) as workplace:
        frame = Frame(workplace)
        frame.resize(1366, 768)
        frame.show()
        frame.start()
        frame.go(Place("patient", patient=1))
        app.processEvents()
        idle = idle_pause()
        pause, contents = _taking_in(workplace, card, count)
        yield Result(
            f"longest pause, importing {count} photographs", pause, "ms", idle, PAUSE_BUDGET
        )
        yield from _kept(workplace, contents)
        frame.close()
        frame.deleteLater()


def _card(folder: Path, count: int) -> Path:
    """Return a folder of photographs as a camera leaves it; the pictures are drawn."""
    card = folder / "card"
    card.mkdir()
    rng, few = random.Random("card"), QImage.Format.Format_RGB32
    grain = QImage(rng.randbytes(WIDTH * HEIGHT // 4), WIDTH // 4, HEIGHT // 4, few)
    smooth = Qt.TransformationMode.SmoothTransformation
    picture = saved(grain.scaled(WIDTH, HEIGHT, mode=smooth))
    for number in range(count):
        (card / f"IMG_{number:04}.JPG").write_bytes(noted(picture, model=f"Camera {number}"))
    return card


def _taking_in(workplace: Workplace, card: Path, count: int) -> tuple[float, list[str]]:
    taking, done = TakingIn(workplace), list[Arrived]()
    taking.finished.connect(done.append)
    pause = Pulse().through(lambda: taking.start([card], 1), lambda: bool(done))
    stored = [each.record.content for each in done[0].stored]
    assert len(stored) == count
    return pause, stored


def _kept(workplace: Workplace, contents: list[str]) -> Iterator[Result]:
    """Look at all of them several times; what is left after each time is to be the same."""
    if not sys.platform.startswith("linux"):
        return
    left = [_left_after(workplace, contents) for _ in range(_LOOKS)]
    yield Result(
        "memory kept, photographs closed again", left[-1] - left[1], "MB", left[0], KEPT_BUDGET_MB
    )


def _left_after(workplace: Workplace, contents: list[str]) -> float:
    loader, seen = PhotoLoader(lambda: workplace.clinic.photos.files), list[str]()
    loader.ready.connect(seen.append)
    for content in contents:
        loader.thumbnail(content)
    for content in contents[:FEW]:
        loader.picture(content, _SHOWN_PX)
    while len(seen) < len(contents) + FEW:
        QApplication.processEvents()
    loader.close()
    loader.deleteLater()
    del loader
    QApplication.processEvents()
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
