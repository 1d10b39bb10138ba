"""Wrap and unwrap the database key: by a passphrase of one person, or by the recovery key."""

import json
import os
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.key_file import RECOVERY, KeyCost, Slot, read

SPOKEN_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_RECOVERY_LENGTH = 28


# 64 MiB is the floor; a file that asks for less was tampered with.
FLOOR = KeyCost(memory_kib=65_536)


@dataclass(frozen=True)
class Unlocked:
    """An opened vault: the database key and whose slot opened it (0 for the recovery key)."""

    key: bytes
    staff_id: int
    name: str


def new_recovery_key() -> str:
    """Make a recovery key of 140 random bits, in groups that can be read aloud."""
    letters = "".join(secrets.choice(SPOKEN_ALPHABET) for _ in range(_RECOVERY_LENGTH))
    return "-".join(letters[i : i + 4] for i in range(0, _RECOVERY_LENGTH, 4))


def plain_recovery_key(text: str) -> str:
    """Undo spaces, dashes and small letters of a recovery key that was typed by hand."""
    return "".join(c for c in text.upper() if c in SPOKEN_ALPHABET)


def wrap(
    key: bytes, clinic_id: str, name: str, staff_id: int, passphrase: str, cost: KeyCost
) -> Slot:
    """Wrap the database key for one person."""
    slot = Slot(name, staff_id, cost, os.urandom(16), os.urandom(12), b"")
    wrapped = AESGCM(_derive(passphrase, slot)).encrypt(slot.nonce, key, _bound(clinic_id, slot))
    return slot._replace(wrapped=wrapped)


def unlock(folder: Path, name: str, passphrase: str) -> Unlocked:
    """Unwrap the database key with a person's passphrase; takes about half a second."""
    clinic_id, slots = read(folder)
    for slot in (slot for slot in slots if slot.name == name and slot.name != RECOVERY):
        return _open(clinic_id, slot, passphrase)
    raise KnownError("Nobody called {name} can unlock this clinic.", name=name)


def unlock_with_recovery_key(folder: Path, typed: str) -> Unlocked:
    """Unwrap the database key with the printed recovery key, typed in any spacing or case."""
    clinic_id, slots = read(folder)
    for slot in (slot for slot in slots if slot.name == RECOVERY):
        return _open(clinic_id, slot, plain_recovery_key(typed))
    raise KnownError("This clinic has no recovery key.")


def _open(clinic_id: str, slot: Slot, passphrase: str) -> Unlocked:
    if is_weakened(slot):
        raise KnownError("The key file was weakened by another program. Restore it from a backup.")
    opened = unwrap(clinic_id, slot, passphrase)
    if opened is None:
        raise KnownError(
            "That does not unlock the clinic. Nothing was changed. Check capital letters and the "
            "keyboard language, then try again."
        )
    return Unlocked(opened, slot.staff_id, slot.name)


def is_weakened(slot: Slot) -> bool:
    """Say whether a guess at a slot costs less than this program ever asked."""
    return slot.cost.memory_kib < FLOOR.memory_kib or slot.cost.iterations < FLOOR.iterations


def unwrap(clinic_id: str, slot: Slot, passphrase: str) -> bytes | None:
    """Return the key that a slot wraps, or None for another passphrase; takes half a second."""
    try:
        return AESGCM(_derive(passphrase, slot)).decrypt(
            slot.nonce, slot.wrapped, _bound(clinic_id, slot)
        )
    except InvalidTag:
        return None


def _derive(passphrase: str, slot: Slot) -> bytes:
    secret = unicodedata.normalize("NFKC", passphrase).encode()
    return Argon2id(
        salt=slot.salt,
        length=32,
        iterations=slot.cost.iterations,
        lanes=slot.cost.lanes,
        memory_cost=slot.cost.memory_kib,
    ).derive(secret)


def _bound(clinic_id: str, slot: Slot) -> bytes:
    # Bound to the wrapped key, so that swapped names, slots or lowered costs do not open.
    parts = [clinic_id, slot.name, slot.staff_id, *slot.cost]
    return json.dumps(parts).encode()
