"""Copies written beside the window: the register first, then each file, never over another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from infrared_desktop.documents.photo_stamp import numbered, stamp_words
from infrared_desktop.documents.pictures import Pictures
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.photographs.exports import (
    SIZES_PX,
    Handing,
    Leave,
    file_name,
    number_of,
)
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.records.photographs import CopySize, ExportKind, Photo, PhotoExport
from infrared_desktop.storage.files.photo_files import PhotoFiles
from infrared_desktop.storage.files.writing import check_new, write_atomically
from infrared_desktop.views import tasks
from infrared_desktop.views.one_task import OneTask
from infrared_desktop.views.wording import say, say_born, say_day
from infrared_desktop.views.workplace import Workplace


@dataclass(frozen=True)
class Entered:
    """A photograph with its entry in the register."""

    photo: Photo
    entry: Stored[PhotoExport]


@dataclass(frozen=True)
class Failed:
    """A copy that was not written, and why."""

    entry: Stored[PhotoExport]
    why: str


def export_of(
    stored: Stored[Photo], patient: Patient, handing: Handing, leave: Leave, place: Workplace
) -> PhotoExport:
    """Return the entry of the register for a copy that is about to leave."""
    assert handing.purpose is not None
    today = place.today()
    born = say_born(patient.birth_date, today)
    stamp = stamp_words(handing, patient, place.settings, born, say_day(today))
    return PhotoExport(
        stored.record.patient_id,
        stored.id,
        stored.record.content,
        handing.kind,
        handing.purpose,
        place.now(),
        handing.to_whom,
        "" if handing.kind is ExportKind.ORIGINAL else stamp,
        leave.consent_id,
    )


class ExportRun(OneTask):
    """One run at a time; what could not be written is struck from the register afterwards."""

    finished = Signal(object, object)  # the entries whose copies are written, and the Failed

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._written: list[Stored[PhotoExport]] = []

    def start(
        self, wanted: Sequence[tuple[Photo, PhotoExport]], folder: Path, size: CopySize
    ) -> None:
        """Enter copies into the register, then write them into a folder; raise KnownError."""
        place = self._workplace
        exports = [export for _, export in wanted]
        entries = place.clinic.photos.note_exports(exports, place.by, place.now())
        entered = [Entered(p, entry) for (p, _), entry in zip(wanted, entries, strict=True)]
        self._written = []
        files, stop = place.clinic.photos.files, self.tr("It was stopped.")
        job = partial(_write_all, files, entered, folder, SIZES_PX[size], self._written)
        place.hold(True)
        self.run(
            job,
            self._end,
            lambda error: self._end(self._left_out(entries, say(error.sentence))),
            lambda: self._end(self._left_out(entries, stop)),
            self.tr("photographs that are handed out"),
        )

    def _left_out(self, entries: Sequence[Stored[PhotoExport]], why: str) -> list[Failed]:
        return [Failed(each, why) for each in entries if each not in self._written]

    def _end(self, failed: list[Failed]) -> None:
        place = self._workplace
        place.hold(False)
        for why in dict.fromkeys(each.why for each in failed):
            unwritten = [each.entry for each in failed if each.why == why]
            place.clinic.photos.note_not_left(unwritten, why, place.by, place.now())
        self.finished.emit(list(self._written), failed)


def _write_all(
    files: PhotoFiles,
    entered: Sequence[Entered],
    folder: Path,
    box_px: int,
    written: list[Stored[PhotoExport]],
    task: tasks.Task,
) -> list[Failed]:
    failed = []
    with Pictures() as pictures:
        for number, each in enumerate(entered):
            task.step(number / len(entered))
            try:
                _write(partial(_copy, files, pictures, each, box_px), each, folder)
                written.append(each.entry)
            except KnownError as error:
                failed.append(Failed(each.entry, say(error.sentence)))
    return failed


def _write(copy: Callable[[], bytes], each: Entered, folder: Path) -> None:
    path = folder / file_name(each.entry, each.photo)
    check_new(path)
    content = copy()
    try:
        write_atomically(path, content)
    except KnownError:
        if not _is_there(path):  # else it is there under its name, whatever went wrong after that
            raise


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # as of a stick that was pulled
        return False


def _copy(files: PhotoFiles, pictures: Pictures, each: Entered, box_px: int) -> bytes:
    if each.entry.record.kind is ExportKind.ORIGINAL:
        return files.get(each.photo.content)
    stamp = numbered(each.entry.record.stamp, number_of(each.entry))
    return pictures.copy(files.get(each.photo.content), each.photo.quarter_turns, stamp, box_px)
