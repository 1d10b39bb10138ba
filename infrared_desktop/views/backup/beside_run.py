"""Has the process beside the window do what it is told; one that falls silent is ended."""

import json
import subprocess
import threading
from contextlib import suppress
from typing import Self

from infrared_desktop.documents.beside import command, start
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.again import LostError
from infrared_desktop.storage.backup.beside import LOST, REFUSED, VERB
from infrared_desktop.storage.backup.proving import Progress

_PATIENCE_SECONDS = 600.0  # without a step: the largest piece of work takes a tenth of it
_REST_SECONDS = 10.0  # for a process that was killed to go: one that hangs on a drive may not
_NOT_BEGUN = (
    "The backup could not be made: the part of the program that makes it did not start. What was "
    "saved is safe. Try again; if it comes back, start the program anew."
)


class SilentError(KnownError):
    """It was ended, as it did not come a step further for long."""


def run_beside(
    told: bytes, progress: Progress, ending_seconds: float = 0, patience_seconds: float = 0
) -> None:
    """Let a process do what it is told, and pass its steps on; raise KnownError by its words.

    Where `progress` raises, as of a task that was cancelled, the process gets so long to end.
    Without a step it goes on for ten minutes, or for as long as whoever asks has patience.
    """
    try:
        child = start(command(VERB))
    except OSError as error:
        raise KnownError(_NOT_BEGUN) from error
    assert child.stdin and child.stderr and child.stdout
    with child.stdin, child.stdout, child.stderr, _Patience(child, patience_seconds) as patience:
        try:
            child.stdin.write(told)
            child.stdin.close()
            heard = [line for line in child.stderr if not _step(progress, line, patience)]
        except BaseException:
            _end(child, ending_seconds)
            raise
    _end(child, _REST_SECONDS)
    if patience.is_over:
        raise SilentError(
            "Where the backup goes has not answered for {minutes} minutes, so it was given up. The "
            "clinic is safe, and so are the backups before. See whether the stick or the network "
            "folder is connected, then back up again.",
            minutes=round(_PATIENCE_SECONDS / 60),
        )
    for line in heard:
        _refuse(line)
    if heard:  # it ended by a fault of the program, not by a sentence
        raise KnownError(_NOT_BEGUN)


class _Patience:
    """Ends a process that has not taken a step for long, as on a network folder that hangs."""

    def __init__(self, child: "subprocess.Popen[bytes]", seconds: float) -> None:
        self._seconds = seconds or _PATIENCE_SECONDS
        self._child, self._heard, self._is_done = child, threading.Event(), False
        self.is_over = False

    def __enter__(self) -> Self:
        threading.Thread(target=self._wait, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_done = True
        self._heard.set()

    def renew(self) -> None:
        """Wait as long once more."""
        self._heard.set()

    def _wait(self) -> None:
        while self._heard.wait(self._seconds):
            self._heard.clear()
            if self._is_done:
                return
        self.is_over = True
        self._child.kill()


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
