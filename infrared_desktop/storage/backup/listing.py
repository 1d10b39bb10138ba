"""Every backup of a clinic, wherever its places are, and those that lie in a folder one chose."""

from collections.abc import Iterator
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


def all_backups(folder: Path, key: bytes) -> list[tuple[Path, Backup]]:
    """Return each backup with its place, the newest first; a place that is missing has none."""
    clinic_id, _ = key_file.read(folder)
    earlier = catalog.seals_before(folder, key)
    places = [each.place for each in standings(folder, key)]
    shelves = [(place, Shelf.at(place, clinic_id)) for place in places]
    found = [
        (place, each) for place, shelf in shelves for each in catalog.backups(shelf, key, earlier)
    ]
    return sorted(found, key=lambda each: (each[1].age or (0,), each[1].path.name), reverse=True)


def seen_at_places(folder: Path) -> list[Seen]:
    """Return the backups at the places of a clinic that nobody has opened, the newest first."""
    places = [each.place for each in standings(folder, b"")]
    return _newest_first(path for place in places for path in place.glob(f"{SHELF}/*/*{SUFFIX}"))


def seen_in(chosen: Path) -> list[Seen]:
    """Return the backups in a folder that somebody chose, or on a stick, the newest first."""
    paths = {path for where in _WHERE for path in chosen.glob(where)}
    return _newest_first(iter(paths))


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


def _newest_first(paths: Iterator[Path]) -> list[Seen]:
    found = [_seen(path) for path in paths]
    return sorted(found, key=lambda each: each.path.name, reverse=True)


def _seen(path: Path) -> Seen:
    try:
        manifest = unsealed(catalog.read_list(path))
    except KnownError:
        return Seen(path, None, False)
    return Seen(path, manifest, path.with_suffix(PROVEN).exists())
