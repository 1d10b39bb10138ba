"""The folder of open files: written beside under another name, read again, then named, or gone."""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.writing import flush, flush_folder

UNFINISHED = ".unfinished"
MARK = "NOT-FINISHED.txt"
_MARKED = (
    "Infrared Desktop was writing files here and did not get to the end. They are not encrypted.\n"
    "Delete this folder, or write the files again to the same place: that clears it away.\n"
)
_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Written:
    """A file that was written, by its name below the folder."""

    name: str
    sha256: str
    size_bytes: int


class OpenFile:
    """One file as it is written: text or bytes, counted and hashed on the way."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._hash, self._size = file, hashlib.sha256(), 0

    def write(self, text: str) -> int:
        """Write text as UTF-8; a csv.writer needs no more of a file."""
        self.write_bytes(text.encode())
        return len(text)

    def write_bytes(self, content: bytes) -> None:
        """Write bytes as they are."""
        self._file.write(content)
        self._hash.update(content)
        self._size += len(content)

    def written(self, name: str) -> Written:
        """Return what was written until now."""
        return Written(name, self._hash.hexdigest(), self._size)


@dataclass
class OutFolder:
    """The unfinished folder; `written` names what stands in it, in the order of writing."""

    path: Path
    written: list[Written] = field(default_factory=list)

    @contextmanager
    def begin(self, name: str) -> Iterator[OpenFile]:
        """Lend a new file by its name below the folder, such as `records/plan.csv`."""
        with self._new(name) as file:
            yield file
        self.written.append(file.written(name))

    @contextmanager
    def _new(self, name: str) -> Iterator[OpenFile]:
        path = self.path.joinpath(*PurePosixPath(name).parts)
        if not _is_marked(self.path):
            # The disk was taken out: what it was mounted on would take the rest.
            raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Path.open() takes no opener.
        with open(path, "xb", opener=_for_oneself) as raw:
            yield OpenFile(raw)
        flush(path)

    def put(self, name: str, content: bytes) -> None:
        """Write a whole file."""
        with self.begin(name) as file:
            file.write_bytes(content)

    def put_aside(self, name: str, content: bytes) -> None:
        """Write a whole file that an index of its own names: there may be very many of them."""
        with self._new(name) as file:
            file.write_bytes(content)

    def check(self, name: str, sha256: str) -> None:
        """Read a file again; raise KnownError where it is not what was written."""
        if _hash_of(self.path / name) != sha256:
            raise KnownError(
                "The disk did not keep {name} as it was written, so all of it was removed "
                "again. The clinic's own records are safe. Use another disk.",
                name=name,
            )


def check_place(out: Path, clinic_folder: Path) -> Path:
    """Return where the folder goes; raise KnownError for a place that can't be used."""
    with _in_words(out.name):
        out = out.resolve()
        is_file, is_there = out.exists() and not out.is_dir(), out.parent.is_dir()
        is_ours = not is_file and (not out.is_dir() or _is_marked(out))
        holds_something = not is_file and not is_ours and any(out.iterdir())
        is_inside = out.is_relative_to(clinic_folder.resolve())
    if is_inside:
        raise KnownError(
            "This lies in the clinic's own folder. Nothing was written; choose a place outside it."
        )
    if is_file:
        raise KnownError("{name} is no folder. Nothing was written; choose one.", name=str(out))
    if not out.name:
        raise KnownError(
            "{disk} is a whole disk. Nothing was written; choose or make a folder on it.",
            disk=str(out),
        )
    if holds_something:
        raise KnownError(
            "The folder {name} holds something already. Nothing was written; choose an empty one, "
            "or a name that nothing has yet.",
            name=out.name,
        )
    if not is_there:
        raise KnownError(
            "There is no folder {folder}. Nothing was written; choose another one.",
            folder=str(out.parent),
        )
    return out


@contextmanager
def unfinished(out: Path) -> Iterator[OutFolder]:
    """Lend a folder beside `out`; what was not named by `hand_over` is gone afterwards."""
    beside = out.with_name(out.name + UNFINISHED)
    with _in_words(beside.name):
        _clear(beside)
        beside.mkdir(mode=0o700)
        try:
            (beside / MARK).write_text(_MARKED, encoding="utf-8")
            yield OutFolder(beside)
        finally:
            with suppress(OSError):
                shutil.rmtree(beside)


def hand_over(folder: OutFolder, out: Path) -> None:
    """Give the whole folder its name, for good."""
    with _in_words(folder.path.name):
        for inside in {folder.path, *(path.parent for path in folder.path.rglob("*"))}:
            flush_folder(inside)
        if _is_marked(out):
            shutil.rmtree(out)  # killed before it was done
        elif out.is_dir():
            out.rmdir()  # it is empty; Windows puts nothing in the place of a folder
        folder.path.rename(out)
        # Last: killed before, the folder says that it may not be whole.
        (out / MARK).unlink()
        flush_folder(out)
        flush_folder(out.parent)


def _clear(beside: Path) -> None:
    """Remove what an attempt left that was cut off; refuse what somebody else put there."""
    if _is_marked(beside):
        shutil.rmtree(beside)
    elif beside.exists():
        raise KnownError(
            "There is something called {name} at this place, which is needed while the files are "
            "written. Nothing was written; rename it, or choose another name.",
            name=beside.name,
        )


def _is_marked(folder: Path) -> bool:
    """Say whether a folder was left by an attempt that was cut off."""
    return (folder / MARK).is_file()


@contextmanager
def _in_words(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise KnownError(
                "The name {name} is too long for that disk. Nothing was written; choose a shorter "
                "one.",
                name=name,
            ) from error
        raise KnownError(
            "The files could not be written ({told}). What was begun was removed; if the disk was "
            "taken out, delete the folder {name} on it. The clinic's own records are safe. See "
            "whether the disk is there and has room, then try again.",
            told=error.strerror or str(error),
            name=name,
        ) from error


def _hash_of(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def _for_oneself(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
