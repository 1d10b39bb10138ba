"""How versions of records stand in their tables: the columns of a kind, written and read."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.storage.database.joined import is_tied
from infrared_desktop.storage.database.kinds import Kind, kind_named
from infrared_desktop.storage.database.making import maker
from infrared_desktop.storage.database.rows import Known, field_types, row_reader

VERSION = ("id", "version", "state", "author_id", "stored_at", "content_hash")


@cache
def insert(kind: Kind) -> str:
    """Return what writes one version of a kind."""
    names = (*VERSION, *field_types(kind.record_type))
    return f"INSERT INTO [{kind.name}] ({','.join(names)}) VALUES ({','.join('?' * len(names))})"


@cache
def columns(kind: Kind) -> str:
    """Return the columns of a version of a kind."""
    return ", ".join(f"v.{name}" for name in (*VERSION, *field_types(kind.record_type)))


@cache
def current(kind: Kind) -> str:
    """Return the columns of a newest version: whose it is, and whether it counts, says the head."""
    heads = {"state": "h.state"} | ({"patient_id": "h.patient_id"} if is_tied(kind) else {})
    names = (*VERSION, *field_types(kind.record_type))
    return ", ".join(heads.get(name, f"v.{name}") for name in names)


def reader(kind: Kind) -> Callable[[Sequence[Any]], Stored[Any]]:
    """Return what makes stored records of the rows of one query."""
    read_record = row_reader(kind.record_type)
    states, moments, make = Known(State), Known(datetime.fromisoformat), maker(Stored)

    def stored(row: Sequence[Any]) -> Stored[Any]:
        number, version, state, by, at, hashed, *cells = row
        try:
            record = read_record(cells)
            return make((number, version, states[state], by, moments[at], hashed, record))
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            raise _unreadable(kind, number, version) from error

    return stored


def _unreadable(kind: Kind, number: int, version: int) -> KnownError:
    return KnownError(
        "The {kind} {number}, version {version}, cannot be read: it holds what this program "
        "never wrote. Nothing was changed. Check the clinic, and restore the last backup.",
        kind=words_of(kind.record_type),
        number=number,
        version=version,
    )


def words_of(record_type: type) -> str:
    """Return what a kind of record is called."""
    return kind_named(record_type).name.replace("_", " ")
