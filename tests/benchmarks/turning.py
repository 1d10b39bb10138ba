"""How long the window stands still while it follows a system that turns dark, and light again."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.look.theme import theme
from infrared_desktop.views.put_away import PutAway
from infrared_desktop.views.screen import Place
from tests.benchmarks.clinics import at_work
from tests.benchmarks.measure import Result, median, milliseconds
from tests.benchmarks.pauses import PAUSE_BUDGET

_PLACES = ("people", "diary", "follow_ups", "messages", "reports", "clinic", "staff", "health")
_OF_ONE = ("consultation", "session", "history", "consent", "plan", "handout", "booking", "patient")


def turning(clinic: Clinic, app: QApplication, short: bool) -> Iterator[Result]:
    """Measure the longest pause with many screens made, against a repaint of the window."""
    number = next(n for n in range(1, 200) if clinic.people.chart(n).sessions)
    turns, repaints = list[float](), list[float]()
    with at_work(clinic) as workplace:
        frame = Frame(workplace)
        PutAway(frame)
        frame.resize(1366, 768)
        frame.show()
        frame.start()
        for _ in range(2 if short else 5):
            for place in (*map(Place, _PLACES), *(Place(name, number) for name in _OF_ONE)):
                frame.go(place)
                app.processEvents()
            repaints.append(milliseconds(frame.repaint))
            turns.append(_longest(app, frame))
        frame.parting.emit()
        frame.close()
        frame.deleteLater()
    name = "longest pause, the system turns dark"
    yield Result(name, median(turns), "ms", median(repaints), PAUSE_BUDGET)


def _longest(app: QApplication, frame: QWidget) -> float:
    """Turn the system, and return the longest of all turns of the event loop until it is worn."""
    was_dark, pauses = theme().dark, list[float]()
    scheme = Qt.ColorScheme.Light if was_dark else Qt.ColorScheme.Dark
    QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)
    while theme().dark == was_dark:
        pauses.append(milliseconds(app.processEvents))
    return max(*pauses, milliseconds(frame.repaint))
