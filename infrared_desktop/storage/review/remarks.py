"""The remarks that are written on a review copy: a small file beside it, encrypted by its key."""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC
from itertools import chain, count
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import State
from infrared_desktop.domain.records.patient_rights import Merge
from infrared_desktop.domain.records.review_copies import Remark, ReviewCopy
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.kinds import KINDS
from infrared_desktop.storage.database.rows import from_json, to_json
from infrared_desktop.storage.files import key_file
from infrared_desktop.storage.files.review_copy import UnlockedCopy, derived
from infrared_desktop.storage.files.writing import rename, write_atomically

SUFFIX = ".infrared-remarks"
_MAGIC = b"IRREMARKS1"
_NONCE = 12
_MOST_BYTES = 16 * 1024 * 1024
_ODD = (
    InvalidTag,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
)


class DamagedRemarksError(KnownError):
    """What is read is no file of remarks, or no whole one."""


class RemarkFile:
    """The remarks of one copy; all are rewritten at each change, so that the file is whole."""

    def __init__(self, path: Path, clinic_id: str, copy_id: str, key: bytes) -> None:
        self.path, self.copy_id = path, copy_id
        self._bound = _bound(clinic_id, copy_id)
        self._cipher = AESGCM(derived(key, b"remarks"))

    def all(self) -> list[Remark]:
        """Return the remarks in the order of writing; raise KnownError for a damaged file."""
        if not self.path.exists():
            return []
        content = _content(self.path)
        bound, _, sealed = content.partition(b"\0")
        try:
            opened = self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], bound)
            return [_sound(from_json(Remark, each)) for each in json.loads(opened)]
        except _ODD as error:
            raise _damaged(self.path) from error

    def keep(self, remark: Remark) -> None:
        """Write a remark, or what it says from now on; on the disk before this returns.

        A damaged file is laid beside, so that whoever reads can go on writing.
        """
        try:
            others = {each.remark_id: each for each in self.all()}
        except DamagedRemarksError:
            rename(self.path, _free(self.path.with_suffix(".damaged")).name)
            others = {}
        self._write((others | {remark.remark_id: remark}).values())

    def drop(self, remark_id: str) -> None:
        """Take a remark away that nobody has handed in yet."""
        self._write(each for each in self.all() if each.remark_id != remark_id)

    def _write(self, remarks: Iterable[Remark]) -> None:
        nonce = os.urandom(_NONCE)
        said = json.dumps([to_json(each) for each in remarks], ensure_ascii=False).encode()
        sealed = nonce + self._cipher.encrypt(nonce, said, self._bound)
        write_atomically(self.path, self._bound + b"\0" + sealed)


@dataclass(frozen=True)
class Returned:
    """What came back in a file: remarks to take in, and a sentence for each that can't be."""

    remarks: tuple[Remark, ...]
    refused: tuple[Sentence, ...]


def remarks_beside(copy: UnlockedCopy) -> RemarkFile:
    """Return the file of remarks that lies beside a copy, however either was named meanwhile.

    What was written on another copy of the same name is never touched.
    """
    header, usual = copy.header, copy.path.with_suffix(SUFFIX)
    bound = _bound(header.clinic_id, header.copy_id) + b"\0"
    beside = sorted(copy.path.parent.glob(f"*{SUFFIX}"), key=lambda path: path != usual)
    own = next((path for path in beside if _begins_with(path, bound)), None)
    return RemarkFile(own or _free(usual), header.clinic_id, header.copy_id, copy.key)


def read_returned(clinic: Clinic, path: Path) -> Returned:
    """Read a file of remarks at the clinic; raise KnownError for another clinic's."""
    clinic_id, copy_id = _read_bound(path)
    if clinic_id != key_file.read(clinic.folder)[0]:
        raise KnownError(
            "The remarks in {name} were written on a copy of another clinic. Nothing was changed.",
            name=path.name,
        )
    key = clinic.review_copies.key(copy_id)
    copy = clinic.review_copies.named(copy_id)
    found = RemarkFile(path, clinic_id, copy_id, key).all()
    here = _patients_here(clinic, copy)
    kept = [
        _as_here(clinic, replace(each, copy_id=copy_id, written_by_id=copy.holder_id))
        for each in found
        if each.patient_id in here
    ]
    gone = sorted({each.patient_id for each in found} - here)
    return Returned(tuple(kept), tuple(_refused(number) for number in gone))


def _patients_here(clinic: Clinic, copy: ReviewCopy) -> set[int]:
    known = clinic.people.many(copy.patients)  # of one that was joined meanwhile the kept one
    return {number for number, stored in known.items() if stored.state is not State.INVALID}


def _as_here(clinic: Clinic, remark: Remark) -> Remark:
    """Give a remark to whom the record is that it is about, should numbers have been parted."""
    books, kind = clinic.ledger.books, KINDS.get(remark.about_kind)
    if kind is None or remark.about_id is None:
        return remark
    about = books.many(kind.record_type, (remark.about_id,)).get(remark.about_id)
    whose = getattr(about.record, "patient_id", None) if about else None
    pairs = ((merge.record.patient_id, merge.record.merged_id) for merge in books.all(Merge))
    if whose is None or {whose, remark.patient_id} not in map(set, pairs):
        return remark
    return replace(remark, patient_id=whose)


def _refused(number: int) -> Sentence:
    return sentence(
        "The remarks about number {number} were not taken in: that is no patient of the clinic any "
        "more. They stay in the file.",
        number=number,
    )


def _bound(clinic_id: str, copy_id: str) -> bytes:
    return _MAGIC + json.dumps([clinic_id, copy_id]).encode()


def _sound(remark: Remark) -> Remark:
    """Return a remark that can be stored; raise ValueError or OverflowError for another."""
    about = () if remark.about_id is None else (remark.about_id,)
    numbers = (remark.patient_id, remark.written_by_id, *about)
    words = (remark.remark_id, remark.copy_id, remark.text, remark.about_kind)
    are_numbers = all(type(number) is int and abs(number) < 1 << 63 for number in numbers)
    if not are_numbers or any(type(word) is not str for word in words):
        raise ValueError("a remark is not as the program writes them")
    "".join(words).encode()  # which refuses half a sign
    moment = remark.written_at.astimezone(UTC)
    return replace(remark, written_at=moment)


def _begins_with(path: Path, bound: bytes) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(len(bound)) == bound
    except OSError:
        return False


def _free(path: Path) -> Path:
    """Return a path that nothing lies at: this one, or one with a number."""
    numbered = (path.with_stem(f"{path.stem}-{n}") for n in count(2))
    return next(each for each in chain([path], numbered) if not each.exists())


def _read_bound(path: Path) -> tuple[str, str]:
    bound = _content(path).partition(b"\0")[0]
    try:
        clinic_id, copy_id = map(str, json.loads(bound.removeprefix(_MAGIC)))
        f"{clinic_id}{copy_id}".encode()  # which refuses half a sign
    except (ValueError, TypeError, RecursionError) as error:
        raise _damaged(path) from error
    return clinic_id, copy_id


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise KnownError(
            "The file {name} can't be read ({told}). Nothing was changed.",
            name=path.name,
            told=error.strerror or str(error),
        ) from error
    if not content.startswith(_MAGIC) or len(content) > _MOST_BYTES:
        raise _damaged(path)
    return content


def _damaged(path: Path) -> DamagedRemarksError:
    return DamagedRemarksError(
        "The file {name} holds no remarks of a review copy, or it is damaged. Nothing was changed.",
        name=path.name,
    )
