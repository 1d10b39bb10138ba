"""How long the window stands still while a form is opened: the first time, and again."""

from collections.abc import Iterator

from PySide6.QtWidgets import QApplication

from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views import warm_up
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.screen import Place
from tests.benchmarks.clinics import at_work
from tests.benchmarks.measure import Result, median, milliseconds
from tests.benchmarks.pauses import PAUSE_BUDGET

FORMS = ("session", "consultation", "history", "protocol")
READY_BUDGET = 100.0  # one screen made ahead, while a patient's page is read and nobody types


def forms(clinic: Clinic, app: QApplication, short: bool) -> Iterator[Result]:
    """Measure the longest pause of each form's opening against that of the patient's page again."""
    number = next(n for n in range(1, 200) if clinic.people.chart(n).sessions)
    home = Place("patient", number)
    with at_work(clinic) as workplace:
        frame = Frame(workplace)
        frame.resize(1366, 768)
        frame.show()
        frame.start()
        _longest(frame, app, home)
        works = (work for step in warm_up.steps(frame) for work in (step, app.processEvents))
        ready = [milliseconds(work) for work in works]
        first = {name: _longest(frame, app, Place(name, number)) for name in FORMS}
        rounds = 5 if short else 15
        again: dict[str, list[float]] = {name: [] for name in ("patient", *FORMS)}
        for _ in range(rounds):
            for name, times in again.items():
                times.append(_longest(frame, app, Place(name, number)))
        frame.close()
        frame.deleteLater()
    baseline = median(again.pop("patient"))
    yield Result("longest pause, making forms ready", max(ready), "ms", baseline, READY_BUDGET)
    for name, times in again.items():
        yield Result(f"open a {name}, first time", first[name], "ms", baseline, PAUSE_BUDGET)
        yield Result(f"open a {name}, again", median(times), "ms", baseline, PAUSE_BUDGET)


def _longest(frame: Frame, app: QApplication, place: Place) -> float:
    """Go to a place; return the longer pause: until it is filled in, or until it is painted."""

    def paint() -> None:
        app.processEvents()
        frame.repaint()

    return max(milliseconds(lambda: frame.go(place)), milliseconds(paint))
