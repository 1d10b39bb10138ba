"""Fills the database of a review copy: the chosen patients' records, and what explains them."""

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any

from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.audit.log import AuditLog
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.books import Books
from infrared_desktop.storage.database.kinds import KINDS, Kind
from infrared_desktop.storage.database.migrations import mark_derivations, migrations
from infrared_desktop.storage.database.rows import field_types
from infrared_desktop.storage.database.sqlcipher import Database, make_database, read
from infrared_desktop.storage.database.versions import VERSION
from infrared_desktop.storage.desks import search

# What the records point to; nothing in them is about a patient.
EXPLAINING = ("settings", "staff", "room", "device", "protocol_copy", "desk_rules")
BESIDE = ("head", "follow_up")
_CHOSEN = "(SELECT value FROM json_each(:numbers))"
_EXPLAINING = "(SELECT value FROM json_each(:explaining))"
_REFUSE = """CREATE TRIGGER [{table}_no_{event}] BEFORE {event} ON [{table}]
BEGIN SELECT RAISE(ABORT, 'a review copy is only read'); END"""
# Not the tables inside the search index: SQLite crashes where a trigger refuses its own writes.
_TABLES = (
    "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
    "AND name NOT LIKE 'sqlite_%' ORDER BY name"
)


def fill(clinic: Clinic, numbers: Iterable[int], path: Path, key: bytes) -> None:
    """Write the copy's database; the clinic is read as it stands at one moment.

    `clinic` is in a transaction, so that the front desk may go on writing meanwhile.
    """
    chosen = sorted(set(numbers))
    with closing(make_database(path, key)) as copy:
        migrations.apply(copy)
        copy.execute("BEGIN IMMEDIATE")
        for kind in KINDS.values():
            into = f"[{kind.name}] ({columns(kind)})"
            _add(copy, into, rows(clinic.ledger.db, kind, chosen))
        for table in BESIDE:
            _add(copy, table, rows_beside(clinic.ledger.db, table, chosen))
        _tell(clinic, chosen, copy, key)
        _index(copy)
        mark_derivations(copy)
        copy.execute("COMMIT")
        refuse_writes(copy)
        # One file, with nothing beside it that would have to be carried along.
        copy.execute("PRAGMA journal_mode = DELETE")


def refuse_writes(copy: Database) -> None:
    """Have the database itself refuse every change, whoever opens it."""
    tables = [name for (name,) in copy.execute(_TABLES)]
    copy.execute("BEGIN IMMEDIATE")
    for table in tables:
        for event in ("INSERT", "UPDATE", "DELETE"):
            copy.execute(f"DROP TRIGGER IF EXISTS [{table}_no_{event}]")
            copy.execute(_REFUSE.format(table=table, event=event))
    copy.execute("COMMIT")


def rows(db: Database, kind: Kind, numbers: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    """Yield the versions of a kind that belong on a copy for these patients, in order.

    A version that was another patient's, before the record was moved, stays at the clinic.
    """
    for where in _belonging(kind):
        sql = (
            f"SELECT {columns(kind, 'v.')} FROM head h JOIN [{kind.name}] v ON v.id = h.id "
            f"WHERE h.kind = :kind AND {where} ORDER BY v.id, v.version"
        )
        yield from _read(db, sql, numbers, kind.name)


def columns(kind: Kind, of: str = "") -> str:
    """Return the columns of a kind's table: not in the order in which steps added them."""
    return ", ".join(f"{of}[{name}]" for name in (*VERSION, *field_types(kind.record_type)))


def _belonging(kind: Kind) -> Iterator[str]:
    if kind.name in EXPLAINING:
        yield "1"
    elif kind.name == "patient":
        yield f"h.patient_id IN {_CHOSEN}"
    elif "patient_id" in field_types(kind.record_type):
        yield f"h.patient_id IN {_CHOSEN} AND v.patient_id IN {_CHOSEN}"
    if kind.name == "signature":
        yield f"h.patient_id IS NULL AND v.about_kind IN {_EXPLAINING}"


def rows_beside(db: Database, table: str, numbers: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    """Yield what belongs on a copy of the tables that lead to the records, or follow from them."""
    where = f"patient_id IN {_CHOSEN}"
    if table == "head":
        about = f"(SELECT id FROM signature WHERE about_kind IN {_EXPLAINING})"
        where += (
            f" OR (patient_id IS NULL AND (kind IN {_EXPLAINING} OR "
            f"(kind = 'signature' AND id IN {about})))"
        )
    return _read(db, f"SELECT * FROM [{table}] WHERE {where} ORDER BY 1, 2", numbers, "")


def _read(db: Database, sql: str, numbers: Iterable[int], kind: str) -> Iterator[tuple[Any, ...]]:
    values = {
        "numbers": json.dumps(sorted(numbers)),
        "explaining": json.dumps(EXPLAINING),
        "kind": kind,
    }
    yield from db.execute(sql, values)


def _add(copy: Database, into: str, found: Iterator[tuple[Any, ...]]) -> None:
    for first in found:
        marks = ",".join("?" * len(first))
        copy.conn.executemany(f"INSERT INTO {into} VALUES ({marks})", chain([first], found))


def _tell(clinic: Clinic, numbers: list[int], copy: Database, key: bytes) -> None:
    """Begin an audit log of the copy's own, by which what was altered shows there too.

    Only who stored what is told: who looked at whom stays at the clinic.
    """
    log = AuditLog(copy, key)
    there = {
        kind.name: {(row[0], row[1]) for row in _keys(copy, kind.name)} for kind in KINDS.values()
    }
    for entry in clinic.ledger.audit.sound_rows(numbers):
        if (entry.record_id, entry.version) in there.get(entry.kind or "", ()):
            log.append(entry)


def _keys(copy: Database, table: str) -> Iterator[tuple[Any, ...]]:
    return read(copy, f"SELECT id, version FROM [{table}]")


def _index(copy: Database) -> None:
    books = Books(copy)
    for stored in books.all(Patient):
        search.index(copy, stored.id, search.to_index(books, stored))
