"""Whether one version is still what was stored: its content, the audit log, its signature."""

from typing import Any

from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.signature import Signature
from infrared_desktop.storage.database.books import Books
from infrared_desktop.storage.database.kinds import kind_of
from infrared_desktop.storage.database.moments import as_text
from infrared_desktop.storage.database.rows import content_hash
from infrared_desktop.storage.database.sqlcipher import Database, read
from infrared_desktop.storage.desks.acts import Ledger

_ABOUT = "about_kind = ? AND about_id = ? AND about_version <= ? ORDER BY about_version DESC"


def is_as_stored(ledger: Ledger, stored: Stored[Any]) -> bool:
    """Compare a version with what the audit log says of it, and with what was signed.

    For a veiled one the record that it stands for is compared.
    """
    if type(stored) is not Stored:
        versions = ledger.books.history(type(stored.record), stored.id)
        stored = next(each for each in versions if each.version == stored.version)
    kind = kind_of(stored.record).name
    told = ledger.audit.told_of(kind, stored.id, stored.version)
    written = ledger.books.as_written(stored)
    if told != told_by_itself(stored) or content_hash(written) != stored.content_hash:
        return False
    signed = signature_of(ledger.db, ledger.books, stored)
    if isinstance(stored.record, Signature) or signed is None:
        return True
    return _binds(signed.record, stored) and is_as_stored(ledger, signed)


def told_by_itself(stored: Stored[Any]) -> tuple[Any, ...]:
    """Return what the audit log ought to say of a version: author, moment, state and hash."""
    return (stored.by, as_text(stored.at), stored.state, stored.content_hash)


def signature_of(db: Database, books: Books, stored: Stored[Any]) -> Stored[Signature] | None:
    """Return how a record was signed; None for one that never was, or before signatures were."""
    about = (kind_of(stored.record).name, stored.id, stored.version)
    for (number,) in read(db, f"SELECT id FROM signature WHERE {_ABOUT}", about):
        return books.get(Signature, number)
    return None


def _binds(signature: Signature, stored: Stored[Any]) -> bool:
    # One that was struck through afterwards still has the content that was signed.
    is_later = stored.state is State.INVALID and stored.version > signature.about_version
    is_same = is_later or stored.version == signature.about_version
    return is_same and signature.signed_hash == stored.content_hash
