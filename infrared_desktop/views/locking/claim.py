"""The folder belongs to one window; a window that follows another takes it over without a gap."""

import os
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

from infrared_desktop.start import is_own_place
from infrared_desktop.storage.files.folder import CALL, WINDOW_LOCKS, is_away

_LOCK, _NEXT = WINDOW_LOCKS
_TRY_MS, _LISTEN_MS = 20, 500


class Claim(QObject):
    """Holds the folder for this window from its making; `taken` says that another one has it."""

    called = Signal()  # by a second start

    def __init__(self, folder: Path, follows: bool = False) -> None:
        super().__init__()
        self._folder = folder
        with suppress(OSError):  # a folder that can't be made is refused by what needs it
            # Elsewhere than in this computer's own place a disk may not be plugged in.
            folder.mkdir(parents=is_away(folder) and is_own_place(folder), exist_ok=True)
        self._lock, self._next = (_lock_file(folder / name) for name in (_LOCK, _NEXT))
        self._following = QTimer(self, interval=_TRY_MS)
        self._listening = QTimer(self, interval=_LISTEN_MS)
        self._listening.timeout.connect(self._listen)
        self.taken = not (self._follow() if follows else self._take(folder / _NEXT))
        if not self.taken:
            self._listening.start()

    def try_again(self) -> bool:
        """Take the folder if nobody has it any more; say whether it is this window's now."""
        self.taken = not self._take(self._folder / _NEXT)
        if not self.taken:
            self._listening.start()
        return not self.taken

    def give_up(self) -> None:
        """Let the folder go; a window that follows gets it."""
        self._following.stop()
        self._listening.stop()
        for lock in (self._lock, self._next):
            lock.unlock()

    def _take(self, successors: Path) -> bool:
        if not _try(self._lock):
            return False
        # Between two processes of one window the folder is held by the other file alone.
        if os.path.lexists(successors) and not _try(self._next):
            self._lock.unlock()
            return False
        self._next.unlock()
        return True

    def _follow(self) -> bool:
        if not _try(self._next):
            return False
        self._following.timeout.connect(self._move_in)
        self._following.start()
        return True

    def _listen(self) -> None:
        with suppress(OSError):  # mostly nobody calls
            (self._folder / CALL).unlink()
            self.called.emit()

    def _move_in(self) -> None:
        if _try(self._lock):
            self._following.stop()
            self._next.unlock()


def _lock_file(path: Path) -> QLockFile:
    lock = QLockFile(str(path))
    lock.setStaleLockTime(0)
    return lock


def _try(lock: QLockFile) -> bool:
    """Try to lock; a folder where nothing may be written is refused by what needs it.

    There a lock that a power cut left can't be taken away either, and says nothing of a window.
    """
    lock.tryLock(0)
    is_free = lock.error() is not QLockFile.LockError.LockFailedError
    return is_free or not os.access(Path(lock.fileName()).parent, os.W_OK)
