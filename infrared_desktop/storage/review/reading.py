"""A review copy, open: the same desks as at the clinic, but nothing can be stored."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.storage.clinic import Clinic, closed_on_error
from infrared_desktop.storage.database.migrations import refuse_unless_up_to_date
from infrared_desktop.storage.database.sqlcipher import DatabaseError, connect_to_read
from infrared_desktop.storage.desks.acts import Act, Ledger
from infrared_desktop.storage.desks.photos import Photos
from infrared_desktop.storage.files.folder import DATABASE
from infrared_desktop.storage.files.review_copy import PackedPhotos, UnlockedCopy, unpack_database
from infrared_desktop.storage.files.review_leave import LeaseBook
from infrared_desktop.storage.review.seat import Seat, usual_seat

R = TypeVar("R")


class ReadingAct(Act):
    """An act on a copy: what only tells that somebody read is let through, and told to nobody."""

    _ledger: "ReadingLedger"

    def add(self, record: R, state: State = State.CURRENT) -> Stored[R]:
        """Refuse to store a record."""
        raise self._ledger.refusal()

    def change(self, stored: Stored[R], record: R, state: State = State.CURRENT) -> Stored[R]:
        """Refuse to store a version."""
        raise self._ledger.refusal()

    def note(self, *_: Any, **__: Any) -> None:
        """Tell nobody: the register of the clinic says whose records are on the copy."""


class ReadingLedger(Ledger):
    """Lets acts pass that store nothing, and refuses all others with a sentence."""

    @contextmanager
    def act(self, name: str, by: int, now: datetime) -> Iterator[Act]:
        """Begin an act that may only read."""
        try:
            yield ReadingAct(self, name, by, now)
        except DatabaseError as error:
            raise self.refusal() from error

    def refusal(self) -> KnownError:
        """Return why nothing can be stored here."""
        return only_read()


class ReviewClinic(Clinic):
    """A clinic as it stood when the copy was made; `until` is the last day that it opens here."""

    def __init__(self, copy: UnlockedCopy, database: Path, until: date) -> None:
        db = connect_to_read(database, copy.key)
        with closed_on_error(db, database):
            _refuse_other_release(db)
            super().__init__(database.parent, db, copy.key, ReadingLedger)
            self._packed = PackedPhotos(copy, database.parent)
        self.copy, self.until = copy, until
        self.photos = Photos(self.ledger, self._packed)
        self._held = ExitStack()

    def opener(self) -> Callable[[Path, bytes, datetime], Clinic]:
        """Return what opens the same copy by a connection of its own, for a job."""
        copy, until = self.copy, self.until
        return lambda folder, key, now: ReviewClinic(copy, folder / DATABASE, until)

    def read_as(self, by: int) -> None:
        """Leave everything open: who may read what was decided as the copy was made."""

    def hold(self, held: ExitStack) -> None:
        """Keep what was unpacked until the copy is closed."""
        self._held = held

    def close(self) -> None:
        """Close the copy, and clear away what was unpacked."""
        if self.is_open:
            self.is_open = False
            self.ledger.close()
            self._packed.close()
            self._held.close()


def open_copy(copy: UnlockedCopy, now: datetime, seat: Seat | None = None) -> ReviewClinic:
    """Open a copy whose passphrase was right; raise LeaveNeededError after its last day.

    Raise KnownError for one that is damaged, or where the clock was set back.
    """
    seat = seat or usual_seat()
    with ExitStack() as held:
        database = unpack_database(copy, held.enter_context(seat.room()))
        book = LeaseBook(seat.state, copy)
        clinic = ReviewClinic(copy, database, book.read().until)
        held.callback(clinic.close)
        book.admit(clinic.day(now), now)
        clinic.hold(held.pop_all())
        return clinic


def only_read() -> KnownError:
    """Return what is said to whoever wants to store something on a copy."""
    return KnownError(
        "This is a copy to read, so nothing was stored. Write a remark; the clinic takes it up."
    )


def _refuse_other_release(db: Any) -> None:
    try:
        refuse_unless_up_to_date(db)
    except KnownError as error:
        raise KnownError(
            "This review copy was made by another version of the program. Install the version that "
            "the clinic has, or have a new copy made."
        ) from error
