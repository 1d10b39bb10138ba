"""One sender at a time: a lock on a file of the clinic's folder, which ends with its process."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from infrared_desktop.domain.errors import KnownError

OUTBOX_LOCK = "outbox.lock"
_KNOWS_NO_LOCKS = (errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS)


@contextmanager
def only_sender(folder: Path) -> Iterator[None]:
    """Be the only one who sends; raise KnownError where somebody does already."""
    handle = os.open(folder / OUTBOX_LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        if not take_lock(handle):
            raise KnownError("Messages are being sent already. Wait until that is done.")
        yield
    finally:
        os.close(handle)  # which gives the lock back


def take_lock(handle: int) -> bool:
    """Lock the file's first byte unless another process or thread holds it.

    Where the file system knows no locks, as some network folders, nobody can be kept out.
    """
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno in _KNOWS_NO_LOCKS
    return True
