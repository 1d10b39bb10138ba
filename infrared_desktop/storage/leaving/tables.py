"""What leaves, table by table: the rows of each kind of record, and of what stands beside them."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from infrared_desktop.domain.access.deeds import DEEDS
from infrared_desktop.domain.access.rights import PROGRAM
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.joined import one_person
from infrared_desktop.storage.database.kinds import KINDS, Kind
from infrared_desktop.storage.database.rows import field_types
from infrared_desktop.storage.database.sqlcipher import Database, read
from infrared_desktop.storage.database.versions import VERSION
from infrared_desktop.storage.leaving.cells import Names, plain_of, words_of

# What explains a patient's records and is about nobody else.
EXPLAINING = ("room", "device", "protocol_copy")
BESIDE = ("audit", "draft", "follow_up")
ABOUT = ("id", "version", "state", "author_id", "author", "stored_at", "content_hash")
_WHY = (
    "SELECT a.about_kind, a.about_id, a.stored_at, a.author_id, a.reason FROM addendum a "
    "JOIN head h ON h.kind = a.about_kind AND h.id = a.about_id AND h.state = 'invalid'"
)
_NAMED = {
    "staff": "SELECT id, name FROM staff ORDER BY version",
    "room": "SELECT id, name FROM room ORDER BY version",
    "device": "SELECT id, name FROM device ORDER BY version",
}
_ORDER = {"audit": "seq", "draft": "key", "follow_up": "patient_id, key"}
_WHOSE = "(SELECT value FROM json_each(?))"
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Entry:
    """One version as it leaves: who stored it when, what it holds, and that in words."""

    about: Mapping[str, Any]
    record: Mapping[str, Any]
    words: Mapping[str, Any]

    def as_json(self) -> dict[str, Any]:
        """Return it as an object of a JSON file."""
        return {**self.about, "record": self.record, "words": self.words}


class Tables:
    """Reads the rows that leave, of everybody or of one patient, one after another."""

    def __init__(self, clinic: Clinic, number: int | None) -> None:
        self._db, self._number = clinic.ledger.db, number
        # With every number that was joined to this one.
        whose = () if number is None else one_person(clinic.ledger.db, (number,))
        self._whose = json.dumps(sorted(whose))
        self.names = _names(clinic.ledger.db)
        self._why = {row[:4]: row[4] for row in read(clinic.ledger.db, _WHY)}

    def kinds(self) -> list[Kind]:
        """Return the kinds of which something may leave."""
        of_one = self._number is not None
        return [kind for kind in KINDS.values() if not of_one or self._where(kind)]

    def count(self) -> int:
        """Return how many rows will leave."""
        queries = [self._query(kind, "count(*)") for kind in self.kinds()]
        queries += [self._query_beside(table, "count(*)") for table in BESIDE]
        return sum(count for sql, values in queries for (count,) in read(self._db, sql, values))

    def entries(self, kind: Kind) -> Iterator[Entry]:
        """Yield every version of a kind, by id."""
        plain = {name: plain_of(of) for name, of in field_types(kind.record_type).items()}
        names = ", ".join(f"v.[{name}]" for name in (*VERSION, *plain))
        sql, values = self._query(kind, names)
        for number, version, state, by, at, hashed, *cells in read(
            self._db, f"{sql} ORDER BY v.id, v.version", values
        ):
            record = {
                name: read_cell(cell)
                for (name, read_cell), cell in zip(plain.items(), cells, strict=True)
            }
            told = (number, version, state, by, self.who(by), at, hashed)
            about = dict(zip(ABOUT, told, strict=True))
            about["struck_because"] = self._why_struck(kind, state, number, at, by)
            yield Entry(about, record, words_of(kind.record_type, record, self.names))

    def columns_beside(self, table: str) -> list[str]:
        """Return the columns of a table that holds no records."""
        return [
            name for (name,) in read(self._db, "SELECT name FROM pragma_table_info(?)", (table,))
        ]

    def rows_beside(self, table: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table that holds no records, in order."""
        columns = self.columns_beside(table)
        sql, values = self._query_beside(table, ", ".join(f"[{name}]" for name in columns))
        for cells in read(self._db, f"{sql} ORDER BY {_ORDER[table]}", values):
            row = dict(zip(columns, cells, strict=True))
            if "content" in row:
                with suppress(ValueError):
                    row["content"] = json.loads(row["content"])
            yield row | self._told(table, row)

    def who(self, staff_id: int) -> str:
        """Return a member of staff's name."""
        return "the program" if staff_id == PROGRAM else self.names["staff"].get(staff_id, "")

    def _told(self, table: str, row: Mapping[str, Any]) -> dict[str, str]:
        told = {"who": self.who(row["staff_id"])} if "staff_id" in row else {}
        if table == "audit":
            told["words"] = DEEDS[row["act"]].words if row["act"] in DEEDS else row["act"]
        return told

    def _why_struck(self, kind: Kind, state: str, number: int, at: str, by: int) -> str | None:
        return self._why.get((kind.name, number, at, by)) if state == "invalid" else None

    def _query(self, kind: Kind, what: str) -> tuple[str, Row]:
        if self._number is None or kind.name in EXPLAINING:
            return f"SELECT {what} FROM [{kind.name}] v", ()
        sql = f"SELECT {what} FROM head h JOIN [{kind.name}] v ON v.id = h.id WHERE h.kind = ? AND "
        return sql + self._where(kind), (kind.name, self._whose, self._whose)

    def _where(self, kind: Kind) -> str:
        """Return what ties a kind's versions to one patient; nothing where nothing does."""
        if kind.name in EXPLAINING:
            return "1"
        if kind.name == "patient":
            return f"h.patient_id IN {_WHOSE} AND v.id IN {_WHOSE}"
        is_tied = "patient_id" in field_types(kind.record_type)
        return f"h.patient_id IN {_WHOSE} AND v.patient_id IN {_WHOSE}" if is_tied else ""

    def _query_beside(self, table: str, what: str) -> tuple[str, Row]:
        sql = f"SELECT {what} FROM [{table}]"
        if self._number is None:
            return sql, ()
        if table == "audit":
            # What left of everybody left of this patient too.
            sql += f" WHERE (patient_id IN {_WHOSE} OR "
            sql += "(patient_id IS NULL AND act = 'clinic-exported'))"
        else:
            sql += f" WHERE patient_id IN {_WHOSE}"
        return sql, (self._whose,)


def _names(db: Database) -> Names:
    """Return the newest names, by number."""
    return {what: dict(read(db, sql)) for what, sql in _NAMED.items()}
