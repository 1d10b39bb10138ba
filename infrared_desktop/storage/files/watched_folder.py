"""The folder that this computer watches for new photographs, and which of them were dealt with.

Both are of this computer alone. Files are remembered by a hash: their names may say whom they show.
"""

import hashlib
import json
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.writing import make_folder, write_atomically

KINDS = (".jpg", ".jpeg", ".png", ".heic", ".heif")


def usual_file() -> Path:
    """Return where this computer remembers it."""
    from platformdirs import user_config_path

    return user_config_path("Infrared Desktop", False) / "watched.json"


class WatchedFolder:
    """Remembers a folder and what of it was dealt with; a damaged memory counts as none."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or usual_file()
        self.folder: Path | None = None
        self._known: frozenset[str] = frozenset()
        with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
            kept = json.loads(self._file.read_text(encoding="utf-8"))
            self._known = frozenset(map(str, kept["known"]))
            self.folder = Path(kept["folder"]) if kept["folder"] else None

    def watch(self, folder: Path | None) -> None:
        """Watch another folder from now on, or none."""
        self.folder, self._known = folder, frozenset()
        self._keep()

    def new(self, marks: dict[Path, str]) -> list[Path]:
        """Return the files that were not dealt with, by name."""
        return sorted(path for path, mark in marks.items() if mark not in self._known)

    def deal_with(self, files: Iterable[Path], marks: dict[Path, str]) -> None:
        """Remember that files were taken in or left; what is gone from the folder is forgotten."""
        there: Collection[str] = marks.values()
        done = {marks[path] for path in files if path in marks}
        self._known = frozenset(self._known.intersection(there) | done)
        self._keep()

    def _keep(self) -> None:
        content = {"folder": str(self.folder or ""), "known": sorted(self._known)}
        # Without a memory the same files are offered again, which harms nobody.
        with suppress(KnownError, OSError):
            make_folder(self._file.parent)
            write_atomically(self._file, json.dumps(content).encode())


def marks_of(paths: Iterable[Path]) -> dict[Path, str]:
    """Return a mark for each photograph; a file that was written to since has another one."""
    marks: dict[Path, str] = {}
    for path in paths:
        if path.suffix.lower() in KINDS:
            with suppress(OSError):  # it went, as when a card was pulled out
                told = path.stat()
                said = f"{path}|{told.st_size}|{told.st_mtime_ns}"
                marks[path] = hashlib.sha256(said.encode(errors="replace")).hexdigest()[:32]
    return marks
