"""What happens when the program itself is at fault: a file without patient data, and a sentence."""

import faulthandler
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO

from PySide6.QtCore import QCoreApplication, qVersion

from infrared_desktop import event_log, faults
from infrared_desktop.domain.errors import KnownError

HARD, HARD_BEFORE, REPORT = "hard-crash.txt", "hard-crash-before.txt", "crash-report.txt"
REPORT_BEFORE = "crash-report-before.txt"
MOST_BYTES = 262_144

_hard_crash_file: IO[str] | None = None
_fresh = False  # whether the system wrote of a hard crash before this start
_listener: Callable[[KnownError], bool] | None = None
_is_telling = False  # a dialog stands there: a fault that comes back each second opens no other


def watch(folder: Path) -> None:
    """Write crash reports into the folder from now on."""
    global _hard_crash_file
    try:
        folder.mkdir(exist_ok=True)
        _keep_last(folder)
        _hard_crash_file = (folder / HARD).open("w", encoding="utf-8")
        faulthandler.enable(_hard_crash_file)
    except OSError:
        faulthandler.enable()  # the folder is refused in words when the clinic is opened
    sys.excepthook = lambda kind, error, trace: handle(folder, kind, error, trace)
    threading.excepthook = lambda args: _write(folder, args.exc_type, args.exc_traceback)
    sys.unraisablehook = lambda args: _write(folder, args.exc_type, args.exc_traceback)


def listen(tell: Callable[[KnownError], bool]) -> None:
    """Tell the listener of a KnownError that nobody caught; it says whether it was shown."""
    global _listener
    _listener = tell


def last_hard_crash(folder: Path) -> Path | None:
    """Return what the system wrote when the program was stopped the last time, and only once."""
    global _fresh
    fresh, _fresh = _fresh, False
    return folder / HARD_BEFORE if fresh else None


def words_on_hard_crash(folder: Path) -> str:
    """Return what is said of a hard crash of the last run, and only once; nothing of none."""
    path = last_hard_crash(folder)
    if path is None:
        return ""
    words = QCoreApplication.translate(
        "Crash",
        "The program was stopped by a fault the last time. What was saved is safe, and drafts "
        "are kept. A report without patient data lies in {path}.",
    )
    return words.format(path=path)


def _keep_last(folder: Path) -> None:
    global _fresh
    last = folder / HARD
    _fresh = last.is_file() and last.stat().st_size > 0
    if _fresh:
        last.replace(folder / HARD_BEFORE)


def handle(
    folder: Path,
    kind: type[BaseException],
    error: BaseException,
    trace: TracebackType | None,
) -> None:
    """Answer an error that nobody caught: a sentence for the world's, a report for ours."""
    if isinstance(error, KnownError):
        event_log.note_error("told", kind, trace)
        if _listener is None or not _listener(error):
            _show(str(error.sentence))
    elif issubclass(kind, KeyboardInterrupt):
        QCoreApplication.quit()
    else:
        _tell(folder, kind, trace)


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return versions and the way to the fault; never its message, which may hold a name."""
    return faults.report(kind, trace, f"Qt {qVersion()}")


def _write(folder: Path, kind: type[BaseException], trace: TracebackType | None) -> Path | None:
    """Write the report into the clinic folder; where that can't be, beside the log."""
    event_log.note_error("fault", kind, trace)
    for place in (folder, event_log.folder()):
        if place is None:
            continue
        path = place / REPORT
        try:
            if path.exists() and path.stat().st_size > MOST_BYTES:
                path.replace(place / REPORT_BEFORE)
            with path.open("a", encoding="utf-8") as file:
                file.write(report(kind, trace))
        except OSError:
            continue
        return path
    return None


def _tell(folder: Path, kind: type[BaseException], trace: TracebackType | None) -> None:
    path = _write(folder, kind, trace)
    sys.stderr.write(report(kind, trace))
    text = QCoreApplication.translate(
        "Crash",
        "The program made a mistake. What was saved is safe, and drafts are kept. "
        "If this happens again, close the program and open it anew.",
    )
    note = QCoreApplication.translate("Crash", "A report without patient data lies in {path}.")
    _show(text, note.format(path=path) if path else "")


def _show(text: str, note: str = "") -> None:
    global _is_telling
    if _is_telling:
        return
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Warning, "Infrared Desktop", text)
    box.setInformativeText(note)
    _is_telling = True
    try:
        box.exec()
    finally:
        _is_telling = False
