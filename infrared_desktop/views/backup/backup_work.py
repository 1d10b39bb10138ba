"""Backs the clinic up by a process beside the window, one at a time."""

import json
import subprocess
from contextlib import suppress

from PySide6.QtCore import QObject, Signal

from infrared_desktop.documents.beside import command, start
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.again import LostError
from infrared_desktop.storage.backup.beside import LOST, REFUSED, VERB, order
from infrared_desktop.storage.backup.proving import Progress
from infrared_desktop.storage.backup.standing import Standing, standings
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.views import tasks
from infrared_desktop.views.workplace import Workplace

_NOT_BEGUN = (
    "The backup could not be made: the part of the program that makes it did not start. What was "
    "saved is safe. Try again; if it comes back, start the program anew."
)


class BackupWork(QObject):
    """Tells the audit log what became of it."""

    progressed = Signal(float)
    done = Signal(object)  # tuple[Standing, ...]
    failed = Signal(object)  # KnownError

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._task: tasks.Task | None = None
        self._workplace: Workplace | None = None

    @property
    def is_on(self) -> bool:
        """Whether a backup is being made."""
        return self._task is not None

    def begin(self, workplace: Workplace) -> None:
        """Begin to back up to every place, unless that goes on already."""
        if self.is_on:
            return
        self._workplace = workplace
        source, now = Source(workplace.clinic.folder, workplace.clinic.ledger.key), workplace.now()

        def job(task: tasks.Task) -> tuple[Standing, ...]:
            run_beside(order(source, now), task.step)
            return standings(source.folder, source.key)

        called = self.tr("the backup")  # a lock lets it end
        self._task = tasks.run(job, self._on_done, self._on_failed, self._on_stopped, called)
        self._task.progressed.connect(lambda part, _: self.progressed.emit(part))

    def _on_done(self, found: tuple[Standing, ...]) -> None:
        self._note("backup-failed" if any(each.why for each in found) else "backup-made")
        self.done.emit(found)

    def _on_failed(self, error: KnownError) -> None:
        self._note("backup-failed")
        self.failed.emit(error)

    def _on_stopped(self) -> None:
        self._task = None

    def _note(self, act: str) -> None:
        self._task = None
        place = self._workplace
        if place is not None and place.clinic.is_open:
            try:
                place.clinic.note(act, place.by, place.now())
            except KnownError as error:
                self.failed.emit(error)


def run_beside(told: bytes, progress: Progress, ending_seconds: float = 0) -> None:
    """Let a process do what it is told, and pass its steps on; raise KnownError by its words.

    Where `progress` raises, as of a task that was cancelled, the process gets so long to end.
    """
    try:
        child = start(command(VERB))
    except OSError as error:
        raise KnownError(_NOT_BEGUN) from error
    with child:
        assert child.stdin and child.stderr
        try:
            child.stdin.write(told)
            child.stdin.close()
            heard = [line for line in child.stderr if not _step(progress, line)]
        except BaseException:
            _end(child, ending_seconds)
            raise
    for line in heard:
        _refuse(line)
    if heard:  # it ended by a fault of the program, not by a sentence
        raise KnownError(_NOT_BEGUN)


def _end(child: "subprocess.Popen[bytes]", seconds: float) -> None:
    """Let it hear that nobody waits any more; one that does not end by that is ended."""
    assert child.stdin and child.stderr
    with suppress(OSError):
        child.stdin.close()
    child.stderr.close()
    try:
        child.wait(seconds)
    except subprocess.TimeoutExpired:
        child.kill()


def _refuse(line: bytes) -> None:
    for begins, kind in ((REFUSED, KnownError), (LOST, LostError)):
        if line.startswith(begins.encode()):
            raise kind("{told}", told=json.loads(line.removeprefix(begins.encode())))


def _step(progress: Progress, line: bytes) -> bool:
    is_percent = line.strip().isdigit()
    if is_percent:
        progress(int(line) / 100)
    return is_percent
