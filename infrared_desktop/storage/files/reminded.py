"""Up to which moment the desk was reminded: a file of the clinic's folder that names nobody."""

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.writing import write_atomically

REMINDED = "reminded.txt"


def read_reminded(folder: Path) -> datetime | None:
    """Return the moment of the last reminder; None if there was none, or nobody can read it."""
    try:
        moment = datetime.fromisoformat((folder / REMINDED).read_text(encoding="utf-8").strip())
    except (OSError, ValueError):
        return None
    return moment.astimezone(UTC) if moment.tzinfo else None


def keep_reminded(folder: Path, moment: datetime) -> None:
    """Keep the moment of a reminder; where the disk refuses, it may come once more."""
    with suppress(KnownError):
        write_atomically(folder / REMINDED, f"{moment.isoformat()}\n".encode())
