"""Slots with a key pair: what is sealed to the public half needs no passphrase to be renewed.

The passphrase opens the private half, and that opens the box with the database key
(docs/decisions/0018).
"""

import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.key_file import KeyCost, Slot
from infrared_desktop.storage.files.slot_keys import bound, derive

_PUBLIC = 32
_NONCE = bytes(12)  # each box has a key of its own, so the nonce may be the same


def new_slot(
    key: bytes,
    clinic_id: str,
    name: str,
    staff_id: int,
    passphrase: str,
    cost: KeyCost,
    once: bool = False,
) -> Slot:
    """Make a slot for one person; `once` marks a code that is changed when it is used."""
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw()
    slot = Slot(name, staff_id, cost, os.urandom(16), os.urandom(12), b"", public, once=once)
    wrapped = AESGCM(derive(passphrase, slot)).encrypt(
        slot.nonce, private.private_bytes_raw(), bound(clinic_id, slot)
    )
    return _with_box(slot._replace(wrapped=wrapped), key, clinic_id)


def opened(clinic_id: str, slot: Slot, private_half: bytes) -> bytes | None:
    """Return the database key in a slot's box; None where the box or the slot was changed."""
    private = X25519PrivateKey.from_private_bytes(private_half)
    theirs, sealed = slot.box[:_PUBLIC], slot.box[_PUBLIC:]
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(theirs))
        box_key = _box_key(shared, theirs, slot.public)
        key = AESGCM(box_key).decrypt(_NONCE, sealed, bound(clinic_id, slot))
    except (InvalidTag, ValueError):
        return None
    return key if is_genuine(clinic_id, slot, key) else None


def is_genuine(clinic_id: str, slot: Slot, key: bytes) -> bool:
    """Say whether the slot was made by somebody who had the database key."""
    return hmac.compare_digest(slot.seal, _seal(clinic_id, slot, key))


def sealed_anew(clinic_id: str, slot: Slot, key: bytes, new_key: bytes) -> Slot:
    """Return a slot that opens with the same passphrase, to another database key.

    Raise KnownError for a slot that somebody without the database key has put there.
    """
    if not is_genuine(clinic_id, slot, key):
        raise KnownError(
            "The key of {name} was put there by another program, so nothing was changed. Take "
            "that key away first, then try again.",
            name=slot.name,
        )
    return _with_box(slot, new_key, clinic_id)


def _with_box(slot: Slot, key: bytes, clinic_id: str) -> Slot:
    ours = X25519PrivateKey.generate()
    theirs = ours.public_key().public_bytes_raw()
    shared = ours.exchange(X25519PublicKey.from_public_bytes(slot.public))
    box_key = _box_key(shared, theirs, slot.public)
    sealed = AESGCM(box_key).encrypt(_NONCE, key, bound(clinic_id, slot))
    return slot._replace(box=theirs + sealed, seal=_seal(clinic_id, slot, key))


def _box_key(shared: bytes, theirs: bytes, public: bytes) -> bytes:
    info = b"infrared key box" + theirs + public
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(shared)


def _seal(clinic_id: str, slot: Slot, key: bytes) -> bytes:
    info = b"infrared key slots"
    sealing = HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(key)
    said = bound(clinic_id, slot) + slot.salt + slot.nonce + slot.wrapped
    return hmac.new(sealing, said, hashlib.sha256).digest()
