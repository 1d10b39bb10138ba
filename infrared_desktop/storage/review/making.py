"""Makes a review copy: written, read again, compared with the clinic, then handed over."""

import os
import uuid
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.photographs import ExportKind, Photo, PhotoExport, Purpose
from infrared_desktop.domain.records.review_copies import ReviewCopy, check_until
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.database.joined import one_person
from infrared_desktop.storage.database.moments import moment
from infrared_desktop.storage.database.sqlcipher import KEY_BYTES, DatabaseError
from infrared_desktop.storage.files import key_file, vault
from infrared_desktop.storage.files.folder import DATABASE
from infrared_desktop.storage.files.key_file import KeyCost
from infrared_desktop.storage.files.photo_files import Part, PhotoFiles
from infrared_desktop.storage.files.review_copy import CopyHeader, begin, hash_of, pack
from infrared_desktop.storage.files.writing import check_new, flush, make_file, rename
from infrared_desktop.storage.review.checking import check_copy
from infrared_desktop.storage.review.filling import fill
from infrared_desktop.storage.review.order import CopyOrder, check_holder, check_passphrase, whom
from infrared_desktop.storage.review.seat import Seat, usual_seat

Step = Callable[[float, Sentence], None]
_WRITTEN = 0.6  # of the way; the rest goes into reading it all again


@dataclass(frozen=True)
class MadeCopy:
    """A copy that was handed over; `lacking` photographs are damaged at the clinic itself."""

    copy: Stored[ReviewCopy]
    path: Path
    photographs: int
    lacking: tuple[Stored[Photo], ...]


def make_copy(
    clinic: Clinic,
    order: CopyOrder,
    out: Path,
    by: int,
    now: datetime,
    step: Step = lambda *_: None,
    seat: Seat | None = None,
) -> MadeCopy:
    """Write a copy of what the clinic holds at this moment, and enter it into the register.

    Needs a connection of its own for a long time; others may go on writing. Raise KnownError when
    the wish can't be met, or the copy is not what the clinic holds; then no file is left.
    """
    check_holder(clinic, order, by, now)
    check_new(out)
    numbers = whom(clinic, order, clinic.day(now))
    check_until(order.until, clinic.day(now))
    check_passphrase(clinic, order)
    step(0.0, sentence("Reading the records …"))
    with _beside(out) as beside, (seat or usual_seat()).room() as room, _frozen(clinic):
        header, key = _new_header(clinic, order, now)
        whose = one_person(clinic.ledger.db, numbers)
        fill(clinic, whose, _made(room / DATABASE), key)
        header = _finished(header, room / DATABASE, key)
        photos = [each for n in numbers for each in clinic.photos.of_patient(n)]
        wanted = photos if order.with_photographs else []
        lacking = _write(clinic, header, key, room, beside, wanted, step)
        taken = [each for each in wanted if each not in lacking]
        step(_WRITTEN, sentence("Reading the copy again …"))
        (room / DATABASE).unlink()
        contents = {each.record.content for each in taken}
        check_copy(clinic, whose, contents, beside, order.passphrase, room, _second_half(step))
        _thaw(clinic)
        stored = _enter(clinic, order, header, key, numbers, by)
        with _entered(clinic, stored, by, now) as left:
            for exports in _exports(taken, now, header.slots[0].name):
                left += clinic.photos.note_exports(exports, by, now)
            rename(beside, out.name)
    return MadeCopy(stored, out, len(contents), tuple(lacking))


def _new_header(clinic: Clinic, order: CopyOrder, now: datetime) -> tuple[CopyHeader, bytes]:
    key, copy_id = os.urandom(KEY_BYTES), uuid.uuid4().hex
    cost = vault.FLOOR if clinic.settings.practice else KeyCost()
    holder = clinic.staff.get(order.holder_id)
    name, words = holder.record.name, order.passphrase
    slot = vault.wrap(key, copy_id, name, holder.id, words, cost)
    clinic_id = key_file.read(clinic.folder)[0]
    return CopyHeader(clinic_id, copy_id, moment(now), order.until, (slot,)), key


def _finished(header: CopyHeader, database: Path, key: bytes) -> CopyHeader:
    return replace(header, database_hash=hash_of(database)).sealed(key)


def _write(
    clinic: Clinic,
    header: CopyHeader,
    key: bytes,
    room: Path,
    beside: Path,
    photos: list[Stored[Photo]],
    step: Step,
) -> list[Stored[Photo]]:
    """Write the file, on the disk when this returns; return the photographs that it lacks."""
    lacking: list[Stored[Photo]] = []
    sealing, written = PhotoFiles(room, key), set[str]()
    with beside.open("wb") as file, begin(file, header, room / DATABASE) as archive:
        for done, stored in enumerate(photos):
            step(_WRITTEN * done / len(photos), sentence("Writing the photographs …"))
            content = stored.record.content
            if content not in written and not _pack(clinic, sealing, archive, content):
                lacking.append(stored)
            written.add(content)
    flush(beside)
    return lacking


def _pack(clinic: Clinic, sealing: PhotoFiles, archive: zipfile.ZipFile, content: str) -> bool:
    try:
        picture = clinic.photos.files.get(content)
    except KnownError:
        return False  # damaged at the clinic: what stands about it comes along all the same
    pack(archive, sealing, content, Part.ORIGINAL, picture)
    small = clinic.photos.files.thumbnail(content)
    if small is not None:
        pack(archive, sealing, content, Part.THUMBNAIL, small)
    return True


def _enter(
    clinic: Clinic,
    order: CopyOrder,
    header: CopyHeader,
    key: bytes,
    numbers: tuple[int, ...],
    by: int,
) -> Stored[ReviewCopy]:
    now = header.made_at
    copy = ReviewCopy(
        header.copy_id,
        now,
        order.until,
        order.scope,
        numbers,
        order.holder_id,
        order.with_photographs,
        order.note,
    )
    return clinic.review_copies.note_made(copy, key, by, now)


def _exports(
    taken: list[Stored[Photo]], now: datetime, recipient: str
) -> Iterator[list[PhotoExport]]:
    """Yield what to enter, a patient at a time: the front desk waits for none of it for long."""
    as_what, purpose = ExportKind.REVIEW_COPY, Purpose.RECORD
    for number in sorted({each.record.patient_id for each in taken}):
        theirs = [each for each in taken if each.record.patient_id == number]
        yield [
            PhotoExport(number, each.id, each.record.content, as_what, purpose, now, recipient)
            for each in theirs
        ]


@contextmanager
def _entered(
    clinic: Clinic, stored: Stored[ReviewCopy], by: int, now: datetime
) -> Iterator[list[Stored[PhotoExport]]]:
    """Lend the list of what the register tells of photographs; undo all if nothing leaves."""
    left: list[Stored[PhotoExport]] = []
    try:
        yield left
    except BaseException:
        clinic.review_copies.take_back(stored, by, now, left)
        raise


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    beside = _made(out.with_name(out.name + ".new"))
    try:
        yield beside
    except (OSError, DatabaseError) as error:
        raise KnownError(
            "The review copy could not be written ({told}). Nothing of it is left; the clinic's "
            "own records are safe. See whether the disk is there and has room, then try again.",
            told=getattr(error, "strerror", None) or str(error),
        ) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


@contextmanager
def _frozen(clinic: Clinic) -> Iterator[None]:
    """Read the clinic as it stands at one moment."""
    clinic.ledger.db.execute("BEGIN")
    try:
        yield
    finally:
        _thaw(clinic)


def _thaw(clinic: Clinic) -> None:
    if clinic.ledger.db.conn.in_transaction:
        clinic.ledger.db.execute("ROLLBACK")


def _second_half(step: Step) -> Callable[[float], None]:
    words = sentence("Reading the copy again …")
    return lambda done: step(_WRITTEN + (1 - _WRITTEN) * done, words)


def _made(path: Path) -> Path:
    make_file(path)
    return path
