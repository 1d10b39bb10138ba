"""What a passphrase gives for a slot, and what is bound to the slot."""

import json
import unicodedata

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.key_file import Slot


def derive(passphrase: str, slot: Slot) -> bytes:
    """Return the key that a passphrase gives for a slot; raise KnownError without the memory."""
    secret = unicodedata.normalize("NFKC", passphrase).encode()
    try:
        return Argon2id(
            salt=slot.salt,
            length=32,
            iterations=slot.cost.iterations,
            lanes=slot.cost.lanes,
            memory_cost=slot.cost.memory_kib,
        ).derive(secret)
    except MemoryError as error:
        raise KnownError(
            "To check a passphrase takes {need} MB of memory for a moment, so that guessing is "
            "slow, and this computer has less than that just now. Nothing was changed. Close "
            "other programs, then try again.",
            need=slot.cost.memory_kib // 1024,
        ) from error


def bound(clinic_id: str, slot: Slot) -> bytes:
    """Return what is bound to a slot, so that swapped names or lowered costs do not open."""
    parts = [clinic_id, slot.name, slot.staff_id, *slot.cost]
    if slot.public:
        parts += [slot.public.hex(), slot.once]
    return json.dumps(parts).encode()
