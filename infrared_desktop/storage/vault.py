"""The key file of a clinic: passphrases and the recovery key unwrap one random database key."""

import base64
import json
import os
import secrets
import unicodedata
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files import write_atomically

KEY_FILE = "clinic.keys"
FORMAT = 1
RECOVERY = "recovery"
_RECOVERY_ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_RECOVERY_LENGTH = 28


@dataclass(frozen=True)
class KeyCost:
    """The work that one guess of a passphrase costs (Argon2id)."""

    memory_kib: int = 262_144
    iterations: int = 3
    lanes: int = 4


# 64 MiB is the floor; a file that asks for less was tampered with.
FLOOR = KeyCost(memory_kib=65_536)


@dataclass(frozen=True)
class Slot:
    """One way in: who it belongs to, and the database key wrapped for that person."""

    name: str
    staff_id: int
    cost: KeyCost
    salt: bytes
    nonce: bytes
    wrapped: bytes


@dataclass(frozen=True)
class Unlocked:
    """An opened vault: the database key and whose slot opened it (0 for the recovery key)."""

    key: bytes
    staff_id: int
    name: str


def new_recovery_key() -> str:
    """Make a recovery key of 140 random bits, in groups that can be read aloud."""
    letters = "".join(secrets.choice(_RECOVERY_ALPHABET) for _ in range(_RECOVERY_LENGTH))
    return "-".join(letters[i : i + 4] for i in range(0, _RECOVERY_LENGTH, 4))


def plain_recovery_key(text: str) -> str:
    """Undo spaces, dashes and small letters of a recovery key that was typed by hand."""
    return "".join(c for c in text.upper() if c in _RECOVERY_ALPHABET)


def wrap(
    key: bytes, clinic_id: str, name: str, staff_id: int, passphrase: str, cost: KeyCost
) -> Slot:
    """Wrap the database key for one person."""
    slot = Slot(name, staff_id, cost, os.urandom(16), os.urandom(12), b"")
    wrapped = AESGCM(_derive(passphrase, slot)).encrypt(slot.nonce, key, _bound(clinic_id, slot))
    return replace(slot, wrapped=wrapped)


def save(folder: Path, clinic_id: str, slots: list[Slot]) -> None:
    """Write the key file in one step; a half-written key file can't appear."""
    content = {
        "format": FORMAT,
        "clinic": clinic_id,
        "slots": [_to_json(slot) for slot in slots],
    }
    write_atomically(folder / KEY_FILE, json.dumps(content, indent=1).encode())


def read(folder: Path) -> tuple[str, list[Slot]]:
    """Return the clinic's id and its slots; raise KnownError for a missing or odd file."""
    path = folder / KEY_FILE
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["format"] > FORMAT:
            raise KnownError(
                "This clinic's key file was written by a newer version of the program. "
                "Nothing was changed. Install the newer version to open it."
            )
        return str(content["clinic"]), [_from_json(slot) for slot in content["slots"]]
    except OSError as error:
        raise KnownError(
            "The key file {name} cannot be read. The clinic's data is not touched. "
            "Put the file back from your backup, beside clinic.db.",
            name=KEY_FILE,
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise KnownError(
            "The key file {name} is damaged. The clinic's data is not touched. "
            "Put the file back from your backup, beside clinic.db.",
            name=KEY_FILE,
        ) from error


def staff_names(folder: Path) -> list[str]:
    """Return the names of those who can unlock with a passphrase."""
    return [slot.name for slot in read(folder)[1] if slot.name != RECOVERY]


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
    if slot.cost.memory_kib < FLOOR.memory_kib or slot.cost.iterations < FLOOR.iterations:
        raise KnownError("The key file was weakened by another program. Restore it from a backup.")
    try:
        opened = AESGCM(_derive(passphrase, slot)).decrypt(
            slot.nonce, slot.wrapped, _bound(clinic_id, slot)
        )
    except InvalidTag as error:
        raise KnownError(
            "That does not unlock the clinic. Nothing was changed. Check capital letters and the "
            "keyboard language, then try again."
        ) from error
    return Unlocked(opened, slot.staff_id, slot.name)


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
    parts = [clinic_id, slot.name, slot.staff_id, *vars(slot.cost).values()]
    return json.dumps(parts).encode()


def _to_json(slot: Slot) -> dict[str, Any]:
    packed = {
        name: base64.b64encode(getattr(slot, name)).decode()
        for name in ("salt", "nonce", "wrapped")
    }
    return {"name": slot.name, "staff": slot.staff_id, "argon2id": vars(slot.cost), **packed}


def _from_json(content: dict[str, Any]) -> Slot:
    salt, nonce, wrapped = (base64.b64decode(content[n]) for n in ("salt", "nonce", "wrapped"))
    return Slot(
        content["name"], content["staff"], KeyCost(**content["argon2id"]), salt, nonce, wrapped
    )
