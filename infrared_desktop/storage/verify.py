"""Check a whole clinic: pages, audit chain, every version, the head table, what is derived."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.photographs import Photo
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.storage import fresh_index
from infrared_desktop.storage.audit import anchor
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.books import head_row
from infrared_desktop.storage.database.joined import joined
from infrared_desktop.storage.database.kinds import KINDS, Kind, kind_named
from infrared_desktop.storage.database.migrations import definitions, newest_definitions
from infrared_desktop.storage.database.rows import content_hash
from infrared_desktop.storage.database.sqlcipher import DatabaseError
from infrared_desktop.storage.desks.integrity import told_by_itself
from infrared_desktop.storage.files.folder import ANCHOR


def verify(
    clinic: Clinic,
    with_photographs: bool = True,
    progress: Callable[[float], object] = lambda _: None,
) -> list[Sentence]:
    """Return a sentence for each thing that is not as the program left it; none means sound.

    All is read as it stood at one moment, so another program may go on writing.
    """
    # Whoever writes anchors after the commit: the anchor that is read first is never ahead.
    anchored = partial(_anchor, anchor.read(clinic.folder))
    files = (_photographs,) if with_photographs else ()
    return _all_of((_pages, _schema, _audit, anchored, *_RECORDS, *files), clinic, progress)


def verify_database(clinic: Clinic, progress: Callable[[float], object]) -> list[Sentence]:
    """Check pages, schema and records, without audit log and photographs."""
    return _all_of((_pages, _schema, *_RECORDS), clinic, progress)


def verify_photographs(clinic: Clinic, progress: Callable[[float], object]) -> Iterator[Sentence]:
    """Check the file of each photograph, those that were struck through too."""
    kept = _kept_photographs(clinic)
    for done, (content, number) in enumerate(kept.items()):
        progress(done / len(kept))
        yield from _photograph(clinic, content, number)


def _all_of(
    checks: Sequence[Callable[[Clinic], Iterator[Sentence]]],
    clinic: Clinic,
    progress: Callable[[float], object],
) -> list[Sentence]:
    db = clinic.ledger.db
    found: list[Sentence] = []
    with suppress(DatabaseError):
        # A page that was just moved from the log into the file when the power went is whole there.
        db.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    db.execute("BEGIN")
    try:
        for number, check in enumerate(checks, start=1):
            found += _guarded(check, clinic)
            progress(number / len(checks))
        return found
    finally:
        if db.conn.in_transaction:
            db.execute("ROLLBACK")


def _guarded(check: Callable[[Clinic], Iterator[Sentence]], clinic: Clinic) -> Iterator[Sentence]:
    try:
        yield from check(clinic)
    except KnownError as error:
        yield error.sentence
    except (DatabaseError, ValueError, TypeError, LookupError, AttributeError) as error:
        yield sentence("A part of the file cannot be read: {told}.", told=str(error))


def _pages(clinic: Clinic) -> Iterator[Sentence]:
    db = clinic.ledger.db
    # A page that another program is just writing may be read torn once; a changed one stays so.
    torn = set(db.execute("PRAGMA cipher_integrity_check"))
    for (told,) in sorted(torn & set(db.execute("PRAGMA cipher_integrity_check")) if torn else ()):
        yield sentence("A page was changed behind the program's back: {told}.", told=told)
    for (told,) in db.execute("PRAGMA integrity_check"):
        if told != "ok":
            yield sentence("The file's structure is damaged: {told}.", told=told)


def _schema(clinic: Clinic) -> Iterator[Sentence]:
    stands, ought = definitions(clinic.ledger.db), newest_definitions()
    for name in sorted(stands.keys() | ought.keys()):
        if stands.get(name) != ought.get(name):
            yield sentence("The table or guard {name} is not as the program made it.", name=name)


def _audit(clinic: Clinic) -> Iterator[Sentence]:
    for seq in clinic.ledger.audit.breaks():
        yield sentence("The audit log is broken at row {seq}.", seq=seq)


def _anchor(named: anchor.Anchor | None, clinic: Clinic) -> Iterator[Sentence]:
    if named is None:
        yield sentence(
            "The file {name} is gone: without it a cut of the audit log does not show.",
            name=ANCHOR,
        )
    elif not anchor.holds(named, clinic.ledger.audit):
        yield sentence(
            "The audit log was cut short: this file is older than when it was last used here."
        )


def _records(clinic: Clinic) -> Iterator[Sentence]:
    audited, erased = _audited(clinic), _erased(clinic)
    pairs = joined(clinic.ledger.db)
    for kind in KINDS.values():
        newest: dict[int, tuple[Any, ...]] = {}
        for stored in clinic.ledger.books.versions(kind):
            newest[stored.id] = head_row(kind, stored, pairs)
            known = audited.pop((kind.name, stored.id, stored.version), None)
            if known != told_by_itself(stored) or stored.content_hash != content_hash(
                stored.record
            ):
                yield sentence(
                    "The {kind} {number}, version {version}, is not what was stored.",
                    kind=kind.name.replace("_", " "),
                    number=stored.id,
                    version=stored.version,
                )
        yield from _heads(clinic, kind, newest)
    for kind_name, number, version in audited:
        if (kind_name, number) in erased:
            continue
        yield sentence(
            "The {kind} {number}, version {version}, is gone.",
            kind=kind_name.replace("_", " "),
            number=number,
            version=version,
        )


def _audited(clinic: Clinic) -> dict[tuple[str, int, int], tuple[Any, ...]]:
    rows = clinic.ledger.db.execute(
        "SELECT kind, record_id, version, staff_id, at, state, content_hash "
        "FROM audit WHERE version IS NOT NULL"
    )
    return {(kind, number, version): tuple(told) for kind, number, version, *told in rows}


def _erased(clinic: Clinic) -> set[tuple[str, int]]:
    """Return the records that the audit log says went with a patient who was erased."""
    sql = (
        "SELECT kind, record_id FROM audit "
        "WHERE act = 'erasure-erased' AND action = 'D' AND version IS NULL"
    )
    return {(kind, number) for kind, number in clinic.ledger.db.execute(sql)}


def _signatures(clinic: Clinic) -> Iterator[Sentence]:
    """Find signatures that bind another content than the version that they name."""
    for signed in clinic.ledger.books.versions(KINDS["signature"]):
        about = signed.record
        table = KINDS[about.about_kind].name
        sql = f"SELECT content_hash FROM [{table}] WHERE id = ? AND version = ?"
        stands = clinic.ledger.db.execute(sql, (about.about_id, about.about_version)).fetchone()
        if stands != (about.signed_hash,):
            yield sentence(
                "What was signed is not what the {kind} {number} holds.",
                kind=about.about_kind.replace("_", " "),
                number=about.about_id,
            )


def _heads(clinic: Clinic, kind: Kind, newest: dict[int, tuple[Any, ...]]) -> Iterator[Sentence]:
    stands = clinic.ledger.db.execute("SELECT * FROM head WHERE kind = ?", (kind.name,))
    heads = {row[1]: row for row in stands}
    for number in sorted(heads.keys() | newest.keys()):
        if heads.get(number) != newest.get(number):
            yield sentence(
                "The index points past the newest version of the {kind} {number}.",
                kind=kind.name.replace("_", " "),
                number=number,
            )


def _drafts(clinic: Clinic) -> Iterator[Sentence]:
    kept = {draft.key: draft for draft in clinic.care.drafts()}
    for draft in kept.values():
        draft.record(KINDS[draft.kind].record_type)
    stands = {key: draft.content_hash for key, draft in kept.items()}
    told = {key: known for key, known in _told_of_drafts(clinic).items() if known is not None}
    for key in sorted(key for key, _ in stands.items() ^ told.items()):
        yield sentence("The draft {key} is not what was kept.", key=key)


def _told_of_drafts(clinic: Clinic) -> dict[str, str | None]:
    """Return the hash that each draft was last kept with, or None once it was dropped."""
    sql = "SELECT kind, content_hash FROM audit WHERE kind LIKE '%:%' ORDER BY seq"
    return dict(clinic.ledger.db.execute(sql))


def _follow_ups(clinic: Clinic) -> Iterator[Sentence]:
    for number in clinic.follow_ups.misplaced():
        yield sentence(
            "The follow-ups of patient {number} are not what follows from the records.",
            number=number,
        )


def _search(clinic: Clinic) -> Iterator[Sentence]:
    for number in sorted(fresh_index.misplaced(clinic.ledger.db, clinic.ledger.books)):
        yield sentence("The search index holds patient {number} otherwise.", number=number)


def _photographs(clinic: Clinic) -> Iterator[Sentence]:
    """Read every photograph, those that were struck through too: they are kept as well."""
    for content, number in _kept_photographs(clinic).items():
        yield from _photograph(clinic, content, number)


def _photograph(clinic: Clinic, content: str, number: int) -> Iterator[Sentence]:
    if not clinic.photos.files.is_whole(content):
        yield sentence("The file of photograph {number} is gone or damaged.", number=number)


def _kept_photographs(clinic: Clinic) -> dict[str, int]:
    versions = clinic.ledger.books.versions(kind_named(Photo))
    return {stored.record.content: stored.id for stored in versions}


_RECORDS = (_records, _signatures, _drafts, _follow_ups, _search)
