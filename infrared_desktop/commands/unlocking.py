"""Open a clinic from the command line, with the passphrase that is asked or set."""

import getpass
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.access.backup_way_in import BackupWayIn
from infrared_desktop.storage.access.seat import kept_if_untold, note_code, note_verb, refuse_code
from infrared_desktop.storage.access.way_in import let_in
from infrared_desktop.storage.backup.before_upgrade import open_backed_up
from infrared_desktop.storage.clinic import Clinic, open_unchanged
from infrared_desktop.storage.database.full_disk import opening
from infrared_desktop.storage.files import key_file, vault
from infrared_desktop.storage.files.damage import refuse_damaged
from infrared_desktop.storage.files.exchange import finish_exchange
from infrared_desktop.storage.files.folder import holds_clinic


def open_folder(folder: Path, verb: str) -> tuple[Clinic, int]:
    """Open a clinic for a verb; return it with the number of who unlocked it.

    The audit log hears of it before anything is read.

    Refuse one in which damage showed: what a verb writes could spoil more of it.
    """
    unlocked = unlock(folder, verb)
    with kept_if_untold(folder, unlocked.staff_id, verb), opening():
        refuse_damaged(folder)
        clinic = open_backed_up(folder.absolute(), unlocked.key, datetime.now(UTC))
        try:
            # A key that was not taken away yet opens nothing to somebody who left.
            note_verb(clinic.ledger, folder, unlocked.staff_id, verb, datetime.now(UTC))
        except KnownError:
            clinic.close()
            raise
    clinic.read_as(unlocked.staff_id)
    return clinic, unlocked.staff_id


def unlock(folder: Path, verb: str) -> vault.Unlocked:
    """Unlock a clinic's key, as `_unlocked` does.

    A one-time code is refused; the clinic's log hears for which verb it was typed.
    """
    unlocked = _unlocked(folder)
    if unlocked.once:
        _tell_code(folder, unlocked, verb)
        raise KnownError(
            "That is a one-time code. Unlock in the window first, and choose a passphrase there."
        )
    return unlocked


def unlock_backup(way: BackupWayIn) -> vault.Unlocked:
    """Unlock the keys of a backup that is to be put into a folder; a one-time code is refused."""
    finish_exchange(way.keys)
    unlocked = way.let_in(*_asked(way.keys))
    refuse_code(unlocked, way.keys, way.folder, "restore")
    return unlocked


def _unlocked(folder: Path) -> vault.Unlocked:
    """Unlock a key file; INFRARED_STAFF and INFRARED_PASSPHRASE answer what is asked."""
    finish_exchange(folder)
    if not holds_clinic(folder):
        raise KnownError("There is no clinic in the folder {folder}.", folder=str(folder))
    return let_in(folder, *_asked(folder))


def _asked(folder: Path) -> tuple[str, str]:
    """Ask who they are, of whom the key file knows, and for the passphrase."""
    names = key_file.staff_names(folder)
    with _answered("INFRARED_STAFF and INFRARED_PASSPHRASE"):
        name = os.environ.get("INFRARED_STAFF") or (names[0] if len(names) == 1 else "")
        name = name or input(f"Who are you ({', '.join(names)})? ")
        passphrase = os.environ.get("INFRARED_PASSPHRASE") or getpass.getpass("Passphrase: ")
    return name, passphrase


def _tell_code(folder: Path, unlocked: vault.Unlocked, verb: str) -> None:
    who = unlocked.staff_id
    with suppress(KnownError), kept_if_untold(folder, who, verb, "code-refused"):
        refuse_damaged(folder)
        with closing(open_unchanged(folder, unlocked.key)) as clinic:
            note_code(clinic.ledger, folder, who, verb, datetime.now(UTC))


def unlock_backup_with_recovery_key(way: BackupWayIn) -> vault.Unlocked:
    """Unlock with the recovery key of its day; INFRARED_RECOVERY_KEY answers what is asked."""
    with _answered("INFRARED_RECOVERY_KEY"):
        typed = os.environ.get("INFRARED_RECOVERY_KEY") or getpass.getpass("Recovery key: ")
    return way.let_in_with_recovery_key(typed)


@contextmanager
def _answered(names: str) -> Iterator[None]:
    try:
        yield
    except EOFError as error:
        raise KnownError("Nobody answered. Set {names}, then try again.", names=names) from error
