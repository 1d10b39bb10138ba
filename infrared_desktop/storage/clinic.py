"""The Clinic: the one door to a clinic's data, with one small desk per subject."""

import os
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.people import Settings, Staff
from infrared_desktop.domain.protocol import Protocol
from infrared_desktop.storage import anchor, key_file, vault
from infrared_desktop.storage.acts import Change, Ledger
from infrared_desktop.storage.care import Care
from infrared_desktop.storage.diary import Diary
from infrared_desktop.storage.folder import ANCHOR, DATABASE, KEY_FILE, holds_clinic
from infrared_desktop.storage.follow_ups import FollowUps
from infrared_desktop.storage.key_file import RECOVERY, KeyCost
from infrared_desktop.storage.migrations import (
    bring_up_to_date,
    derivations_are_stale,
    mark_derivations,
    refuse_unless_up_to_date,
)
from infrared_desktop.storage.people import People
from infrared_desktop.storage.protocols import load_protocol
from infrared_desktop.storage.sqlcipher import (
    KEY_BYTES,
    Database,
    DatabaseError,
    connect,
    refusal,
)
from infrared_desktop.storage.staff import StaffDesk

ACTS_BETWEEN_ANCHORS = 16
PROGRAM = 0  # the author of what the program does by itself


@dataclass(frozen=True)
class Founding:
    """What a new clinic starts with."""

    settings: Settings
    staff: Staff
    passphrase: str
    recovery_key: str
    cost: KeyCost = KeyCost()  # noqa: RUF009 - a frozen value


class Clinic:
    """One clinic, open: `people`, `diary`, `care`, `follow_ups` and `staff` act on it."""

    def __init__(self, folder: Path, db: Database, key: bytes) -> None:
        self.folder, self.is_open = folder, True
        self.ledger = Ledger(db, key)
        self.staff = StaffDesk(self.ledger)
        self._settings = self.staff.settings()
        self.people = People(self.ledger, lambda: self.settings)
        self.diary = Diary(self.ledger, self.day)
        self.care = Care(self.ledger)
        self.follow_ups = FollowUps(
            self.ledger,
            self.people,
            lambda: self.protocol,
            lambda: ZoneInfo(self.settings.timezone),
        )
        self.subscribe(self._reload_settings)
        self.subscribe(self._anchor_often)
        self._acts_since_anchored = 0

    @property
    def settings(self) -> Settings:
        """What the clinic set about itself."""
        return self._settings.record

    @property
    def protocol(self) -> Protocol:
        """The protocol that the clinic treats by."""
        return load_protocol(self.settings.protocol)

    def day(self, moment: datetime) -> date:
        """Return the clinic's own calendar day at a moment."""
        return moment.astimezone(ZoneInfo(self.settings.timezone)).date()

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call the listener after each act; return what ends that."""
        return self.ledger.subscribe(listener)

    def tell(self, change: Change) -> None:
        """Tell listeners of an act that a job stored through a connection of its own."""
        self.ledger.tell(change)

    def note(self, act: str, by: int, now: datetime) -> None:
        """Tell the audit log of something that happened to the whole clinic."""
        with self.ledger.act(act, by, now):
            pass

    def close(self) -> None:
        """Close the database; nothing is lost, as every act was on disk already."""
        if self.is_open:
            anchor.advance(self.folder, self.ledger.audit)
            self.ledger.db.close()
        self.is_open = False

    def _anchor_often(self, _: Change) -> None:
        # So that after a crash few acts are left that could be cut off unnoticed.
        self._acts_since_anchored += 1
        if self._acts_since_anchored >= ACTS_BETWEEN_ANCHORS:
            self._acts_since_anchored = 0
            anchor.advance(self.folder, self.ledger.audit)

    def _reload_settings(self, change: Change) -> None:
        if "settings" in change.kinds:
            self._settings = self.staff.settings()


def found_clinic(folder: Path, founding: Founding, now: datetime) -> Clinic:
    """Make a new clinic in a folder that holds none."""
    if holds_clinic(folder):
        raise KnownError("There is a clinic in this folder already. Nothing was changed.")
    _make_folder(folder)
    key, clinic_id = os.urandom(KEY_BYTES), uuid.uuid4().hex
    recovery = vault.plain_recovery_key(founding.recovery_key)
    slots = [
        vault.wrap(key, clinic_id, founding.staff.name, 1, founding.passphrase, founding.cost),
        vault.wrap(key, clinic_id, RECOVERY, 0, recovery, founding.cost),
    ]
    try:
        # The keys come first: a database without its keys could never be opened again.
        key_file.save(folder, clinic_id, slots)
        return _begin(folder, founding, key, now)
    except BaseException:
        # Nobody has put anything in yet, and a half-made clinic would stand in the way.
        for name in (f"{DATABASE}-wal", f"{DATABASE}-shm", DATABASE, ANCHOR, KEY_FILE):
            with suppress(OSError):
                (folder / name).unlink()
        raise


def _begin(folder: Path, founding: Founding, key: bytes, now: datetime) -> Clinic:
    db = _open_database(folder / DATABASE, key, now)
    with _closed_on_error(db, folder / DATABASE):
        with Ledger(db, key).act("clinic-founded", 1, now) as act:
            act.add(founding.settings)
            act.add(founding.staff)
        clinic = Clinic(folder, db, key)
        anchor.set_down(folder, clinic.ledger.audit)
        return clinic


def open_clinic(folder: Path, key: bytes, now: datetime) -> Clinic:
    """Open a clinic with its database key, bringing its schema up to date."""
    path = folder / DATABASE
    _check_file(path)
    db = _open_database(path, key, now)
    with _closed_on_error(db, path):
        clinic = Clinic(folder, db, key)
        if derivations_are_stale(db):
            with clinic.ledger.act("derived-anew", PROGRAM, now) as act:
                clinic.people.derive_anew(act)
                mark_derivations(db)
        return clinic


def open_unchanged(folder: Path, key: bytes) -> Clinic:
    """Open a clinic to be looked at as it is; refuse one that would first be brought up to date."""
    path = folder / DATABASE
    _check_file(path)
    db = connect(path, key)
    with _closed_on_error(db, path):
        refuse_unless_up_to_date(db)
        return Clinic(folder, db, key)


def add_person(
    clinic: Clinic, member: Staff, passphrase: str, by: int, now: datetime, cost: KeyCost
) -> Stored[Staff]:
    """Store a new member of staff who unlocks with a passphrase of their own."""
    clinic_id, slots = key_file.read(clinic.folder)
    if any(slot.name == member.name for slot in slots):
        raise KnownError("There is a {name} already. Add an initial.", name=member.name)
    key = clinic.ledger.key
    try:
        with clinic.ledger.act("staff-added", by, now) as act:
            stored = act.add(member)
            slot = vault.wrap(key, clinic_id, member.name, stored.id, passphrase, cost)
            key_file.save(clinic.folder, clinic_id, [*slots, slot])
    except BaseException:
        # A way in for a person who was not stored would later open as somebody else.
        with suppress(KnownError):
            key_file.save(clinic.folder, clinic_id, slots)
        raise
    return stored


def _check_file(path: Path) -> None:
    try:
        is_empty = path.is_file() and path.stat().st_size == 0
    except OSError as error:
        raise KnownError(
            "The clinic folder may not be opened ({told}). Nothing was changed.",
            told=error.strerror or str(error),
        ) from error
    if not path.is_file():
        raise KnownError(
            "The file {name} is not in this folder. Nothing was changed, and no new clinic was "
            "put in its place. Restore the last backup.",
            name=path.name,
        )
    if is_empty:
        # SQLite would take an empty file for a new database and write over what was there.
        raise KnownError(
            "The file {name} is empty. Nothing was changed. Restore the last backup.",
            name=path.name,
        )


def _open_database(path: Path, key: bytes, now: datetime) -> Database:
    db = connect(path, key)
    with _closed_on_error(db, path):
        bring_up_to_date(db, path, now)
    return db


@contextmanager
def _closed_on_error(db: Database, path: Path) -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        db.close()
        raise refusal(error, path) from error
    except BaseException:
        db.close()
        raise


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(
            "The folder {folder} cannot be made ({told}). Nothing was saved. Choose another one.",
            folder=str(folder),
            told=error.strerror or str(error),
        ) from error
