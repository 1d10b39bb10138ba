"""An act of the clinic: one transaction that writes records and tells the audit log of each."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from infrared_desktop.domain.access.deeds import DEEDS, FAILURES, Action
from infrared_desktop.domain.records.chart import State, Stored
from infrared_desktop.domain.records.people import Settings, Staff
from infrared_desktop.domain.records.signature import Signature, meaning_of
from infrared_desktop.storage.audit.log import AuditLog, Entry
from infrared_desktop.storage.audit.workstation import utc_offset_min, workstation
from infrared_desktop.storage.database.books import Books, patient_of
from infrared_desktop.storage.database.data_key import data_key
from infrared_desktop.storage.database.full_disk import told_of
from infrared_desktop.storage.database.kinds import kind_of
from infrared_desktop.storage.database.moments import as_text, moment
from infrared_desktop.storage.database.place import Place
from infrared_desktop.storage.database.sqlcipher import (
    Database,
    DatabaseError,
    heard,
    read,
    refusal,
)
from infrared_desktop.storage.desks.doorkeeper import Doorkeeper, RefusedError
from infrared_desktop.storage.desks.reading import ReadingDoor
from infrared_desktop.storage.desks.recent import Known, Recent, take_along

R = TypeVar("R")
# The kind of a record, its number and version, its patient, the hash of its content, its state.
About = tuple[str | None, int | None, int | None, int | None, str | None, str | None]
_EVERYBODY = "SELECT id FROM head WHERE kind = 'patient'"


@dataclass(frozen=True)
class Change:
    """What an act changed, so that views which show it can reload themselves."""

    act: str
    kinds: frozenset[str]
    patients: frozenset[int]


class Act:
    """The open transaction of one act; everything written through it is audited."""

    def __init__(
        self, ledger: "Ledger", name: str, by: int, now: datetime, role: str | None = None
    ) -> None:
        self.name, self.by, self._role = name, by, role
        # Milliseconds of UTC, as they are stored: what an act returns is what is read later.
        self.now = moment(now)
        self.written: list[Stored[Any]] = []
        self.patients: set[int] = set()
        self.known: dict[int, Known] = {}
        self._ledger = ledger
        self._told = False
        self._offset = utc_offset_min(now)

    def add(self, record: R, state: State = State.CURRENT) -> Stored[R]:
        """Store a new record."""
        return self._tell(self._ledger.books.append(record, self.by, self.now, state=state))

    def change(self, stored: Stored[R], record: R, state: State = State.CURRENT) -> Stored[R]:
        """Store the next version of a record; raise StaleError if another came in between."""
        if type(stored) is not Stored:
            raise TypeError("what is veiled is never stored: most of it was left out")
        return self._tell(
            self._ledger.books.append(record, self.by, self.now, replaces=stored, state=state)
        )

    def note(
        self,
        kind: str | None = None,
        record_id: int | None = None,
        patient_id: int | None = None,
        content_hash: str | None = None,
        reason: str | None = None,
    ) -> None:
        """Tell the audit log of something that stored no record: a reading, or a draft's key.

        `reason` is a code or a count of the program, never a word of a record.
        """
        about = (kind, record_id, None, patient_id, content_hash, None)
        deed = DEEDS.get(self.name)
        self._append(about, deed.action if deed else None, reason)

    def derive_for_everybody(self) -> None:
        """Have the act end by deriving everybody's follow-ups anew."""
        self.patients.update(number for (number,) in read(self._ledger.db, _EVERYBODY, ()))

    def settle(self) -> None:
        """See to it that the act left at least one row in the audit log."""
        if not self._told:
            self.note()

    def _tell(self, stored: Stored[R]) -> Stored[R]:
        kind = kind_of(stored.record)
        patient_id = patient_of(kind, stored)
        key = (kind.name, stored.id, stored.version)
        action = Action.CREATE if stored.version == 1 else Action.UPDATE
        self._append((*key, patient_id, stored.content_hash, stored.state), action)
        self.written.append(stored)
        if patient_id is not None:
            self.patients.add(patient_id)
        if stored.state is State.SIGNED and not isinstance(stored.record, Signature):
            self._bind(stored, patient_id)
        return stored

    def _bind(self, stored: Stored[Any], patient_id: int | None) -> None:
        """Store who signed in which role and what for, with the hash of what was signed."""
        signer = self._ledger.books.get(Staff, self.by).record
        kind, meaning = kind_of(stored.record).name, meaning_of(stored.record, self.by)
        about = (kind, stored.id, stored.version, stored.content_hash)
        self.add(Signature(*about, signer.name, signer.role, meaning, patient_id), State.SIGNED)

    def _append(self, about: About, action: Action | None, reason: str | None = None) -> None:
        outcome = "failure" if self.name in FAILURES else "success"
        seat = (self._role, self._ledger.workstation, self._offset)
        at = as_text(self.now)
        entry = Entry(at, self.by, self.name, *about, *seat, action, outcome, reason)
        self._ledger.audit.append(entry)
        self._told = True


class Ledger:
    """Runs acts on one database: all of an act is stored, or nothing of it."""

    def __init__(self, db: Database, key: bytes) -> None:
        self.db = db
        self.key = key
        # What was derived from the first database key goes on when the database is re-keyed.
        self.data_key = data_key(db, key)
        self.books = Books(db)
        self.audit = AuditLog(db, self.data_key)
        self.workstation = workstation()
        self.doorkeeper = Doorkeeper(db)
        self.reading = ReadingDoor(db, self.doorkeeper)
        self.recent = Recent(db)
        self.derivations: list[Callable[[Act], None]] = []
        self._listeners: list[Callable[[Change], None]] = []
        self._place = Place(db)

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call the listener after each act; return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @contextmanager
    def act(self, name: str, by: int, now: datetime) -> Iterator[Act]:
        """Open a transaction; commit it with its audit rows, or undo all of it.

        Raise KnownError where its author lacks the right: nothing is written past this but that
        it was refused.
        """
        if self.db.conn.in_transaction:
            raise RuntimeError(f"{name} began inside another act")
        with self._telling_of_refusal(name, by, now):
            role = self.doorkeeper.admit(name, by)
            with self._transaction(Act(self, name, by, now, role)) as act:
                yield act

    def admit(self, name: str, by: int, now: datetime) -> None:
        """Raise KnownError where somebody may not begin an act, before what else may be wrong."""
        with self._telling_of_refusal(name, by, now):
            self.doorkeeper.admit(name, by)

    @contextmanager
    def _telling_of_refusal(self, name: str, by: int, now: datetime) -> Iterator[None]:
        try:
            yield
        except RefusedError as error:
            # A full disk, or a file that is only read, changes nothing about the refusal.
            with suppress(DatabaseError):
                self._tell_refused(name, by, now, error.role)
            raise

    def _tell_refused(self, name: str, by: int, now: datetime, role: str | None) -> None:
        seat = (role, self.workstation, utc_offset_min(now))
        nothing = (None,) * 6
        told = (*seat, DEEDS[name].action, "refused")
        try:
            self.db.execute("BEGIN IMMEDIATE")
            self.audit.append(Entry(as_text(moment(now)), by, name, *nothing, *told))
            self.db.execute("COMMIT")
        finally:
            self._undo()

    @contextmanager
    def _transaction(self, act: Act) -> Iterator[Act]:
        try:
            self.db.execute("BEGIN IMMEDIATE")
            begun = self.recent.stamp()
            act.known = self.recent.known(begun)
            yield act
            take_along(act.known, act.written, self.books)
            for derive in self.derivations:
                derive(act)
            act.settle()
            self._place.check()
            self.db.execute("COMMIT")
        except DatabaseError as error:
            self._undo()
            self._place.check()
            found = told_of(act.name, refusal(error, self._place.path))
            raise heard(self.db, found) from error
        except BaseException:
            self._undo()
            raise
        self.recent.keep(act.known, self.recent.stamp_after(begun))
        kinds = frozenset(kind_of(stored.record).name for stored in act.written)
        self.tell(Change(act.name, kinds, frozenset(act.patients)))

    def check_place(self) -> None:
        """Raise KnownError unless the file that was opened is still in its place."""
        self._place.check()

    def work_for(self, settings: Settings) -> None:
        """Leave the name of this PC out of a practice clinic, which is the same everywhere."""
        if settings.practice:
            self.workstation = "practice"

    def close(self) -> None:
        """Close the database, and keep nothing of what was read from it."""
        self.recent.forget()
        self.db.close()

    def _undo(self) -> None:
        self.recent.forget()
        if self.db.conn.in_transaction:
            self.db.execute("ROLLBACK")

    def tell(self, change: Change) -> None:
        """Tell the listeners of an act: of one's own, or of one on another connection."""
        for listener in list(self._listeners):
            listener(change)
