"""What a backup place holds: pieces under the hash of their content, each written once."""

import errno
import hashlib
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.alone import holding, open_lock
from infrared_desktop.storage.files.writing import NO_ROOM, ensure_folder, put

SHELF = "Infrared Desktop backups"
_OBJECTS, _RUNNING = "objects", "running"
_NEW, _DAMAGED = ".new", ".damaged"


class DamagedError(KnownError):
    """A backup is not what was stored; it never counts as proven."""


class Shelf:
    """One clinic's part of a backup place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._objects = folder / _OBJECTS
        self._drive: int | None = None  # on which it lies, while somebody works on it

    @classmethod
    def at(cls, place: Path, clinic_id: str) -> "Shelf":
        """Return the shelf of a clinic at a place, which may not be made yet."""
        return cls(place / SHELF / clinic_id[:8])

    def has(self, name: str) -> bool:
        """Say whether a piece lies there; whether it is whole is found when it is read."""
        return self._path(name).exists()

    def put(self, content: bytes) -> str:
        """Keep a piece, on the disk before this returns; return its name."""
        name = hashlib.sha256(content).hexdigest()
        if not self.has(name):
            self.write(self._path(name), content)
        return name

    def get(self, name: str) -> bytes:
        """Return a piece; raise DamagedError where it is gone or not what it was."""
        try:
            content = self._path(name).read_bytes()
        except OSError as error:
            raise DamagedError(
                "A part of the backup can't be read ({told}), so it was not used.",
                told=error.strerror or str(error),
            ) from error
        if hashlib.sha256(content).hexdigest() != name:
            self._put_aside(name)
            raise DamagedError(
                "A part of the backup is not what was stored there: the disk has damaged it, or "
                "somebody changed it. It was not used."
            )
        return content

    def write(self, path: Path, content: bytes) -> None:
        """Write a file in one step; raise KnownError when the place refuses."""
        try:
            self._refuse_another_drive()
            ensure_folder(path.parent)
            put(path, content)
        except OSError as error:
            raise refused(self.folder, error) from error

    @contextmanager
    def only_one(self) -> Iterator[None]:
        """Be the only one who works on this shelf; raise KnownError where somebody does already."""
        try:
            handle = open_lock(self.folder)
            self._drive = os.fstat(handle).st_dev
        except OSError as error:
            raise refused(self.folder, error) from error
        try:
            with holding(handle, "A backup is being made there already. Wait until that is done."):
                yield
        finally:
            self._drive = None

    def was_cut_short(self) -> bool:
        """Say whether the last one who began here never said that all was done."""
        return (self.folder / _RUNNING).exists()

    def begin(self) -> None:
        """Note that something begins which may leave pieces that nothing names."""
        self.write(self.folder / _RUNNING, b"")

    def end(self) -> None:
        """Note that nothing is left over."""
        with suppress(OSError):
            (self.folder / _RUNNING).unlink()

    def sweep(self, named: Collection[str]) -> int:
        """Remove the pieces that nothing names, and what was cut short; return how many."""
        gone = 0
        for path in self._objects.glob("*/*"):
            if path.name not in named and not path.name.endswith(_DAMAGED):
                with suppress(OSError):
                    path.unlink()
                    gone += 1
        for path in self.folder.glob(f"*{_NEW}"):
            with suppress(OSError):
                path.unlink()
        return gone

    def _refuse_another_drive(self) -> None:
        """Raise OSError where the drive went away: what it was mounted on would take the rest."""
        if self._drive is not None and self.folder.stat().st_dev != self._drive:
            raise OSError(errno.ENODEV, os.strerror(errno.ENODEV))

    def _put_aside(self, name: str) -> None:
        # So that the next backup writes it anew, and whoever rescues data still finds it.
        with suppress(OSError):
            self._path(name).replace(self._path(name + _DAMAGED))

    def _path(self, name: str) -> Path:
        return self._objects / name[:2] / name


def refused(place: Path, error: OSError) -> KnownError:
    """Say that a place did not take a backup."""
    if error.errno in NO_ROOM:
        return KnownError(
            "There is no room left in {place}, so no backup was made there. The clinic and the "
            "backups before are safe. Free some space, or choose another place.",
            place=str(place),
        )
    return KnownError(
        "The place {place} did not take the backup ({told}). The clinic is safe. See whether the "
        "stick or the network folder is there, or choose another place.",
        place=str(place),
        told=error.strerror or str(error),
    )
