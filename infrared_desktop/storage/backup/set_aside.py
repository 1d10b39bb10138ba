"""What lies beside a clinic since a restore or an upgrade, and stays until the owner removes it."""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.restoring import KEPT, kept_at
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.files.drive import size
from infrared_desktop.storage.files.folder import KEY_FILE

_BEFORE_UPGRADE, _STAMP = "clinic-before-upgrade-", "%Y%m%dT%H%M%S%f"


@dataclass(frozen=True)
class SetAside:
    """A clinic as it was before something, encrypted, with whoever was erased since."""

    path: Path
    at: datetime
    size: int
    is_whole: bool  # a restore kept it, so that it can be put back

    @property
    def is_of_restore(self) -> bool:
        """Whether a restore kept it, not an upgrade by an older version."""
        return self.path.name.startswith(KEPT)


def set_aside(folder: Path) -> list[SetAside]:
    """Return all that lies there, the newest first; what was removed in part is there as well."""
    found = [_seen(path) for path in folder.glob("*-*")]
    return sorted((each for each in found if each), key=lambda each: each.at, reverse=True)


def note_removal(clinic: Clinic, path: Path, by: int, now: datetime) -> None:
    """Tell the audit log before something is removed; raise KnownError for who may not."""
    if not any(each.path == path for each in set_aside(clinic.folder)):
        raise KnownError("There is nothing kept in {folder} to remove.", folder=str(path))
    clinic.note("kept-removed", by, now, path.name)


def remove(path: Path) -> None:
    """Remove it for good; raise KnownError where some of it stays."""
    try:
        if not path.is_dir():
            path.unlink(missing_ok=True)
            return
        # First what tells that it can be put back: nobody puts half a clinic back.
        (path / KEY_FILE).unlink(missing_ok=True)
        shutil.rmtree(path)
    except OSError as error:
        raise KnownError(
            "Not all of {folder} could be removed ({told}). The clinic is safe, and what is left "
            "stays in the list. Close what has it open, then remove it again.",
            folder=str(path),
            told=error.strerror or str(error),
        ) from error


def _seen(path: Path) -> SetAside | None:
    at = kept_at(path) if path.is_dir() else _copied_at(path)
    if at is None:
        return None
    return SetAside(path, at, _size(path), (path / KEY_FILE).exists())


def _size(path: Path) -> int:
    if path.is_dir():
        return size(path)
    try:
        return path.stat().st_size
    except OSError:  # just removed
        return 0


def _copied_at(path: Path) -> datetime | None:
    with suppress(ValueError):
        if path.suffix == ".db" and path.name.startswith(_BEFORE_UPGRADE):
            stamp = path.stem.removeprefix(_BEFORE_UPGRADE)
            return datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
    return None
