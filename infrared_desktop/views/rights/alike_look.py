"""Looks beside the window for who may be registered twice, one look at a time."""

from PySide6.QtCore import Signal

from infrared_desktop.storage.gathered.alike_pairs import AlikePairs, alike_pairs
from infrared_desktop.views import tasks
from infrared_desktop.views.door import door_of
from infrared_desktop.views.one_task import OneTask
from infrared_desktop.views.workplace import Workplace


class AlikeLook(OneTask):
    """Outlives its page, so that a look that ends after it tells nobody."""

    found = Signal(object)  # AlikePairs
    failed = Signal(object)  # KnownError

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace

    def begin(self, most: int) -> None:
        """Look for so many pairs at most; a look before is given up."""
        door = door_of(self._workplace)

        def job(_: tasks.Task) -> AlikePairs:
            with door.open() as (clinic, _changes):
                return alike_pairs(clinic, most)

        self.run(job, self.found.emit, self.failed.emit)
