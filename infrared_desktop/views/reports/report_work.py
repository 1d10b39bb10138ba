"""Counts what a report shows of a period beside the window, one period at a time."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.gathered.desk_figures import desk_figures
from infrared_desktop.views import tasks
from infrared_desktop.views.door import Door, door_of
from infrared_desktop.views.workplace import Workplace

Read = Callable[[Clinic, date, date, date, Callable[[float], None]], object]


class ReportWork(QObject):
    """Another period gives up the one that is being counted; so does `stop`."""

    counted = Signal(object)  # what `read` returns
    failed = Signal(object)  # KnownError
    progressed = Signal(float)
    stopped = Signal()

    def __init__(self, workplace: Workplace, read: Read = desk_figures) -> None:
        super().__init__()
        self._workplace, self._read = workplace, read
        self._task: tasks.Task | None = None

    @property
    def is_on(self) -> bool:
        """Whether figures are being counted."""
        return self._task is not None

    def count(self, first: date, last: date) -> None:
        """Begin to count the days from the first to the last."""
        self._drop()
        job = _job(self._read, door_of(self._workplace), first, last, self._workplace.today())
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

    def _on_done(self, counted: object) -> None:
        self._task = None
        self.counted.emit(counted)

    def _on_failed(self, error: KnownError) -> None:
        self._task = None
        self.failed.emit(error)


def _job(
    read: Read, door: Door, first: date, last: date, today: date
) -> Callable[[tasks.Task], object]:
    def job(task: tasks.Task) -> object:
        with door.open() as (clinic, _):
            return read(clinic, first, last, today, task.step)

    return job
