"""The paper of a long record: how long it takes, and how long the window stands still meanwhile.

Every page of it is read back, which takes too long for the tests that run all day.
"""

from collections.abc import Iterator

from PySide6.QtWidgets import QApplication

from infrared_desktop.documents.making import make_pdf
from infrared_desktop.documents.press import Paper
from infrared_desktop.documents.record_paper import RecordPapers
from infrared_desktop.documents.values import Values
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.gathered.whole_record import note_printing, record_to_print
from infrared_desktop.views import tasks
from infrared_desktop.views.door import Door, door_of
from infrared_desktop.views.paper_desk import papers_of
from tests.benchmarks.clinics import NOW, at_work
from tests.benchmarks.measure import Result, median, rounds
from tests.benchmarks.pauses import PAUSE_BUDGET, Pulse, idle_pause
from tests.documents.reading import wrong_pages
from tests.long_record import forty_sessions

PAPER_BUDGET = 2_000.0


def papers(clinic: Clinic, app: QApplication, short: bool) -> Iterator[Result]:
    """Measure a record of forty sessions as a PDF, against an empty paper; then read each page."""
    number = forty_sessions(clinic)
    made: list[tuple[Paper, bytes]] = []

    def whole() -> None:
        made.append(_make(clinic, number))

    times, empty = rounds(3 if short else 9, whole, lambda: make_pdf(Paper("", ())))
    paper, pdf = made[-1]
    wrong = wrong_pages(paper, pdf, every=9 if short else 1)
    assert not wrong, wrong
    yield Result("record of 40 sessions, PDF", median(times), "ms", median(empty), PAPER_BUDGET)
    with at_work(clinic) as workplace:
        pause, idle = _pause(door_of(workplace), number, clinic), idle_pause()
    yield Result("longest pause, record of 40 sessions", pause, "ms", idle, PAUSE_BUDGET)


def _make(clinic: Clinic, number: int) -> tuple[Paper, bytes]:
    record = record_to_print(clinic, number, 1, NOW)
    paper = RecordPapers(Values(record), 1, NOW).whole()
    return paper, make_pdf(paper)


def _pause(door: Door, number: int, clinic: Clinic) -> float:
    """Make the paper as the screen does: noted here; read, set in type and written beside it."""
    done: list[object] = []

    def begin() -> None:
        note_printing(clinic, number, door.by, door.now)
        tasks.run(
            None,
            lambda task: make_pdf(papers_of(door, number).whole(), task.step),
            done.append,
            done.append,
        )

    pause = Pulse().through(begin, lambda: bool(done))
    assert isinstance(done[0], bytes), done
    return pause
