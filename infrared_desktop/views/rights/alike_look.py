"""Looks beside the window for who may be registered twice, one look at a time."""

from PySide6.QtCore import QObject, Signal

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.gathered.alike_pairs import AlikePairs, alike_pairs
from infrared_desktop.views import tasks
from infrared_desktop.views.door import door_of
from infrared_desktop.views.workplace import Workplace


class AlikeLook(QObject):
    """Outlives its page, so that a look that ends after it tells nobody."""

    found = Signal(object)  # AlikePairs
    failed = Signal(object)  # KnownError

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._task: tasks.Task | None = None

    @property
    def is_on(self) -> bool:
        """Whether everybody is being looked through just now."""
        return self._task is not None

    def begin(self, most: int) -> None:
        """Look for so many pairs at most; a look before is given up."""
        if self._task is not None:
            self._task.drop()
        door = door_of(self._workplace)

        def job(_: tasks.Task) -> AlikePairs:
            with door.open() as (clinic, _changes):
                return alike_pairs(clinic, most)

        self._task = tasks.run(job, self._on_found, self._on_failed)

    def _on_found(self, found: AlikePairs) -> None:
        self._task = None
        self.found.emit(found)

    def _on_failed(self, error: KnownError) -> None:
        self._task = None
        self.failed.emit(error)
