"""Counts what a report shows of a period beside the window, one period at a time."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal

from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.gathered.desk_figures import desk_figures
from infrared_desktop.views import tasks
from infrared_desktop.views.door import Door, door_of
from infrared_desktop.views.one_task import OneTask
from infrared_desktop.views.workplace import Workplace

Read = Callable[[Clinic, date, date, date, Callable[[float], None]], object]


class ReportWork(OneTask):
    """Another period gives up the one that is being counted; so does `stop`."""

    counted = Signal(object)  # what `read` returns
    failed = Signal(object)  # KnownError
    stopped = Signal()

    def __init__(self, workplace: Workplace, read: Read = desk_figures) -> None:
        super().__init__()
        self._workplace, self._read = workplace, read

    def count(self, first: date, last: date) -> None:
        """Begin to count the days from the first to the last."""
        job = _job(self._read, door_of(self._workplace), first, last, self._workplace.today())
        self.run(job, self.counted.emit, self.failed.emit)

    def stop(self) -> None:
        """Give up what is being counted; what was counted before stays."""
        self.drop()
        self.stopped.emit()


def _job(
    read: Read, door: Door, first: date, last: date, today: date
) -> Callable[[tasks.Task], object]:
    def job(task: tasks.Task) -> object:
        with door.open() as (clinic, _):
            return read(clinic, first, last, today, task.step)

    return job
