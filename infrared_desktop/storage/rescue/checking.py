"""Check a file in which damage showed once more, before anybody may work in it again."""

from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.database.sqlcipher import connect_to_look, read
from infrared_desktop.storage.files.damage import DamageError
from infrared_desktop.storage.files.folder import DATABASE

_STEPS = 100_000  # of SQLite between two looks at whether somebody gave it up


def check_again(folder: Path, key: bytes, heed: Callable[[], object] = lambda: None) -> None:
    """Read every page of the database; raise DamageError where one is not as it was written.

    Nothing is written. What `heed` raises ends it.
    """
    path = folder / DATABASE

    def is_ended() -> bool:
        with suppress(Exception):
            heed()
            return False
        return True

    try:
        with closing(connect_to_look(path, key)) as db:
            db.conn.set_progress_handler(is_ended, _STEPS)
            wrong = any(True for _ in read(db, "PRAGMA cipher_integrity_check"))
            wrong = wrong or any(told != "ok" for (told,) in read(db, "PRAGMA integrity_check"))
    except DamageError as error:
        raise _still_damaged() from error
    except KnownError:
        heed()
        raise
    if wrong:
        raise _still_damaged()


def _still_damaged() -> DamageError:
    return DamageError(
        "The file {name} is still damaged. Nothing was changed, and nobody can work in it. Restore "
        "it from a backup, or open it to read only.",
        name=DATABASE,
    )
