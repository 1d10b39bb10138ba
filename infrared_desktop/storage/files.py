"""Write a file so that after any accident either the old or the new one is whole."""

import os
from contextlib import suppress
from pathlib import Path

from infrared_desktop.domain.errors import KnownError


def write_atomically(path: Path, content: bytes) -> None:
    """Write beside, flush to the disk, then swap; raise KnownError when the disk refuses."""
    beside = path.with_name(path.name + ".new")
    try:
        with beside.open("wb") as file:
            file.write(content)
        flush(beside)
        beside.replace(path)
        flush_folder(path.parent)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
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
