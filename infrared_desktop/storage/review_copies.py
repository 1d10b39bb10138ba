"""The desk of what clinicians take along: copies that left, and the remarks that came back."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from infrared_desktop.domain.care import Addendum
from infrared_desktop.domain.chart import State, Stored
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.review_copies import Remark, RemarkStatus, ReviewCopy
from infrared_desktop.storage.acts import Ledger
from infrared_desktop.storage.sqlcipher import read

_KEEP_KEY = "INSERT INTO secret VALUES (?, ?)"
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

    def take_back(self, stored: Stored[ReviewCopy], by: int, now: datetime) -> None:
        """Note that a copy was never handed over, as when writing it failed."""
        with self._ledger.act("review-copy-failed", by, now) as act:
            act.change(stored, stored.record, State.INVALID)

    def all(self) -> list[Stored[ReviewCopy]]:
        """Return the copies that left, oldest first."""
        made = self._ledger.books.all(ReviewCopy)
        return [stored for stored in made if stored.state is not State.INVALID]

    def key(self, copy_id: str) -> bytes:
        """Return the key of a copy; raise KnownError if it was not made here."""
        sql = "SELECT value FROM secret WHERE name = ?"
        for (value,) in read(self._ledger.db, sql, (_secret(copy_id),)):
            return bytes.fromhex(value)
        raise KnownError(
            "These remarks were written on a copy that was not made here. Nothing was changed."
        )

    def take_in(self, remarks: Iterable[Remark], by: int, now: datetime) -> list[Stored[Remark]]:
        """Store remarks that came back, as drafts; those that are known already are left out."""
        with self._ledger.act("remarks-taken-in", by, now) as act:
            return [
                act.add(replace(remark, status=RemarkStatus.DRAFT))
                for remark in {remark.remark_id: remark for remark in remarks}.values()
                if not self._is_known(remark)
            ]

    def drafts(self) -> list[Stored[Remark]]:
        """Return the remarks that nobody decided about yet, oldest first."""
        ids = [number for (number,) in read(self._ledger.db, _DRAFTS)]
        return list(self._ledger.books.many(Remark, ids).values())

    def take_up(self, stored: Stored[Remark], reason: str, by: int, now: datetime) -> None:
        """Sign a remark as an addendum to the record that it is about."""
        remark = _open(stored)
        if remark.about_id is None:
            raise KnownError("Say first which record this remark adds to. Nothing was changed.")
        with self._ledger.act("remark-taken-up", by, now) as act:
            act.add(
                Addendum(
                    remark.patient_id, remark.about_kind, remark.about_id, reason, remark.text
                ),
                State.SIGNED,
            )
            act.change(stored, replace(remark, status=RemarkStatus.TAKEN_UP))

    def dismiss(self, stored: Stored[Remark], by: int, now: datetime) -> Stored[Remark]:
        """Put a remark aside; it stays readable."""
        with self._ledger.act("remark-dismissed", by, now) as act:
            return act.change(stored, replace(_open(stored), status=RemarkStatus.DISMISSED))

    def reopen(self, stored: Stored[Remark], by: int, now: datetime) -> Stored[Remark]:
        """Take back that a remark was put aside."""
        with self._ledger.act("remark-reopened", by, now) as act:
            return act.change(stored, replace(stored.record, status=RemarkStatus.DRAFT))

    def _is_known(self, remark: Remark) -> bool:
        sql = "SELECT 1 FROM remark WHERE remark_id = ? LIMIT 1"
        return self._ledger.db.execute(sql, (remark.remark_id,)).fetchone() is not None


def _open(stored: Stored[Remark]) -> Remark:
    if stored.record.status is not RemarkStatus.DRAFT:
        raise KnownError("Somebody decided about this remark already. Nothing was changed.")
    return stored.record


def _secret(copy_id: str) -> str:
    return f"review-copy:{copy_id}"
