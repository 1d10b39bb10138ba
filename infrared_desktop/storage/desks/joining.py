"""Join two numbers that are one patient, and part them again (docs/decisions/0024)."""

import dataclasses
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from infrared_desktop.domain.errors import KnownError, StaleError
from infrared_desktop.domain.records.chart import State, Stored, newest_history
from infrared_desktop.domain.records.history import History
from infrared_desktop.domain.records.patient_rights import AskedFor, Merge
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.database import joined
from infrared_desktop.storage.database.sqlcipher import read
from infrared_desktop.storage.desks import search
from infrared_desktop.storage.desks.acts import Act, Ledger
from infrared_desktop.storage.desks.striking import require_reason
from infrared_desktop.storage.desks.wishing import fulfil

if TYPE_CHECKING:
    from infrared_desktop.domain.people.joining import Side

_BEGUN = (
    "SELECT kind, staff_id FROM draft WHERE patient_id = ?1 UNION ALL "
    "SELECT 'typed', staff_id FROM locked_work WHERE patient_id = ?1 ORDER BY 1, 2"
)
_COUNTS = (
    "SELECT kind, count(*) FROM head WHERE patient_id = ? AND state <> 'invalid' "
    "AND kind <> 'patient' GROUP BY kind"
)


def merge(
    ledger: Ledger,
    kept: Stored[Patient],
    other: Stored[Patient],
    chosen: Patient,
    reason: str,
    by: int,
    now: datetime,
) -> Stored[Merge]:
    """Have all records of another number read as those of the kept one."""
    ledger.admit("patients-merged", by, now)  # before what else is wrong
    if kept.id == other.id:
        raise KnownError("This is one number. Choose the other one that is the same person.")
    if not reason.strip():
        raise KnownError("Say why these are one person. Nothing was changed yet.")
    for each in (kept, other):
        # Who treated one of the two reads the other from now on: nobody opens a chart in this way.
        ledger.reading.require(each.id)
    _refuse_unfinished(ledger, kept.id, other.id)
    with ledger.act("patients-merged", by, now) as act:
        _check_current(ledger, kept, other)
        stored = act.add(Merge(kept.id, other.id, reason))
        fulfil(act, ledger, (kept.id, other.id), AskedFor.JOINING)
        if chosen != kept.record:
            act.change(kept, chosen)
        joined.join(ledger.db, other.id, kept.id)
        ledger.db.execute("DELETE FROM follow_up WHERE patient_id = ?", (other.id,))
        _begin_anew(ledger, act, (kept.id, other.id))
    return stored


def unmerge(ledger: Ledger, stored: Stored[Merge], reason: str, by: int, now: datetime) -> None:
    """Give back what was written under the other number, and the fields that the joining chose."""
    require_reason(reason)
    number, was = stored.record.merged_id, stored.record.patient_id
    if ledger.books.kept(was) != was:
        raise KnownError(
            "Number {n} was itself joined to another one later. Nothing was changed. Part those "
            "two first.",
            n=was,
        )
    with ledger.act("merge-taken-back", by, now) as act:
        act.change(stored, replace(stored.record, reason=reason), State.INVALID)
        patient = ledger.books.get(Patient, was)
        before = _before(ledger, patient, stored)
        if before != patient.record:
            act.change(patient, before)
        joined.part(ledger.db, number, was)
        _begin_anew(ledger, act, (was, number))


def side(ledger: Ledger, number: int) -> "Side":
    """Return what is to be known of a number before it is joined to another."""
    from infrared_desktop.domain.people.joining import Begun, Side  # asked for once in a while

    books, reading = ledger.books, ledger.reading
    stored = books.get(Patient, books.kept(number))
    counts: dict[str, int] = {}
    histories: list[Stored[History]] = []
    if reading.is_open(stored.id):
        counts = dict(read(ledger.db, _COUNTS, (stored.id,)))
        histories = books.of_patient(History, stored.id)
    return Side(
        stored.id,
        stored.record,
        counts,
        newest_history(histories) if histories else None,
        reading.is_restricted(stored.id),
        tuple(Begun(kind, by) for kind, by in read(ledger.db, _BEGUN, (stored.id,))),
    )


def standing(
    ledger: Ledger, number: int, histories: Collection[Stored[History]]
) -> tuple[Stored[History], ...]:
    """Return the histories that are to be in sight, of all that a patient has.

    Two are until somebody writes on the one that counts: then it was brought up with the other.
    """
    if len(histories) < 2:
        return tuple(histories)
    counts = newest_history(histories)
    waits = any(merge.at >= counts.at for merge in merges(ledger, number))
    return tuple(histories) if waits else (counts,)


def merges(ledger: Ledger, number: int) -> list[Stored[Merge]]:
    """Return the joinings that make up one patient."""
    ids = joined.joinings(ledger.db, number)
    found = ledger.books.many(Merge, ids)
    return [found[each] for each in ids]


def _check_current(ledger: Ledger, kept: Stored[Patient], other: Stored[Patient]) -> None:
    for patient in (kept, other):
        stands = ledger.books.get(Patient, patient.id)
        if stands.state is State.INVALID:
            raise KnownError(
                "Number {n} is no patient by itself any more. Nothing was changed.", n=patient.id
            )
        if stands.version != patient.version:
            raise StaleError(
                "Somebody changed one of the two in between. Nothing was joined. Look at both "
                "again."
            )


def _refuse_unfinished(ledger: Ledger, kept: int, other: int) -> None:
    """Refuse where unfinished work would lose what it was begun on."""
    begun = {other: list(read(ledger.db, _BEGUN, (other,))), kept: []}
    if all(ledger.books.of_patient(History, number) for number in (kept, other)):
        begun[kept] = [row for row in read(ledger.db, _BEGUN, (kept,)) if row[0] == "history"]
    for number in (each for each, rows in begun.items() if rows):
        raise KnownError(
            "There is unfinished work under number {n}. Nothing was changed. Sign it or throw it "
            "away first, then join the two.",
            n=number,
        )


def _begin_anew(ledger: Ledger, act: Act, numbers: Collection[int]) -> None:
    """Have search and follow-ups say what follows now."""
    act.known.clear()
    act.patients.update(numbers)
    for number in numbers:
        stored = ledger.books.get(Patient, number)
        search.index(ledger.db, number, search.to_index(ledger.books, stored))


def _before(ledger: Ledger, patient: Stored[Patient], stored: Stored[Merge]) -> Patient:
    """Return a patient with the fields of before the joining, but for what was changed since."""
    versions = ledger.books.history(Patient, patient.id)
    parted = _parted(ledger, patient.id)
    for place, (before, after) in enumerate(pairwise(versions)):
        if (after.at, after.by) == (stored.at, stored.by):
            names = [field.name for field in dataclasses.fields(Patient)]
            chosen = [name for name in names if _of(after, name) != _of(before, name)]
            unchanged = [name for name in chosen if _of(patient, name) == _of(after, name)]
            own = {name: _own(name, versions[: place + 1], parted) for name in unchanged}
            return replace(patient.record, **own)
    return patient.record


def _own(name: str, versions: Sequence[Stored[Patient]], parted: Collection[Any]) -> Any:
    """Return what a field said last, but for what came from a joining that was parted since."""
    told = list(versions)
    while len(told) > 1:
        before, after = told[-2:]
        changed = _of(before, name) != _of(after, name)
        if changed and (after.at, after.by) not in parted:
            break
        told.pop()
    return _of(told[-1], name)


def _parted(ledger: Ledger, number: int) -> set[tuple[datetime, int]]:
    """Return when and by whom those were joined to a patient that were parted again."""
    struck = (each.id for each in ledger.books.all(Merge) if each.state is State.INVALID)
    joinings = (ledger.books.history(Merge, each)[0] for each in struck)
    return {(each.at, each.by) for each in joinings if each.record.patient_id == number}


def _of(stored: Stored[Patient], name: str) -> Any:
    return getattr(stored.record, name)
