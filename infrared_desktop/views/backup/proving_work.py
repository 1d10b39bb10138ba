"""Proves backups again by a process beside the window, one after another; it can be cancelled."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.again import LostError
from infrared_desktop.storage.backup.beside import order
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.views import tasks
from infrared_desktop.views.backup.beside_run import run_beside
from infrared_desktop.views.one_task import OneTask
from infrared_desktop.views.workplace import Workplace

Outcome = tuple[Path, KnownError | None]
_ENDING_SECONDS = 2.0  # for the process to clear its scratch folder away


@dataclass(frozen=True)
class Proved:
    """What became of each backup that was to be proven again."""

    outcomes: tuple[Outcome, ...]

    @property
    def is_lost(self) -> bool:
        """Whether one of them counts no more."""
        return any(isinstance(why, LostError) for _, why in self.outcomes)

    @property
    def failures(self) -> list[KnownError]:
        """Why those that are not proven again are not."""
        return [why for _, why in self.outcomes if why is not None]


class ProvingWork(OneTask):
    """Tells the audit log what became of each; a lock or a cancel leaves everything as it was."""

    done = Signal(object)  # Proved
    ended = Signal()  # in whichever way
    failed = Signal(object)  # KnownError

    def begin(self, workplace: Workplace, paths: Sequence[Path]) -> None:
        """Prove each of these wholly, unless that goes on already."""
        if self.is_on:
            return
        source, now = Source(workplace.clinic.folder, workplace.clinic.ledger.key), workplace.now()
        orders = [(each, order(source, now, each)) for each in paths]

        def job(task: tasks.Task) -> Proved:
            outcomes = [
                _proved(task, path, number, len(orders), told)
                for number, (path, told) in enumerate(orders)
            ]
            return Proved(tuple(outcomes))

        self.run(
            job, lambda proved: self._on_done(workplace, proved), self._on_failed, self.ended.emit
        )

    def _on_done(self, place: Workplace, proved: Proved) -> None:
        try:
            for path, why in proved.outcomes:
                if place.clinic.is_open and (act := _act(why)):
                    place.clinic.note(act, place.by, place.now(), path.stem)
        except KnownError as error:
            self.failed.emit(error)
        self.ended.emit()
        self.done.emit(proved)

    def _on_failed(self, error: KnownError) -> None:
        self.ended.emit()
        self.failed.emit(error)


def _proved(task: tasks.Task, path: Path, number: int, count: int, told: bytes) -> Outcome:
    def step(part: float) -> None:
        task.step((number + part) / count)

    try:
        run_beside(told, step, _ENDING_SECONDS, is_unwanted=lambda: task.is_cancelled)
    except KnownError as error:
        return path, error
    return path, None


def _act(why: KnownError | None) -> str:
    """Name it as the audit log does; nothing where a stick was not there, say."""
    if why is None:
        return "backup-proven"
    return "backup-lost" if isinstance(why, LostError) else ""
