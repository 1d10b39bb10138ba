"""Prove the backup of a clinic in a scratch folder, which holds encrypted bytes only."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup import catalog
from infrared_desktop.storage.backup.alone import alone_in_clinic
from infrared_desktop.storage.backup.catalog import Backup, Proof
from infrared_desktop.storage.backup.manifest import Manifest, from_bytes
from infrared_desktop.storage.backup.objects import DamagedError, Shelf
from infrared_desktop.storage.backup.proving import (
    Progress,
    UnsoundError,
    check_database,
    check_photographs,
    check_records,
    in_turn,
    put_back_database,
    wanted_photographs,
)
from infrared_desktop.storage.database.full_disk import REFUSES, DiskError

_SCRATCH = "proving-"
_THOROUGH_AFTER = timedelta(days=1)
_UNPROVEN = (
    "The backup could not be proven here ({told}), so it does not count. The clinic and the "
    "backups before are safe. Free some space beside the clinic and try again."
)


@dataclass(frozen=True)
class Source:
    """The clinic that is backed up."""

    folder: Path
    key: bytes


def prove(
    source: Source,
    shelf: Shelf,
    path: Path,
    last: Backup | None,
    now: datetime,
    thorough: bool,
    progress: Progress = lambda _: None,
) -> Proof:
    """Put a new backup back; open the photographs that are new since the last proven one."""
    manifest = from_bytes(catalog.read_list(path), source.key)
    before = last.proof if last else None
    turn = before.turn + 1 if before else 0
    since = abs(now - before.thorough_at) if before else _THOROUGH_AFTER
    known = last.manifest.named() if last and last.manifest else set()
    wholly = thorough or since >= _THOROUGH_AFTER
    with scratch(source.folder) as room:
        put_back_database(shelf, manifest, room, part(progress, 0, 0.3))
        facts = check_database(room, manifest, source.key)
        progress(0.4)
        if wholly:
            check_records(room, manifest, source.key, part(progress, 0.4, 0.9))
    photographs = facts.photographs_in(source.folder, source.key)
    wanted = wanted_photographs(photographs, facts.photographs)
    is_read, reading = in_turn(known, turn), part(progress, 0.9, 1)
    check_photographs(shelf, manifest, wanted, photographs, is_read, reading)
    thorough_at = now if wholly or before is None else before.thorough_at
    return Proof(now, thorough_at, turn)


def prove_again(
    source: Source, path: Path, now: datetime, progress: Progress = lambda _: None
) -> Proof:
    """Prove one backup wholly, every photograph of it; one that fails counts no more.

    Of one that was made under an earlier key the pieces alone are read: it stands as it did.
    """
    shelf = Shelf(path.parent)
    with shelf.only_one(), alone_in_clinic(source.folder):
        try:
            earlier = catalog.seals_before(source.folder, source.key)
            found = catalog.backup_at(path, source.key, earlier)
            if found.is_earlier:
                return _still_proven(shelf, found, progress)
            manifest, named = catalog.read_manifest(path, source.key)
            with scratch(source.folder) as room:
                prove_wholly(shelf, manifest, room, source.key, progress)
        except (DamagedError, UnsoundError):
            catalog.note_damage(path)
            raise
        proof = Proof(now, now, 0)
        catalog.note_proof(shelf, path, named, proof, source.key)
    return proof


def prove_wholly(
    shelf: Shelf,
    manifest: Manifest,
    room: Path,
    key: bytes,
    progress: Progress,
    ask: Callable[[], object] = lambda: None,
) -> None:
    """Put a backup back into a scratch folder; check each record and open each photograph.

    What `ask` raises of the database that is there by then ends it before it takes long.
    """
    put_back_database(shelf, manifest, room, part(progress, 0, 0.2))
    ask()
    facts = check_database(room, manifest, key)
    check_records(room, manifest, key, part(progress, 0.2, 0.6))
    photographs = facts.photographs_in(room, key)
    wanted = wanted_photographs(photographs, facts.photographs)
    reading = part(progress, 0.6, 1)
    check_photographs(shelf, manifest, wanted, photographs, lambda _: True, reading)


def part(progress: Progress, begins: float, ends: float) -> Progress:
    """Return what tells the progress of a part as a share of the whole."""
    return lambda part: progress(begins + part * (ends - begins))


def _still_proven(shelf: Shelf, found: Backup, progress: Progress) -> Proof:
    pieces = sorted(found.manifest.named()) if found.manifest else []
    for number, piece in enumerate(pieces):
        shelf.get(piece)
        progress(number / len(pieces))
    if found.proof is None:
        raise KnownError(
            "This backup was made under an earlier key and was not proven then, so it can't be "
            "proven here now. It opens with the passphrases of its day. Nothing was changed."
        )
    return found.proof


@contextmanager
def scratch(folder: Path, name: str = _SCRATCH, words: str = _UNPROVEN) -> Iterator[Path]:
    """Yield a folder for encrypted bytes only, removed with what was killed and left one.

    `words` say what did not come about where there is no room for it; `told` in them is why.
    """
    for left in folder.glob(f"{name}*"):
        shutil.rmtree(left, ignore_errors=True)
    try:
        room = Path(tempfile.mkdtemp(prefix=name, dir=folder))
    except OSError as error:
        raise KnownError(words, told=error.strerror or str(error)) from error
    try:
        yield room
    except OSError as error:
        raise KnownError(words, told=error.strerror or str(error)) from error
    except DiskError as error:
        raise KnownError(words, told=REFUSES) from error
    finally:
        shutil.rmtree(room, ignore_errors=True)
