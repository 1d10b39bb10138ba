"""Counts the figures of a period beside the window, one period at a time."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.desk_figures import DeskFigures, desk_figures
from infrared_desktop.views import tasks
from infrared_desktop.views.door import Door, door_of
from infrared_desktop.views.workplace import Workplace


class ReportWork(QObject):
    """Another period gives up the one that is being counted; so does `stop`."""

    counted = Signal(object)  # DeskFigures
    failed = Signal(object)  # KnownError
    progressed = Signal(float)
    stopped = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._task: tasks.Task | None = None

    @property
    def is_on(self) -> bool:
        """Whether figures are being counted."""
        return self._task is not None

    def count(self, first: date, last: date) -> None:
        """Begin to count the days from the first to the last."""
        self._drop()
        job = _job(door_of(self._workplace), first, last, self._workplace.today())
        self._task = tasks.run(job, self._on_done, self._on_failed)
        self._task.progressed.connect(lambda fraction, _: self.progressed.emit(fraction))

    def stop(self) -> None:
        """Give up what is being counted; what was counted before stays."""
        self._drop()
        self.stopped.emit()

    def _drop(self) -> None:
        if self._task is not None:
            self._task.drop()
            self._task = None

    def _on_done(self, counted: DeskFigures) -> None:
        self._task = None
        self.counted.emit(counted)

    def _on_failed(self, error: KnownError) -> None:
        self._task = None
        self.failed.emit(error)


def _job(door: Door, first: date, last: date, today: date) -> Callable[[tasks.Task], DeskFigures]:
    def job(task: tasks.Task) -> DeskFigures:
        with door.open() as (clinic, _):
            return desk_figures(clinic, first, last, today, task.step)

    return job
