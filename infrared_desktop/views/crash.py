"""What happens when the program itself is at fault: a file without patient data, and a sentence."""

import faulthandler
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QCoreApplication, qVersion

_hard_crash_file: IO[str] | None = None


def watch(folder: Path) -> None:
    """Write crash reports into the folder from now on."""
    global _hard_crash_file
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _hard_crash_file = (folder / "hard-crash.txt").open("w", encoding="utf-8")
        faulthandler.enable(_hard_crash_file)
    except OSError:
        faulthandler.enable()  # the folder is refused in words when the clinic is opened
    sys.excepthook = lambda kind, error, trace: _tell(folder, kind, trace)
    threading.excepthook = lambda args: _write(folder, args.exc_type, args.exc_traceback)


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return versions and the way to the fault; never its message, which may hold a name."""
    import platform
    import traceback

    way = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
    versions = f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()}"
    return "\n".join([f"{datetime.now(UTC):%Y-%m-%d %H:%M} {versions}", *way, kind.__name__, ""])


def _write(folder: Path, kind: type[BaseException], trace: TracebackType | None) -> Path | None:
    path = folder / "crash-report.txt"
    try:
        with path.open("a", encoding="utf-8") as file:
            file.write(report(kind, trace))
    except OSError:
        return None
    return path


def _tell(folder: Path, kind: type[BaseException], trace: TracebackType | None) -> None:
    from PySide6.QtWidgets import QMessageBox

    path = _write(folder, kind, trace)
    sys.stderr.write(report(kind, trace))
    text = QCoreApplication.translate(
        "Crash",
        "The program made a mistake. What was saved is safe, and drafts are kept. "
        "If this happens again, close the program and open it anew.",
    )
    box = QMessageBox(QMessageBox.Icon.Warning, "Infrared Desktop", text)
    if path is not None:
        note = QCoreApplication.translate("Crash", "A report without patient data lies in {path}.")
        box.setInformativeText(note.format(path=path))
    box.exec()
