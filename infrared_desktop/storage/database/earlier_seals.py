"""What the backups from before a re-keying are known by: the keys of their seals, and no more.

Such a key opens no page: it only says whether a list was written under that database key.
"""

from typing import NamedTuple

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from infrared_desktop.storage.database.sqlcipher import Database, read

_NAME = "backup-seal-"
_FIND = "SELECT name, value FROM secret WHERE name GLOB ? ORDER BY name"
_KEEP = "INSERT INTO secret VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"


class EarlierSeal(NamedTuple):
    """The key of a seal, and the row of the audit log that its last backup can hold."""

    key: bytes
    row: int


def seal_key(database_key: bytes) -> bytes:
    """Return the key that backups are sealed with under a database key."""
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"infrared backup seal")
    return hkdf.derive(database_key)


def keep_seal(db: Database, database_key: bytes) -> None:
    """Keep the key of the seals before the database is re-keyed; must run inside an act."""
    (row,) = next(read(db, "SELECT max(seq) FROM audit"))
    db.execute(_KEEP, (_NAME + seal_key(database_key).hex(), str(row or 0)))


def earlier_seals(db: Database) -> tuple[EarlierSeal, ...]:
    """Return the keys of the seals that the clinic had before; none of an older schema."""
    if not any(read(db, "SELECT 1 FROM sqlite_master WHERE name = 'secret'")):
        return ()
    kept = read(db, _FIND, (f"{_NAME}*",))
    return tuple(EarlierSeal(bytes.fromhex(name[len(_NAME) :]), int(row)) for name, row in kept)
