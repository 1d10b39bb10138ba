"""Looks for what still holds somebody and whose time is over, and erases, beside the window."""

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.patient_rights import Erasure
from infrared_desktop.storage.backup.still_held import StillHeld, still_held
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.gathered.keeping_list import PastTime, past_their_time
from infrared_desktop.views import tasks
from infrared_desktop.views.door import door_of
from infrared_desktop.views.locking.locker import empty_clipboard
from infrared_desktop.views.one_task import OneTask
from infrared_desktop.views.workplace import Workplace

_LIMIT_MS = 60_000  # all lists of backups are read, also far away; a place may hang


class ErasingWork(QObject):
    """One look and one erasure at a time, each on a connection of its own."""

    held = Signal(object)  # StillHeld for each patient that was asked about, in order
    past = Signal(object)  # PastTime of everybody whose time is over
    not_seen = Signal(object)  # KnownError
    erased = Signal(bool)  # whether the files on the disk are gone by now
    failed = Signal(object)  # KnownError

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._looking, self._counting = OneTask(self), OneTask(self)
        self._is_erasing = False

    @property
    def is_erasing(self) -> bool:
        """Whether somebody is being erased just now."""
        return self._is_erasing

    def look(self, people: Collection[Collection[int]]) -> None:
        """Look where people are held, each given by their numbers; a look before is given up."""
        door, asked = door_of(self._workplace), [tuple(numbers) for numbers in people]

        def job(_: tasks.Task) -> list[StillHeld]:
            with door.open() as (clinic, _changes):
                return still_held(clinic, asked, door.now)

        self._looking.run(job, self._on_seen, self._on_not_seen, limit_ms=_LIMIT_MS)

    def find_past(self) -> None:
        """Look whose time is over, among everybody; a look before is given up."""
        door = door_of(self._workplace)

        def job(_: tasks.Task) -> list[PastTime]:
            with door.open() as (clinic, _changes):
                return past_their_time(clinic, clinic.day(door.now))

        self._counting.run(job, self._on_past, self._on_not_seen)

    def erase(self, decision: Erasure) -> None:
        """Erase a patient; no step takes it back, and none of before could be taken back either."""
        door = door_of(self._workplace)

        def job(_: tasks.Task) -> tuple[bool, list[Change]]:
            with door.open() as (clinic, changes):
                return clinic.rights.erase(decision, door.by, door.now), changes

        self._is_erasing = True
        self._workplace.hold(True)
        tasks.run(None, job, self._on_erased, self._on_failed, called=self.tr("an erasure"))

    def _on_seen(self, found: list[StillHeld]) -> None:
        self.held.emit(found)

    def _on_past(self, found: list[PastTime]) -> None:
        self.past.emit(found)

    def _on_not_seen(self, error: KnownError) -> None:
        self.not_seen.emit(error)

    def _on_erased(self, outcome: tuple[bool, list[Change]]) -> None:
        is_done, changes = outcome
        self._end()
        self._workplace.forget_steps()
        empty_clipboard()
        self._workplace.clinic.ledger.recent.forget()
        self._workplace.clinic.tell(*changes)
        self.erased.emit(is_done)

    def _on_failed(self, error: KnownError) -> None:
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        self._is_erasing = False
        self._workplace.hold(False)
