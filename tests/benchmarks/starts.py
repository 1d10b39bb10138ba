"""From the start of a process to its first window: the unlock window against a bare one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.benchmarks.measure import Result, median, rounds

_BARE = """
import os
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.resize(1366, 768)
window.show()
app.processEvents()
os._exit(0)
"""
# The program's own way to its window, up to the point where it would wait for a person.
_OURS = """
import os, sys
from PySide6.QtWidgets import QApplication
def leave(*_):
    QApplication.instance().processEvents()
    os._exit(0)
QApplication.exec = leave
from infrared_desktop.__main__ import main
main(["--folder", sys.argv[1]])
"""
# Settled memory: the bare window, and ours with the clinic open at Today.
_SETTLED = """
import gc, os
gc.collect()
pages = int(open("/proc/self/statm").read().split()[1])
print(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, flush=True)
os._exit(0)
"""
_BARE_WINDOW = _BARE.replace("os._exit(0)", "")
_AT_TODAY = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
app = QApplication([])
from infrared_desktop.start import Options
from infrared_desktop.views.look.theme import apply_theme
from infrared_desktop.views.window import Window
apply_theme(app, practice=True)
window = Window(Options(True, Path(sys.argv[1])))
window.show()
while window.frame is None:
    app.processEvents()
app.processEvents()
"""
BUDGET = 1.4
MEMORY_BUDGET = 2.2


def start_to_unlock(folder: Path, short: bool) -> Iterator[Result]:
    """Measure process start to first mapped window, ours and a bare one in turns."""
    count = 7 if short else 21
    rounds(2, lambda: _run(_OURS, str(folder)))
    ours, bare = rounds(count, lambda: _run(_OURS, str(folder)), start_bare)
    ratios = [one / other for one, other in zip(ours, bare, strict=True)]
    baseline = median(bare)
    yield Result(
        "start to the unlock window",
        median(ratios) * baseline,
        "ms",
        baseline,
        BUDGET * baseline,
    )


def start_bare() -> None:
    """Start a process with a bare window, until that is mapped."""
    _run(_BARE)


def settled_memory(folder: Path) -> Iterator[Result]:
    """Measure resident memory at a settled Today against a bare window; Linux only."""
    if not sys.platform.startswith("linux"):
        return
    bare = float(_run(_BARE_WINDOW + _SETTLED))
    ours = float(_run(_AT_TODAY + _SETTLED, str(folder)))
    yield Result("settled memory at Today", ours, "MB", bare, MEMORY_BUDGET * bare)


def compiling() -> dict[str, str]:
    """Return what a program is started with, so that the first round compiles for the others.

    An installed program is compiled already.
    """
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def _run(code: str, *words: str) -> str:
    command = [sys.executable, "-c", code, *words]
    done = subprocess.run(command, check=True, env=compiling(), capture_output=True, text=True)
    return done.stdout
