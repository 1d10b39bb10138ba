"""A second start: it calls the window that has the folder to the front, or says who has it."""

import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QLockFile, QSysInfo, Qt
from PySide6.QtWidgets import QApplication, QWidget

from infrared_desktop.storage.files.folder import CALL, WINDOW_LOCKS

_PATIENCE_S, _LOOK_S = 3.0, 0.02


class Holder(NamedTuple):
    """Who has the folder: a process, and the PC where it runs if that is another one."""

    process: int
    elsewhere: str


def holder_of(folder: Path) -> Holder:
    """Return who has the folder, as the lock file tells it; a process 0 where none does."""
    for name in WINDOW_LOCKS:
        process, pc, _ = QLockFile(str(folder / name)).getLockInfo()
        if process:
            return Holder(process, "" if _is_this_pc(folder / name, pc) else pc)
    return Holder(0, "")


def call_forward(folder: Path, patience_s: float = _PATIENCE_S) -> bool:
    """Call the window that has the folder to the front; say whether it answered."""
    holder = holder_of(folder)
    if holder.elsewhere:
        return False
    _let_come_forward(holder.process)
    call, until = folder / CALL, time.monotonic() + patience_s
    try:
        call.touch()
        while call.exists():
            if time.monotonic() > until:
                call.unlink()
                return False
            time.sleep(_LOOK_S)
    except OSError:
        return False
    return True


def come_forward(window: QWidget) -> None:
    """Bring a window to the front, or have the desktop mark it where it allows no more."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)


def _is_this_pc(lock: Path, pc: str) -> bool:
    """Compare the PC by the number of its system where both tell it: names may be alike."""
    with suppress(OSError, ValueError, IndexError):
        number = lock.read_text(encoding="utf-8").splitlines()[3]
        own = bytes(QSysInfo.machineUniqueId().data()).decode()
        if number and own:
            return number == own
    return not pc or pc == QSysInfo.machineHostName()


def _let_come_forward(process: int) -> None:
    if sys.platform == "win32":  # only who has the keys may hand the front on
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(process)
