"""Who was erased, by number: a file that no restore exchanges, so that nobody comes back unnoticed.

Each backup place has it as well, for a restore onto another computer.
Number and moment of registration tell a patient from another one who got the same number later in a
clinic that was put back. The list is sealed, so that nobody adds to it.
"""

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from infrared_desktop.storage.files.folder import ERASED
from infrared_desktop.storage.files.writing import write_atomically


class Gone(NamedTuple):
    """Somebody who was erased."""

    number: int
    registered_at: datetime


def read_erased(folder: Path, data_key: bytes) -> frozenset[Gone]:
    """Return who was erased; nobody where there is no list, or one that was changed."""
    try:
        text, _, seal = (folder / ERASED).read_bytes().rstrip(b"\n").rpartition(b"\n")
        if not hmac.compare_digest(_seal(text, data_key), seal):
            return frozenset()
        return frozenset(Gone(int(n), datetime.fromisoformat(at)) for n, at in json.loads(text))
    except (OSError, ValueError, TypeError):
        return frozenset()


def add_erased(
    folder: Path,
    data_key: bytes,
    gone: Iterable[Gone],
    write: Callable[[Path, bytes], None] = write_atomically,
) -> None:
    """Add to the list; raise KnownError when the disk refuses."""
    known = read_erased(folder, data_key)
    listed = known.union(gone)
    if listed != known:
        rows = [(each.number, each.registered_at.isoformat()) for each in sorted(listed)]
        text = json.dumps(rows).encode()
        write(folder / ERASED, text + b"\n" + _seal(text, data_key) + b"\n")


def _seal(text: bytes, data_key: bytes) -> bytes:
    hkdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"infrared list of the erased")
    return hmac.new(hkdf.derive(data_key), text, hashlib.sha256).hexdigest().encode()
