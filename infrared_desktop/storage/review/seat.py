"""Where a person's computer keeps what reading a review copy needs: no folder of the clinic."""

import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from infrared_desktop.storage.files.outbox_lock import take_lock
from infrared_desktop.storage.files.writing import make_folder

_IN_USE = "in-use"


@dataclass(frozen=True)
class Seat:
    """The folders of one person on one computer: `cache` may be emptied, `state` is kept."""

    cache: Path
    state: Path

    @contextmanager
    def room(self) -> Iterator[Path]:
        """Lend a folder for encrypted files; it is gone afterwards, at the latest next time.

        What a program left that was cut off is cleared away here.
        """
        make_folder(self.cache)
        self._clear()
        room = self.cache / uuid.uuid4().hex
        make_folder(room)
        handle = os.open(room / _IN_USE, os.O_RDWR | os.O_CREAT, 0o600)
        take_lock(handle)
        try:
            yield room
        finally:
            os.close(handle)
            shutil.rmtree(room, ignore_errors=True)

    def _clear(self) -> None:
        with suppress(OSError):
            for room in self.cache.iterdir():
                if not _is_in_use(room):
                    shutil.rmtree(room, ignore_errors=True)


def usual_seat() -> Seat:
    """Return the folders of whoever runs the program here."""
    from platformdirs import user_cache_path, user_data_path

    name = "Infrared Desktop"
    return Seat(user_cache_path(name, False) / "review", user_data_path(name, False) / "review")


def _is_in_use(room: Path) -> bool:
    """Say whether a running program holds a folder; the lock ends with its process."""
    try:
        handle = os.open(room / _IN_USE, os.O_RDWR)
    except OSError:
        return False
    try:
        return not take_lock(handle)
    finally:
        os.close(handle)
