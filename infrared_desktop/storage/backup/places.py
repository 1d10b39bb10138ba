"""A place of backups: how it stands there, as it is written down beside the clinic."""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.manifest import unseal


@dataclass(frozen=True)
class Standing:
    """How backups stand at one place."""

    place: Path
    proven_at: datetime | None = None
    proven: Path | None = None
    row: int = 0  # of the audit log, that the proven one holds
    lacking: int = 0  # photographs that the clinic itself had no more
    tried_at: datetime | None = None
    failing_since: datetime | None = None
    why: str = ""  # it failed the last time
    drive: str = ""  # where that was mounted when the last one was proven
    is_given_up: bool = False  # backed up to no more; what lies there may still hold people

    @property
    def is_bare(self) -> bool:
        """Whether there is but the folder on which the drive of this place is mounted at times."""
        return bool(self.drive) and not os.path.ismount(self.drive)


def told_places(content: bytes, key: bytes) -> tuple[Standing, ...]:
    """Return what is written down; of words that another key sealed, little is believed."""
    try:
        return tuple(_standing(each) for each in unseal(content, key)["places"])
    except KnownError:
        words = json.loads(content.split(b"\n")[0])
        return tuple(map(_believed, words["places"]))


def _believed(plain: dict[str, Any]) -> Standing:
    """Believe of words that nobody sealed where backups went, and when last if no more do."""
    place = Path(plain["place"])
    if not plain.get("is_given_up"):
        return Standing(place)
    at = plain["proven_at"]
    last = datetime.fromisoformat(at) if at else None
    return Standing(place, proven_at=last, is_given_up=True)


def plain_of(standing: Standing) -> dict[str, Any]:
    """Return what is written down of a place."""
    return {name: _text(value) for name, value in vars(standing).items()}


def _text(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Path) else value


def _standing(plain: dict[str, Any]) -> Standing:
    moments = ("proven_at", "tried_at", "failing_since")
    read_moments = {
        name: datetime.fromisoformat(plain[name]) if plain[name] else None for name in moments
    }
    proven = Path(plain["proven"]) if plain["proven"] else None
    return Standing(
        Path(plain["place"]),
        proven=proven,
        row=int(plain["row"]),
        lacking=int(plain["lacking"]),
        why=str(plain["why"]),
        drive=str(plain.get("drive", "")),
        is_given_up=bool(plain.get("is_given_up")),
        **read_moments,
    )
