"""The audit log: rows that are only appended, each bound to the one before by an HMAC."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from infrared_desktop.storage.database.moments import moment_of
from infrared_desktop.storage.database.sqlcipher import Database, read

FIRST_COLUMNS = (
    "seq",
    "at",
    "staff_id",
    "act",
    "kind",
    "record_id",
    "version",
    "patient_id",
    "content_hash",
    "state",
)
COLUMNS = (
    *FIRST_COLUMNS,
    "role",
    "workstation",
    "utc_offset_min",
    "action",
    "outcome",
    "reason",
)
START = "0" * 64
_FIRST = len(FIRST_COLUMNS)


@dataclass(frozen=True)
class Entry:
    """What one row says: who did which act to which record; never what the record holds.

    `action` is create, read, update, delete or execute by its first letter; a row from before
    release 6 says nothing from `role` on.
    """

    at: str
    staff_id: int
    act: str
    kind: str | None = None
    record_id: int | None = None
    version: int | None = None
    patient_id: int | None = None
    content_hash: str | None = None
    state: str | None = None
    role: str | None = None
    workstation: str | None = None
    utc_offset_min: int | None = None
    action: str | None = None
    outcome: str | None = None
    reason: str | None = None


class AuditLog:
    """Append to the chain and check it; the key is derived from the database key."""

    def __init__(self, db: Database, database_key: bytes) -> None:
        self._db = db
        hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"infrared audit chain")
        self._key = hkdf.derive(database_key)
        marks = ",".join("?" * (len(COLUMNS) + 1))
        self._insert = f"INSERT INTO audit ({', '.join(COLUMNS)}, mac) VALUES ({marks})"

    def append(self, entry: Entry) -> None:
        """Append one entry; must run inside the transaction of the act that it tells of."""
        seq, mac = self.head()
        row = (seq + 1, *vars(entry).values())
        self._db.execute(self._insert, (*row, self._mac(mac, row)))

    def breaks(self) -> Iterator[int]:
        """Yield the number of every row that is changed, out of order, or after a missing one."""
        return (seq for seq, is_sound in self.checked() if not is_sound)

    def checked(self) -> Iterator[tuple[int, bool]]:
        """Yield the number of every row, and whether it follows the row before it unchanged."""
        mac, expected = START, 1
        for *row, stored in self._db.execute(
            f"SELECT {', '.join(COLUMNS)}, mac FROM audit ORDER BY seq"
        ):
            before = mac if row[0] == expected else None
            yield row[0], self.is_sound(tuple(row), stored, before)
            mac, expected = stored, row[0] + 1

    def is_sound(self, row: tuple[object, ...], mac: str, before: str | None) -> bool:
        """Say whether a row is as it was written; `before` is the MAC of the row before it."""
        if before is None:
            if row[0] != 1:
                return False
            before = START
        return self._fits(before, row, mac)

    def told_of(self, kind: str, record_id: int, version: int) -> tuple[object, ...] | None:
        """Return author, moment, state and hash of a version; None where no sound row tells it."""
        sql = f"SELECT {', '.join(COLUMNS)}, mac FROM audit WHERE kind = ? AND record_id = ? "
        for *row, mac in read(self._db, sql + "AND version = ?", (kind, record_id, version)):
            before = self.mac_at(row[0] - 1) or START
            if self._fits(before, tuple(row), mac):
                told = dict(zip(COLUMNS, row, strict=True))
                return (told["staff_id"], told["at"], told["state"], told["content_hash"])
        return None

    def sound_rows(self, patients: Iterable[int]) -> Iterator[Entry]:
        """Yield what is told of the versions of patients' records and of the clinic's own.

        A row that is not as it was written is left out.
        """
        names = ", ".join(f"a.{name}" for name in COLUMNS)
        sql = (
            f"SELECT {names}, a.mac, b.mac FROM audit a LEFT JOIN audit b ON b.seq = a.seq - 1 "
            "WHERE a.version IS NOT NULL AND (a.patient_id IS NULL OR a.patient_id IN "
            "(SELECT value FROM json_each(?))) ORDER BY a.seq"
        )
        for *row, mac, before in read(self._db, sql, (json.dumps(sorted(patients)),)):
            if self._fits(before or START, tuple(row), mac):
                yield Entry(*row[1:])

    def head(self) -> tuple[int, str]:
        """Return the number and the MAC of the newest row."""
        for seq, mac in read(self._db, "SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1"):
            return seq, mac
        return 0, START

    def last_at(self) -> datetime | None:
        """Return the latest moment of the newest rows, as the last may tell a wrong clock.

        Where somebody called the day right since, what a wrong clock told before counts no more. A
        row whose moment does not read hides no other one; `checked` tells of it.
        """
        sql = (
            "SELECT at FROM audit WHERE seq >= (SELECT coalesce(max(seq), 0) "
            "FROM audit WHERE act = 'clock-confirmed') ORDER BY seq DESC LIMIT ?"
        )
        told = (moment_of(at) for (at,) in read(self._db, sql, (200,)))
        return max((each for each in told if each), default=None)

    def mac_at(self, seq: int) -> str | None:
        """Return the MAC of one row, or None if there is no such row."""
        for (mac,) in read(self._db, "SELECT mac FROM audit WHERE seq = ?", (seq,)):
            return str(mac)
        return None

    def _fits(self, previous: str, row: tuple[object, ...], mac: str) -> bool:
        # As bytes: of texts only those in ASCII are compared, and a forged one may be any.
        return hmac.compare_digest(self._mac(previous, row).encode(), mac.encode())

    def _mac(self, previous: str, row: tuple[object, ...]) -> str:
        if not any(value is not None for value in row[_FIRST:]):
            row = row[:_FIRST]  # as rows were bound before they said more (decision 0020)
        text = json.dumps([previous, *row], ensure_ascii=False)
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()
