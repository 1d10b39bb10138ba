"""The Clinic: the one door to a clinic's data, with one small desk per subject."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from infrared_desktop.domain.access.rights import PROGRAM, Right
from infrared_desktop.domain.records.people import Settings
from infrared_desktop.storage.audit import anchor
from infrared_desktop.storage.database.migrations import (
    bring_up_to_date,
    derivations_are_stale,
    mark_derivations,
    refuse_unless_up_to_date,
)
from infrared_desktop.storage.database.sqlcipher import (
    Database,
    DatabaseError,
    connect,
    read,
    refusal,
)
from infrared_desktop.storage.desks.absences import Absences
from infrared_desktop.storage.desks.acts import Change, Ledger
from infrared_desktop.storage.desks.agendas import Agendas
from infrared_desktop.storage.desks.care import Care
from infrared_desktop.storage.desks.device_register import DeviceRegister
from infrared_desktop.storage.desks.diary import Diary
from infrared_desktop.storage.desks.follow_ups import FollowUps
from infrared_desktop.storage.desks.front_desk import FrontDesk
from infrared_desktop.storage.desks.history import Histories
from infrared_desktop.storage.desks.messages import Messages
from infrared_desktop.storage.desks.next_steps import NextSteps
from infrared_desktop.storage.desks.offers import Offers
from infrared_desktop.storage.desks.papers import Papers
from infrared_desktop.storage.desks.people import People
from infrared_desktop.storage.desks.protocols import Protocols
from infrared_desktop.storage.desks.staff import StaffDesk
from infrared_desktop.storage.desks.waiting import Waiting
from infrared_desktop.storage.files.damage import refuse_damaged
from infrared_desktop.storage.files.folder import DATABASE

if TYPE_CHECKING:
    from infrared_desktop.domain.protocol.protocol import Protocol
    from infrared_desktop.storage.audit.reading import AuditReader
    from infrared_desktop.storage.desks.locked_work import LockedWork
    from infrared_desktop.storage.desks.patient_rights import PatientRights
    from infrared_desktop.storage.desks.photos import Photos
    from infrared_desktop.storage.desks.review_copies import ReviewCopies

ACTS_BETWEEN_ANCHORS = 16


class Clinic:
    """One clinic, open; each desk (`people`, `diary`, `care` and so on) acts on its subject."""

    def __init__(
        self, folder: Path, db: Database, key: bytes, ledger: type[Ledger] = Ledger
    ) -> None:
        self.folder, self.is_open = folder, True
        self.ledger = ledger(db, key)
        self.staff = StaffDesk(self.ledger)
        self._settings = self.staff.settings()
        self.ledger.work_for(self.settings)
        self.people = People(self.ledger, lambda: self.settings)
        self.front_desk = FrontDesk(self.ledger)
        self.devices = DeviceRegister(self.ledger)
        self.waiting = Waiting(self.ledger)
        agendas = Agendas(self.ledger, self.front_desk, self.waiting, lambda: self.settings)
        self.diary = Diary(self.ledger, agendas, self._zone)
        self.offers = Offers(self.ledger, agendas, self.waiting)
        self.absences, self.next_steps = Absences(self.ledger), NextSteps(self.ledger)
        self.messages = Messages(self.ledger)
        self.care = Care(self.ledger)
        self.history = Histories(self.ledger)
        self.papers = Papers(self.ledger)
        self.protocols = Protocols(self.ledger)
        self.follow_ups = FollowUps(
            self.ledger, self.people, lambda: self.protocol, self._zone, self._most_a_week
        )
        self.subscribe(self._reload_settings)
        self.subscribe(self._anchor_often)
        self._acts_since_anchored = 0

    @property
    def settings(self) -> Settings:
        """What the clinic set about itself."""
        return self._settings.record

    @property
    def protocol(self) -> "Protocol":
        """The protocol that the clinic treats by."""
        return self.protocols.current()

    @cached_property
    def photos(self) -> "Photos":
        """The photographs; imported with the first look at them, as a day may need none."""
        from infrared_desktop.storage.desks.photos import Photos, files_in

        return Photos(self.ledger, files_in(self.folder, self.ledger))

    @cached_property
    def review_copies(self) -> "ReviewCopies":
        """The copies that left, and what came back of them; imported like the photographs."""
        from infrared_desktop.storage.desks.review_copies import ReviewCopies

        return ReviewCopies(self.ledger)

    @cached_property
    def audit(self) -> "AuditReader":
        """The audit log, to be looked through; imported like the photographs."""
        from infrared_desktop.storage.audit.reading import AuditReader

        ledger = self.ledger
        return AuditReader(
            ledger.db, ledger.audit, lambda: ledger.reading.require_right(Right.AUDIT)
        )

    @cached_property
    def rights(self) -> "PatientRights":
        """What patients asked of their whole record; imported like the photographs."""
        from infrared_desktop.storage.desks.patient_rights import PatientRights

        return PatientRights(self.ledger, self.folder)

    @cached_property
    def locked_work(self) -> "LockedWork":
        """What was typed when the window locked; imported like the photographs."""
        from infrared_desktop.storage.desks.locked_work import LockedWork

        return LockedWork(self.ledger)

    def read_as(self, by: int) -> None:
        """Let a person read here from now on: what they may not, no desk hands out."""
        self.ledger.reading.read_as(by)

    def day(self, moment: datetime) -> date:
        """Return the clinic's own calendar day at a moment."""
        return moment.astimezone(ZoneInfo(self.settings.timezone)).date()

    def last_stored_at(self) -> datetime | None:
        """Return when something was stored last, to hold the clock of the PC against."""
        return self.ledger.audit.last_at()

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call the listener after each act; return what ends that."""
        return self.ledger.subscribe(listener)

    def tell(self, *changes: Change) -> None:
        """Tell listeners of acts that a job stored through a connection of its own."""
        for change in changes:
            self.ledger.tell(change)

    def note(self, act: str, by: int, now: datetime, reason: str | None = None) -> None:
        """Tell the audit log of something that happened to the whole clinic.

        `reason` is a code or a count of the program, never a word of a record.
        """
        with self.ledger.act(act, by, now) as begun:
            begun.note(reason=reason)

    def opener(self) -> "Callable[[Path, bytes, datetime], Clinic]":
        """Return what opens the same data by a connection of its own, for a job of who reads."""

        def open_beside(folder: Path, key: bytes, now: datetime) -> Clinic:
            refuse_damaged(folder)
            clinic = open_clinic(folder, key, now)
            clinic.ledger.reading.same_as(self.ledger.reading)
            return clinic

        return open_beside

    def close(self) -> None:
        """Close the database; nothing is lost, as every act was on disk already."""
        if self.is_open:
            anchor.advance(self.folder, self.ledger.audit)
            self.ledger.close()
        self.is_open = False

    def _zone(self) -> ZoneInfo:
        # Read anew: an act that stores another zone derives by it, one that fails by the old one.
        return ZoneInfo(self.staff.settings().record.timezone)

    def _most_a_week(self) -> int:
        return self.front_desk.rules().most_contacts_a_week

    def _anchor_often(self, _: Change) -> None:
        # So that after a crash few acts are left that could be cut off unnoticed.
        self._acts_since_anchored += 1
        if self._acts_since_anchored >= ACTS_BETWEEN_ANCHORS:
            self._acts_since_anchored = 0
            anchor.advance(self.folder, self.ledger.audit)

    def _reload_settings(self, change: Change) -> None:
        if "settings" in change.kinds:
            self._settings = self.staff.settings()


def open_clinic(folder: Path, key: bytes, now: datetime, may_change: bool = False) -> Clinic:
    """Open a clinic with its database key; raise OutdatedError for one of an older version.

    With `may_change` that is brought up to date: a backup of it is proven, or it is a copy of one.
    """
    path = folder / DATABASE
    db = connect(path, key)
    with closed_on_error(db, path):
        bring_up_to_date(db, may_change)
        clinic = Clinic(folder, db, key)
        if derivations_are_stale(db):
            with clinic.ledger.act("derived-anew", PROGRAM, now) as act:
                clinic.people.derive_anew(act)
                mark_derivations(db)
        if any(read(db, "SELECT 1 FROM unfinished_erasure LIMIT 1")):
            clinic.rights.finish_erasing()
        return clinic


def open_unchanged(folder: Path, key: bytes) -> Clinic:
    """Open a clinic to be looked at as it is; refuse one that would first be brought up to date."""
    path = folder / DATABASE
    db = connect(path, key)
    with closed_on_error(db, path):
        refuse_unless_up_to_date(db)
        return Clinic(folder, db, key)


@contextmanager
def closed_on_error(db: Database, path: Path) -> Iterator[None]:
    """Close the file when what is done with it fails; a fault of the file is told in words."""
    try:
        yield
    except DatabaseError as error:
        db.close()
        raise refusal(error, path) from error
    except BaseException:
        db.close()
        raise
