"""Which backups lie at a place, and what each is worth."""

import contextlib
import sys
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.manifest import (
    DAMAGED,
    PROVEN,
    SUFFIX,
    Manifest,
    digest,
    from_bytes,
    from_bytes_by,
    seal,
    unseal_by,
    unsealed,
)
from infrared_desktop.storage.backup.objects import DamagedError, Shelf, refused
from infrared_desktop.storage.backup.thinning import Age, stay
from infrared_desktop.storage.database.earlier_seals import EarlierSeal, earlier_seals, seal_key
from infrared_desktop.storage.database.sqlcipher import connect
from infrared_desktop.storage.files.folder import DATABASE


@dataclass(frozen=True)
class Proof:
    """When a backup was proven, how thoroughly, and the how-manieth proof at its place it was."""

    at: datetime
    thorough_at: datetime
    turn: int


@dataclass(frozen=True)
class Backup:
    """One backup as it lies at a place."""

    path: Path
    manifest: Manifest | None  # None where its list is damaged, or is of an unknown key
    proof: Proof | None
    is_damaged: bool = False  # it was found to be; it stays for whoever rescues data
    is_earlier: bool = False  # made under an earlier key; opens with the passphrases of then

    @property
    def age(self) -> Age | None:
        """Where it stands among the others."""
        return Age(self.manifest.audit[0], self.manifest.moment) if self.manifest else None


def seals_before(folder: Path, key: bytes) -> tuple[EarlierSeal, ...]:
    """Return the keys of the seals of a clinic before this one; none where it can't be read."""
    try:
        with contextlib.closing(connect(folder / DATABASE, key)) as db:
            return earlier_seals(db)
    except KnownError:
        return ()


def backups(shelf: Shelf, key: bytes, earlier: Collection[EarlierSeal] = ()) -> list[Backup]:
    """Return the backups of a shelf, the newest first, those with a damaged list last."""
    found = [backup_at(path, key, earlier) for path in _lists(shelf)]
    aged = [each for each in found if each.age is not None]
    return [
        *sorted(aged, key=_order, reverse=True),
        *(each for each in found if each.age is None),
    ]


def backup_at(path: Path, key: bytes, earlier: Collection[EarlierSeal] = ()) -> Backup:
    """Return one backup; what no known key has sealed is damaged."""
    try:
        content = read_list(path)
    except KnownError:
        return Backup(path, None, None, True)
    if own := _under(path, content, EarlierSeal(seal_key(key), sys.maxsize)):
        return own
    for sealed in earlier:
        if found := _under(path, content, sealed):
            return replace(found, is_earlier=True)
    return Backup(path, None, None, True)


def last_proven(found: list[Backup]) -> Backup | None:
    """Return the newest backup that counts, and was made under the key of now."""
    return next((each for each in found if each.proof and not each.is_earlier), None)


def read_manifest(path: Path, key: bytes) -> tuple[Manifest, str]:
    """Return a backup's sealed list, and what its proof names it by."""
    content = read_list(path)
    return from_bytes(content, key), digest(content)


def read_list(path: Path) -> bytes:
    """Return the bytes of a backup's list; raise KnownError where there is none."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise KnownError(
            "The backup {name} can't be read ({told}). Nothing was changed. See whether the stick "
            "or the network folder is there.",
            name=path.name,
            told=error.strerror or str(error),
        ) from error


def note_proof(shelf: Shelf, path: Path, named: str, proof: Proof, key: bytes) -> None:
    """Write down that a backup was proven, whatever was found wrong with it before."""
    body: dict[str, Any] = {
        "manifest": named,
        "at": proof.at.isoformat(),
        "thorough_at": proof.thorough_at.isoformat(),
        "turn": proof.turn,
    }
    shelf.write(path.with_suffix(PROVEN), seal(body, key))
    with contextlib.suppress(OSError):
        path.with_suffix(DAMAGED).unlink(missing_ok=True)


def note_damage(path: Path) -> None:
    """Let a backup count no more."""
    with contextlib.suppress(OSError):
        path.with_suffix(DAMAGED).touch()
        path.with_suffix(PROVEN).unlink(missing_ok=True)


def thin(
    shelf: Shelf,
    key: bytes,
    now: datetime,
    cut_short: bool = False,
    earlier: Collection[EarlierSeal] = (),
) -> list[Path]:
    """Remove the backups that are too many; those that are damaged stay for whoever rescues data.

    The lists go first, then the pieces that nothing names any more; nothing is swept while a list
    can't be read, as nobody knows what it names.
    """
    found = backups(shelf, key, earlier)
    staying = stay([each.age for each in found if each.proof and each.age], now)
    newest = max(staying, default=None)
    going = [each.path for each in found if _goes(each, staying, newest)]
    try:
        for path in going:
            path.with_suffix(PROVEN).unlink(missing_ok=True)
            path.unlink()
    except OSError as error:
        raise refused(shelf.folder, error) from error
    if going or cut_short:
        _sweep(shelf)
    return going


def _order(each: Backup) -> tuple[int, str]:
    return (each.age.row if each.age else 0), each.path.name


def _goes(each: Backup, staying: set[Age], newest: Age | None) -> bool:
    if each.age is None or newest is None or each.is_damaged:
        return False
    # One that was never proven, as the power went, is no loss once a later one is.
    return each.age not in staying and (each.proof is not None or each.age < newest)


def _sweep(shelf: Shelf) -> None:
    named: set[str] = set()
    for path in _lists(shelf):
        try:
            named |= unsealed(read_list(path)).named()
        except KnownError:
            return
    shelf.sweep(named)


def _lists(shelf: Shelf) -> Iterator[Path]:
    return iter(sorted(shelf.folder.glob(f"*{SUFFIX}")))


def _under(path: Path, content: bytes, sealed: EarlierSeal) -> Backup | None:
    try:
        manifest = from_bytes_by(content, sealed.key)
    except KnownError:
        return None
    # Who left may have copied a key: what came after it was given up is not believed.
    if manifest.audit[0] > sealed.row:
        return None
    proof = _proof(path.with_suffix(PROVEN), digest(content), sealed.key)
    return Backup(path, manifest, proof, path.with_suffix(DAMAGED).exists())


def _proof(path: Path, named: str, sealed_with: bytes) -> Proof | None:
    try:
        body = unseal_by(path.read_bytes(), sealed_with)
        at, thorough_at = (datetime.fromisoformat(body[each]) for each in ("at", "thorough_at"))
        proof = Proof(at, thorough_at, int(body["turn"]))
    except (OSError, DamagedError, ValueError, KeyError, TypeError, OverflowError):
        return None
    return proof if body.get("manifest") == named else None
