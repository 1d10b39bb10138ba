"""Whether the database file is there, and stays there: what is written to a lost one is lost."""

from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.database.sqlcipher import Database


class Place:
    """Where the open database lies; the system lets us write on after its file was removed."""

    def __init__(self, db: Database) -> None:
        self.path = Path(db.execute("PRAGMA database_list").fetchone()[2])
        self._log = self.path.with_name(self.path.name + "-wal")
        self._file = _identity(self.path)

    def check(self) -> None:
        """Raise KnownError unless the file that was opened is still in its place."""
        if _identity(self.path) != self._file or _identity(self._log) is None:
            raise KnownError(
                "The clinic folder has gone, or was swapped, while it was open, so this was not "
                "saved. What you wrote is still on screen. Put the folder back and save again. If "
                "that does not help, lock with F12 and unlock: what you typed comes along."
            )


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
