"""The long work of an import: read, plan, store and take back, each a job beside the window.

Each job opens the clinic through a connection of its own: looking up who may be the same person
needs the search keys of all patients, and storing is one transaction. So a job plans and stores
by the very acts that the command line uses, and the window's connection is never touched.
"""

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as ReadOnlyDict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from infrared_desktop.domain.dates import DateOrder
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.exchange.columns import Mapping, guess_mapping
from infrared_desktop.exchange.patient_list import RowPlan, Verdict, order_of, plan_rows, read_file
from infrared_desktop.exchange.sniffing import Table
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.views import garbage
from infrared_desktop.views.door import Door
from infrared_desktop.views.tasks import Task

T = TypeVar("T")
_SHARE_STEP = 25  # rows from one word about the progress to the next


@dataclass(frozen=True)
class PatientList:
    """A list as it was read, with what is guessed of it until somebody says otherwise."""

    path: Path
    table: Table
    mapping: Mapping
    order: DateOrder


@dataclass(frozen=True)
class Planned:
    """What would become of each row, and the places of all rows of a kind; None is all."""

    plans: tuple[RowPlan, ...] = ()
    places: ReadOnlyDict[Verdict | None, Sequence[int]] = field(default_factory=dict)

    def count(self, verdict: Verdict | None = None) -> int:
        """Return how many rows are to become that, or how many there are."""
        return len(self.places.get(verdict, ()))


@dataclass(frozen=True)
class Outcome:
    """Who was stored or taken out, who stays because work was done on them, and the change."""

    people: tuple[Stored[Patient], ...]
    change: Change
    stayed: tuple[int, ...] = ()


def read(path: Path, usual: DateOrder) -> PatientList:
    """Read a list and guess what its columns hold; raise KnownError where that cannot be."""
    with garbage.undisturbed():
        table = read_file(path)
        mapping = guess_mapping(table)
        return PatientList(path, table, mapping, order_of(table, mapping, usual))


def plan(task: Task, door: Door, chosen: PatientList) -> Planned:
    """Return what would become of each row."""
    with garbage.undisturbed(), door.open() as (clinic, _):
        country, today = clinic.settings.country, clinic.day(door.now)
        plans = plan_rows(
            chosen.table,
            chosen.mapping,
            chosen.order,
            country,
            today,
            lambda patient: [(s.id, s.record) for s, _ in clinic.people.alike(patient)],
        )
        return _sorted(tuple(_counted(task, plans, len(chosen.table.rows))))


def store(task: Task, door: Door, planned: Planned) -> Outcome:
    """Store the new people, all of them or nobody."""
    new = [each.patient for each in planned.plans if each.is_new and each.patient is not None]
    with garbage.undisturbed(), door.open() as (clinic, changes):
        stored = clinic.people.take_in(_counted(task, new, len(new)), door.by, door.now)
        return Outcome(tuple(stored), changes[-1])


def take_back(task: Task, door: Door, people: Sequence[Stored[Patient]]) -> Outcome:
    """Take the people of an import out again, except those on whom work was done."""
    with garbage.undisturbed(), door.open() as (clinic, changes):
        counted = _counted(task, people, len(people))
        stayed = clinic.people.take_back(counted, door.by, door.now)
        gone = tuple(each for each in people if each.id not in set(stayed))
        return Outcome(gone, changes[-1], tuple(stayed))


def _sorted(plans: tuple[RowPlan, ...]) -> Planned:
    places: dict[Verdict | None, list[int]] = {None: list(range(len(plans)))}
    for place, each in enumerate(plans):
        places.setdefault(each.verdict, []).append(place)
    return Planned(plans, places)


def _counted(task: Task, things: Iterable[T], total: int) -> Iterator[T]:
    """Pass things on, and say at some of them how far the job is; a cancelled job ends there."""
    for number, thing in enumerate(things):
        if number % _SHARE_STEP == 0:
            task.step(number / max(total, 1))
        yield thing
