"""A process that starts afresh in the place of this one, so that nothing of it stays in memory."""

import json
import os
import sys
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from PySide6.QtCore import QProcess, QProcessEnvironment

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from infrared_desktop.start import Options
    from infrared_desktop.views.locking.claim import Claim

_PATIENCE_MS = 10_000
_SHOWN = b"shown\n"
_VARIABLE = "INFRARED_FOLLOWS"


class Heritage(NamedTuple):
    """What one process leaves to the next: where its window stood, who is next there, and why.

    `waits` says whether something typed does.
    """

    geometry: str
    person: str
    why: str = ""
    waits: str = ""


class Successor:
    """The next process; it shows the way in while this one still holds the folder."""

    def __init__(self, claim: "Claim", options: "Options", left: Heritage) -> None:
        self._claim, self._process = claim, QProcess()
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert(_VARIABLE, json.dumps(left))
        self._process.setProcessEnvironment(environment)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        self._process.setInputChannelMode(QProcess.InputChannelMode.ForwardedInputChannel)
        self._process.start(sys.executable, words_of(options))

    def stands(self) -> bool:
        """Wait until it is seen; one that does not come up is given up."""
        if self._process.waitForReadyRead(_PATIENCE_MS):
            return bytes(self._process.readLine().data()) == _SHOWN
        self._process.kill()
        self._process.waitForFinished(_PATIENCE_MS)
        return False

    def leave_to_it(self) -> NoReturn:
        """End this process at once: what it had to store is stored."""
        self._claim.give_up()
        os._exit(0)


def words_of(options: "Options") -> list[str]:
    """Return how the program is started to open the same clinic or review copy."""
    program = [] if getattr(sys, "frozen", False) else ["-m", "infrared_desktop"]
    if options.review is not None:
        return [*program, str(options.review)]
    practice = ["--practice"] if options.practice else []
    return [*program, *practice, "--folder", str(options.folder)]


def heritage() -> Heritage | None:
    """Return what the process left that this one follows, if it follows one; told only once."""
    left = os.environ.pop(_VARIABLE, None)
    try:
        return Heritage(*map(str, json.loads(left))) if left else None
    except (ValueError, TypeError, RecursionError):  # whoever set that was not this program
        return None


def tell_shown() -> None:
    """Tell the process before this one that its window is followed by another."""
    os.write(1, _SHOWN)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # who listened is gone
    os.close(nowhere)


def heritage_of(window: "QMainWindow", person: str, why: str, waits: str) -> Heritage:
    """Return what a window leaves to the one that follows."""
    return Heritage(bytes(window.saveGeometry().data()).hex(), person, why, waits)
