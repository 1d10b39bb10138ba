"""The follow-up list of a day, counted and read page by page: the cost grows with what is seen."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from infrared_desktop.domain.follow_ups.kinds import HiddenReason
from infrared_desktop.domain.follow_ups.worklist import Claim, Part
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.storage.database.sqlcipher import Database, read


@dataclass(frozen=True)
class Wanted:
    """A part of the list of a day; of some patients only, or only what belongs to somebody."""

    part: Part
    today: date
    patients: frozenset[int] | None = None
    claim: Claim | None = None


@dataclass(frozen=True)
class _Shelf:
    """Rows that an index keeps together, in the order in which they are shown."""

    where: str
    order: str
    index: str = ""  # the one to use, where SQLite would take another


# The same as domain.worklist.worklist, part_of and hidden_reason; a test compares them.
_RESTS = "coalesce(rests_from, '9999') <= ?1"
_WAITS = f"(state = 'snoozed' OR (state = 'attempted' AND due <= ?1) OR {_RESTS})"
_SHELVES = {
    Part.DUE: (
        _Shelf(
            "hidden IS NULL AND show_on <= ?1",
            "kind <> 'adverse_event', overdue_from > ?1, "
            "coalesce(escalates_on, '9999') > ?1, due, patient_id, key",
            "follow_up_shown",
        ),
    ),
    Part.UPCOMING: (
        _Shelf(f"hidden IS NULL AND show_on > ?1 AND NOT {_WAITS}", "show_on, patient_id, key"),
    ),
    Part.HIDDEN: (
        _Shelf(f"hidden IS NULL AND show_on > ?1 AND {_WAITS}", "show_on, patient_id, key"),
        _Shelf("hidden IS NOT NULL AND ?1 <> ''", "hidden, show_on DESC, patient_id, key"),
    ),
}
_ALL = 2**31


def page(db: Database, wanted: Wanted, offset: int = 0, limit: int = _ALL) -> Iterator[str]:
    """Yield the contents of a page: by weight, by day, or by the reason that hides."""
    for shelf in _SHELVES[wanted.part]:
        found = list(_contents(db, shelf, wanted, offset, limit))
        yield from found
        limit -= len(found)
        if limit <= 0:
            return
        if shelf is not _SHELVES[wanted.part][-1]:
            offset = max(offset - _count(db, shelf, wanted), 0)


def place(db: Database, wanted: Wanted, number: int, key: str) -> int | None:
    """Return at which place of a part a patient's follow-up stands, if it is there."""
    before = 0
    for shelf in _SHELVES[wanted.part]:
        where, values = _narrowed(shelf.where, wanted)
        ranked = f"row_number() OVER (ORDER BY {shelf.order}) - 1 AS place"
        inner = f"SELECT patient_id, key, {ranked} FROM follow_up WHERE {where}"
        sql = f"SELECT place FROM ({inner}) WHERE patient_id = {int(number)} AND key = ?"
        for (found,) in read(db, sql, (*values, key)):
            return before + int(found)
        before += _count(db, shelf, wanted)
    return None


def count(db: Database, wanted: Wanted) -> int:
    """Return how many follow-ups stand on a part."""
    if wanted == Wanted(Part.HIDDEN, wanted.today):
        # All but the others: those are few, and the database keeps count of all.
        others = sum(count(db, Wanted(part, wanted.today)) for part in (Part.DUE, Part.UPCOMING))
        return total(db) - others
    return sum(_count(db, shelf, wanted) for shelf in _SHELVES[wanted.part])


def total(db: Database) -> int:
    """Return how many follow-ups there are, shown and hidden."""
    return next(int(n) for (n,) in read(db, "SELECT total FROM follow_up_count"))


def reasons(db: Database, wanted: Wanted) -> Mapping[HiddenReason, int]:
    """Count what is hidden by its reason."""
    return _by_reason(db, wanted, "count(*)")


def people_by_reason(db: Database, wanted: Wanted) -> Mapping[HiddenReason, int]:
    """Count the patients of whom something is hidden, by its reason."""
    return _by_reason(db, wanted, "count(DISTINCT patient_id)")


def _by_reason(db: Database, wanted: Wanted, counted: str) -> Mapping[HiddenReason, int]:
    where, values = _narrowed("?1 <> ''", wanted)
    waiting, _ = _SHELVES[Part.HIDDEN]
    waits = (
        f"CASE WHEN NOT ({waiting.where}) THEN NULL WHEN {_RESTS} THEN 'resting' "
        "ELSE replace(state, 'attempted', 'waiting_to_retry') END"
    )
    sql = (
        f"SELECT coalesce(hidden, {waits}) AS reason, {counted} FROM follow_up "
        f"WHERE {where} GROUP BY hidden, reason"
    )
    return {HiddenReason(reason): int(n) for reason, n in read(db, sql, values) if reason}


def _contents(
    db: Database, shelf: _Shelf, wanted: Wanted, offset: int, limit: int
) -> Iterator[str]:
    # Only the rows of the page are read; the ones before it are passed over in the index.
    where, values = _narrowed(shelf.where, wanted)
    named = (
        f"SELECT patient_id, key FROM {_table(shelf, wanted)} WHERE {where} ORDER BY {shelf.order} "
        f"LIMIT {int(limit)} OFFSET {int(offset)}"
    )
    sql = (
        f"SELECT content FROM ({named}) JOIN follow_up USING (patient_id, key) "
        f"ORDER BY {shelf.order}"
    )
    return (content for (content,) in read(db, sql, values))


def _table(shelf: _Shelf, wanted: Wanted) -> str:
    # Of some patients, the rows are found by their number.
    by_index = shelf.index and wanted.patients is None
    return f"follow_up INDEXED BY {shelf.index}" if by_index else "follow_up"


def _count(db: Database, shelf: _Shelf, wanted: Wanted) -> int:
    where, values = _narrowed(shelf.where, wanted)
    sql = f"SELECT count(*) FROM follow_up WHERE {where}"
    return next(int(n) for (n,) in read(db, sql, values))


def _narrowed(where: str, wanted: Wanted) -> tuple[str, tuple[Any, ...]]:
    values = [wanted.today.isoformat()]
    if wanted.patients is not None:
        values.append(json.dumps(sorted(wanted.patients)))
        where += f" AND patient_id IN (SELECT value FROM json_each(?{len(values)}))"
    if wanted.claim is not None:
        values.append(whose(wanted.claim.role, wanted.claim.staff_id) or "")
        where += f" AND {_claimed(wanted.claim, len(values))}"
    return where, tuple(values)


def whose(role: Role | None, staff_id: int | None) -> str | None:
    """Return how the table names to whom a follow-up was given."""
    if staff_id is not None:
        return f"staff:{staff_id}"
    return f"role:{role}" if role is not None else None


def _claimed(claim: Claim, at: int) -> str:
    """Return the condition of domain.worklist.is_for, with whose it is as the value number `at`."""
    given = f"whose = ?{at}"
    if not claim.is_clinicians:
        return given
    escalated = "whose IS NULL AND escalates_on <= ?1 AND hidden IS NULL AND show_on <= ?1"
    return f"({given} OR whose = '{whose(Role.CLINICIAN, None)}' OR ({escalated}))"
