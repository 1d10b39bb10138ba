"""Write a file so that after any accident either the old or the new one is whole.

Whatever is reported saved was flushed here, through the cache of the drive itself (decision 0003).
"""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import takewhile
from pathlib import Path

from infrared_desktop.domain.errors import KnownError

# Of MoveFileExW: as Python itself asks for it, and that it waits for the disk.
_REPLACE_EXISTING, _WRITE_THROUGH = 1, 8
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_DISK_FAILS = (errno.EIO, *NO_ROOM)


def write_atomically(path: Path, content: bytes) -> None:
    """Write beside, flush to the disk, then swap; raise KnownError when the disk refuses."""
    with _in_words(path):
        put(path, content)


def put(path: Path, content: bytes) -> None:
    """Write as `write_atomically` does, but raise the OSError itself."""
    beside = path.with_name(path.name + ".new")
    try:
        # Path.open() takes no opener.
        with open(beside, "wb", opener=_for_oneself) as file:
            file.write(content)
        flush(beside)
        swap(beside, path)
        flush_folder(path.parent)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise


def check_new(path: Path) -> None:
    """Refuse a place that holds a file already, that is no folder's, or that can't be looked at."""
    with _in_words(path):
        is_taken, is_folder = path.exists(), path.parent.is_dir()
    if is_taken:
        raise KnownError(
            "There is a file {name} in that folder already. Nothing was written; choose another "
            "name.",
            name=path.name,
        )
    if not is_folder:
        raise KnownError(
            "There is no folder {folder}. Nothing was written; choose another one.",
            folder=str(path.parent),
        )


def make_folder(folder: Path) -> None:
    """Make a folder that nobody else may look into, where the system knows such."""
    try:
        ensure_folder(folder)
    except OSError as error:
        raise KnownError(
            "The folder {folder} cannot be made ({told}). Nothing was saved. Choose another one.",
            folder=str(folder),
            told=error.strerror or str(error),
        ) from error


def ensure_folder(folder: Path) -> None:
    """Make a folder as `make_folder` does, its name on the disk, but raise the OSError itself."""
    lacking = list(takewhile(lambda each: not each.exists(), (folder, *folder.parents)))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for each in lacking:
        flush_folder(each.parent)


def make_file(path: Path) -> None:
    """Make an empty file that nobody else may read; what SQLite puts beside it is like it."""
    with _in_words(path):
        path.touch(mode=0o600)


def rename(path: Path, name: str) -> None:
    """Give a whole file another name, for good."""
    move(path, path.with_name(name))


def move(path: Path, place: Path) -> None:
    """Put a whole file in its place on the same disk, for good, over what is there."""
    with _in_words(path):
        swap(path, place)
        flush_folder(place.parent)


def _for_oneself(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise KnownError(
                "The file {name} could not be written: there is no room left on that disk. What "
                "was there before is untouched. Free some space, then try again.",
                name=path.name,
            ) from error
        raise KnownError(
            "The file {name} could not be written ({told}). The old one is untouched.",
            name=path.name,
            told=error.strerror or str(error),
        ) from error


def swap(beside: Path, path: Path) -> None:
    """Give a file the name of another one, which goes; `flush_folder` makes it last."""
    if sys.platform != "win32":
        beside.replace(path)
        return
    import ctypes

    # There a folder can't be flushed: the move itself waits for the disk.
    move = ctypes.WinDLL("kernel32", use_last_error=True).MoveFileExW
    if not move(str(beside), str(path), _REPLACE_EXISTING | _WRITE_THROUGH):
        raise ctypes.WinError(ctypes.get_last_error())


def flush(path: Path) -> None:
    """Wait until a file's content is on the disk."""
    with path.open("rb+") as file:
        flush_open(file.fileno())


def flush_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk, where the system lets us."""
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except PermissionError:
        return  # it may be written, but not listed
    try:
        flush_open(handle)
    except OSError as error:
        # Some network folders know no such thing.
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(handle)


def flush_open(handle: int) -> None:
    """Wait until what was written is on the disk, and not in the drive's own cache alone."""
    if sys.platform == "darwin":
        import fcntl

        # fsync stops at that cache there (Apple's manual, fsync(2)).
        try:
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
        except OSError as error:
            if error.errno in _DISK_FAILS:
                raise  # any other: this file system does not know it
    os.fsync(handle)
