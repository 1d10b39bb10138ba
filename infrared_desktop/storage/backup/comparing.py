"""What a backup holds beside what is there now: counts, newest moments, what would be lost."""

from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from infrared_desktop.domain.access.rights import PROGRAM
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup import catalog
from infrared_desktop.storage.backup.objects import DamagedError, Shelf
from infrared_desktop.storage.backup.proving import Progress, UnsoundError
from infrared_desktop.storage.backup.restoring import refuse_known
from infrared_desktop.storage.backup.standing import count_no_more
from infrared_desktop.storage.backup.trial import prove_wholly, scratch
from infrared_desktop.storage.database.moments import moment_of
from infrared_desktop.storage.database.sqlcipher import (
    Database,
    DatabaseError,
    connect_to_look,
    connect_to_read,
    read,
    refusal,
)
from infrared_desktop.storage.files import key_file
from infrared_desktop.storage.files.folder import DATABASE
from infrared_desktop.storage.files.writing import make_folder

PATIENTS, VISITS, SIGNED, PHOTOGRAPHS, AUDIT = SUBJECTS = (
    "patients",
    "visits",
    "signed",
    "photographs",
    "audit",
)
_KINDS = {PATIENTS: "patient", VISITS: "appointment", PHOTOGRAPHS: "photo"}
_ROOM = "looking-"  # beside it a backup may be proven
_NOT_LOOKED_AT = (
    "There is no way to look at the backup here ({told}). Nothing was changed, and the backup is "
    "as it was. Free some space beside the clinic, or choose a folder on another disk, and try "
    "again."
)
_LOG = "SELECT count(*), max(at) FROM audit"
_OF_KIND = "SELECT count(*) FROM head WHERE kind = ? AND state <> 'invalid'"
_SIGNED = "SELECT count(*) FROM head WHERE state = 'signed'"
_LAST = "SELECT max(seq) FROM audit"
_MAC = "SELECT mac FROM audit WHERE seq = ?"
_SINCE = "SELECT count(*), min(at) FROM audit WHERE seq > ?"
# One erasure has a row for each number and each record that went; its decision has one alone.
_ERASED = (
    "SELECT count(*) FROM audit WHERE seq > ? AND act = 'erasure-erased' AND kind = 'erasure' "
    "AND version IS NOT NULL"
)
_WORKS_HERE = (
    "SELECT id, name FROM staff JOIN head USING (id, version) "
    "WHERE head.kind = 'staff' AND active ORDER BY id"
)


class Amount(NamedTuple):
    """How many there are, and when the newest was stored."""

    total: int
    newest: datetime | None


Contents = dict[str, Amount]  # by subject


@dataclass(frozen=True)
class Comparison:
    """A backup that was proven just now, beside what lies in the folder."""

    moment: datetime
    backup: Contents
    here: Contents | None  # None where nothing is there that opens with this key
    is_other_clinic: bool = False
    is_kept: bool = False  # no backup but what a restore kept: every page was read where it lies
    lost_since: datetime | None = None  # from here on nothing of what is there is in the backup
    rows_lost: int = 0
    erased_since: int = 0  # patients who would come back
    gone_since: tuple[str, ...] = ()  # names of the staff who left, and could unlock again
    new_since: tuple[str, ...] = ()  # names of the staff who came, and would have no way in
    lacking: int = 0  # photographs that the clinic itself had lost by then


def compare(
    backup: Path,
    folder: Path,
    key: bytes,
    progress: Progress = lambda _: None,
    key_here: bytes | None = None,
    by: int = PROGRAM,
) -> Comparison:
    """Prove a backup in a scratch folder, every photograph of it, and hold it against a folder.

    `key_here` opens the folder where it was encrypted anew since the backup was made. Raise
    KnownError where the backup is not whole, or where it says that `by` may not put it back. The
    folder may be open in this program.
    """
    make_folder(folder)
    manifest, _ = catalog.read_manifest(backup, key)
    shelf = Shelf(backup.parent)
    found = Comparison(manifest.moment, {}, None, lacking=len(manifest.lacking))
    found = replace(found, is_other_clinic=_is_other(manifest.clinic_id, folder))
    with scratch(folder, _ROOM, _NOT_LOOKED_AT) as room:
        try:
            may_restore = partial(refuse_known, room, key, by)
            prove_wholly(shelf, manifest, room, key, progress, may_restore)
        except (DamagedError, UnsoundError):
            catalog.note_damage(backup)
            with suppress(KnownError):  # the folder may be what is damaged
                count_no_more(folder, key, backup)
            raise
        with closing(connect_to_read(room / DATABASE, key)) as db:
            found = replace(found, backup=contents_of(db))
            return _against(found, db, folder, key_here or key)


def compare_kept(
    kept: Path, at: datetime, folder: Path, key: bytes, key_here: bytes | None = None
) -> Comparison:
    """Hold what a restore kept against what is there; raise KnownError where it does not read."""
    with closing(connect_to_look(kept / DATABASE, key)) as db:
        try:
            wrong = list(db.execute("PRAGMA cipher_integrity_check"))
        except DatabaseError as error:
            raise refusal(error, kept / DATABASE) from error
        if wrong:
            raise KnownError(
                "What was kept in {folder} is damaged, so it can't be put back. Nothing was "
                "changed.",
                folder=str(kept),
            )
        found = Comparison(at, contents_of(db), None, is_kept=True)
        return _against(found, db, folder, key_here or key)


def contents_of(db: Database) -> Contents:
    """Return what a clinic holds; one of an older schema lacks some tables."""
    ((rows, newest),) = read(db, _LOG)
    signed = Amount(next(read(db, _SIGNED))[0], _newest(db, "state = 'signed'"))
    of_kinds = {
        subject: Amount(next(read(db, _OF_KIND, (kind,)))[0], _newest(db, f"kind = '{kind}'"))
        for subject, kind in _KINDS.items()
    }
    return {**of_kinds, SIGNED: signed, AUDIT: Amount(rows, moment_of(newest))}


def _against(found: Comparison, held: Database, folder: Path, key: bytes) -> Comparison:
    try:
        with closing(connect_to_look(folder / DATABASE, key)) as db:
            shared = _last_shared(held, db)
            ((rows, since),) = read(db, _SINCE, (shared,))
            ((erased,),) = read(db, _ERASED, (shared,))
            here = contents_of(db)
            then, now = _staff(held), _staff(db)
    except KnownError:
        return found
    return replace(
        found,
        here=here,
        lost_since=moment_of(since),
        rows_lost=rows,
        erased_since=erased,
        gone_since=tuple(name for who, name in then.items() if who not in now),
        new_since=tuple(name for who, name in now.items() if who not in then),
    )


def _staff(db: Database) -> dict[int, str]:
    """Return the names of who works here, by number."""
    return dict(read(db, _WORKS_HERE))


def _last_shared(held: Database, db: Database) -> int:
    """Return the last row that both audit logs have: they are chained, so all before is alike."""
    low, high = 0, min(max(seq or 0 for (seq,) in read(each, _LAST)) for each in (held, db))
    while low < high:
        middle = (low + high + 1) // 2
        if list(read(held, _MAC, (middle,))) == list(read(db, _MAC, (middle,))):
            low = middle
        else:
            high = middle - 1
    return low


def _is_other(clinic_id: str, folder: Path) -> bool:
    try:
        return key_file.read(folder)[0] != clinic_id
    except KnownError:
        return False


def _newest(db: Database, which: str) -> datetime | None:
    ((at,),) = read(db, f"SELECT max(at) FROM audit WHERE {which}")
    return moment_of(at)
