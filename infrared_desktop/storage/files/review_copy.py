"""The file of a review copy: a ZIP of an encrypted database and encrypted photographs."""

import hashlib
import hmac
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files import vault
from infrared_desktop.storage.files.folder import DATABASE, PHOTOGRAPHS
from infrared_desktop.storage.files.key_file import Slot, slot_from_json, slot_to_json
from infrared_desktop.storage.files.photo_files import Part, PhotoFiles

HEADER = "review.json"
FORMAT = 1
_MOST_HEADER = 1_000_000  # bytes; a hostile file is not read into memory for a header
_CHUNK = 1 << 20


@dataclass(frozen=True)
class CopyHeader:
    """What a copy says of itself in clear: nothing of a patient, and no name but the holder's."""

    clinic_id: str
    copy_id: str
    made_at: datetime
    until: date
    slots: tuple[Slot, ...]
    database_hash: str = ""
    seal: str = ""

    def sealed(self, key: bytes) -> "CopyHeader":
        """Return the header bound to the copy's key, so that no word of it can be exchanged."""
        return replace(self, seal=self._seal(key))

    def is_sealed_by(self, key: bytes) -> bool:
        """Say whether the header is as it was written."""
        return hmac.compare_digest(self.seal.encode(errors="replace"), self._seal(key).encode())

    def _seal(self, key: bytes) -> str:
        said = json.dumps({**to_json(self), "seal": ""}, sort_keys=True)
        return hmac.new(derived(key, b"header"), said.encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True)
class UnlockedCopy:
    """A copy whose passphrase was right: where it lies, its key, and who holds it."""

    path: Path
    header: CopyHeader
    key: bytes
    holder_id: int


def derived(key: bytes, use: bytes) -> bytes:
    """Return the key for one use of a copy's key."""
    info = b"infrared review copy " + use
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(key)


def to_json(header: CopyHeader) -> dict[str, Any]:
    """Return a header as it stands in the file."""
    return {
        "format": FORMAT,
        "clinic": header.clinic_id,
        "copy": header.copy_id,
        "made_at": header.made_at.isoformat(timespec="milliseconds"),
        "until": header.until.isoformat(),
        "database": header.database_hash,
        "slots": [slot_to_json(slot) for slot in header.slots],
        "seal": header.seal,
    }


def read_header(path: Path) -> CopyHeader:
    """Return what a copy says of itself; raise KnownError for any other file."""
    with opened(path) as archive:
        try:
            if archive.getinfo(HEADER).file_size > _MOST_HEADER:
                raise _damaged()
            return _from_json(json.loads(archive.read(HEADER)))
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise _no_copy(path) from error


def unlock_copy(path: Path, passphrase: str) -> UnlockedCopy:
    """Open a copy with its passphrase, which takes about half a second."""
    header = read_header(path)
    for slot in header.slots:
        if vault.is_weakened(slot):
            raise _damaged()
        key = vault.unwrap(header.copy_id, slot, passphrase)
        if key is not None:
            if not header.is_sealed_by(key):
                raise _damaged()
            return UnlockedCopy(path, header, key, slot.staff_id)
    raise KnownError(
        "That does not open this copy. Nothing was changed. It has a passphrase of its own, which "
        "was chosen when it was made. Check capital letters and the keyboard language, then try "
        "again."
    )


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open the file to read from; what goes wrong is told in words."""
    with _in_words(path), zipfile.ZipFile(path) as archive:
        yield archive


def unpack_database(copy: UnlockedCopy, folder: Path) -> Path:
    """Put the database, encrypted as it is, into a folder; raise KnownError if it was changed."""
    path, seen = folder / DATABASE, hashlib.sha256()
    with opened(copy.path) as archive, archive.open(DATABASE) as packed, path.open("wb") as file:
        for chunk in iter(lambda: packed.read(_CHUNK), b""):
            seen.update(chunk)
            file.write(chunk)
    if not hmac.compare_digest(seen.hexdigest(), copy.header.database_hash):
        raise _damaged()
    return path


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def begin(file: BinaryIO, header: CopyHeader, database: Path) -> zipfile.ZipFile:
    """Write what stands at the beginning of a copy; photographs are added behind it."""
    archive = zipfile.ZipFile(file, "w", zipfile.ZIP_STORED)
    archive.writestr(zipfile.ZipInfo(HEADER), json.dumps(to_json(header), indent=1))
    member = zipfile.ZipInfo(DATABASE)
    member.file_size = database.stat().st_size
    with archive.open(member, "w") as packed, database.open("rb") as source:
        for chunk in iter(lambda: source.read(_CHUNK), b""):
            packed.write(chunk)
    return archive


def pack(
    archive: zipfile.ZipFile, files: PhotoFiles, content_hash: str, part: Part, picture: bytes
) -> None:
    """Write a photograph into a copy that is being made, as `files` of the copy's key seal it."""
    sealed = files.seal(content_hash, part, picture)
    archive.writestr(zipfile.ZipInfo(_member(files, content_hash, part)), sealed)


def _member(files: PhotoFiles, content_hash: str, part: Part) -> str:
    path = files.path(content_hash, part)
    return f"{PHOTOGRAPHS}/{path.parent.name}/{path.name}"


class PackedPhotos(PhotoFiles):
    """The photographs inside a copy's file, read where they lie; nothing is ever put there."""

    def __init__(self, copy: UnlockedCopy, folder: Path) -> None:
        super().__init__(folder, copy.key)
        self._path = copy.path
        with _in_words(copy.path):
            self._archive = zipfile.ZipFile(copy.path)

    def put_thumbnail(self, content_hash: str, picture: bytes) -> None:
        """Keep nothing: a small picture that the copy lacks is made each time."""

    def put(self, content: bytes, brings: Callable[[str], object] = lambda _: None) -> str:
        """Refuse to keep a photograph."""
        raise KnownError("This is a copy to read, so nothing was stored.")

    def remove(self, content_hash: str) -> None:
        """Refuse to remove a photograph."""
        raise KnownError("This is a copy to read, so nothing was removed.")

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()

    def _sealed(self, content_hash: str, part: Part) -> bytes:
        try:
            return self._archive.read(_member(self, content_hash, part))
        except KeyError as error:
            raise KnownError(
                "This photograph was not taken along on this copy. It lies at the clinic."
            ) from error
        except OSError as error:
            raise _unreadable(self._path, error) from error
        except (ValueError, zipfile.BadZipFile) as error:
            raise _damaged() from error


def _from_json(content: dict[str, Any]) -> CopyHeader:
    if type(content["format"]) is int and content["format"] > FORMAT:
        raise KnownError(
            "This review copy was written by a newer version of the program. Install the newer "
            "version to open it."
        )
    return CopyHeader(
        clinic_id=str(content["clinic"]),
        copy_id=str(content["copy"]),
        made_at=datetime.fromisoformat(content["made_at"]),
        until=date.fromisoformat(content["until"]),
        slots=tuple(slot_from_json(slot) for slot in content["slots"]),
        database_hash=str(content["database"]),
        seal=str(content["seal"]),
    )


@contextmanager
def _in_words(path: Path) -> Iterator[None]:
    try:
        yield
    # RuntimeError is what zipfile says of a password.
    except (zipfile.BadZipFile, KeyError, EOFError, RuntimeError, zlib.error) as error:
        raise _no_copy(path) from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> KnownError:
    return KnownError(
        "The file {name} can't be read ({told}). Check that it is still there.",
        name=path.name,
        told=error.strerror or str(error),
    )


def _no_copy(path: Path) -> KnownError:
    return KnownError(
        "The file {name} is no review copy, or it is damaged. Fetch it from the clinic anew.",
        name=path.name,
    )


def _damaged() -> KnownError:
    return KnownError(
        "This review copy is damaged, or somebody changed it, so it is not shown. The clinic's own "
        "records are safe. Fetch it from the clinic anew."
    )
