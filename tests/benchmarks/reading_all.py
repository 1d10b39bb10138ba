"""How long the window stands still while results are counted, and while everybody is copied."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from infrared_desktop.domain.records.review_copies import CopyScope
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.review.order import CopyOrder
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.leaving.leaving import LeavingScreen
from infrared_desktop.views.reports.outcome import OutcomesScreen
from infrared_desktop.views.review.review_copies import ReviewCopiesScreen
from infrared_desktop.views.screen import Place
from tests.benchmarks.clinics import DAY, at_work
from tests.benchmarks.measure import Result
from tests.benchmarks.pauses import PAUSE_BUDGET, Pulse, idle_pause

_OWNER = 1
_YEARS = timedelta(days=3650)
_WORDS = "five amber lanterns by the sea"


def reading_all(clinic: Clinic, app: QApplication, folder: Path) -> Iterator[Result]:
    """Measure the longest pause in both works, beside that of a window with nothing to do."""
    with at_work(clinic) as workplace:
        frame = Frame(workplace)
        frame.resize(1366, 768)
        frame.show()
        app.processEvents()
        idle = idle_pause()
        for name, pause in (
            ("results of ten years", _counting(frame)),
            (f"a copy of {clinic.people.count():,} patients", _copying(frame, folder)),
            (f"open files of {clinic.people.count():,} patients", _leaving(frame, folder)),
        ):
            yield Result(f"longest pause, {name}", pause, "ms", idle, PAUSE_BUDGET)
        frame.close()
        frame.deleteLater()


def _counting(frame: Frame) -> float:
    """Count all reviews, from the key until the figures are painted."""
    frame.go(Place("outcomes"))
    screen = frame.screen_shown
    assert isinstance(screen, OutcomesScreen)
    Pulse().through(lambda: None, lambda: not screen.work.is_on)

    def begin() -> None:
        screen.work.count(DAY - _YEARS, DAY)

    return Pulse().through(begin, lambda: not screen.work.is_on)


def _copying(frame: Frame, folder: Path) -> float:
    """Make and check a copy of everybody while the window lives on."""
    frame.go(Place("review_copies"))
    screen = frame.screen_shown
    assert isinstance(screen, ReviewCopiesScreen)
    out = folder.parent / "all.infrared-review"
    order = CopyOrder(CopyScope.ALL, DAY + timedelta(days=14), _OWNER, _WORDS)
    pause = Pulse().through(lambda: screen.work.make(order, out), lambda: not screen.work.is_on)
    assert out.exists(), frame.banner.text()
    out.unlink()
    return pause


def _leaving(frame: Frame, folder: Path) -> float:
    """Write all that the clinic has as open files while the window lives on."""
    frame.go(Place("leaving"))
    screen = frame.screen_shown
    assert isinstance(screen, LeavingScreen)
    out = folder.parent / screen.folder_name()
    pause = Pulse().through(lambda: screen.write_into(folder.parent), lambda: not screen.work.is_on)
    assert (out / "README.txt").exists(), frame.banner.text()
    shutil.rmtree(out)
    return pause
