"""Encrypt a clinic's database under a new key; killed at any step, the clinic opens after it.

The new keys lie beside the old ones until the database is re-keyed, and get their name then. What
is derived from the first database key stays (docs/decisions/0018).
"""

import os
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.storage.audit import anchor
from infrared_desktop.storage.database.data_key import (
    add_photograph_key,
    is_rekeying_due,
    keep_data_key,
    set_rekeying_due,
)
from infrared_desktop.storage.database.earlier_seals import keep_seal
from infrared_desktop.storage.database.sqlcipher import (
    KEY_BYTES,
    Database,
    DatabaseError,
    connect,
    refusal,
)
from infrared_desktop.storage.desks.acts import Ledger
from infrared_desktop.storage.files import vault
from infrared_desktop.storage.files.folder import DATABASE, KEY_FILE, NEXT_KEYS
from infrared_desktop.storage.files.key_file import RECOVERY, Slot, read, save
from infrared_desktop.storage.files.key_pairs import new_slot, sealed_anew
from infrared_desktop.storage.files.vault import Unlocked
from infrared_desktop.storage.files.writing import rename

Step = Callable[[float, Sentence], None]


@dataclass(frozen=True)
class Order:
    """Who has the database re-keyed: a name of the key file, and what opens its slot."""

    name: str  # RECOVERY for the recovery key
    typed: str
    by: int
    now: datetime


def rekey(
    folder: Path, order: Order, leaving: int | None = None, step: Step = lambda *_: None
) -> bytes:
    """Encrypt the database under a new key, without a way in for `leaving`; return the new key.

    Nobody else may have the database open. Raise KnownError when it can't be done; the clinic then
    opens as before.
    """
    step(0.0, sentence("Writing the new keys …"))
    key, new_key = _opened(folder, order), os.urandom(KEY_BYTES)
    _check_renewable(folder, order, leaving)
    with closing(connect(folder / DATABASE, key)) as db:
        ledger = Ledger(db, key)
        with ledger.act("rekeying-begun", order.by, order.now):
            keep_data_key(db, ledger.data_key)
            keep_seal(db, key)
        _write_next(folder, order, key, new_key, leaving)
        step(0.2, sentence("Encrypting the database anew …"))
        try:
            _encrypt(db, new_key)
        except DatabaseError as error:
            _drop_next(folder, key)
            raise refusal(error, folder / DATABASE) from error
    step(0.9, sentence("Reading it again …"))
    _finish(folder, new_key)
    with closing(connect(folder / DATABASE, new_key)) as db:
        ledger = Ledger(db, new_key)
        with ledger.act("database-rekeyed", order.by, order.now):
            add_photograph_key(db)
            set_rekeying_due(db, False)
        anchor.advance(folder, ledger.audit)
    return new_key


def rekey_if_due(
    folder: Path, unlocked: Unlocked, typed: str, now: datetime, step: Step = lambda *_: None
) -> Unlocked:
    """Re-key the database where somebody left and an owner unlocks it; return what opens now.

    Nobody may have the database open yet. What can't be done now is due on: it keeps nobody out.
    """
    try:
        with closing(connect(folder / DATABASE, unlocked.key)) as db:
            if not _is_due(db, unlocked.staff_id):
                return unlocked
        order = Order(unlocked.name, typed, unlocked.staff_id, now)
        return replace(unlocked, key=rekey(folder, order, step=step))
    except (KnownError, DatabaseError):
        return unlocked


def _is_due(db: Database, by: int) -> bool:
    # The schema may be older than this program: then nobody has left by this program either.
    has_secrets = any(db.execute("SELECT 1 FROM sqlite_master WHERE name = 'secret'"))
    if not has_secrets or not is_rekeying_due(db):
        return False
    sql = (
        "SELECT 1 FROM head h JOIN staff s ON s.id = h.id AND s.version = h.version "
        "WHERE h.kind = 'staff' AND h.id = ? AND s.role = ? AND s.active"
    )
    return any(db.execute(sql, (by, Role.OWNER)))


def finish(folder: Path, name: str, typed: str, unlocked: Unlocked) -> Unlocked:
    """Put the right keys in place after a re-keying that was cut short; return what opens now.

    No key file is removed before the other one was seen to open the database.
    """
    new_key = _key_of_next(folder, name, typed)
    if new_key is not None and opens(folder, new_key):
        rename(folder / NEXT_KEYS, KEY_FILE)
        return replace(unlocked, key=new_key)
    if opens(folder, unlocked.key):
        (folder / NEXT_KEYS).unlink()
    return unlocked


def opens(folder: Path, key: bytes) -> bool:
    """Say whether a key opens the database."""
    try:
        connect(folder / DATABASE, key).close()
    except KnownError:
        return False
    return True


def _opened(folder: Path, order: Order) -> bytes:
    if order.name == RECOVERY:
        return vault.unlock_with_recovery_key(folder, order.typed).key
    return vault.unlock(folder, order.name, order.typed).key


def _check_renewable(folder: Path, order: Order, leaving: int | None) -> None:
    """Refuse while there are keys of the first version, which need their passphrase."""
    old = [
        slot.name
        for slot in read(folder)[1]
        if not slot.public and slot.staff_id != leaving and slot.name != order.name
    ]
    if RECOVERY in old:
        raise KnownError(
            "The recovery key was made by an older version of the program. Make a new recovery "
            "key first. Nothing was changed."
        )
    if old:
        raise KnownError(
            "These keys were made by an older version of the program: {names}. Give each a "
            "one-time code first. Nothing was changed.",
            names=", ".join(old),
        )


def _write_next(
    folder: Path, order: Order, key: bytes, new_key: bytes, leaving: int | None
) -> None:
    clinic_id, slots = read(folder)
    staying = [slot for slot in slots if slot.staff_id != leaving]
    renewed = [_renewed(clinic_id, slot, order, key, new_key) for slot in staying]
    save(folder, clinic_id, renewed, NEXT_KEYS)
    if _key_of_next(folder, order.name, order.typed) != new_key:
        _drop_next(folder, key)
        raise KnownError(
            "The new keys were written, but they do not open, so nothing was changed. Look at the "
            "disk, then try again."
        )


def _renewed(clinic_id: str, slot: Slot, order: Order, key: bytes, new_key: bytes) -> Slot:
    if slot.public:
        return sealed_anew(clinic_id, slot, key, new_key)
    return new_slot(new_key, clinic_id, slot.name, slot.staff_id, _typed(order), slot.cost)


def _typed(order: Order) -> str:
    is_recovery = order.name == RECOVERY
    return vault.plain_recovery_key(order.typed) if is_recovery else order.typed


def _key_of_next(folder: Path, name: str, typed: str) -> bytes | None:
    clinic_id, slots = read(folder, NEXT_KEYS)
    for slot in (slot for slot in slots if slot.name == name):
        plain = slot.once or name == RECOVERY
        opened = vault.unwrap(clinic_id, slot, vault.plain_recovery_key(typed) if plain else typed)
        if opened is not None:
            return opened
    return None


def _encrypt(db: Database, new_key: bytes) -> None:
    db.execute(f"PRAGMA rekey = \"x'{new_key.hex()}'\"")
    # Pages under the old key lie in the log beside the file until they are written over.
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _finish(folder: Path, new_key: bytes) -> None:
    if not opens(folder, new_key):
        raise KnownError(
            "The database could not be read under its new key. The old keys and the new ones are "
            "kept. Close the program, and restore the last backup if it does not open."
        )
    rename(folder / NEXT_KEYS, KEY_FILE)


def _drop_next(folder: Path, key: bytes) -> None:
    """Remove the new keys where the old one still opens the database."""
    if opens(folder, key):
        (folder / NEXT_KEYS).unlink(missing_ok=True)
