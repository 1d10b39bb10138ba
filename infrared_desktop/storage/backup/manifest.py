"""What a backup consists of, sealed so that no word of it can be exchanged."""

import base64
import hashlib
import hmac
import json
import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.audit.anchor import Anchor
from infrared_desktop.storage.backup.objects import DamagedError
from infrared_desktop.storage.database.earlier_seals import seal_key
from infrared_desktop.storage.files.folder import ANCHOR, KEY_FILE

FORMAT = 1
SUFFIX, PROVEN, DAMAGED = ".backup", ".proven", ".damaged"
PIECE = 256 * 1024
_HASH = re.compile(r"[0-9a-f]{64}")
_PHOTO = re.compile(r"[0-9a-f]{2}/[0-9a-f]{32}\.photo")
_KEPT = frozenset((KEY_FILE, ANCHOR))


class KeptPhoto(NamedTuple):
    """A photograph's encrypted file: its name, what it was when it was read, and its piece."""

    name: str
    size: int
    changed_ns: int
    piece: str


@dataclass(frozen=True)
class Manifest:
    """One backup: all that a clinic folder is made of again."""

    clinic_id: str
    moment: datetime
    steps: tuple[str, ...]  # of the schema
    counts: dict[str, int]  # records for each kind
    audit: Anchor  # the newest row and its MAC
    size: int  # of the database's file
    pieces: tuple[str, ...]
    files: dict[str, bytes] = field(default_factory=dict)
    photographs: tuple[KeptPhoto, ...] = ()
    lacking: tuple[str, ...] = ()  # photographs that the clinic itself had no more

    def named(self) -> set[str]:
        """Return the names of all pieces that it needs."""
        return {*self.pieces, *(photo.piece for photo in self.photographs)}


def seal(body: dict[str, Any], key: bytes) -> bytes:
    """Return what stands in a file of these words, with its seal."""
    text = json.dumps(body, ensure_ascii=True, separators=(",", ":"), sort_keys=True).encode()
    return text + b"\n" + _mac(text, seal_key(key)).encode() + b"\n"


def unseal(content: bytes, key: bytes) -> dict[str, Any]:
    """Return the words of a sealed file; raise DamagedError where a sign was changed."""
    return unseal_by(content, seal_key(key))


def unseal_by(content: bytes, sealed_with: bytes) -> dict[str, Any]:
    """Return the words of a file by the key of its seal, which may be an earlier one."""
    text, _, mac = content.rstrip(b"\n").rpartition(b"\n")
    if not hmac.compare_digest(_mac(text, sealed_with).encode(), mac):
        raise DamagedError(
            "This backup's list is damaged, or it belongs to another key. It was not used."
        )
    return _words(text)


def to_bytes(manifest: Manifest, key: bytes) -> bytes:
    """Return the sealed file of a manifest."""
    files = {name: base64.b64encode(raw).decode() for name, raw in manifest.files.items()}
    body = {
        **vars(manifest),
        "format": FORMAT,
        "moment": manifest.moment.isoformat(),
        "files": files,
    }
    return seal(body, key)


def from_bytes(content: bytes, key: bytes) -> Manifest:
    """Return the manifest of a sealed file; raise DamagedError where it is not as it was."""
    return from_bytes_by(content, seal_key(key))


def from_bytes_by(content: bytes, sealed_with: bytes) -> Manifest:
    """Return the manifest of a file by the key of its seal, which may be an earlier one."""
    return _manifest(unseal_by(content, sealed_with))


def unsealed(content: bytes) -> Manifest:
    """Return what a manifest says, unproven: for its key file, and for what must be kept."""
    return _manifest(_words(content.rstrip(b"\n").rpartition(b"\n")[0]))


def digest(content: bytes) -> str:
    """Return what a proof names a manifest by."""
    return hashlib.sha256(content).hexdigest()


def _words(text: bytes) -> dict[str, Any]:
    try:
        body = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _unreadable() from error
    if not isinstance(body, dict):
        raise _unreadable()
    return body


def _manifest(body: dict[str, Any]) -> Manifest:
    try:
        if type(body["format"]) is int and body["format"] > FORMAT:
            raise KnownError(
                "This backup was made by a newer version of the program. Nothing was changed. "
                "Install the newer version to restore it."
            )
        read = Manifest(
            clinic_id=str(body["clinic_id"]),
            moment=datetime.fromisoformat(body["moment"]),
            steps=tuple(map(str, body["steps"])),
            counts={str(kind): int(count) for kind, count in body["counts"].items()},
            audit=(int(body["audit"][0]), str(body["audit"][1])),
            size=int(body["size"]),
            pieces=tuple(map(_hash, body["pieces"])),
            files={
                name: base64.b64decode(raw, validate=True) for name, raw in body["files"].items()
            },
            photographs=tuple(_photo(*each) for each in body["photographs"]),
            lacking=tuple(map(str, body["lacking"])),
        )
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError) as error:
        raise _unreadable() from error
    return _checked(read)


def _checked(read: Manifest) -> Manifest:
    fits = -(-read.size // PIECE) == len(read.pieces) if read.size >= 0 else False
    if not fits or read.moment.tzinfo is None or not read.files.keys() <= _KEPT:
        raise _unreadable()
    return read


def _photo(name: str, size: int, changed_ns: int, piece: str) -> KeptPhoto:
    # A name becomes a path when it is restored: none may lead out of the folder.
    if not _PHOTO.fullmatch(name):
        raise ValueError("this is no name of a photograph")
    return KeptPhoto(name, int(size), int(changed_ns), _hash(piece))


def _hash(text: str) -> str:
    if not _HASH.fullmatch(text):
        raise ValueError("this is no name of a piece")
    return text


def _mac(text: bytes, sealed_with: bytes) -> str:
    return hmac.new(sealed_with, text, hashlib.sha256).hexdigest()


def _unreadable() -> DamagedError:
    return DamagedError("This backup's list can't be read: it is damaged. It was not used.")
