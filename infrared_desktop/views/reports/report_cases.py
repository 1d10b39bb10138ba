"""The rows behind a figure, in a list and in a file: of whom, of which day, what it counts as."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from infrared_desktop.domain.figures.desk import Case
from infrared_desktop.exchange.csv_files import as_csv
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.files.writing import write_atomically
from infrared_desktop.views.door import Door
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.reports.figure_words import counts_as, group_words, translated
from infrared_desktop.views.reports.figures import Figure
from infrared_desktop.views.tasks import Task
from infrared_desktop.views.wording import say_day

_AT_ONCE = 500


class CaseRows:
    """Reads the names of those rows alone that are seen; a row's key is its place."""

    def __init__(self, clinic: Clinic, figure: Figure) -> None:
        self._clinic, self._figure = clinic, figure

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._figure.cases)

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return the rows from an offset on, limit at most."""
        cases = self._figure.cases[offset : offset + limit]
        people = self._clinic.people.many({case.patient_id for case in cases})
        names = {number: stored.record.display_name for number, stored in people.items()}
        return [self._row(n, case, names) for n, case in enumerate(cases, start=offset)]

    def _row(self, place: int, case: Case, names: dict[int, str]) -> Row:
        says = counts_as(self._figure.key, case.hit, case.value)
        parts = (say_day(case.day), says, group_words(self._figure.key, case.group))
        note = " · ".join(part for part in parts if part)
        return Row(key=place, title=names[case.patient_id], note=note)


def save_cases(task: Task, door: Door, figure: Figure, path: Path) -> int:
    """Write the rows behind a figure as CSV, and return how many; a job's work."""
    with door.open() as (clinic, _):
        content = as_csv(_lines(task, clinic, figure))
    write_atomically(path, content)
    return len(figure.cases)


def _lines(task: Task, clinic: Clinic, figure: Figure) -> Iterator[list[str]]:
    heads = ("Patient number", "Patient", "Day", "Counts as", "Group")
    yield [translated(head) for head in heads]
    for begin in range(0, len(figure.cases), _AT_ONCE):
        task.step(begin / len(figure.cases))
        cases = figure.cases[begin : begin + _AT_ONCE]
        people = clinic.people.many({case.patient_id for case in cases})
        for case in cases:
            name = people[case.patient_id].record.display_name
            says = counts_as(figure.key, case.hit, case.value)
            group = group_words(figure.key, case.group)
            yield [str(case.patient_id), name, case.day.isoformat(), says, group]
