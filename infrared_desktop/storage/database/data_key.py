"""The key that the audit log and the photographs go by; it stays when the database is re-keyed.

Until the first re-keying it is the database key itself; from then on it is a secret in the database
(docs/decisions/0018). Photographs that come after a re-keying have a newer key of their own.
"""

import os

from infrared_desktop.storage.database.sqlcipher import KEY_BYTES, Database, read

_NAME = "data-key"
_PHOTOGRAPHS = "photograph-key-"  # and the how-manieth, so that they sort
_KEYS = f"{_PHOTOGRAPHS}*"
_DUE = "rekeying-due"


def data_key(db: Database, database_key: bytes) -> bytes:
    """Return the key of the audit log and the photographs."""
    for (value,) in read(db, "SELECT value FROM secret WHERE name = ?", (_NAME,)):
        return bytes.fromhex(value)
    return database_key


def keep_data_key(db: Database, key: bytes) -> None:
    """Keep the key inside the database, once; must run inside the transaction of an act."""
    db.execute("INSERT INTO secret VALUES (?, ?) ON CONFLICT DO NOTHING", (_NAME, key.hex()))


def later_photograph_keys(db: Database) -> tuple[bytes, ...]:
    """Return the keys that photographs got after the first one, the newest last."""
    found = read(db, "SELECT value FROM secret WHERE name GLOB ? ORDER BY name", (_KEYS,))
    return tuple(bytes.fromhex(value) for (value,) in found)


def add_photograph_key(db: Database) -> None:
    """Give a new key to the photographs that come; must run inside an act.

    Never before the database is re-keyed: who left may read what the old key encrypts.
    """
    name = f"{_PHOTOGRAPHS}{len(later_photograph_keys(db)) + 1:06}"
    db.execute("INSERT INTO secret VALUES (?, ?)", (name, os.urandom(KEY_BYTES).hex()))


def is_rekeying_due(db: Database) -> bool:
    """Say whether somebody who may have copied the database key left since it was made."""
    return any(read(db, "SELECT 1 FROM secret WHERE name = ?", (_DUE,)))


def set_rekeying_due(db: Database, due: bool = True) -> None:
    """Note that the database is to be re-keyed, or was; must run inside an act."""
    if due:
        db.execute("INSERT INTO secret VALUES (?, '') ON CONFLICT DO NOTHING", (_DUE,))
    else:
        db.execute("DELETE FROM secret WHERE name = ?", (_DUE,))
