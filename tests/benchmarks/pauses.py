"""How long the window stands still while long work goes on beside it."""

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from infrared_desktop.documents.recovery_sheet import RecoverySheet, to_pdf
from infrared_desktop.practice.people import make_patient
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.files import key_file, vault
from infrared_desktop.views import tasks
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.people.import_work import ImportWork, Stage
from infrared_desktop.views.screen import Place
from tests.benchmarks.clinics import DAY, at_work
from tests.benchmarks.measure import Result

PAUSE_BUDGET = 50.0
ROWS = 5_000
_TICK_MS = 5
_IDLE_SECONDS = 0.5
_TOO_LONG_SECONDS = 300
_COLUMNS = ("surname", "given_name", "birth_date", "phone", "email")


class Pulse:
    """A timer that is due every few milliseconds, and the longest time that it was kept waiting."""

    def __init__(self) -> None:
        self._last, self.longest_ms = time.perf_counter(), 0.0
        self._timer = QTimer(interval=_TICK_MS)
        self._timer.timeout.connect(self._beat)

    def through(self, begin: Callable[[], object], is_done: Callable[[], bool]) -> float:
        """Begin work, let the window live until it is done, return the longest pause in ms."""
        ends = time.monotonic() + _TOO_LONG_SECONDS
        self._last = time.perf_counter()
        self._timer.start()
        begin()
        while not is_done():
            assert time.monotonic() < ends, "the work did not end"
            QApplication.processEvents()
            time.sleep(0.001)
        self._beat()
        self._timer.stop()
        return self.longest_ms

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000)
        self._last = now


def idle_pause() -> float:
    """Measure the longest pause of a window with nothing to do."""
    ends = time.monotonic() + _IDLE_SECONDS
    return Pulse().through(lambda: None, lambda: time.monotonic() > ends)


def pauses(clinic: Clinic, app: QApplication, folder: Path) -> Iterator[Result]:
    """Measure the longest pause in each long work, beside that of a window with nothing to do."""
    with at_work(clinic) as workplace:
        frame = Frame(workplace)
        frame.resize(1366, 768)
        frame.show()
        frame.start()
        app.processEvents()
        idle = idle_pause()
        for name, pause in (
            ("deriving a key", _deriving(folder)),
            (f"importing {ROWS:,} rows", _importing(frame, folder)),
            ("making a PDF", _making_pdf()),
        ):
            yield Result(f"longest pause, {name}", pause, "ms", idle, PAUSE_BUDGET)
        frame.close()
        frame.deleteLater()


def _deriving(folder: Path) -> float:
    name, opened = key_file.staff_names(folder)[0], list[object]()
    return Pulse().through(
        lambda: tasks.run(
            None, lambda _: vault.unlock(folder, name, "practice"), opened.append, opened.append
        ),
        lambda: bool(opened),
    )


def _importing(frame: Frame, folder: Path) -> float:
    """Read, plan and store a list on the import's own screen, as a person does."""
    path = folder.parent / "list.csv"
    _write_list(path)
    frame.go(Place("import"))
    work = frame.screen_shown.work  # type: ignore[attr-defined]
    pulse = Pulse()
    pulse.through(lambda: work.read(path), lambda: work.stage is Stage.PLANNED)
    assert work.planned.count() == ROWS
    return pulse.through(work.store, lambda: _is_stored(work))


def _is_stored(work: ImportWork) -> bool:
    assert work.stage in (Stage.STORING, Stage.STORED), work.stage
    return work.stage is Stage.STORED


def _making_pdf() -> float:
    # The words of the sheet, not the key of any clinic.
    sheet = RecoverySheet("Practice", "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ", DAY.isoformat(), "CA")
    return Pulse().through(lambda: to_pdf(sheet), lambda: True)


def _write_list(path: Path) -> None:
    rng = random.Random("list")
    people = [make_patient(rng, number, DAY) for number in range(1, ROWS + 1)]
    lines = [";".join(f'"{getattr(each, name) or ""}"' for name in _COLUMNS) for each in people]
    path.write_text("\n".join((";".join(_COLUMNS), *lines)), encoding="utf-8")
