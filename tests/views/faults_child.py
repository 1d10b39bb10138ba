"""A window's process in which faults are planted that carry names; run as a child of a test."""

import ctypes
import os
import sys
import threading
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, qWarning
from PySide6.QtWidgets import QApplication, QMessageBox

from infrared_desktop import event_log
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.views import crash, qt_words, tasks

CANARY = sys.argv[3]


class Held:
    """Something whose end fails."""

    def __del__(self) -> None:
        raise BufferError(CANARY)


def in_a_slot() -> None:
    patient = CANARY
    raise RuntimeError(patient) from KeyError(patient)


def in_a_thread() -> None:
    raise LookupError(CANARY)


def in_a_job(_: tasks.Task) -> None:
    raise ArithmeticError(CANARY)


def known(_: tasks.Task) -> None:
    raise KnownError("The patient {name} is not there.", name=CANARY)


def fail_everywhere() -> None:
    """Let each kind of fault happen."""
    Held()
    thread = threading.Thread(target=in_a_thread)
    thread.start()
    thread.join()
    qWarning(f"QFile: {CANARY}")
    for job in (in_a_job, known):
        tasks.run(None, job, lambda _: None, lambda _: None)
    QTimer.singleShot(0, in_a_slot)
    QTimer.singleShot(500, lambda: ctypes.string_at(0))


def main(folder: Path, logs: Path) -> None:
    """Fail, and then die."""
    app = QApplication([])
    box: Any = QMessageBox
    box.exec = lambda box: print(box.text(), box.informativeText(), flush=True)
    event_log.keep(lambda: logs)
    qt_words.begin_log()
    crash.watch(folder)
    QTimer.singleShot(0, fail_everywhere)
    app.exec()
    os._exit(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
