"""Checks the parts of a clinic beside the window, one after another, and notes what was found."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.set_aside import SetAside, set_aside
from infrared_desktop.storage.files.drive import is_on_network, room, size
from infrared_desktop.storage.health.checking import Found, check
from infrared_desktop.storage.health.parts import Part, note_check
from infrared_desktop.views import tasks
from infrared_desktop.views.door import door_of
from infrared_desktop.views.one_task import OneTask
from infrared_desktop.views.workplace import Workplace


class HealthWork(OneTask):
    """Goes on while somebody works elsewhere in the window; a lock ends it."""

    begun = Signal(object)  # Part
    found = Signal(object)  # Found
    failed = Signal(object)  # KnownError
    ended = Signal()
    # Bytes free or None, bytes taken, on the network, what restores and upgrades kept.
    measured = Signal(object, object, bool, list)

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._waiting: list[Part] = []

    def begin(self, *parts: Part) -> None:
        """Check these parts in turn, after those that wait already."""
        self._waiting += [part for part in parts if part not in self._waiting]
        if not self.is_on:
            self._next()

    def cancel(self) -> None:
        """End the check that goes on, and those that wait."""
        self._waiting.clear()
        super().cancel()

    def measure(self) -> None:
        """Look how much room there is; a large folder takes a moment."""
        folder: Path = self._workplace.clinic.folder

        def job(task: tasks.Task) -> tuple[int | None, int, bool, list[SetAside]]:
            return room(folder), size(folder), is_on_network(folder), set_aside(folder)

        tasks.run(self, job, lambda seen: self.measured.emit(*seen), self.failed.emit)

    def _next(self) -> None:
        if not self._waiting or not self._workplace.clinic.is_open:
            self._waiting.clear()
            self.ended.emit()
            return
        part, door = self._waiting.pop(0), door_of(self._workplace)

        def job(task: tasks.Task) -> Found:
            with door.open() as (clinic, _):
                return check(clinic, part, task.step, task.heed)

        self.run(job, self._on_found, self._on_failed, self._next)
        self.begun.emit(part)

    def _on_found(self, found: Found) -> None:
        place = self._workplace
        if place.clinic.is_open:
            try:
                note_check(place.clinic, found.part, len(found.findings), place.by, place.now())
            except KnownError as error:
                self.failed.emit(error)
            self.found.emit(found)
        self._next()

    def _on_failed(self, error: KnownError) -> None:
        self._waiting.clear()
        self.failed.emit(error)
        self.ended.emit()
