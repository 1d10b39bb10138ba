"""Read the encrypted database as it stood at one moment, while others go on writing to it."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.audit.anchor import Anchor
from infrared_desktop.storage.backup.manifest import PIECE
from infrared_desktop.storage.database.data_key import data_key, later_photograph_keys
from infrared_desktop.storage.database.sqlcipher import (
    Database,
    DatabaseError,
    connect,
    read,
    refusal,
)
from infrared_desktop.storage.files.photo_files import PhotoFiles

_TRIES, _REST_SECONDS = 100, 0.05


@dataclass(frozen=True)
class Facts:
    """What a database says of itself, to be compared after it was put back."""

    steps: tuple[str, ...]
    counts: dict[str, int]
    audit: Anchor
    photographs: frozenset[str]  # the SHA-256 of each that a record names
    size: int
    data_key: bytes  # empty as long as it is the database key itself (docs/decisions/0018)
    later_keys: tuple[bytes, ...]  # of photographs that came after a re-keying

    def key_of_photographs(self, database_key: bytes) -> bytes:
        """Return the first key of the photographs, which stays when the database is re-keyed."""
        return self.data_key or database_key

    def photographs_in(self, folder: Path, database_key: bytes) -> PhotoFiles:
        """Return the photographs in a folder, by all keys that they ever had."""
        return PhotoFiles(folder, self.key_of_photographs(database_key), self.later_keys)


@contextmanager
def standing_still(path: Path, key: bytes) -> Iterator[Facts]:
    """Keep the file as it is now for as long as this lasts; writers go on in their log."""
    try:
        with closing(connect(path, key)) as reader, closing(connect(path, key)) as other:
            _hold(reader, other)
            yield facts_of(reader)
    except DatabaseError as error:
        raise refusal(error, path) from error


def _hold(reader: Database, other: Database) -> None:
    """Begin a read under which the file holds all of it: nobody may change that file then."""
    for _ in range(_TRIES):
        _checkpoint(other)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sqlite_master").fetchone()
        busy, logged, moved = _checkpoint(other)
        if not busy and logged == moved:
            return
        # Somebody wrote just then, or reads an older state: their log is not all in the file.
        reader.execute("ROLLBACK")
        time.sleep(_REST_SECONDS)
    raise KnownError(
        "Another program reads this clinic all the time, so no backup could be made. The clinic "
        "is safe. Close the other program and try again."
    )


def _checkpoint(db: Database) -> tuple[int, int, int]:
    busy, logged, moved = db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return busy, logged, moved


def facts_of(db: Database) -> Facts:
    """Return what a database says of itself."""
    tables = {name for (name,) in read(db, "SELECT name FROM sqlite_master WHERE type = 'table'")}
    steps = read(db, "SELECT name FROM _sqlite_migrations ORDER BY name")
    counts = read(db, "SELECT kind, count(*) FROM head GROUP BY kind")
    newest = read(db, "SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1")
    photos = read(db, "SELECT DISTINCT content FROM photo") if "photo" in tables else ()
    (pages,) = next(read(db, "PRAGMA page_count"))
    (page_size,) = next(read(db, "PRAGMA page_size"))
    return Facts(
        tuple(name for (name,) in steps),
        dict(counts),
        next(((seq, mac) for seq, mac in newest), (0, "")),
        frozenset(content for (content,) in photos),
        int(pages) * int(page_size),
        data_key(db, b"") if "secret" in tables else b"",
        later_photograph_keys(db) if "secret" in tables else (),
    )


def pieces_of(path: Path, size: int, keep: Callable[[bytes], str]) -> tuple[str, ...]:
    """Hand the file on in pieces while it stands still; return their names."""
    handle, names, left = _handle(path), [], size
    try:
        if os.fstat(handle).st_size != size:
            raise KnownError("The clinic's file changed under the backup. Try it again.")
        while left > 0:
            piece = _read(handle, min(PIECE, left), size - left)
            if not piece:
                raise KnownError("The clinic's file changed under the backup. Try it again.")
            names.append(keep(piece))
            left -= len(piece)
    finally:
        _give_back(path, handle)
    return tuple(names)


def _read(handle: int, count: int, at: int) -> bytes:
    if os.name == "nt":
        os.lseek(handle, at, os.SEEK_SET)
        return os.read(handle, count)
    return os.pread(handle, count, at)


# To close a file gives back all locks that this process has on it, SQLite's as well, on anything
# but Windows: another program could then remove the log under an open window.
_held: dict[tuple[int, int], int] = {}


def _handle(path: Path) -> int:
    if os.name == "nt":
        return os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    found = path.stat()
    place = (found.st_dev, found.st_ino)
    if place not in _held:
        _held[place] = os.open(path, os.O_RDONLY)
    return _held[place]


def _give_back(path: Path, handle: int) -> None:
    if os.name == "nt":
        os.close(handle)
