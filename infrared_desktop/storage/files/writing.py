"""Write a file so that after any accident either the old or the new one is whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from infrared_desktop.domain.errors import KnownError


def write_atomically(path: Path, content: bytes) -> None:
    """Write beside, flush to the disk, then swap; raise KnownError when the disk refuses."""
    beside = path.with_name(path.name + ".new")
    try:
        with _in_words(path):
            # Path.open() takes no opener.
            with open(beside, "wb", opener=_for_oneself) as file:
                file.write(content)
            flush(beside)
            beside.replace(path)
            flush_folder(path.parent)
    except KnownError:
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
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(
            "The folder {folder} cannot be made ({told}). Nothing was saved. Choose another one.",
            folder=str(folder),
            told=error.strerror or str(error),
        ) from error


def make_file(path: Path) -> None:
    """Make an empty file that nobody else may read; what SQLite puts beside it is like it."""
    with _in_words(path):
        path.touch(mode=0o600)


def rename(path: Path, name: str) -> None:
    """Give a whole file another name, for good."""
    with _in_words(path):
        path.replace(path.with_name(name))
        flush_folder(path.parent)


def _for_oneself(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise KnownError(
            "The file {name} could not be written ({told}). The old one is untouched.",
            name=path.name,
            told=error.strerror or str(error),
        ) from error


def flush(path: Path) -> None:
    """Wait until a file's content is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    if os.name == "nt":  # Windows flushes the rename with the file; a folder cannot be opened.
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
