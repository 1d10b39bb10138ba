"""Every backup of a clinic, wherever its places are, and those that lie in a folder one chose."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup import catalog
from infrared_desktop.storage.backup.catalog import Backup
from infrared_desktop.storage.backup.manifest import PROVEN, SUFFIX, Manifest, unsealed
from infrared_desktop.storage.backup.objects import SHELF, Shelf
from infrared_desktop.storage.backup.standing import standings
from infrared_desktop.storage.database.sqlcipher import connect_to_look
from infrared_desktop.storage.files import key_file
from infrared_desktop.storage.files.folder import DATABASE

_WHERE = (f"*{SUFFIX}", f"*/*{SUFFIX}", f"{SHELF}/*/*{SUFFIX}")


@dataclass(frozen=True)
class Seen:
    """A backup as its list says, whose seal nobody has a key for yet."""

    path: Path
    manifest: Manifest | None  # None where the list can't be read
    says_proven: bool


def places_of(folder: Path, key: bytes = b"") -> list[Path]:
    """Return where the backups of a clinic lie, whether or not that is there now."""
    return [each.place for each in standings(folder, key)]


def backups_at(place: Path, folder: Path, key: bytes) -> list[tuple[Path, Backup]]:
    """Return each backup of a clinic at one place, with that; one that is missing has none."""
    clinic_id, _ = key_file.read(folder)
    earlier = catalog.seals_before(folder, key)
    return [(place, each) for each in catalog.backups(Shelf.at(place, clinic_id), key, earlier)]


def newest_first(found: Iterable[tuple[Path, Backup]]) -> list[tuple[Path, Backup]]:
    """Put the backups of all places in order."""
    return sorted(found, key=lambda each: (each[1].age or (0,), each[1].path.name), reverse=True)


def seen_at(place: Path) -> list[Seen]:
    """Return the backups at a place of a clinic that nobody has opened, the newest first."""
    return newest_seen_first(map(_seen, place.glob(f"{SHELF}/*/*{SUFFIX}")))


def seen_in(chosen: Path) -> list[Seen]:
    """Return the backups in a folder that somebody chose, or on a stick, the newest first."""
    paths = {path for where in _WHERE for path in chosen.glob(where)}
    return newest_seen_first(map(_seen, paths))


def opens_with(source: Path, key: bytes) -> bool:
    """Say whether a key opens a backup, or what a restore kept."""
    if not source.is_dir():
        return catalog.backup_at(source, key).manifest is not None
    try:
        connect_to_look(source / DATABASE, key).close()
    except KnownError:
        return False
    return True


def size_of(manifest: Manifest) -> int:
    """Return how many bytes a backup puts back."""
    return manifest.size + sum(photo.size for photo in manifest.photographs)


def newest_seen_first(found: Iterable[Seen]) -> list[Seen]:
    """Put what was seen in order."""
    return sorted(found, key=lambda each: each.path.name, reverse=True)


def _seen(path: Path) -> Seen:
    try:
        manifest = unsealed(catalog.read_list(path))
    except KnownError:
        return Seen(path, None, False)
    return Seen(path, manifest, path.with_suffix(PROVEN).exists())
