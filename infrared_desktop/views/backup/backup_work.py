"""Backs the clinic up by a process beside the window, one at a time."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.beside import order
from infrared_desktop.storage.backup.places import Standing
from infrared_desktop.storage.backup.standing import note_silence, standings
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.views import tasks
from infrared_desktop.views.backup.beside_run import SilentError, run_beside
from infrared_desktop.views.one_task import OneTask
from infrared_desktop.views.workplace import Workplace


class BackupWork(OneTask):
    """Tells the audit log what became of it, also once the screen is gone that began it."""

    done = Signal(object)  # tuple[Standing, ...]
    failed = Signal(object)  # KnownError

    def __init__(self) -> None:
        super().__init__()
        self._workplace: Workplace | None = None

    def begin(self, workplace: Workplace) -> None:
        """Begin to back up to every place, unless that goes on already."""
        if self.is_on:
            return
        self._workplace = workplace
        source, now = Source(workplace.clinic.folder, workplace.clinic.ledger.key), workplace.now()

        def job(task: tasks.Task) -> tuple[Standing, ...]:
            _back_up(task, source, now)
            return standings(source.folder, source.key)

        called = self.tr("the backup")  # a lock lets it end
        self.run(job, self._on_done, self._on_failed, called=called)

    def _on_done(self, found: tuple[Standing, ...]) -> None:
        self._note("backup-failed" if any(each.why for each in found) else "backup-made")
        self.done.emit(found)

    def _on_failed(self, error: KnownError) -> None:
        self._note("backup-failed")
        self.failed.emit(error)

    def _note(self, act: str) -> None:
        place = self._workplace
        if place is not None and place.clinic.is_open:
            try:
                place.clinic.note(act, place.by, place.now())
            except KnownError as error:
                self.failed.emit(error)


def _back_up(task: tasks.Task, source: Source, now: datetime) -> None:
    """Back up to each place; one that hangs is left, and the others still have their turn."""
    skipped: list[Path] = []
    while True:
        try:
            run_beside(
                order(source, now, skipped=skipped),
                task.step,
                is_unwanted=lambda: task.is_cancelled,
            )
        except SilentError as error:
            if not (skipped := note_silence(source, error, now)):
                raise
        else:
            return
