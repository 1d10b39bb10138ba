"""What lies beside a clinic since a restore, an upgrade or damage, until the owner removes it."""

import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum, auto
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.restoring import kept_at
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.files.drive import size
from infrared_desktop.storage.files.folder import KEY_FILE
from infrared_desktop.storage.files.typed_file import TYPED

_BEFORE_UPGRADE, _STAMP = "clinic-before-upgrade-", "%Y%m%dT%H%M%S%f"


class Aside(Enum):
    """Why something lies beside the clinic."""

    RESTORE = auto()
    UPGRADE = auto()
    TYPED = auto()  # what a damaged file took no more, for its person to read


@dataclass(frozen=True)
class SetAside:
    """What was there before something, encrypted, with whoever was erased since."""

    path: Path
    why: Aside
    at: datetime
    size: int
    is_whole: bool  # a restore kept it, so that it can be put back


def set_aside(folder: Path) -> list[SetAside]:
    """Return all that lies there, the newest first; what was removed in part is there as well."""
    found = filter(None, map(_seen, folder.glob("*-*")))
    return sorted(found, key=lambda each: each.at, reverse=True)


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
    moments = {Aside.RESTORE: kept_at, Aside.UPGRADE: _copied_at, Aside.TYPED: _typed_at}
    for why, left_at in moments.items():
        if moment := left_at(path):
            return SetAside(path, why, moment, _size(path), (path / KEY_FILE).exists())
    return None


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


def _typed_at(path: Path) -> datetime | None:
    if not path.name.startswith(TYPED):
        return None
    with suppress(OSError):  # just read and thrown away
        return datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return None
