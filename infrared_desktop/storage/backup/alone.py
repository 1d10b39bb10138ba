"""One at a time: who backs a clinic up, proves a backup or puts one back keeps the others out."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.outbox_lock import take_lock
from infrared_desktop.storage.files.writing import ensure_folder

_LOCK = "backup.lock"
_TAKEN = (
    "A backup of this clinic is being made or put back already, so nothing was changed. Wait until "
    "that is done, then try again."
)


@contextmanager
def alone_in_clinic(folder: Path) -> Iterator[None]:
    """Be the only one who works on the backups of the clinic in a folder, or puts one back."""
    try:
        handle = open_lock(folder)
    except OSError as error:
        raise KnownError(
            "The clinic folder {folder} cannot be written ({told}), which backing up and putting "
            "back both need. Nothing was changed, and what was saved is safe. See that the folder "
            "is there and that you may write to it, then try again.",
            folder=str(folder),
            told=error.strerror or str(error),
        ) from error
    with holding(handle, _TAKEN):
        try:
            yield
        finally:
            _leave_nothing(folder)


def _leave_nothing(folder: Path) -> None:
    """Remove the lock from a folder in which nothing else lies: nothing was put there."""
    with suppress(OSError):
        if [each.name for each in folder.iterdir()] == [_LOCK]:
            (folder / _LOCK).unlink()


def open_lock(folder: Path) -> int:
    """Open the file in a folder by which others are kept out; raise OSError where that fails."""
    ensure_folder(folder)
    return os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)


@contextmanager
def holding(handle: int, taken: str) -> Iterator[None]:
    """Hold a lock as long as this lasts; where somebody has it already, say what is `taken`."""
    try:
        if not take_lock(handle):
            raise KnownError(taken)
        yield
    finally:
        os.close(handle)  # which gives the lock back
