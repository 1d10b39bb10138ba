"""What stood on a screen when the damaged database took nothing more: a sealed file a person.

It lies beside the database and is no part of what a restore exchanges. It is text to be read, and
never put into a form again: after a restore its numbers may be somebody else's.
"""

import os
from contextlib import suppress
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from infrared_desktop.storage.files.writing import write_atomically

TYPED = "clinic.typed-"
_NONCE = 12


def keep_typed(folder: Path, data_key: bytes, by: int, text: str) -> None:
    """Keep a text for a person behind those that wait; raise KnownError when the disk refuses."""
    whole = "\n\n".join(filter(None, (read_typed(folder, data_key, by), text)))
    nonce = os.urandom(_NONCE)
    sealed = _cipher(data_key).encrypt(nonce, whole.encode(), str(by).encode())
    write_atomically(_path(folder, by), nonce + sealed)


def read_typed(folder: Path, data_key: bytes, by: int) -> str:
    """Return what waits for a person; nothing where there is none, or another clinic's."""
    try:
        content = _path(folder, by).read_bytes()
        opened = _cipher(data_key).decrypt(content[:_NONCE], content[_NONCE:], str(by).encode())
        return opened.decode()
    except (OSError, InvalidTag, ValueError):
        return ""


def forget_typed(folder: Path, by: int) -> None:
    """Forget it, once its person has read it."""
    with suppress(OSError):
        _path(folder, by).unlink()


def _path(folder: Path, by: int) -> Path:
    return folder / f"{TYPED}{by}"


def _cipher(data_key: bytes) -> AESGCM:
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"infrared typed work")
    return AESGCM(hkdf.derive(data_key))
