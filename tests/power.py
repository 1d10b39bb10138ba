"""What a power cut would leave: each file and folder as it was when it last went to the disk."""

import os
import stat
from pathlib import Path

import pytest

from infrared_desktop.storage.files import writing


class Disk:
    """Hears what is flushed from now on; SQLite, which flushes by itself, is not heard."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._flushed: dict[int, object] = {}
        self.named_too_early: list[str] = []
        flush, replace = writing.flush_open, Path.replace

        def flush_open(handle: int) -> None:
            flush(handle)
            self._hear(handle)

        def named(path: Path, target: Path) -> Path:
            if path.is_file() and not self.has_content(path):
                self.named_too_early.append(path.name)
            return replace(path, target)

        monkeypatch.setattr(writing, "flush_open", flush_open)
        monkeypatch.setattr(Path, "replace", named)

    def _hear(self, handle: int) -> None:
        found = os.fstat(handle)
        is_folder = stat.S_ISDIR(found.st_mode)
        names = {each.name: each.inode() for each in os.scandir(handle)} if is_folder else None
        self._flushed[found.st_ino] = names or (found.st_size, found.st_mtime_ns)

    def has_content(self, path: Path) -> bool:
        """Say whether a file would be there with all that it holds now."""
        found = path.stat()
        return self._flushed.get(found.st_ino) == (found.st_size, found.st_mtime_ns)

    def names(self, folder: Path) -> dict[str, int]:
        """Return what a folder would hold."""
        known = self._flushed.get(folder.stat().st_ino)
        return known if isinstance(known, dict) else {}

    def has_name(self, path: Path) -> bool:
        """Say whether a file or folder would be found by the name that it has now."""
        return self.names(path.parent).get(path.name) == path.stat().st_ino

    def holds(self, path: Path) -> bool:
        """Say whether a file would be there, under its name and whole."""
        return self.has_content(path) and self.has_name(path)
