"""Writes the open files beside the window, on a connection of its own; cancelled, none is left."""

from pathlib import Path

from PySide6.QtCore import Signal

from infrared_desktop.domain.sentences import Sentence
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.leaving.making import Left, export
from infrared_desktop.views import tasks
from infrared_desktop.views.door import door_of
from infrared_desktop.views.one_task import OneTask
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Workplace


class LeavingWork(OneTask):
    """One folder at a time."""

    written = Signal(object)  # Left
    failed = Signal(object)  # KnownError
    stopped = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace

    def begin(self, out: Path, number: int | None) -> None:
        """Begin to write everything, or what there is of one patient."""
        door = door_of(self._workplace)

        def job(task: tasks.Task) -> tuple[Left, list[Change]]:
            from infrared_desktop.documents.whole_paper import record_pdf

            def step(done: float, words: Sentence) -> None:
                task.step(done, say(words))

            paper = record_pdf(door.by, door.now)
            with door.open() as (clinic, changes):
                return export(clinic, out, door.by, door.now, number, paper, step), changes

        called = self.tr("the files to take along")
        self.run(job, self._on_written, self.failed.emit, self.stopped.emit, called)

    def _on_written(self, outcome: tuple[Left, list[Change]]) -> None:
        self._workplace.clinic.tell(*outcome[1])
        self.written.emit(outcome[0])
