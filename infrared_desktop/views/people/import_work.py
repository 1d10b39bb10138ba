"""How far an import is: the list, the plan and what was stored, with the jobs that lead on."""

from collections.abc import Callable
from dataclasses import replace
from enum import Enum, auto
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal

from infrared_desktop.domain.dates import DateOrder
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.exchange.columns import Mapping
from infrared_desktop.exchange.patient_list import Verdict, left_out
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.files.writing import write_atomically
from infrared_desktop.views import tasks
from infrared_desktop.views.door import door_of
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.one_task import OneTask
from infrared_desktop.views.people import import_jobs
from infrared_desktop.views.people.import_jobs import Outcome, PatientList, Planned
from infrared_desktop.views.wording import say
from infrared_desktop.views.workplace import Step, Workplace

T = TypeVar("T")


class Stage(Enum):
    """How far an import is."""

    NOTHING = auto()
    READING = auto()
    PLANNING = auto()
    PLANNED = auto()
    STORING = auto()
    STORED = auto()
    TAKING_BACK = auto()

    @property
    def writes(self) -> bool:
        """Tell whether the clinic is being written to."""
        return self in (Stage.STORING, Stage.TAKING_BACK)

    @property
    def works(self) -> bool:
        """Tell whether a job runs."""
        return self.writes or self in (Stage.READING, Stage.PLANNING)


class ImportWork(OneTask):
    """One list at a time; its jobs run beside the window and change all or nothing.

    Before it writes, `come` shows the import, or says that another screen does not let go: while a
    job writes nobody else can.
    """

    moved = Signal()  # to another stage
    read_anew = Signal()
    planned_anew = Signal()
    told = Signal(object, str)  # Meaning, sentence

    def __init__(self, workplace: Workplace, come: Callable[[], bool]) -> None:
        super().__init__()
        self._come = come
        self.stage = Stage.NOTHING
        self.list: PatientList | None = None
        self.planned = Planned()
        self._workplace = workplace
        self._outcome: Outcome | None = None
        self._step: Step | None = None
        self._is_stale = False
        workplace.changed.connect(self._on_change)

    @property
    def left_out_count(self) -> int:
        """How many rows do not become patients."""
        return self.planned.count() - self.planned.count(Verdict.NEW)

    def read(self, path: Path) -> None:
        """Read a list and plan its rows; the list before is given up."""
        if self.stage.writes:
            return
        self.drop()
        self.list, self.planned, self._outcome = None, Planned(), None
        usual = self._workplace.settings.date_order
        self._begin(Stage.READING, lambda _: import_jobs.read(path, usual), self._on_read)

    def read_as(self, mapping: Mapping, order: DateOrder) -> None:
        """Plan the rows anew with other columns or another order of dates."""
        if self.list is None or self.stage not in (Stage.PLANNING, Stage.PLANNED):
            return
        chosen = replace(self.list, mapping=mapping, order=order)
        if chosen != self.list:
            self.list = chosen
            self._plan()

    def refresh(self) -> None:
        """Plan anew if somebody was registered or edited since."""
        if self._is_stale and self.stage is Stage.PLANNED:
            self._plan()

    def store(self) -> None:
        """Store the new people in one transaction."""
        if self.stage is Stage.PLANNED and self.planned.count(Verdict.NEW):
            door, planned = door_of(self._workplace), self.planned
            job = lambda task: import_jobs.store(task, door, planned)  # noqa: E731
            self._begin(Stage.STORING, job, self._on_stored)

    def take_back(self) -> None:
        """Take the people of this import out again, except those on whom work was done."""
        if self.stage is Stage.STORED and self._outcome is not None:
            if not self._come():
                self._offer_back()
                return
            door, people = door_of(self._workplace), self._outcome.people
            job = lambda task: import_jobs.take_back(task, door, people)  # noqa: E731
            self._begin(Stage.TAKING_BACK, job, self._on_taken_back)

    def save_left_out(self, path: Path) -> None:
        """Write the rows left out, each with its reason, as a list to mend and import again."""
        assert self.list is not None
        text = left_out(self.list.table, self.planned.plans, say)
        try:
            # The mark at the beginning tells a spreadsheet that this is UTF-8.
            write_atomically(path, text.encode("utf-8-sig"))
        except KnownError as error:
            self.told.emit(Meaning.STOP, say(error.sentence))
            return
        words = self.tr("The {count} rows left out are in {name}, each with its reason.")
        told = words.format(count=self.left_out_count, name=path.name)
        self.told.emit(Meaning.SUITABLE, told)

    def _on_read(self, chosen: PatientList) -> None:
        self.list = chosen
        self.read_anew.emit()
        self._plan()

    def _plan(self) -> None:
        assert self.list is not None
        self._is_stale = False
        door, chosen = door_of(self._workplace), self.list
        job = lambda task: import_jobs.plan(task, door, chosen)  # noqa: E731
        self._begin(Stage.PLANNING, job, self._on_planned)

    def _on_planned(self, planned: Planned) -> None:
        self.planned = planned
        self.planned_anew.emit()
        self._move(Stage.PLANNED)

    def _on_stored(self, outcome: Outcome) -> None:
        self._outcome = outcome
        self._workplace.clinic.tell(outcome.change)
        self._offer_back()
        self._move(Stage.STORED)
        self.told.emit(Meaning.SUITABLE, self._stored_words())

    def _on_taken_back(self, outcome: Outcome) -> None:
        self._workplace.clinic.tell(outcome.change)
        self._withdraw_back()
        self._outcome = None
        self._plan()
        self.told.emit(Meaning.INFORMATION, self._taken_back_words(outcome))

    def _offer_back(self) -> None:
        """Have Ctrl+Z take the import back, even after it was tried in vain."""
        assert self._outcome is not None
        self._withdraw_back()
        words = self.tr("the import of {count} people").format(count=len(self._outcome.people))
        self._step = self._workplace.can_take_back(words, self.take_back, speaks=True)

    def _withdraw_back(self) -> None:
        if self._step is not None:
            self._workplace.forget(self._step)
        self._step = None

    def _stored_words(self) -> str:
        words = self.tr(
            "{new} people were imported. Left out: {here} already here, {bad} that cannot be read."
        )
        new, here, bad = (self.planned.count(verdict) for verdict in Verdict)
        return words.format(new=new, here=here, bad=bad)

    def _taken_back_words(self, outcome: Outcome) -> str:
        words = self.tr("The import was taken back: {count} people are no longer listed.")
        told = words.format(count=len(outcome.people))
        if outcome.stayed:
            stay = self.tr("These stay, because work was done on them: no. {numbers}.")
            told += " " + stay.format(numbers=", ".join(map(str, outcome.stayed)))
        return told

    def _begin(
        self, stage: Stage, job: Callable[[tasks.Task], T], done: Callable[[T], None]
    ) -> None:
        called = self.tr("the import of a list")
        self.run(job, done, self._on_failed, self._on_cancelled, called)
        self._move(stage)

    def _on_cancelled(self) -> None:
        self._settle()
        self.told.emit(Meaning.INFORMATION, self.tr("Cancelled. Nothing was changed."))

    def _on_failed(self, error: KnownError) -> None:
        self._settle()
        self.told.emit(Meaning.STOP, say(error.sentence))

    def _settle(self) -> None:
        """Go back to the last stage that stands; an import that still stands can be taken back."""
        if self._outcome is not None:
            self._offer_back()
            self._move(Stage.STORED)
        elif self.planned.plans:
            self._move(Stage.PLANNED)
        else:
            self.list = None
            self._move(Stage.NOTHING)

    def _move(self, stage: Stage) -> None:
        self.stage = stage
        self._workplace.hold(stage.writes)
        self.moved.emit()

    def _on_change(self, change: Change) -> None:
        self._is_stale |= "patient" in change.kinds
