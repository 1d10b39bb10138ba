"""Put a backup in the place of a clinic, which is kept; nothing changes until all is proven."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from infrared_desktop.domain.access.rights import Right
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup import catalog
from infrared_desktop.storage.backup.alone import alone_in_clinic
from infrared_desktop.storage.backup.before_upgrade import open_backed_up
from infrared_desktop.storage.backup.manifest import Manifest, unsealed
from infrared_desktop.storage.backup.objects import DamagedError, Shelf
from infrared_desktop.storage.backup.proving import (
    Progress,
    check_database,
    check_records,
    put_back_database,
    put_back_photographs,
    wanted_photographs,
)
from infrared_desktop.storage.backup.standing import usual_place
from infrared_desktop.storage.backup.trial import part
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.database.full_disk import REFUSES, DiskError
from infrared_desktop.storage.database.migrations import step_names
from infrared_desktop.storage.database.sqlcipher import connect_to_look
from infrared_desktop.storage.desks.doorkeeper import Doorkeeper, RefusedError
from infrared_desktop.storage.files.damage import forget_damage
from infrared_desktop.storage.files.erased_list import add_erased, read_erased
from infrared_desktop.storage.files.exchange import ITEMS, exchange, finish_exchange, is_in_use
from infrared_desktop.storage.files.folder import DATABASE, EXCHANGE, KEY_FILE
from infrared_desktop.storage.files.writing import flush, flush_folder

_COMING, KEPT = "restored-", "kept-"
_STAMP = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True)
class Restored:
    """A clinic that was put back, and where the one lies whole that was there before."""

    manifest: Manifest
    kept: Path | None


def restore(
    backup: Path,
    folder: Path,
    key: bytes,
    by: int,
    now: datetime,
    progress: Progress = lambda _: None,
) -> Restored:
    """Put a backup into a folder; raise KnownError, with nothing changed, where it is not whole.

    `by` is whose passphrase opened the backup's keys, 0 where the recovery key did. What comes back
    of an older schema is brought up to date first.
    """
    manifest = _usable(backup, key)  # before a folder is made for it
    with _alone(folder, key, by), _coming(folder) as coming:
        data_key = _put_back(Shelf(backup.parent), manifest, coming, key, progress)
        act = "restored" if by else "restored-with-recovery-key"
        # An older one is brought up to date as it is: what comes is a copy of the backup.
        with closing(open_clinic(coming, key, now, may_change=True)) as clinic:
            clinic.note(act, by, now, f"{manifest.moment.astimezone(UTC):{_STAMP}}")
        _flush(coming)
        refuse_in_use(folder)
        # So that a folder on another computer knows who was erased since, and tells of it.
        add_erased(folder, data_key, read_erased(backup.parent, data_key))
        return Restored(manifest, _exchange(folder, coming.name, now))


def _usable(backup: Path, key: bytes) -> Manifest:
    manifest, _ = catalog.read_manifest(backup, key)
    if set(manifest.steps) - set(step_names()):
        raise KnownError(
            "This backup was made by a newer version of the program. Nothing was changed. "
            "Install the newer version to restore it."
        )
    return manifest


@contextmanager
def _alone(folder: Path, key: bytes, by: int) -> Iterator[None]:
    """Be the only one who changes what lies in a folder; refuse where they may not, or one is."""
    with alone_in_clinic(folder):
        finish_exchange(folder)
        refuse_in_use(folder)
        refuse_without_right(folder, key, by)
        yield


def undo_restore(folder: Path, kept: Path, key: bytes, by: int, now: datetime) -> Path | None:
    """Put back what a restore kept; what was restored is kept in turn, and returned.

    `key` opens what was kept; raise KnownError, with nothing changed, where it does not.
    """
    with _alone(folder, key, by):
        if kept.parent != folder or not (kept / KEY_FILE).exists():
            raise KnownError("There is nothing kept in {folder} to put back.", folder=str(kept))
        act = "restore-undone" if by else "restored-with-recovery-key"
        with closing(open_backed_up(kept, key, now, usual_place(folder))) as clinic:
            clinic.note(act, by, now, kept.name.removeprefix(KEPT))
        return _exchange(folder, kept.name, now)


def kept_at(path: Path) -> datetime | None:
    """Return when a restore kept what lies in a folder; None for any other path."""
    with suppress(ValueError):
        if not path.name.startswith(KEPT):
            return None
        stamp = path.name.removeprefix(KEPT).split("-")[0]
        return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    return None


def kept_before(folder: Path) -> list[tuple[Path, datetime]]:
    """Return what restores kept and when, the newest first."""
    found = [(path, kept_at(path)) for path in folder.glob(f"{KEPT}*")]
    known = [(path, at) for path, at in found if at and (path / KEY_FILE).exists()]
    return sorted(known, key=lambda each: each[1], reverse=True)


@contextmanager
def keys_of(backup: Path) -> Iterator[Path]:
    """Yield a folder with the key file of a backup, to unlock it by a passphrase of its day.

    What a restore kept is such a folder itself.
    """
    if backup.is_dir():
        yield backup
        return
    manifest = unsealed(catalog.read_list(backup))
    with tempfile.TemporaryDirectory() as folder:
        if KEY_FILE in manifest.files:
            (Path(folder) / KEY_FILE).write_bytes(manifest.files[KEY_FILE])
        yield Path(folder)


def _put_back(
    shelf: Shelf, manifest: Manifest, coming: Path, key: bytes, progress: Progress
) -> bytes:
    """Put everything into a folder and check it; return the key that lists are sealed with."""
    put_back_database(shelf, manifest, coming, part(progress, 0, 0.2))
    facts = check_database(coming, manifest, key)
    data_key = facts.key_of_photographs(key)
    check_records(coming, manifest, key, part(progress, 0.2, 0.6))
    put_back_photographs(shelf, manifest, coming, part(progress, 0.6, 0.8))
    photographs = facts.photographs_in(coming, key)
    wanted = wanted_photographs(photographs, facts.photographs)
    for number, (name, content) in enumerate(wanted.items()):
        if name not in manifest.lacking and not photographs.is_whole(content):
            raise DamagedError("A photograph of this backup does not open. Nothing was changed.")
        progress(0.8 + 0.2 * number / len(wanted))
    return data_key


def refuse_without_right(folder: Path, key: bytes, by: int) -> None:
    """Raise KnownError where the clinic that is there opens, and says that they may not."""
    try:
        db = connect_to_look(folder / DATABASE, key)
    except KnownError:
        return  # it is damaged, gone, or under another key: what comes back is asked
    with closing(db):
        Doorkeeper(db).require(Right.RESTORE if by else Right.RESTORE_BY_KEY, by)


def refuse_known(folder: Path, key: bytes, by: int) -> None:
    """Raise RefusedError where it is known already that they may not.

    A database of an older version that can't tell is asked once it is brought up to date.
    """
    try:
        refuse_without_right(folder, key, by)
    except RefusedError:
        raise
    except KnownError:
        return


def _exchange(folder: Path, coming: str, now: datetime) -> Path | None:
    kept = folder / _free_name(folder, now)
    had_one = any((folder / name).exists() for name in ITEMS)
    exchange(folder, coming, kept.name)
    forget_damage(folder)
    if had_one:
        return kept
    kept.rmdir()
    return None


def _free_name(folder: Path, now: datetime) -> str:
    stamp = f"{KEPT}{now.astimezone(UTC):{_STAMP}}"
    names = (stamp, *(f"{stamp}-{number}" for number in range(2, 1000)))
    return next(name for name in names if not (folder / name).exists())


def refuse_in_use(folder: Path) -> None:
    """Raise KnownError where another program has the clinic open."""
    if is_in_use(folder):
        raise KnownError(
            "The clinic in {folder} is open in another program. Nothing was changed. Close it "
            "there, then try again.",
            folder=str(folder),
        )


@contextmanager
def _coming(folder: Path) -> Iterator[Path]:
    for left in folder.glob(f"{_COMING}*"):
        shutil.rmtree(left, ignore_errors=True)
    try:
        coming = Path(tempfile.mkdtemp(prefix=_COMING, dir=folder))
    except OSError as error:
        raise _refusal(error.strerror or str(error), folder) from error
    try:
        yield coming
    except OSError as error:
        raise _refusal(error.strerror or str(error), folder) from error
    except DiskError as error:
        raise _refusal(REFUSES, folder) from error
    finally:
        if not (folder / EXCHANGE).exists():
            shutil.rmtree(coming, ignore_errors=True)


def _refusal(told: str, folder: Path) -> KnownError:
    return KnownError(
        "The backup could not be put back into {folder} ({told}). What was there is untouched. "
        "Free some space, or choose another folder.",
        folder=str(folder),
        told=told,
    )


def _flush(coming: Path) -> None:
    for path in sorted(coming.rglob("*")):
        if path.is_dir():
            flush_folder(path)
        else:
            flush(path)
    flush_folder(coming)
