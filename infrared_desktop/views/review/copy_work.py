"""Makes a review copy beside the window, on a connection of its own."""

from pathlib import Path

from PySide6.QtCore import Signal

from infrared_desktop.domain.sentences import Sentence
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.review.making import MadeCopy, make_copy
from infrared_desktop.storage.review.order import CopyOrder
from infrared_desktop.views import tasks
from infrared_desktop.views.door import door_of
from infrared_desktop.views.one_task import OneTask
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace


class CopyWork(OneTask):
    """One copy at a time; cancelled, nothing of it is left."""

    made = Signal(object)  # MadeCopy
    failed = Signal(object)  # KnownError
    stopped = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace

    def make(self, order: CopyOrder, out: Path) -> None:
        """Begin to make a copy."""
        door = door_of(self._workplace)

        def job(task: tasks.Task) -> tuple[MadeCopy, list[Change]]:
            def step(done: float, words: Sentence) -> None:
                task.step(done, say(words))

            with door.open() as (clinic, changes):
                return make_copy(clinic, order, out, door.by, door.now, step), changes

        called = self.tr("the review copy")
        self.run(job, self._on_made, self.failed.emit, self.stopped.emit, called)

    def _on_made(self, outcome: tuple[MadeCopy, list[Change]]) -> None:
        self._workplace.clinic.tell(*outcome[1])
        self.made.emit(outcome[0])
