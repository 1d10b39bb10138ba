"""What the clinic's own files are when they are not what was written: damaged, empty or gone.

A file that is busy, locked, full or can't be reached is none of it: nothing is known of it then.
"""

from contextlib import suppress
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.folder import DAMAGE_SEEN, DATABASE, holds_clinic


class DamageError(KnownError):
    """The database or the key file is damaged or gone; what restores and reads is offered."""


def check_file(path: Path) -> None:
    """Raise KnownError unless there is a file at this place that may be opened."""
    try:
        is_empty = path.is_file() and path.stat().st_size == 0
    except OSError as error:
        raise KnownError(
            "The clinic folder may not be opened ({told}). Nothing was changed.",
            told=error.strerror or str(error),
        ) from error
    if not path.is_file():
        raise DamageError(
            "The file {name} is not in this folder. Nothing was changed, and no new clinic was "
            "put in its place. Restore the last backup.",
            name=path.name,
        )
    if is_empty:
        # SQLite would take an empty file for a new database and write over what was there.
        raise DamageError(
            "The file {name} is empty. Nothing was changed. Restore the last backup.",
            name=path.name,
        )


def note_damage(folder: Path) -> None:
    """Let the next start tell of damage that showed while people worked."""
    with suppress(OSError):
        (folder / DAMAGE_SEEN).touch()


def forget_damage(folder: Path) -> None:
    """Forget it: a backup took the place of the file, or somebody goes on with it."""
    with suppress(OSError):
        (folder / DAMAGE_SEEN).unlink(missing_ok=True)


def refuse_damaged(folder: Path) -> None:
    """Raise DamageError where the database is gone or damaged, KnownError for a lost folder.

    Damage counts that showed while people worked; pages are not read.
    """
    if not holds_clinic(folder):  # it was open a moment ago
        raise KnownError(
            "The clinic folder has gone: {folder}. Its disk may be unplugged, or somebody renamed "
            "it. What was saved lies in it, and no new clinic is put in its place. Bring it back, "
            "then try again. Leave this window open: what you had typed waits in it.",
            folder=str(folder),
        )
    if (folder / DAMAGE_SEEN).exists():
        raise DamageError(
            "The file {name} turned out to be damaged while people worked. What was saved before "
            "the damage showed is in the file or in the last backup. Nobody works in it before it "
            "is restored, or checked in the window and found whole.",
            name=DATABASE,
        )
    check_file(folder / DATABASE)
