"""Read the audit log: newest first, a page at a time, and each row with whether it is sound."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from infrared_desktop.domain.access.deeds import DEEDS, Group
from infrared_desktop.storage.audit.log import COLUMNS, AuditLog, Entry
from infrared_desktop.storage.database.moments import as_text
from infrared_desktop.storage.database.sqlcipher import Database, read

_NAMES = ", ".join(f"a.{name}" for name in COLUMNS)
_ROWS = f"SELECT {_NAMES}, a.mac, b.mac FROM audit a LEFT JOIN audit b ON b.seq = a.seq - 1"


@dataclass(frozen=True)
class Asked:
    """Which rows are looked for; what is None is not asked about.

    `before` is not included; `upto` is the last row that is, so that pages stay where they are.
    """

    staff_id: int | None = None
    patient_id: int | None = None
    group: Group | None = None
    since: datetime | None = None
    before: datetime | None = None
    upto: int | None = None


@dataclass(frozen=True)
class Line:
    """One row as it stands in the log, and whether it is as it was written."""

    seq: int
    entry: Entry
    mac: str
    is_sound: bool


class AuditReader:
    """Reads the log for people to look through; raises KnownError for who may not."""

    def __init__(self, db: Database, log: AuditLog, ask: Callable[[], None]) -> None:
        self._db, self._log, self._ask = db, log, ask

    def count(self, asked: Asked) -> int:
        """Return how many rows there are."""
        self._ask()
        if asked.upto is not None and asked == Asked(upto=asked.upto):
            # All but the newest: to count a whole table is faster than to count a part of it.
            later = "SELECT (SELECT count(*) FROM audit) - count(*) FROM audit WHERE seq > ?"
            return int(next(read(self._db, later, [asked.upto]))[0])
        where, values = _where(asked)
        return int(next(read(self._db, f"SELECT count(*) FROM audit a{where}", values))[0])

    def page(self, asked: Asked, offset: int, limit: int) -> list[Line]:
        """Return some rows, newest first."""
        self._ask()
        where, values = _where(asked)
        # Found by number first: of the rows that are passed over only the index is read.
        found = f"SELECT a.seq FROM audit a{where} ORDER BY a.seq DESC LIMIT ? OFFSET ?"
        sql = f"{_ROWS} WHERE a.seq IN ({found}) ORDER BY a.seq DESC"
        return [self._line(row) for row in read(self._db, sql, [*values, limit, offset])]

    def rows(self, asked: Asked) -> Iterator[Line]:
        """Yield all rows in the order in which they were written."""
        self._ask()
        where, values = _where(asked)
        for row in read(self._db, f"{_ROWS}{where} ORDER BY a.seq", values):
            yield self._line(row)

    def _line(self, row: tuple[Any, ...]) -> Line:
        *told, mac, before = row
        return Line(told[0], Entry(*told[1:]), mac, self._log.is_sound(tuple(told), mac, before))


def _where(asked: Asked) -> tuple[str, list[object]]:
    acts = [name for name, deed in DEEDS.items() if deed.group is asked.group]
    clauses: list[tuple[str, object]] = [
        ("a.staff_id = ?", asked.staff_id),
        ("a.patient_id = ?", asked.patient_id),
        ("a.act IN (SELECT value FROM json_each(?))", json.dumps(acts) if asked.group else None),
        ("a.at >= ?", as_text(asked.since) if asked.since else None),
        ("a.at < ?", as_text(asked.before) if asked.before else None),
        ("a.seq <= ?", asked.upto),
    ]
    used = [(clause, value) for clause, value in clauses if value is not None]
    where = " AND ".join(clause for clause, _ in used)
    return (f" WHERE {where}" if where else ""), [value for _, value in used]


def as_fields(line: Line, names: Mapping[int, str]) -> dict[str, object]:
    """Return a row as it is exported: its columns, and in words who did what.

    Of an act on the staff or on a key it names whom that is about; a name there never changes.
    """
    entry = line.entry
    deed, about = DEEDS.get(entry.act), entry.record_id if entry.kind == "staff" else None
    return {
        "seq": line.seq,
        **vars(entry),
        "staff": names.get(entry.staff_id, ""),
        "about": names.get(about, "") if about else "",
        "words": deed.words if deed else "",
        "mac": line.mac,
        "sound": line.is_sound,
    }
