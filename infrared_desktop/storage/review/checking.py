"""Opens a copy that was just written, and compares all of it with what the clinic holds."""

from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.kinds import KINDS
from infrared_desktop.storage.database.sqlcipher import Database, connect_to_read
from infrared_desktop.storage.files.review_copy import (
    PackedPhotos,
    UnlockedCopy,
    unlock_copy,
    unpack_database,
)
from infrared_desktop.storage.review.filling import BESIDE, columns, rows, rows_beside


def check_copy(
    clinic: Clinic,
    numbers: Iterable[int],
    contents: set[str],
    path: Path,
    passphrase: str,
    room: Path,
    step: Callable[[float], None],
) -> None:
    """Raise KnownError unless the copy opens and holds every cell and picture as it should.

    `clinic` stands still in the transaction that the copy was made in.
    """
    copy = unlock_copy(path, passphrase)
    database = unpack_database(copy, room)
    with closing(connect_to_read(database, copy.key)) as db:
        _check_pages(db)
        _check_rows(clinic, db, sorted(numbers))
    _check_photographs(copy, room, contents, step)


def _check_pages(db: Database) -> None:
    if list(db.execute("PRAGMA cipher_integrity_check")):
        raise _not_sound()
    if list(db.execute("PRAGMA integrity_check")) != [("ok",)]:
        raise _not_sound()


def _check_rows(clinic: Clinic, db: Database, numbers: list[int]) -> None:
    for kind in KINDS.values():
        stand = db.execute(f"SELECT {columns(kind)} FROM [{kind.name}] ORDER BY id, version")
        ought = sorted(rows(clinic.ledger.db, kind, numbers), key=lambda row: (row[0], row[1]))
        if list(stand) != ought:
            raise _not_sound()
    for table in BESIDE:
        stand = db.execute(f"SELECT * FROM [{table}] ORDER BY 1, 2")
        if list(stand) != list(rows_beside(clinic.ledger.db, table, numbers)):
            raise _not_sound()


def _check_photographs(
    copy: UnlockedCopy, room: Path, contents: set[str], step: Callable[[float], None]
) -> None:
    with closing(PackedPhotos(copy, room)) as packed:
        for done, content in enumerate(sorted(contents)):
            step(done / len(contents))
            if not packed.is_whole(content):
                raise _not_sound()


def _not_sound() -> KnownError:
    return KnownError(
        "The review copy was not what the clinic holds when it was read again, so it was thrown "
        "away. The clinic's own records are safe. Write it to another disk."
    )
