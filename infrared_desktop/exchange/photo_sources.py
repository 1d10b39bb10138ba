"""Where photographs come from: files that were chosen, folders such as a card's, a camera here."""

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.photographs.picture_types import MOST_MEGABYTES

_OF_SYSTEMS = {"thumbs.db", "desktop.ini"}
_UNREADABLE = (
    "It could not be read ({told}). If it lies on a camera's card, see whether the card is still "
    "in the computer."
)


@dataclass(frozen=True)
class Shot:
    """A photograph that lies in no file yet, as one that this computer's camera took."""

    name: str
    content: bytes


Source = Path | Shot


def sources_of(chosen: Iterable[Source]) -> list[Source]:
    """Return what was dropped or chosen, for a folder the files under it."""
    sources: list[Source] = []
    for each in chosen:
        if isinstance(each, Path) and each.is_dir():
            sources += photo_paths(each)
        else:
            sources.append(each)
    return sources


def photo_paths(folder: Path) -> list[Path]:
    """Return every file under a folder by name, without those that systems hide in it.

    Raise KnownError where the folder can't be read; one inside it that can't is named as a file.
    """
    failed: list[OSError] = []
    found = [
        Path(inside) / name
        for inside, folders, names in os.walk(folder, onerror=failed.append)
        for name in _shown(folders, names)
    ]
    if failed and Path(failed[0].filename) == folder:
        told = failed[0].strerror or ""
        raise KnownError(
            "The folder {name} can't be read ({told}). Nothing was taken in.",
            name=shown_name(folder),
            told=told,
        )
    return sorted([*found, *(Path(error.filename) for error in failed)])


def bytes_of(source: Source) -> bytes:
    """Return the bytes of a photograph; raise KnownError where they can't be read."""
    if isinstance(source, Shot):
        return source.content
    try:
        return _read(source)
    except OSError as error:
        raise KnownError(_UNREADABLE, told=error.strerror or str(error)) from error


def shown_name(source: Source) -> str:
    """Return the name of a photograph as it can be shown."""
    # A name that is no text on this system would not go onto a screen.
    return os.fsencode(source.name).decode(errors="replace")


def _read(path: Path) -> bytes:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise KnownError("It is no file that could be read.")
    if status.st_size > MOST_MEGABYTES * 1024 * 1024:
        raise KnownError(
            "It is larger than {most} MB. Make a smaller copy of it first.", most=MOST_MEGABYTES
        )
    return path.read_bytes()


def _shown(folders: list[str], names: Iterable[str]) -> list[str]:
    """Return the files that a person sees, and keep `folders` to those that one sees."""
    folders[:] = [name for name in folders if not name.startswith(".")]
    return [n for n in names if not n.startswith(".") and n.casefold() not in _OF_SYSTEMS]
