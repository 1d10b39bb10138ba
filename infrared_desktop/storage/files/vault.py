"""Wrap and unwrap the database key: by a passphrase of one person, or by the recovery key."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.key_file import RECOVERY, KeyCost, Slot, read
from infrared_desktop.storage.files.slot_keys import bound, derive

SPOKEN_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_RECOVERY_LENGTH = 28
_CODE_LENGTH = 16


# 64 MiB is the floor; a file that asks for less was tampered with.
FLOOR = KeyCost(memory_kib=65_536)


@dataclass(frozen=True)
class Unlocked:
    """An opened vault: the database key and whose slot opened it (0 for the recovery key)."""

    key: bytes
    staff_id: int
    name: str
    once: bool = False  # a one-time code did it: a passphrase is to be chosen now


def new_code() -> str:
    """Make a one-time code of 80 random bits, in groups that can be read aloud."""
    return _spoken(_CODE_LENGTH)


def new_recovery_key() -> str:
    """Make a recovery key of 140 random bits, in groups that can be read aloud."""
    return _spoken(_RECOVERY_LENGTH)


def _spoken(length: int) -> str:
    letters = "".join(secrets.choice(SPOKEN_ALPHABET) for _ in range(length))
    return "-".join(letters[i : i + 4] for i in range(0, length, 4))


def plain_recovery_key(text: str) -> str:
    """Undo spaces, dashes and small letters of a recovery key that was typed by hand."""
    return "".join(c for c in text.upper() if c in SPOKEN_ALPHABET)


def wrap(
    key: bytes, clinic_id: str, name: str, staff_id: int, passphrase: str, cost: KeyCost
) -> Slot:
    """Wrap a key for one person, by a passphrase alone; for a clinic see `key_pairs.new_slot`."""
    slot = Slot(name, staff_id, cost, os.urandom(16), os.urandom(12), b"")
    wrapped = AESGCM(derive(passphrase, slot)).encrypt(slot.nonce, key, bound(clinic_id, slot))
    return slot._replace(wrapped=wrapped)


def unlock(folder: Path, name: str, passphrase: str) -> Unlocked:
    """Unwrap the database key with a person's passphrase; takes about half a second."""
    clinic_id, slots = read(folder)
    own = [slot for slot in slots if slot.name == name and slot.name != RECOVERY]
    if not own:
        raise KnownError("Nobody called {name} can unlock this clinic.", name=name)
    return _open(clinic_id, own, passphrase)


def unlock_with_recovery_key(folder: Path, typed: str) -> Unlocked:
    """Unwrap the database key with the printed recovery key, typed in any spacing or case."""
    clinic_id, slots = read(folder)
    recovery = [slot for slot in slots if slot.name == RECOVERY]
    if not recovery:
        raise KnownError("This clinic has no recovery key.")
    return _open(clinic_id, recovery, plain_recovery_key(typed))


class WrongPassphraseError(KnownError):
    """What was typed opens no slot of that person."""


def _open(clinic_id: str, slots: list[Slot], passphrase: str) -> Unlocked:
    if any(is_weakened(slot) for slot in slots):
        raise KnownError("The key file was weakened by another program. Restore it from a backup.")
    for slot in slots:
        typed = plain_recovery_key(passphrase) if slot.once else passphrase
        opened = unwrap(clinic_id, slot, typed)
        if opened is not None:
            return Unlocked(opened, slot.staff_id, slot.name, slot.once)
    raise WrongPassphraseError(
        "That does not unlock the clinic. Nothing was changed. Check capital letters and the "
        "keyboard language, then try again."
    )


def is_weakened(slot: Slot) -> bool:
    """Say whether a guess at a slot costs less than this program ever asked."""
    return slot.cost.memory_kib < FLOOR.memory_kib or slot.cost.iterations < FLOOR.iterations


def unwrap(clinic_id: str, slot: Slot, passphrase: str) -> bytes | None:
    """Return the key that a slot wraps, or None for another passphrase; takes half a second."""
    try:
        unwrapped = AESGCM(derive(passphrase, slot)).decrypt(
            slot.nonce, slot.wrapped, bound(clinic_id, slot)
        )
    except InvalidTag:
        return None
    if not slot.public:
        return unwrapped
    from infrared_desktop.storage.files.key_pairs import opened

    return opened(clinic_id, slot, unwrapped)
