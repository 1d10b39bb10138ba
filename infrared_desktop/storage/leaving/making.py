"""Writes the open files: read as of one moment, written, read again, told, then handed over."""

import json
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.papers.whole_record import WholeRecord
from infrared_desktop.domain.protocol.protocol import Protocol
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.photographs import ExportKind, PhotoExport, Purpose
from infrared_desktop.domain.sentences import Sentence, sentence
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.desks.protocols import SHIPPED, load_protocol, shipped_text
from infrared_desktop.storage.gathered.whole_record import whole_record
from infrared_desktop.storage.leaving.explained import (
    CODE_COLUMNS,
    FIELD_COLUMNS,
    code_rows,
    field_rows,
)
from infrared_desktop.storage.leaving.folder import OutFolder, check_place, hand_over, unfinished
from infrared_desktop.storage.leaving.pictures import Pictures, check_pictures, write_pictures
from infrared_desktop.storage.leaving.readers import COLUMNS as READING_COLUMNS
from infrared_desktop.storage.leaving.readers import reading_rows, readings
from infrared_desktop.storage.leaving.readme import readme
from infrared_desktop.storage.leaving.tables import BESIDE, Tables
from infrared_desktop.storage.leaving.writers import CsvRows, KindFiles, write_beside

Step = Callable[[float, Sentence], None]
Paper = Callable[[WholeRecord, Callable[[float], None]], bytes]
FORMAT = "Infrared Desktop open files"
FORMAT_VERSION = 1
# How far records, paper, photographs and reading again are, in shares of the whole way.
_RECORDS, _PAPER, _PICTURES = 0.35, 0.45, 0.8
_ROWS_A_STEP = 200


@dataclass(frozen=True)
class Left:
    """What was handed over: `lacking` are photographs that the clinic itself has lost."""

    folder: Path
    files: int
    rows: int
    photographs: int
    lacking: tuple[int, ...]


def export(
    clinic: Clinic,
    out: Path,
    by: int,
    now: datetime,
    number: int | None = None,
    paper: Paper | None = None,
    step: Step = lambda *_: None,
) -> Left:
    """Write everything that the clinic has, or that it has on one patient, as open files.

    Needs a connection of its own for a long time; others may go on writing. Raise KnownError for
    who may not, for a place that can't be used, or one that fails; then nothing is left there.
    """
    clinic.ledger.admit(_act(number), by, now)
    check_right(clinic, number, by)
    number = number and clinic.people.get(number).id  # the one that is kept, if it was joined
    out = check_place(out, clinic.folder)
    with unfinished(out) as folder:
        with _frozen(clinic):
            tables = Tables(clinic, number)
            rows = _write_records(tables, folder, step)
            _write_paper(clinic, tables, number, folder, paper, step)
            told = sentence("Writing the photographs …")
            pictures = write_pictures(clinic, number, folder, _part(step, _PAPER, _PICTURES, told))
            _write_protocols(clinic, folder)
            _write_words(clinic, tables, number, folder, now)
        _read_again(folder, pictures, step)
        with _entered(clinic, number, pictures, by, now):
            hand_over(folder, out)
        if number is not None:
            with suppress(KnownError):  # the files are handed over; a wish for them waits on
                clinic.rights.note_copy(number, by, now)
    files = len(folder.written) + pictures.written
    return Left(out, files, rows, pictures.written, pictures.lacking)


def check_right(clinic: Clinic, number: int | None, by: int) -> None:
    """Raise KnownError for who may not take this along, or for a patient who is none."""
    clinic.ledger.doorkeeper.admit(_act(number), by)
    if number is not None and clinic.people.get(number).state is State.INVALID:
        raise KnownError("The registration of number {n} was taken back.", n=number)
    if number is not None:
        clinic.ledger.reading.require(number)


def _act(number: int | None) -> str:
    return "clinic-exported" if number is None else "record-exported"


def _write_records(tables: Tables, folder: OutFolder, step: Step) -> int:
    counted = _Counted(
        tables.count(), _part(step, 0.0, _RECORDS, sentence("Writing the records …"))
    )
    for kind in tables.kinds():
        with ExitStack() as stack:
            files = KindFiles(folder, kind, stack)
            for entry in counted.through(tables.entries(kind)):
                files.add(entry)
            files.end()
    for table in BESIDE:
        columns = [*tables.columns_beside(table), *_told_besides(table)]
        write_beside(folder, table, columns, counted.through(tables.rows_beside(table)))
    return counted.done


class _Counted:
    """Counts rows as they pass, and says now and then how far they are."""

    def __init__(self, total: int, step: Callable[[float], None]) -> None:
        self.done, self._total, self._step = 0, max(total, 1), step

    def through(self, rows: Iterator[Any]) -> Iterator[Any]:
        """Yield the rows; a job that was cancelled ends here."""
        for row in rows:
            if self.done % _ROWS_A_STEP == 0:
                self._step(min(self.done / self._total, 1.0))
            self.done += 1
            yield row


def _told_besides(table: str) -> tuple[str, ...]:
    return {"audit": ("who", "words"), "draft": ("who",)}.get(table, ())


def _write_paper(
    clinic: Clinic,
    tables: Tables,
    number: int | None,
    folder: OutFolder,
    paper: Paper | None,
    step: Step,
) -> None:
    if number is not None and paper is not None:
        told = sentence("Making the paper …")
        whole = replace(whole_record(clinic, number), readings=readings(clinic, tables))
        made = paper(whole, _part(step, _RECORDS, _PAPER, told))
        folder.put("record.pdf", made)


def _write_protocols(clinic: Clinic, folder: OutFolder) -> None:
    for name in SHIPPED:
        folder.put(f"protocols/{name}.toml", shipped_text(name).encode())
    _write_csv(folder, "protocols/codes.csv", CODE_COLUMNS, code_rows(_protocols(clinic)))


def _protocols(clinic: Clinic) -> Iterable[Protocol]:
    """Return the protocols whose codes are explained; a copy that can't be read hinders nobody."""
    try:
        return clinic.protocols.by_title().values()
    except KnownError:
        return map(load_protocol, SHIPPED)


def _write_words(
    clinic: Clinic, tables: Tables, number: int | None, folder: OutFolder, now: datetime
) -> None:
    if number is not None:
        _write_csv(folder, "who_read_it.csv", READING_COLUMNS, reading_rows(tables))
    _write_csv(folder, "fields.csv", FIELD_COLUMNS, field_rows(tables.kinds()))
    settings = clinic.settings
    text = readme(number, settings.clinic_name, settings.timezone, now, folder.written)
    folder.put("README.txt", text.encode())
    listed = [vars(each) for each in folder.written]
    about = {"format": FORMAT, "version": FORMAT_VERSION, "made_at": now.isoformat()}
    whose = {"clinic": settings.clinic_name, "patient": number, "files": listed}
    folder.put("index.json", json.dumps(about | whose, ensure_ascii=False, indent=1).encode())


def _write_csv(
    folder: OutFolder, name: str, columns: tuple[str, ...], rows: Iterator[dict[str, Any]]
) -> None:
    with folder.begin(name) as file:
        out = CsvRows(file, columns)
        for row in rows:
            out.add(row)


def _read_again(folder: OutFolder, pictures: Pictures, step: Step) -> None:
    told = sentence("Reading the files again …")
    for each in folder.written:
        step(_PICTURES, told)
        folder.check(each.name, each.sha256)
    total = pictures.written + len(pictures.lacking)
    check_pictures(folder, total, _part(step, _PICTURES, 1.0, told))


@contextmanager
def _entered(
    clinic: Clinic, number: int | None, pictures: Pictures, by: int, now: datetime
) -> Iterator[None]:
    """Tell the audit log and the register before anything leaves; and that it did not, if so."""
    with clinic.ledger.act(_act(number), by, now) as act:
        act.note("patient" if number else None, number, number)
    left = _register(clinic, number, pictures, by, now) if number else []
    try:
        yield
    except BaseException:
        with clinic.ledger.act("export-failed", by, now) as act:
            act.note("patient" if number else None, number, number)
        if left:
            clinic.photos.note_not_left(left, "The files could not be handed over.", by, now)
        raise


def _register(
    clinic: Clinic, number: int, pictures: Pictures, by: int, now: datetime
) -> list[Stored[PhotoExport]]:
    theirs = [each for each in clinic.photos.of_patient(number) if each.id not in pictures.lacking]
    kind, purpose, whom = ExportKind.ORIGINAL, Purpose.RECORD, "open files of the whole record"
    exports = [
        PhotoExport(number, each.id, each.record.content, kind, purpose, now, whom)
        for each in theirs
    ]
    return clinic.photos.note_exports(exports, by, now) if exports else []


@contextmanager
def _frozen(clinic: Clinic) -> Iterator[None]:
    """Read the clinic as it stands at one moment."""
    clinic.ledger.db.execute("BEGIN")
    try:
        yield
    except BaseException as error:
        # What was being read lets go of the database now, in the thread that it belongs to.
        traceback.clear_frames(error.__traceback__)
        raise
    finally:
        if clinic.ledger.db.conn.in_transaction:
            clinic.ledger.db.execute("ROLLBACK")


def _part(step: Step, first: float, last: float, told: Sentence) -> Callable[[float], None]:
    """Return what says how far one part of the way is."""
    return lambda share: step(first + (last - first) * share, told)
