"""Photographs as they lie beside the database: each encrypted, with a nonce of its own."""

import hashlib
import hmac
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from copy import copy
from enum import StrEnum
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from infrared_desktop.domain.access.rights import Right, refusal_of
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.photographs.picture_types import MOST_MEGABYTES
from infrared_desktop.storage.files.folder import PHOTOGRAPHS
from infrared_desktop.storage.files.writing import flush_folder, make_folder, move, write_atomically

# Of the first key; of a later one, whose mark follows.
_FIRST, _LATER = b"IRPHOTO1", b"IRPHOTO2"
_MARK, _NONCE = 4, 12
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024


class Part(StrEnum):
    """What a file holds: the photograph as it came, or a small one that is made of it."""

    ORIGINAL = "photo"
    THUMBNAIL = "small"


class PhotoFiles:
    """The photographs of one clinic by the SHA-256 of their content; usable from any thread.

    A file is named after a keyed hash, so that whoever holds a picture can't find out by its name
    whether the clinic has it. The newest of the `later` keys, which came with each re-keying, seals
    what is written; names go by the first one for ever.
    """

    def __init__(self, folder: Path, key: bytes, later: Sequence[bytes] = ()) -> None:
        self.folder = folder / PHOTOGRAPHS
        self._naming = _derived(key, b"infrared photograph names")
        self._ciphers = {_FIRST: AESGCM(_derived(key, b"infrared photographs"))}
        for each in later:
            mark = _derived(each, b"infrared mark of a photograph key")[:_MARK]
            self._ciphers[_LATER + mark] = AESGCM(_derived(each, b"infrared photographs"))
        self._newest = [*self._ciphers][-1]
        self._is_closed = False

    def closed(self) -> "PhotoFiles":
        """Return the same files for who may keep photographs, and look at none."""
        same = copy(self)
        same._is_closed = True
        return same

    def put(self, content: bytes, brings: Callable[[str], object] = lambda _: None) -> str:
        """Keep a photograph, on the disk before this returns; return its SHA-256.

        One that is there already and whole is not written again; `brings` hears of one that is.
        Raise KnownError when the disk refuses, or for one of more than 256 MiB.
        """
        if len(content) > MOST_BYTES:
            raise KnownError(
                "This photograph is larger than 256 MB. It was not taken in; the file is "
                "untouched. Make a smaller copy of it first."
            )
        content_hash = hashlib.sha256(content).hexdigest()
        if not self.is_whole(content_hash):
            brings(content_hash)
            self._write(content_hash, Part.ORIGINAL, content)
        return content_hash

    def get(self, content_hash: str) -> bytes:
        """Return a photograph as it came; raise KnownError if it is gone or not what it was."""
        self._ask()
        return self._whole(content_hash)

    def is_whole(self, content_hash: str) -> bool:
        """Say whether a photograph is there, every byte of it."""
        try:
            self._whole(content_hash)
        except KnownError:
            return False
        return True

    def put_thumbnail(self, content_hash: str, picture: bytes) -> None:
        """Keep the small picture of a photograph; it can be made anew at any time."""
        self._write(content_hash, Part.THUMBNAIL, picture)

    def thumbnail(self, content_hash: str) -> bytes | None:
        """Return the small picture of a photograph; None where it has to be made (again)."""
        self._ask()
        try:
            return self._read(content_hash, Part.THUMBNAIL)
        except KnownError:
            return None

    def remove(self, content_hash: str) -> None:
        """Remove a photograph that nothing names, and its small picture, as far as they are.

        They are gone from the disk before this returns: a power cut brings none of them back.
        """
        for part in Part:
            path = self.path(content_hash, part)
            with suppress(OSError):
                path.unlink()
                flush_folder(path.parent)

    def path(self, content_hash: str, part: Part = Part.ORIGINAL) -> Path:
        """Return where a photograph lies."""
        said = f"{part}:{content_hash}".encode()
        name = hmac.new(self._naming, said, hashlib.sha256).hexdigest()
        return self.folder / name[:2] / f"{name[2:34]}.{part}"

    def seal(self, content_hash: str, part: Part, content: bytes) -> bytes:
        """Return the bytes of the file that keeps a picture."""
        head, nonce = self._newest, os.urandom(_NONCE)
        bound = _bound(head, content_hash, part)
        return head + nonce + self._ciphers[head].encrypt(nonce, content, bound)

    def put_back(self, content_hash: str, whole: Path) -> None:
        """Put the file of a photograph in its place, which opens as the photograph does."""
        path = self.path(content_hash)
        make_folder(path.parent)
        move(whole, path)

    def opens(self, content_hash: str, sealed: bytes) -> bool:
        """Say whether the bytes of a file are a photograph's, every one of them."""
        try:
            opened = self._opened(content_hash, Part.ORIGINAL, sealed)
        except KnownError:
            return False
        return hashlib.sha256(opened).hexdigest() == content_hash

    def _ask(self) -> None:
        if self._is_closed:
            raise KnownError(refusal_of(Right.SEE_PHOTOS))

    def _whole(self, content_hash: str) -> bytes:
        content = self._read(content_hash, Part.ORIGINAL)
        if hashlib.sha256(content).hexdigest() != content_hash:
            raise _damaged()
        return content

    def _write(self, content_hash: str, part: Part, content: bytes) -> None:
        path = self.path(content_hash, part)
        make_folder(path.parent)
        write_atomically(path, self.seal(content_hash, part, content))

    def _sealed(self, content_hash: str, part: Part) -> bytes:
        try:
            return self.path(content_hash, part).read_bytes()
        except OSError as error:
            raise KnownError(
                "The file of this photograph is gone or can't be read. What stands about it is "
                "safe. A backup may hold it: under Clinic, Health, a clinician fetches it with F."
            ) from error

    def _read(self, content_hash: str, part: Part) -> bytes:
        return self._opened(content_hash, part, self._sealed(content_hash, part))

    def _opened(self, content_hash: str, part: Part, sealed: bytes) -> bytes:
        head = sealed[: len(_LATER) + (_MARK if sealed.startswith(_LATER) else 0)]
        begins = len(head) + _NONCE
        try:
            cipher, bound = self._ciphers[head], _bound(head, content_hash, part)
            return cipher.decrypt(sealed[len(head) : begins], sealed[begins:], bound)
        except (InvalidTag, ValueError, KeyError) as error:
            raise _damaged() from error


def _derived(key: bytes, use: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=use).derive(key)


def _bound(head: bytes, content_hash: str, part: Part) -> bytes:
    # A file under another one's name, or a small picture in place of the whole, does not open.
    return head + f"{part}:{content_hash}".encode()


def _damaged() -> KnownError:
    return KnownError(
        "The file of this photograph is damaged, so it is not shown. What stands about it is "
        "safe. A backup may hold it: under Clinic, Health, a clinician fetches it with F."
    )
