"""Has the process beside the window do what it is told; one that falls silent is ended."""

import json
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Self

from infrared_desktop.documents.beside import command, start
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.again import LostError
from infrared_desktop.storage.backup.beside import LOST, REFUSED, VERB
from infrared_desktop.storage.backup.proving import Progress
from infrared_desktop.views import tasks

_PATIENCE_SECONDS = 600.0  # without a step: the largest piece of work takes a tenth of it
_LOOK_SECONDS = 0.2  # whether anybody still waits, also while a place hangs
_REST_SECONDS = 10.0  # for a process that was killed to go: one that hangs on a drive may not
_NOT_BEGUN = (
    "The backup could not be made: the part of the program that makes it did not start. What was "
    "saved is safe. Try again; if it comes back, start the program anew."
)


class SilentError(KnownError):
    """It was ended, as it did not come a step further for long."""


def run_beside(
    told: bytes,
    progress: Progress,
    ending_seconds: float = 0,
    patience_seconds: float = 0,
    is_unwanted: Callable[[], bool] = lambda: False,
) -> None:
    """Let a process do what it is told, and pass its steps on; raise KnownError by its words.

    Without a step it goes on for ten minutes, or for as long as whoever asks has patience. Once it
    is unwanted, or `progress` raises, as of a task that was cancelled, it gets so long to end;
    raise Cancelled where it did not come to a step by then.
    """
    try:
        child = start(command(VERB))
    except OSError as error:
        raise KnownError(_NOT_BEGUN) from error
    assert child.stdin and child.stderr and child.stdout
    patience = _Patience(child, patience_seconds, ending_seconds, is_unwanted)
    with child.stdin, child.stdout, child.stderr, patience:
        try:
            child.stdin.write(told)
            child.stdin.close()
            heard = [line for line in child.stderr if not _step(progress, line, patience)]
        except BaseException:
            _end(child, ending_seconds)
            raise
    _end(child, _REST_SECONDS)
    if patience.is_over:
        raise tasks.Cancelled if is_unwanted() else _silence()
    for line in heard:
        _refuse(line)
    if heard:  # it ended by a fault of the program, not by a sentence
        raise KnownError(_NOT_BEGUN)


class _Patience:
    """Ends a process that takes no step, as on a network folder that hangs, or is unwanted."""

    def __init__(
        self,
        child: "subprocess.Popen[bytes]",
        seconds: float,
        ending_seconds: float,
        is_unwanted: Callable[[], bool],
    ) -> None:
        self._child, self._is_unwanted = child, is_unwanted
        self._seconds, self._ending_seconds = seconds or _PATIENCE_SECONDS, ending_seconds
        self._left, self._is_done = self._seconds, threading.Event()
        self.is_over = False

    def __enter__(self) -> Self:
        threading.Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_done.set()

    def renew(self) -> None:
        """Wait as long once more."""
        self._left = self._seconds

    def _watch(self) -> None:
        while not self._is_done.wait(_LOOK_SECONDS):
            if self._is_unwanted():
                self._left = min(self._left, self._ending_seconds)
            self._left -= _LOOK_SECONDS
            if self._left <= 0:
                self.is_over = True
                self._child.kill()
                return


def _end(child: "subprocess.Popen[bytes]", seconds: float) -> None:
    """Let it hear that nobody waits any more; one that does not end by that is ended."""
    assert child.stdin and child.stderr
    with suppress(OSError):
        child.stdin.close()
    child.stderr.close()
    for rest in (seconds, _REST_SECONDS):
        try:
            child.wait(rest)
        except subprocess.TimeoutExpired:
            child.kill()
        else:
            return


def _silence() -> SilentError:
    return SilentError(
        "Where the backup goes has not answered for {minutes} minutes, so it was given up. The "
        "clinic is safe, and so are the backups before. See whether the stick or the network "
        "folder is connected, then back up again.",
        minutes=round(_PATIENCE_SECONDS / 60),
    )


def _refuse(line: bytes) -> None:
    for begins, kind in ((REFUSED, KnownError), (LOST, LostError)):
        if line.startswith(begins.encode()):
            raise kind("{told}", told=json.loads(line.removeprefix(begins.encode())))


def _step(progress: Progress, line: bytes, patience: _Patience) -> bool:
    is_percent = line.strip().isdigit()
    if is_percent:
        patience.renew()
        progress(int(line) / 100)
    return is_percent
