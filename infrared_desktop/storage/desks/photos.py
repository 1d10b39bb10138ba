"""The photograph desk: what was taken in, put in order, moved, struck, and what left."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.photographs import (
    Alignment,
    CallBack,
    Photo,
    PhotoExport,
)
from infrared_desktop.storage.database.data_key import later_photograph_keys
from infrared_desktop.storage.database.sqlcipher import read
from infrared_desktop.storage.desks.acts import Act, Ledger
from infrared_desktop.storage.desks.striking import require_reason, strike_through
from infrared_desktop.storage.files.photo_files import PhotoFiles

_HOLDERS = (
    "SELECT DISTINCT h.id FROM photo v JOIN head h ON h.kind = 'photo' AND h.id = v.id "
    "AND h.version = v.version WHERE v.content = ? AND h.state <> 'invalid' ORDER BY h.id"
)


def files_in(folder: Path, ledger: Ledger) -> PhotoFiles:
    """Return the files of the photographs, by all keys that they ever had."""
    return PhotoFiles(folder, ledger.data_key, later_photograph_keys(ledger.db))


class Photos:
    """Acts on photographs; `files` keeps the pictures, which only who may look at them gets."""

    def __init__(self, ledger: Ledger, files: PhotoFiles) -> None:
        self._ledger, self._files = ledger, files

    @property
    def files(self) -> PhotoFiles:
        """The pictures, for any thread; for who may not look at photographs, none that opens."""
        return self._files if self._ledger.reading.sees_photographs() else self._files.closed()

    def add(self, photos: Iterable[Photo], by: int, now: datetime) -> list[Stored[Photo]]:
        """Store what is known of photographs whose files are kept already, all or none."""
        with self._ledger.act("photographs-added", by, now) as act:
            # Looked at inside: an import that is given up removes files in an act of its own.
            return [act.add(self._checked(photo)) for photo in photos]

    def take_back(self, added: Iterable[Stored[Photo]], by: int, now: datetime) -> None:
        """Undo an import: its photographs no longer count, and stay on record."""
        with self._ledger.act("photographs-taken-back", by, now) as act:
            for stored in added:
                act.change(stored, stored.record, State.INVALID)

    def get(self, number: int) -> Stored[Photo]:
        """Return what is known of a photograph; raise KnownError for who may not see it."""
        found = self._ledger.books.get(Photo, number)
        self._ledger.reading.require(found.record.patient_id)
        return found

    def of_patient(self, patient_id: int) -> list[Stored[Photo]]:
        """Return a patient's photographs by day, without those that were struck through.

        Raise KnownError for who may not see them.
        """
        self._ledger.reading.require(patient_id)
        found = self._ledger.books.of_patient(Photo, patient_id)
        return sorted(found, key=lambda stored: (stored.record.taken_on, stored.id))

    def with_content(self, content_hash: str) -> list[Stored[Photo]]:
        """Return who has the very same photograph, byte for byte, of those who may be seen."""
        ids = [number for (number,) in read(self._ledger.db, _HOLDERS, (content_hash,))]
        found, is_open = self._ledger.books.many(Photo, ids), self._ledger.reading.sight()
        return [each for each in found.values() if is_open(each.record.patient_id)]

    def also_with(self, photos: Iterable[Photo]) -> dict[str, tuple[int, ...]]:
        """Return which other patients have the very same photographs, by content."""
        found = {photo.content: self._others(photo) for photo in photos}
        return {content: numbers for content, numbers in found.items() if numbers}

    def describe(
        self, changes: Iterable[tuple[Stored[Photo], Photo]], by: int, now: datetime
    ) -> list[Stored[Photo]]:
        """Store what is known of photographs from now on; whose they are is left as it is.

        Called with what was known before, it undoes such a change.
        """
        pairs = list(changes)
        for stored, photo in pairs:
            _refuse_other_picture(stored.record, photo)
            if photo.patient_id != stored.record.patient_id:
                raise KnownError("A photograph is moved with a reason. Nothing was changed.")
        with self._ledger.act("photographs-described", by, now) as act:
            return [act.change(stored, photo) for stored, photo in pairs]

    def move(
        self, stored: Sequence[Stored[Photo]], patient_id: int, why: str, by: int, now: datetime
    ) -> list[Stored[Photo]]:
        """Give photographs to the patient whom they show; the audit log tells it of both.

        What tied them to visits and reactions of the other patient is dropped. To undo it, move
        them back.
        """
        require_reason(why)
        with self._ledger.act("photographs-moved", by, now) as act:
            moved = [act.change(each, _moved(each.record, patient_id)) for each in stored]
            for each in stored:
                self._leave(act, each)
            return moved

    def move_back(
        self, moved: Iterable[tuple[Stored[Photo], Photo]], by: int, now: datetime
    ) -> list[Stored[Photo]]:
        """Undo a move: each photograph is again what it was before, visit and all."""
        with self._ledger.act("photographs-moved-back", by, now) as act:
            back = []
            for stored, before in moved:
                _refuse_other_picture(stored.record, before)
                back.append(act.change(stored, before))
                self._leave(act, stored)
            return back

    def strike(
        self, stored: Iterable[Stored[Photo]], reason: str, by: int, now: datetime
    ) -> list[Stored[Photo]]:
        """Strike photographs through with a reason; they stay readable."""
        require_reason(reason)
        with self._ledger.act("photographs-struck", by, now) as act:
            return [strike_through(act, each, reason) for each in stored]

    def note_seen(self, seen: Iterable[Stored[Photo]], by: int, now: datetime) -> None:
        """Tell the audit log whose photographs somebody looked at in full."""
        with self._ledger.act("photograph-seen", by, now) as act:
            for stored in seen:
                act.note("photo", stored.id, stored.record.patient_id)

    def align(self, alignment: Alignment, by: int, now: datetime) -> Stored[Alignment]:
        """Store how one photograph lies onto another; without landmarks it is undone."""
        with self._ledger.act("photographs-aligned", by, now) as act:
            before = self.alignment(alignment.photo_id, alignment.onto_id, alignment.patient_id)
            return act.change(before, alignment) if before else act.add(alignment)

    def alignment(self, photo_id: int, onto_id: int, patient_id: int) -> Stored[Alignment] | None:
        """Return how a photograph lies onto another, if somebody said so."""
        self._ledger.reading.require(patient_id)
        theirs = self._ledger.books.of_patient(Alignment, patient_id)
        pair = (photo_id, onto_id)
        return next((a for a in theirs if (a.record.photo_id, a.record.onto_id) == pair), None)

    def note_exports(
        self, exports: Iterable[PhotoExport], by: int, now: datetime
    ) -> list[Stored[PhotoExport]]:
        """Enter photographs that leave into the register, before the copies are handed over.

        Raise KnownError where reception hands photographs out.
        """
        with self._ledger.act("photographs-exported", by, now) as act:
            return [act.add(export, State.SIGNED) for export in exports]

    def note_not_left(
        self, entered: Iterable[Stored[PhotoExport]], reason: str, by: int, now: datetime
    ) -> None:
        """Strike entries of the register whose copies could not be written; they stay readable."""
        require_reason(reason)
        with self._ledger.act("photographs-not-exported", by, now) as act:
            for each in entered:
                strike_through(act, each, reason)

    def exports(self) -> list[Stored[PhotoExport]]:
        """Return the register of every photograph that left, oldest first."""
        return self._ledger.books.all(PhotoExport)

    def note_called_back(
        self, exports: Iterable[Stored[PhotoExport]], said: str, by: int, now: datetime
    ) -> list[Stored[CallBack]]:
        """Finish calling copies back: store what their recipient said of them."""
        if not said.strip():
            raise KnownError("Say what the recipient said. Nothing was stored yet.")
        with self._ledger.act("photographs-called-back", by, now) as act:
            return [
                act.add(CallBack(each.record.patient_id, each.id, said.strip())) for each in exports
            ]

    def call_back_again(self, finished: Iterable[Stored[CallBack]], by: int, now: datetime) -> None:
        """Undo that calling back was finished; what was said stays on record."""
        with self._ledger.act("photographs-to-be-called-back", by, now) as act:
            for each in finished:
                act.change(each, each.record, State.INVALID)

    def _others(self, photo: Photo) -> tuple[int, ...]:
        theirs = {stored.record.patient_id for stored in self.with_content(photo.content)}
        return tuple(sorted(theirs - {photo.patient_id}))

    def _checked(self, photo: Photo) -> Photo:
        if not self.files.path(photo.content).is_file():
            raise KnownError("The file of this photograph is not kept yet. Nothing was stored.")
        return photo

    def _leave(self, act: Act, stored: Stored[Photo]) -> None:
        act.note("photo", stored.id, stored.record.patient_id)
        act.patients.add(stored.record.patient_id)


def _moved(photo: Photo, patient_id: int) -> Photo:
    return replace(photo, patient_id=patient_id, appointment_id=None, adverse_event_id=None)


def _refuse_other_picture(before: Photo, after: Photo) -> None:
    if before.content != after.content:
        raise KnownError("A photograph's picture is never exchanged. Nothing was changed.")
