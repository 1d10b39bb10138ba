"""The desk of what clinicians take along: copies that left, and the remarks that came back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.care import Addendum
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.photographs import PhotoExport
from infrared_desktop.domain.records.review_copies import (
    Remark,
    RemarkStatus,
    ReviewCopy,
    check_until,
)
from infrared_desktop.storage.database.kinds import KINDS
from infrared_desktop.storage.database.sqlcipher import read
from infrared_desktop.storage.desks.acts import Act, Ledger

_KEEP_KEY = "INSERT INTO secret VALUES (?, ?)"
_TOLD = "SELECT id, text FROM remark WHERE remark_id = ? ORDER BY id, version"
_DRAFTS = (
    "SELECT h.id FROM remark v JOIN head h ON h.kind = 'remark' AND h.id = v.id "
    "AND h.version = v.version WHERE v.status = 'draft' AND h.state <> 'invalid' ORDER BY h.id"
)


class ReviewCopies:
    """Acts on review copies and remarks; a remark stays a draft until somebody decides."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def note_made(self, copy: ReviewCopy, key: bytes, by: int, now: datetime) -> Stored[ReviewCopy]:
        """Enter a copy before it is handed over, with the key by which its remarks come back."""
        with self._ledger.act("review-copy-made", by, now) as act:
            self._ledger.db.execute(_KEEP_KEY, (_secret(copy.copy_id), key.hex()))
            for number in copy.patients:
                act.note("patient", number, number)
            return act.add(copy)

    def take_back(
        self,
        stored: Stored[ReviewCopy],
        by: int,
        now: datetime,
        exports: Iterable[Stored[PhotoExport]] = (),
    ) -> None:
        """Note that a copy, with the photographs on it, was never handed over."""
        with self._ledger.act("review-copy-failed", by, now) as act:
            act.change(stored, stored.record, State.INVALID)
            for export in exports:
                act.change(export, export.record, State.INVALID)

    def give_leave(
        self, stored: Stored[ReviewCopy], until: date, today: date, by: int, now: datetime
    ) -> str:
        """Let a copy open until a later day; return the code to be typed in where it is read."""
        from infrared_desktop.storage.files.review_leave import leave_code  # rarely needed

        check_until(until, today)
        copy = stored.record
        with self._ledger.act("review-copy-leave", by, now) as act:
            act.change(stored, replace(copy, until=until))
        return leave_code(self.key(copy.copy_id), copy.copy_id, until)

    def all(self) -> list[Stored[ReviewCopy]]:
        """Return the copies that left, oldest first."""
        made = self._ledger.books.all(ReviewCopy)
        return [stored for stored in made if stored.state is not State.INVALID]

    def named(self, copy_id: str) -> ReviewCopy:
        """Return what the register says of a copy; raise KnownError if it was not made here."""
        for stored in self._ledger.books.all(ReviewCopy):
            if stored.record.copy_id == copy_id:
                return stored.record
        raise _unknown()

    def key(self, copy_id: str) -> bytes:
        """Return the key of a copy; raise KnownError if it was not made here."""
        sql = "SELECT value FROM secret WHERE name = ?"
        for (value,) in read(self._ledger.db, sql, (_secret(copy_id),)):
            return bytes.fromhex(value)
        raise _unknown()

    def take_in(self, remarks: Iterable[Remark], by: int, now: datetime) -> list[Stored[Remark]]:
        """Store remarks that came back, as drafts; those that are known already are left out.

        What was changed on the copy since is taken over into its draft; where somebody decided
        about that meanwhile, it is a draft anew.
        """
        with self._ledger.act("remarks-taken-in", by, now) as act:
            taken = [
                self._take_in(act, replace(remark, status=RemarkStatus.DRAFT))
                for remark in {remark.remark_id: remark for remark in remarks}.values()
            ]
        return [stored for stored in taken if stored is not None]

    def _take_in(self, act: Act, remark: Remark) -> Stored[Remark] | None:
        told = list(self._ledger.db.execute(_TOLD, (remark.remark_id,)))
        if remark.text in (text for _, text in told):
            return None  # also what it said before it was changed: an older file comes too late
        known = self._ledger.books.get(Remark, told[-1][0]) if told else None
        if known is None or known.record.status is not RemarkStatus.DRAFT:
            return act.add(remark)
        changed = replace(known.record, text=remark.text, written_at=remark.written_at)
        return act.change(known, changed)

    def drafts(self) -> list[Stored[Remark]]:
        """Return the remarks that nobody decided about yet, oldest first, as far as they are read.

        Those to a chart that is closed to who reads wait for who may.
        """
        ids = [number for (number,) in read(self._ledger.db, _DRAFTS)]
        found, is_open = self._ledger.books.many(Remark, ids), self._ledger.reading.sight()
        return [each for each in found.values() if is_open(each.record.patient_id)]

    def take_up(self, stored: Stored[Remark], reason: str, by: int, now: datetime) -> None:
        """Sign a remark as an addendum to the record that it is about, as its author."""
        self._ledger.admit("remark-taken-up", by, now)  # before what else is wrong
        remark = _open(stored)
        if remark.about_id is None:
            raise KnownError("Say first which record this remark adds to. Nothing was changed.")
        if remark.written_by_id != by:
            raise KnownError("Whoever wrote a remark signs it. Nothing was changed.")
        with self._ledger.act("remark-taken-up", by, now) as act:
            act.add(
                Addendum(
                    remark.patient_id, remark.about_kind, remark.about_id, reason, remark.text
                ),
                State.SIGNED,
            )
            act.change(stored, replace(remark, status=RemarkStatus.TAKEN_UP))

    def tie(
        self, stored: Stored[Remark], about: tuple[str, int], by: int, now: datetime
    ) -> Stored[Remark]:
        """Say which of the patient's signed records a remark adds to."""
        remark = _open(stored)
        record = self._ledger.books.get(KINDS[about[0]].record_type, about[1])
        if record.state is not State.SIGNED or record.record.patient_id != remark.patient_id:
            raise KnownError("A remark adds to a signed record of the patient.")
        with self._ledger.act("remark-tied", by, now) as act:
            return act.change(stored, replace(remark, about_kind=about[0], about_id=about[1]))

    def dismiss(self, stored: Stored[Remark], by: int, now: datetime) -> Stored[Remark]:
        """Put a remark aside; it stays readable."""
        with self._ledger.act("remark-dismissed", by, now) as act:
            return act.change(stored, replace(_open(stored), status=RemarkStatus.DISMISSED))

    def reopen(self, stored: Stored[Remark], by: int, now: datetime) -> Stored[Remark]:
        """Take back that a remark was put aside."""
        with self._ledger.act("remark-reopened", by, now) as act:
            return act.change(stored, replace(stored.record, status=RemarkStatus.DRAFT))


def _open(stored: Stored[Remark]) -> Remark:
    if stored.record.status is not RemarkStatus.DRAFT:
        raise KnownError("Somebody decided about this remark already. Nothing was changed.")
    return stored.record


def _unknown() -> KnownError:
    return KnownError(
        "These remarks were written on a copy that was not made here. Nothing was changed."
    )


def _secret(copy_id: str) -> str:
    return f"review-copy:{copy_id}"
