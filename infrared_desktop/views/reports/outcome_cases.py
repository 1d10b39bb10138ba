"""The rows behind a result, in a list and in a file: of whom, of which day, what it came to."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from infrared_desktop.domain.figures.outcome_cases import OutcomeCase
from infrared_desktop.exchange.csv_files import as_csv
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.files.writing import write_atomically
from infrared_desktop.views.door import Door
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.lists.rows import Row
from infrared_desktop.views.reports.outcome_words import case_words, words
from infrared_desktop.views.tasks import Task
from infrared_desktop.views.wording import say_day

_AT_ONCE = 500
_HEADS = (
    "Patient number",
    "Patient",
    "Reviewed on",
    "Area",
    "Side",
    "Device",
    "Skin type",
    "Sessions",
    "Grade before",
    "Grade at the review",
    "Grades better",
    "Satisfaction",
)


class OutcomeRows:
    """Reads the names of those rows alone that are seen; a row's key is its place."""

    def __init__(
        self, clinic: Clinic, cases: Sequence[OutcomeCase], devices: Mapping[int, str]
    ) -> None:
        self._clinic, self._cases, self._devices = clinic, cases, devices

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self._cases)

    def page(self, offset: int, limit: int) -> Sequence[Row]:
        """Return the rows from an offset on, limit at most."""
        cases = self._cases[offset : offset + limit]
        people = self._clinic.people.many({case.patient_id for case in cases})
        return [
            Row(
                key=place,
                title=people[case.patient_id].record.display_name,
                note=f"{say_day(case.reviewed_on)} · {case_words(case, self._devices)}",
            )
            for place, case in enumerate(cases, start=offset)
        ]


def save_outcomes(
    task: Task, door: Door, cases: Sequence[OutcomeCase], devices: Mapping[int, str], path: Path
) -> int:
    """Write the rows behind a result as CSV, and return how many; a job's work."""
    with door.open() as (clinic, _):
        content = as_csv(_lines(task, clinic, cases, devices))
    write_atomically(path, content)
    return len(cases)


def _lines(
    task: Task, clinic: Clinic, cases: Sequence[OutcomeCase], devices: Mapping[int, str]
) -> Iterator[list[str]]:
    yield [words(head) for head in _HEADS]
    for begin in range(0, len(cases), _AT_ONCE):
        task.step(begin / len(cases))
        some = cases[begin : begin + _AT_ONCE]
        people = clinic.people.many({case.patient_id for case in some})
        for case in some:
            yield _line(case, people[case.patient_id].record.display_name, devices)


def _line(case: OutcomeCase, name: str, devices: Mapping[int, str]) -> list[str]:
    return [
        str(case.patient_id),
        name,
        case.reviewed_on.isoformat(),
        choices.label(case.area),
        choices.label(case.side),
        " + ".join(devices.get(number, str(number)) for number in case.device_ids),
        "" if case.phototype is None else str(case.phototype),
        str(case.sessions),
        _number(case.grade_before),
        _number(case.grade_now),
        _number(case.change),
        choices.label(case.satisfaction),
    ]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"
