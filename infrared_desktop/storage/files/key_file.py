"""The key file of a clinic, as it lies on the disk: one slot for each way in.

Named tuples, because the first window reads it and dataclasses take long (docs/decisions/0009).
"""

import base64
import json
from pathlib import Path
from typing import Any, NamedTuple

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.damage import DamageError
from infrared_desktop.storage.files.folder import KEY_FILE
from infrared_desktop.storage.files.writing import write_atomically

FORMAT = 2  # 1 knew no key pairs
RECOVERY = "recovery"


class KeyCost(NamedTuple):
    """The work that one guess of a passphrase costs (Argon2id)."""

    memory_kib: int = 262_144
    iterations: int = 3
    lanes: int = 4


# A file that asks for more would keep the computer busy for minutes, or fill its memory.
MOST = KeyCost(memory_kib=2_097_152, iterations=16, lanes=16)
_LENGTHS = (16, 12, 48)  # bytes of salt, nonce and wrapped key
_PAIR_LENGTHS = (32, 80, 32)  # bytes of the public half, the box and the seal
_PAIR = ("public", "box", "seal")


class Slot(NamedTuple):
    """One way in: who it belongs to, and what the passphrase of that person opens.

    With a key pair (docs/decisions/0018) that is the private half, which opens the box with the
    database key; without one, as the first version wrote them, it is the database key itself.
    """

    name: str
    staff_id: int
    cost: KeyCost
    salt: bytes
    nonce: bytes
    wrapped: bytes
    public: bytes = b""
    box: bytes = b""
    seal: bytes = b""
    once: bool = False  # a one-time code: whoever uses it chooses a passphrase


def save(folder: Path, clinic_id: str, slots: list[Slot], name: str = KEY_FILE) -> None:
    """Write the key file in one step; a half-written key file can't appear."""
    content = {
        "format": FORMAT,
        "clinic": clinic_id,
        "slots": [slot_to_json(slot) for slot in slots],
    }
    write_atomically(folder / name, json.dumps(content, indent=1).encode())


def read(folder: Path, name: str = KEY_FILE) -> tuple[str, list[Slot]]:
    """Return the clinic's id and its slots; raise KnownError for a missing or odd file."""
    path = folder / name
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if type(content["format"]) is int and content["format"] > FORMAT:
            raise KnownError(
                "This clinic's key file was written by a newer version of the program. "
                "Nothing was changed. Install the newer version to open it."
            )
        return str(content["clinic"]), [slot_from_json(slot) for slot in content["slots"]]
    except OSError as error:
        kind = DamageError if isinstance(error, FileNotFoundError) else KnownError
        raise kind(
            "The key file {name} is gone or cannot be read. The clinic's data is not touched. "
            "Put the file back from your backup: a restore in the window puts back the keys alone.",
            name=KEY_FILE,
        ) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamageError(
            "The key file {name} is damaged. The clinic's data is not touched. "
            "Put the file back from your backup: a restore in the window puts back the keys alone.",
            name=KEY_FILE,
        ) from error


def are_of_one_clinic(folder: Path, other: Path) -> bool:
    """Say whether the key files of two folders are of the same clinic."""
    return folder == other or read(folder)[0] == read(other)[0]


def staff_names(folder: Path) -> list[str]:
    """Return the names of those who can unlock with a passphrase."""
    names = (slot.name for slot in read(folder)[1] if slot.name != RECOVERY)
    return list(dict.fromkeys(names))  # for a moment a person has the old slot and the new one


def names_with_code(folder: Path) -> frozenset[str]:
    """Return the names of those for whom a one-time code waits, in place of a passphrase."""
    slots = read(folder)[1]
    own = {slot.name for slot in slots if not slot.once}
    return frozenset(slot.name for slot in slots if slot.once) - own


def slot_to_json(slot: Slot) -> dict[str, Any]:
    """Return a slot as it stands in a file."""
    packed = {
        name: base64.b64encode(getattr(slot, name)).decode()
        for name in ("salt", "nonce", "wrapped", *(_PAIR if slot.public else ()))
    }
    said = {"name": slot.name, "staff": slot.staff_id, "argon2id": slot.cost._asdict(), **packed}
    return {**said, "once": True} if slot.once else said


def slot_from_json(content: dict[str, Any]) -> Slot:
    """Return the slot that stands in a file; raise ValueError, KeyError or TypeError for none."""
    salt, nonce, wrapped = (
        base64.b64decode(content[name], validate=True) for name in ("salt", "nonce", "wrapped")
    )
    pair = (base64.b64decode(content[name], validate=True) for name in _PAIR)
    slot = Slot(
        content["name"],
        content["staff"],
        KeyCost(**content["argon2id"]),
        salt,
        nonce,
        wrapped,
        *(pair if "public" in content else ()),
    )._replace(once=content.get("once", False))
    if not _is_sound(slot):
        raise ValueError("a slot is not as the program writes them")
    return slot


def _is_sound(slot: Slot) -> bool:
    return (
        type(slot.name) is str
        and type(slot.staff_id) is int
        and all(
            type(cost) is int and 0 < cost <= most
            for cost, most in zip(slot.cost, MOST, strict=True)
        )
        and type(slot.once) is bool
        and (len(slot.salt), len(slot.nonce), len(slot.wrapped)) == _LENGTHS
        and (len(slot.public), len(slot.box), len(slot.seal)) in (_PAIR_LENGTHS, (0, 0, 0))
    )
