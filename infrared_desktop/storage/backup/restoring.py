"""Put a backup in the place of a clinic, which is kept; nothing changes until all is proven."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup import catalog
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
from infrared_desktop.storage.clinic import open_unchanged
from infrared_desktop.storage.database.migrations import step_names
from infrared_desktop.storage.files.exchange import ITEMS, exchange, finish_exchange, is_in_use
from infrared_desktop.storage.files.folder import EXCHANGE, KEY_FILE
from infrared_desktop.storage.files.photo_files import PhotoFiles
from infrared_desktop.storage.files.writing import flush, flush_folder, make_folder

_COMING, KEPT = "restored-", "kept-"


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

    `by` is whose passphrase opened the backup's keys, 0 where the recovery key did.
    """
    finish_exchange(folder)
    _refuse_in_use(folder)
    manifest, _ = catalog.read_manifest(backup, key)
    if set(manifest.steps) - set(step_names()):
        raise KnownError(
            "This backup was made by a newer version of the program. Nothing was changed. "
            "Install the newer version to restore it."
        )
    make_folder(folder)
    with _coming(folder) as coming:
        _put_back(Shelf(backup.parent), manifest, coming, key, progress)
        _note(coming, manifest, key, by, now)
        _flush(coming)
        _refuse_in_use(folder)
        return Restored(manifest, _exchange(folder, coming.name, now))


def undo_restore(folder: Path, kept: Path, now: datetime) -> Path | None:
    """Put back what a restore kept; what was restored is kept in turn, and returned."""
    finish_exchange(folder)
    _refuse_in_use(folder)
    if kept.parent != folder or not (kept / KEY_FILE).exists():
        raise KnownError("There is nothing kept in {folder} to put back.", folder=str(kept))
    return _exchange(folder, kept.name, now)


@contextmanager
def keys_of(backup: Path) -> Iterator[Path]:
    """Yield a folder with the key file of a backup, to unlock it by a passphrase of its day."""
    manifest = unsealed(catalog.read_list(backup))
    with tempfile.TemporaryDirectory() as folder:
        if KEY_FILE in manifest.files:
            (Path(folder) / KEY_FILE).write_bytes(manifest.files[KEY_FILE])
        yield Path(folder)


def _put_back(
    shelf: Shelf, manifest: Manifest, coming: Path, key: bytes, progress: Progress
) -> None:
    put_back_database(shelf, manifest, coming)
    facts = check_database(coming, manifest, key)
    check_records(coming, manifest, key)
    put_back_photographs(shelf, manifest, coming, progress)
    photographs = PhotoFiles(coming, facts.key_of_photographs(key))
    for name, content in wanted_photographs(photographs, facts.photographs).items():
        if name not in manifest.lacking and not photographs.is_whole(content):
            raise DamagedError("A photograph of this backup does not open. Nothing was changed.")


def _note(coming: Path, manifest: Manifest, key: bytes, by: int, now: datetime) -> None:
    """Tell the audit log that is put back who did so; raise KnownError for who may not."""
    if set(manifest.steps) == set(step_names()):
        with closing(open_unchanged(coming, key)) as clinic:
            clinic.note("restored" if by else "restored-with-recovery-key", by, now)


def _exchange(folder: Path, coming: str, now: datetime) -> Path | None:
    kept = folder / _free_name(folder, now)
    had_one = any((folder / name).exists() for name in ITEMS)
    exchange(folder, coming, kept.name)
    if had_one:
        return kept
    kept.rmdir()
    return None


def _free_name(folder: Path, now: datetime) -> str:
    stamp = f"{KEPT}{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    names = (stamp, *(f"{stamp}-{number}" for number in range(2, 1000)))
    return next(name for name in names if not (folder / name).exists())


def _refuse_in_use(folder: Path) -> None:
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
        raise _refusal(error, folder) from error
    try:
        yield coming
    except OSError as error:
        raise _refusal(error, folder) from error
    finally:
        if not (folder / EXCHANGE).exists():
            shutil.rmtree(coming, ignore_errors=True)


def _refusal(error: OSError, folder: Path) -> KnownError:
    return KnownError(
        "The backup could not be put back into {folder} ({told}). What was there is untouched. "
        "Free some space, or choose another folder.",
        folder=str(folder),
        told=error.strerror or str(error),
    )


def _flush(coming: Path) -> None:
    for path in sorted(coming.rglob("*")):
        if path.is_dir():
            flush_folder(path)
        else:
            flush(path)
    flush_folder(coming)
