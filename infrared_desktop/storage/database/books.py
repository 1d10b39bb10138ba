"""Read and append versions of records; the current version of each is named in the head table."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from itertools import groupby
from typing import Any, TypeVar

from infrared_desktop.domain.errors import KnownError, StaleError
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.storage.database.joined import (
    Joined,
    belongs_under,
    is_any_joined,
    is_tied,
    joined,
    joined_of,
    kept,
    one_person,
)
from infrared_desktop.storage.database.kinds import KINDS, Kind, kind_named, kind_of
from infrared_desktop.storage.database.moments import as_text
from infrared_desktop.storage.database.rows import (
    content_hash,
    to_row,
)
from infrared_desktop.storage.database.sqlcipher import Database, read
from infrared_desktop.storage.database.versions import columns, current, insert, reader, words_of

R = TypeVar("R")
_HIGHEST = (
    "SELECT coalesce((SELECT id FROM head WHERE kind = ?1 ORDER BY id DESC LIMIT 1), 0), "
    "coalesce((SELECT id FROM spent_number WHERE kind = ?1), 0)"
)


class Books:
    """Every stored record of a clinic; nothing in them is ever changed.

    What was written under a number that was joined to another reads as that one's.
    """

    def __init__(self, db: Database) -> None:
        self._db = db

    def get(self, record_type: type[R], record_id: int) -> Stored[R]:
        """Return the current version; raise KnownError if there is no such record."""
        for stored in self._heads(record_type, "h.kind = ? AND h.id = ?", record_id):
            return stored
        raise KnownError(
            "There is no {kind} {number}.", kind=words_of(record_type), number=record_id
        )

    def all(self, record_type: type[R]) -> list[Stored[R]]:
        """Return all current versions, by id."""
        return list(self._heads(record_type, "h.kind = ? ORDER BY h.id"))

    def of_patient(self, record_type: type[R], patient_id: int) -> list[Stored[R]]:
        """Return a patient's current versions, by id, without the invalidated ones."""
        where = "h.kind = ? AND h.patient_id = ? AND h.state <> 'invalid' ORDER BY h.id"
        return list(self._heads(record_type, where, self.kept(patient_id)))

    def struck_of_patient(self, record_type: type[R], patient_id: int) -> list[Stored[R]]:
        """Return a patient's records of a kind that were struck through, by id."""
        where = "h.kind = ? AND h.patient_id = ? AND h.state = 'invalid' ORDER BY h.id"
        return list(self._heads(record_type, where, self.kept(patient_id)))

    def kinds_of_patient(self, patient_id: int) -> frozenset[str]:
        """Return the kinds of which a patient has records."""
        sql = "SELECT DISTINCT kind FROM head WHERE patient_id = ?"
        return frozenset(kind for (kind,) in read(self._db, sql, (self.kept(patient_id),)))

    def kept(self, patient_id: int) -> int:
        """Return the number by which a patient is kept, should it have been joined to another."""
        return kept(self._db, patient_id)

    def one_person(self, patient_id: int) -> frozenset[int]:
        """Return every number that a patient has."""
        return one_person(self._db, (patient_id,))

    def between(self, record_type: type[R], first: date, last: date) -> list[Stored[R]]:
        """Return the current versions whose day lies within both days, both included."""
        where = "h.kind = ? AND h.day BETWEEN ? AND ? AND h.state <> 'invalid' ORDER BY h.day, h.id"
        return list(self._heads(record_type, where, first.isoformat(), last.isoformat()))

    def many(self, record_type: type[R], ids: Iterable[int]) -> dict[int, Stored[R]]:
        """Return the current versions of the given ids, by id; unknown ids are left out."""
        where = "h.kind = ? AND h.id IN (SELECT value FROM json_each(?))"
        wanted = json.dumps(sorted(set(ids)))
        return {stored.id: stored for stored in self._heads(record_type, where, wanted)}

    def history(self, record_type: type[R], record_id: int) -> list[Stored[R]]:
        """Return all versions of one record, oldest first."""
        kind = kind_named(record_type)
        sql = f"SELECT {columns(kind)} FROM [{kind.name}] v WHERE id = ? ORDER BY version"
        rows = map(reader(kind), read(self._db, sql, (record_id,)))
        return list(_as_kept(kind, rows, joined(self._db)))

    def versions(self, kind: Kind) -> Iterator[Stored[Any]]:
        """Yield every version of every record of a kind, as it was written."""
        sql = f"SELECT {columns(kind)} FROM [{kind.name}] v ORDER BY id, version"
        return map(reader(kind), read(self._db, sql))

    def all_of_patient(self, kind: Kind, number: int) -> tuple[tuple[Stored[Any], ...], ...]:
        """Return all versions of a patient's records of a kind, the invalidated ones as well."""
        sql = (
            f"SELECT {columns(kind)} FROM head h JOIN [{kind.name}] v ON v.id = h.id "
            "WHERE h.kind = ? AND h.patient_id = ? ORDER BY v.id, v.version"
        )
        rows = map(reader(kind), read(self._db, sql, (kind.name, self.kept(number))))
        stored = _as_kept(kind, rows, joined(self._db))
        return tuple(tuple(each) for _, each in groupby(stored, key=lambda stored: stored.id))

    def as_written(self, stored: Stored[R]) -> R:
        """Return the very record that was stored, whoever's it is read as."""
        kind = kind_of(stored.record)
        own = self._written_under(kind, stored)
        return stored.record if own is None else _of(stored.record, own)

    def append(
        self,
        record: R,
        author_id: int,
        now: datetime,
        *,
        replaces: Stored[R] | None = None,
        state: State = State.CURRENT,
    ) -> Stored[R]:
        """Append a record or its next version; raise StaleError if another came in between."""
        kind = kind_of(record)
        if replaces is not None:
            self._check_current(kind, replaces)
        record_id = replaces.id if replaces else self._next_id(kind)
        version = replaces.version + 1 if replaces else 1
        is_sought = is_tied(kind) and is_any_joined(self._db)
        written = self._to_write(kind, record, replaces) if is_sought else record
        stored = Stored(record_id, version, state, author_id, now, _hash(written), written)
        pairs = joined_of(self._db, patient_of(kind, stored))
        self._write(kind, stored, pairs)
        return next(_as_kept(kind, iter([stored]), pairs))

    def _to_write(self, kind: Kind, record: R, replaces: Stored[R] | None) -> R:
        """Return a record under the number that it goes by itself, should that be joined."""
        if replaces is None:
            number = getattr(record, "patient_id", None)
            under = belongs_under(self._db, record)
            if under is None or number is None or self.kept(number) != self.kept(under):
                return record
            return _of(record, under)
        if getattr(record, "patient_id", None) != getattr(replaces.record, "patient_id", None):
            return record  # it is given to another patient
        own = self._written_under(kind, replaces)
        return record if own is None else _of(record, own)

    def _written_under(self, kind: Kind, stored: Stored[Any]) -> int | None:
        if not is_tied(kind) or not is_any_joined(self._db):
            return None
        sql = f"SELECT patient_id FROM [{kind.name}] WHERE id = ? AND version = ?"
        row = self._db.execute(sql, (stored.id, stored.version)).fetchone()
        return row[0] if row else None

    def _check_current(self, kind: Kind, stored: Stored[Any]) -> None:
        row = self._db.execute(
            "SELECT version FROM head WHERE kind = ? AND id = ?", (kind.name, stored.id)
        ).fetchone()
        if row != (stored.version,):
            raise StaleError(
                "Somebody stored a newer version in between. Nothing was overwritten, and what you "
                "wrote is still on screen. Look at the newer version, then save again."
            )

    def _next_id(self, kind: Kind) -> int:
        # What was erased had numbers as well: none is given to another record.
        stored, spent = self._db.execute(_HIGHEST, (kind.name,)).fetchone()
        return int(max(stored, spent)) + 1

    def _write(self, kind: Kind, stored: Stored[Any], pairs: Joined) -> None:
        cells = (
            stored.id,
            stored.version,
            stored.state.value,
            stored.by,
            as_text(stored.at),
            stored.content_hash,
            *to_row(stored.record).values(),
        )
        self._db.execute(insert(kind), cells)
        self._db.execute(
            "INSERT INTO head VALUES (?,?,?,?,?,?) ON CONFLICT DO UPDATE SET "
            "version = excluded.version, state = excluded.state, "
            "patient_id = excluded.patient_id, day = excluded.day",
            head_row(kind, stored, pairs),
        )

    def _heads(self, record_type: type[R], where: str, *values: Any) -> Iterator[Stored[R]]:
        kind = kind_named(record_type)
        sql = (
            f"SELECT {current(kind)} FROM head h JOIN [{kind.name}] v "
            f"ON v.id = h.id AND v.version = h.version WHERE {where}"
        )
        return map(reader(kind), read(self._db, sql, (kind.name, *values)))


def head_row(kind: Kind, stored: Stored[Any], pairs: Joined) -> tuple[Any, ...]:
    """Return what the head table says of a record's newest version, with what is joined."""
    patient_id = patient_of(kind, stored)
    if is_tied(kind) and patient_id is not None:
        patient_id = pairs.get(patient_id, patient_id)
    is_joined = kind is KINDS["patient"] and stored.id in pairs
    state = State.INVALID if is_joined else stored.state
    day = getattr(stored.record, kind.day_field).isoformat() if kind.day_field else None
    return (kind.name, stored.id, stored.version, state.value, patient_id, day)


def _as_kept(kind: Kind, rows: Iterator[Stored[Any]], pairs: Joined) -> Iterator[Stored[Any]]:
    """Yield versions as the patient's under whose number they are kept."""
    if not pairs or not is_tied(kind):
        return rows
    return (_kept(stored, pairs) for stored in rows)


def _kept(stored: Stored[Any], pairs: Joined) -> Stored[Any]:
    number = stored.record.patient_id
    return replace(stored, record=_of(stored.record, pairs[number])) if number in pairs else stored


def _of(record: R, number: int) -> R:
    return replace(record, patient_id=number)  # type: ignore[type-var]


def patient_of(kind: Kind, stored: Stored[Any]) -> int | None:
    """Return the patient that a record belongs to, if it belongs to one."""
    if kind is KINDS["patient"]:
        return stored.id
    return getattr(stored.record, "patient_id", None)


def _hash(record: Any) -> str:
    try:
        return content_hash(record)
    except UnicodeEncodeError as error:
        raise KnownError(
            "A character in this text cannot be stored. Nothing was saved yet, and what you wrote "
            "is still on screen. Remove odd signs and save again."
        ) from error
