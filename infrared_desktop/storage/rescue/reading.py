"""Open a damaged clinic on a copy of its file: what still reads is read, and nothing is stored."""

import shutil
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.storage.backup.trial import scratch
from infrared_desktop.storage.clinic import Clinic, closed_on_error
from infrared_desktop.storage.database.migrations import refuse_unless_up_to_date
from infrared_desktop.storage.database.sqlcipher import (
    connect,
    connect_to_read,
    watch_damage,
)
from infrared_desktop.storage.files.damage import DamageError
from infrared_desktop.storage.files.folder import DATABASE
from infrared_desktop.storage.review.reading import ReadingLedger

R = TypeVar("R")
_ROOM = "reading-"
_NOT_COPIED = (
    "What still reads could not be opened ({told}), as it is read on a copy. Nothing was changed. "
    "Free some space beside the clinic and try again."
)
_LOG = f"{DATABASE}-wal"


class DamagedLedger(ReadingLedger):
    """Refuses in words of its own; the database itself takes nothing either."""

    def refusal(self) -> KnownError:
        """Return why nothing can be stored here."""
        return refused()


class DamagedClinic(Clinic):
    """A clinic whose file is damaged; its photographs are read where they lie."""

    def __init__(self, folder: Path, room: Path, key: bytes) -> None:
        self._room, self._held = room, ExitStack()
        self._spent: list[Any] = []
        db = connect_to_read(room / DATABASE, key)
        with closed_on_error(db, room / DATABASE):
            refuse_unless_up_to_date(db)
            super().__init__(folder, db, key, DamagedLedger)
        watch_damage(db, self._open_again)

    def opener(self) -> Callable[[Path, bytes, datetime], Clinic]:
        """Return what opens the same copy by a connection of its own, for a job."""
        room = self._room
        return lambda folder, key, now: DamagedClinic(folder, room, key)

    def _open_again(self, _: DamageError) -> None:
        """Open the copy anew: after one page that fails, SQLCipher reads no other one either."""
        db = self.ledger.db
        self._spent.append(db.conn)  # somebody may read the rest of a row yet
        db.conn = connect_to_read(self._room / DATABASE, self.ledger.key).conn

    def hold(self, held: ExitStack) -> None:
        """Keep the copy until the clinic is closed."""
        self._held = held

    def close(self) -> None:
        """Close the copy, and clear it away."""
        if self.is_open:
            self.is_open = False
            self.ledger.close()
            for connection in self._spent:
                connection.close()
            self._held.close()


@dataclass(frozen=True)
class Reading:
    """A damaged clinic, open, and who reads there."""

    clinic: DamagedClinic
    person: Stored[Staff]


def open_damaged(folder: Path, key: bytes) -> DamagedClinic:
    """Open what still reads; raise DamageError where that is too little. The file stays as it is.

    What was written last lies in the log, which is put into the copy.
    """
    with ExitStack() as held:
        room = held.enter_context(scratch(folder, _ROOM, _NOT_COPIED))
        _copy(folder, room)
        try:
            with closing(connect(room / DATABASE, key)):
                pass  # which takes the log in
            clinic = DamagedClinic(folder, room, key)
        except KnownError as error:
            raise DamageError(
                "Too much of the file {name} is damaged to read anything. Nothing was changed. "
                "Restore it from a backup.",
                name=DATABASE,
            ) from error
        clinic.hold(held.pop_all())
        return clinic


def _copy(folder: Path, room: Path) -> None:
    try:
        for name in (DATABASE, _LOG):
            if (folder / name).exists():
                shutil.copyfile(folder / name, room / name)
    except OSError as error:
        raise KnownError(
            "The damaged clinic could not be opened to read ({told}). Nothing was changed. Free "
            "some space on the disk and try again, or restore a backup.",
            told=error.strerror or str(error),
        ) from error


def refused() -> KnownError:
    """Return what is said to whoever wants to store something."""
    return KnownError(
        "This clinic is damaged and open to read only, so nothing was stored. Write it down on "
        "paper, and enter it once the clinic is restored."
    )
