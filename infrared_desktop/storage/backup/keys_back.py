"""Put the key file of a backup back, and nothing else, where the records themselves are whole."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup import catalog
from infrared_desktop.storage.backup.before_upgrade import open_backed_up
from infrared_desktop.storage.backup.restoring import refuse_in_use, refuse_without_right
from infrared_desktop.storage.database.sqlcipher import connect_to_look, read
from infrared_desktop.storage.files import key_file
from infrared_desktop.storage.files.damage import DamageError
from infrared_desktop.storage.files.folder import DATABASE, KEY_FILE
from infrared_desktop.storage.files.writing import rename, write_atomically


def only_keys_are_lost(folder: Path, key: bytes) -> bool:
    """Say whether the key file can't be read, while a key opens a database without a fault."""
    try:
        key_file.read(folder)
    except DamageError:
        return _is_whole(folder / DATABASE, key)
    except KnownError:
        pass
    return False


def put_keys_back(backup: Path, folder: Path, key: bytes, by: int, now: datetime) -> Path | None:
    """Put a backup's key file beside the database that it opens; return what was kept of the old.

    Raise KnownError, with nothing changed, where it does not fit or they may not.
    """
    refuse_in_use(folder)
    refuse_without_right(folder, key, by)
    manifest, _ = catalog.read_manifest(backup, key)
    if KEY_FILE not in manifest.files or not only_keys_are_lost(folder, key):
        raise KnownError(
            "The keys of this backup do not fit what is here. Nothing was changed. Restore the "
            "backup as a whole."
        )
    kept = _keep(folder / KEY_FILE, now)
    write_atomically(folder / KEY_FILE, manifest.files[KEY_FILE])
    with closing(open_backed_up(folder, key, now)) as clinic:
        clinic.note("restored" if by else "restored-with-recovery-key", by, now, "keys")
    return kept


def _is_whole(path: Path, key: bytes) -> bool:
    try:
        with closing(connect_to_look(path, key)) as db:
            return not list(read(db, "PRAGMA cipher_integrity_check"))
    except KnownError:
        return False


def _keep(path: Path, now: datetime) -> Path | None:
    if not path.exists():
        return None
    kept = path.with_name(f"{path.name}.damaged-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    rename(path, kept.name)
    return kept
