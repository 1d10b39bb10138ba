"""Remove what the database holds about patients; its triggers allow it for the erased alone."""

import json
from collections.abc import Collection, Iterator
from typing import NamedTuple

from infrared_desktop.storage.database.sqlcipher import Database, read

# The decision that somebody is erased is what stays, and what lets the rest go.
_THEIRS = (
    "SELECT h.kind, h.id, h.patient_id FROM head h WHERE h.patient_id IN {whose} "
    "AND NOT (h.kind = 'erasure' AND EXISTS "
    "(SELECT 1 FROM erasure e WHERE e.id = h.id AND e.decision = 'erased')) "
    "UNION SELECT 'merge', m.id, m.merged_id FROM merge m WHERE m.merged_id IN {whose} "
    "AND m.patient_id NOT IN {whose} ORDER BY 1, 2"
)
_WHOSE = "(SELECT value FROM json_each(?1))"
_SPEND = (
    "INSERT INTO spent_number VALUES (?, ?) ON CONFLICT DO UPDATE SET id = max(id, excluded.id)"
)
_PICTURES = f"SELECT DISTINCT content FROM photo WHERE patient_id IN {_WHOSE}"
_STILL_NAMED = "SELECT 1 FROM photo WHERE content = ?"
_BESIDE = ("locked_work", "follow_up")


class Removed(NamedTuple):
    """A record that is gone: its kind, its number and the patient's."""

    kind: str
    id: int
    patient_id: int


def remove_patients(db: Database, numbers: Collection[int]) -> list[Removed]:
    """Remove every record of patients whose erasure was just decided; within that act.

    Photographs that nobody else's record names are noted as still to be removed from the disk.
    """
    whose = json.dumps(sorted(numbers))
    pictures = [content for (content,) in read(db, _PICTURES, (whose,))]
    gone = [Removed(*row) for row in read(db, _THEIRS.format(whose=_WHOSE), (whose,))]
    for kind, number, _ in gone:
        db.execute(f"DELETE FROM [{kind}] WHERE id = ?", (number,))
        db.execute("DELETE FROM head WHERE kind = ? AND id = ?", (kind, number))
        db.execute(_SPEND, (kind, number))
    for table in _BESIDE:
        db.execute(f"DELETE FROM {table} WHERE patient_id IN {_WHOSE}", (whose,))
    for content in pictures:
        if not any(read(db, _STILL_NAMED, (content,))):
            leave_to_do(db, content)
    leave_to_do(db, "")
    return gone


def rewrite_index(db: Database) -> None:
    """Write the search index anew: a word that was deleted stays in its segments otherwise."""
    for table in ("people_words", "people_parts"):
        db.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def leave_to_do(db: Database, content: str) -> None:
    """Note a photograph that is still to be removed, or with '' the work on the file itself."""
    db.execute("INSERT INTO unfinished_erasure VALUES (?) ON CONFLICT DO NOTHING", (content,))


def to_do(db: Database) -> Iterator[str]:
    """Yield what is left to do, the work on the file itself last."""
    sql = "SELECT content FROM unfinished_erasure ORDER BY content = '', content"
    return iter([content for (content,) in read(db, sql)])


def is_done(db: Database, content: str) -> None:
    """Forget what was to do."""
    db.execute("DELETE FROM unfinished_erasure WHERE content = ?", (content,))


def shrink(db: Database) -> bool:
    """Write the file anew without its free pages and empty its log; say whether nobody read on."""
    db.execute("VACUUM")
    return emptied(db)


def emptied(db: Database) -> bool:
    """Empty the log beside the file; say whether nobody else held it."""
    busy, *_ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
