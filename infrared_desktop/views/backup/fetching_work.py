"""Fetches lost photographs from the backups by processes beside the window, one place at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.beside import order_photographs
from infrared_desktop.storage.backup.fetching import lacking
from infrared_desktop.storage.backup.listing import places_of
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views import tasks
from infrared_desktop.views.backup.beside_run import SilentError, run_beside
from infrared_desktop.views.door import Door, door_of
from infrared_desktop.views.one_task import OneTask
from infrared_desktop.views.workplace import Workplace

_ENDING_SECONDS = 2.0  # for the process to be through with the photograph that it puts back
_PATIENCE_MINUTES = 2  # without a step: the largest photograph is read in less
_SILENT = "It has not answered for {minutes} minutes. See whether it is connected."


@dataclass(frozen=True)
class Fetched:
    """How many photographs came back, how many are lacking still, and which places were skipped."""

    back: int
    left: int
    skipped: tuple[tuple[Path, KnownError], ...] = ()
    is_ended: bool = False  # by somebody, before every place was looked through


class FetchingWork(OneTask):
    """The audit log is told by the process itself; what came back before a cancel stays."""

    done = Signal(object)  # Fetched
    ended = Signal()  # in whichever way
    failed = Signal(object)  # KnownError

    def begin(self, workplace: Workplace) -> None:
        """Look what is lacking, and for that at each place, unless that goes on already."""
        if self.is_on:
            return
        door = door_of(workplace)
        looking = self.tr("Looking through the backups at {place} …")

        def job(task: tasks.Task) -> Fetched:
            with door.open() as (clinic, _):
                lost = lacking(clinic, progress=lambda part: task.step(part / 2))
                return _fetched(task, door, clinic, lost, looking)

        self.run(job, self._on_done, self._on_failed, self.ended.emit)

    def _on_done(self, fetched: Fetched) -> None:
        self.ended.emit()
        self.done.emit(fetched)

    def _on_failed(self, error: KnownError) -> None:
        self.ended.emit()
        self.failed.emit(error)


def _fetched(
    task: tasks.Task, door: Door, clinic: Clinic, lost: Sequence[str], looking: str
) -> Fetched:
    places, left, skipped = places_of(door.folder, door.key), lost, list[tuple[Path, KnownError]]()
    is_ended = False
    for number, place in enumerate(places):
        if not left or is_ended:
            break
        try:
            begins = 0.5 + number / len(places) / 2
            task.step(begins, looking.format(place=place))
            _look_through(task, door, place, left, begins, 0.5 / len(places))
        except tasks.Cancelled:
            is_ended = True
        except KnownError as error:
            skipped.append((place, error))
        left = lacking(clinic, left)
    return Fetched(len(lost) - len(left), len(left), tuple(skipped), is_ended)


def _look_through(
    task: tasks.Task, door: Door, place: Path, left: Sequence[str], begins: float, share: float
) -> None:
    source = Source(door.folder, door.key)
    told = order_photographs(source, door.now, place, left, door.by)

    def step(part: float) -> None:
        task.step(begins + part * share)

    try:
        patience, unwanted = 60.0 * _PATIENCE_MINUTES, lambda: task.is_cancelled
        run_beside(told, step, _ENDING_SECONDS, patience, unwanted)
    except SilentError as error:
        raise KnownError(_SILENT, minutes=_PATIENCE_MINUTES) from error
