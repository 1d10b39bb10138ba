"""Numbers that were joined as one patient: which is kept, and whose each record is by itself.

No record is rewritten (docs/decisions/0024): `head` names the number that is kept, each version
still holds the one that it was written under.
"""

import json
from collections.abc import Collection, Mapping

from infrared_desktop.storage.database.kinds import KINDS, Kind
from infrared_desktop.storage.database.rows import field_types
from infrared_desktop.storage.database.sqlcipher import Database, read

# What is about a number by itself.
_APART = ("patient", "merge", "erasure")
_JOINED = (
    "SELECT m.merged_id, m.patient_id FROM head h JOIN merge m ON m.id = h.id "
    "AND m.version = h.version WHERE h.kind = 'merge' AND h.state <> 'invalid' ORDER BY h.id"
)
# The same of single numbers: a large clinic has joined thousands, so each is found by an index, in
# the order that CROSS JOIN holds SQLite to.
_STANDS = "ON m.id = h.id AND m.version = h.version AND h.kind = 'merge' AND h.state <> 'invalid'"
_HEAD = f"CROSS JOIN head h {_STANDS}"
_TO = f"SELECT m.patient_id FROM merge m {_HEAD} WHERE m.merged_id = ? ORDER BY h.id DESC LIMIT 1"
_WHOSE = (
    "WITH RECURSIVE up(n) AS (SELECT value FROM json_each(?) UNION "
    f"SELECT m.patient_id FROM up CROSS JOIN merge m ON m.merged_id = up.n {_HEAD}), "
    "whole(n) AS (SELECT n FROM up UNION SELECT m.merged_id FROM whole "
    f"CROSS JOIN head h ON h.patient_id = whole.n CROSS JOIN merge m {_STANDS}) "
)
_ONE_PERSON = f"{_WHOSE} SELECT n FROM whole"
_JOININGS = (
    f"{_WHOSE} SELECT h.id FROM whole CROSS JOIN merge m ON m.merged_id = whole.n {_HEAD} "
    "ORDER BY h.id"
)
_GO_ALONG = (
    "UPDATE head SET patient_id = ? WHERE patient_id = ? "
    f"AND kind NOT IN ({', '.join(map(repr, _APART))})"
)
_GO_BACK = (
    "UPDATE head SET patient_id = ?1 WHERE kind = ?2 AND patient_id = ?3 AND EXISTS (SELECT 1 "
    "FROM [{kind}] v WHERE v.id = head.id AND v.version = head.version AND v.patient_id = ?4)"
)
# By which fields a record says to which other one it belongs, the nearest first.
_BELONGS_TO = {
    "export_id": "photo_export",
    "photo_id": "photo",
    "consent_id": "consent",
    "handout_id": "handout",
    "session_id": "session",
    "adverse_event_id": "adverse_event",
    "plan_id": "plan",
    "consultation_id": "consultation",
    "wish_id": "wish",
    "appointment_id": "appointment",
}
_WRITTEN_UNDER = (
    "SELECT v.patient_id FROM head h JOIN [{kind}] v ON v.id = h.id AND v.version = h.version "
    "WHERE h.kind = ? AND h.id = ?"
)
_STAND = "UPDATE head SET state = ? WHERE kind = 'patient' AND id = ?"

Joined = Mapping[int, int]


def joined(db: Database) -> Joined:
    """Return the number that is kept for each that was joined to one."""
    pairs = dict(read(db, _JOINED))
    return {number: _kept(pairs, number) for number in pairs} if pairs else pairs


def _kept(pairs: Joined, number: int) -> int:
    seen = {number}
    while (number := pairs.get(number, number)) not in seen:
        seen.add(number)
    return number


def kept(db: Database, number: int) -> int:
    """Return the number by which a patient is kept."""
    seen = {number}
    while True:
        number = next((to for (to,) in read(db, _TO, (number,))), number)
        if number in seen:
            return number
        seen.add(number)


def joined_of(db: Database, number: int | None) -> Joined:
    """Return what `joined` says of one number, or of none."""
    if number is None:
        return {}
    to = kept(db, number)
    return {} if to == number else {number: to}


def one_person(db: Database, numbers: Collection[int]) -> frozenset[int]:
    """Return these patients' numbers with all that were joined to them."""
    return frozenset(n for (n,) in read(db, _ONE_PERSON, (json.dumps(sorted(numbers)),)))


def joinings(db: Database, number: int) -> list[int]:
    """Return by id what joined the numbers of one patient, in the order of joining."""
    return [n for (n,) in read(db, _JOININGS, (json.dumps([number]),))]


def is_any_joined(db: Database) -> bool:
    """Say whether anybody ever was."""
    return any(read(db, "SELECT 1 FROM merge LIMIT 1", ()))


def is_tied(kind: Kind) -> bool:
    """Say whether records of a kind go along with the patient whose number they hold."""
    return kind.name not in _APART and "patient_id" in field_types(kind.record_type)


def belongs_under(db: Database, record: object) -> int | None:
    """Return the number under which that was written to which a record belongs, if to anything.

    So an addendum, a signature or a session goes along with its record, plan or visit.
    """
    about = (getattr(record, "about_kind", ""), getattr(record, "about_id", None))
    named = ((kind, getattr(record, name, None)) for name, kind in _BELONGS_TO.items())
    for kind, record_id in (about, *named):
        if record_id is not None and kind in KINDS and is_tied(KINDS[kind]):
            sql = _WRITTEN_UNDER.format(kind=kind)
            for (number,) in read(db, sql, (kind, record_id)):
                return int(number)
    return None


def join(db: Database, number: int, to: int) -> None:
    """Have all records of a number be another's, and the number be nobody's own."""
    db.execute(_GO_ALONG, (to, number))
    db.execute(_STAND, ("invalid", number))


def part(db: Database, number: int, was: int) -> None:
    """Give back what was written under a number, and under those that were joined to it."""
    whose = {number, *(other for other, one in joined(db).items() if one == number)}
    for kind in filter(is_tied, KINDS.values()):
        for each in whose:
            db.execute(_GO_BACK.format(kind=kind.name), (number, kind.name, was, each))
    db.execute(_STAND, ("current", number))
