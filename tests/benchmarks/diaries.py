"""The diary of a busy clinic: a week turned to and painted, a visit moved and seen where it is."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta

from PySide6.QtWidgets import QApplication, QWidget

from infrared_desktop.domain.records.answers import AppointmentStatus
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.diary.day_grip import Deed, Grip
from infrared_desktop.views.diary.day_layout import minute_of
from infrared_desktop.views.diary.diary import DiaryScreen
from infrared_desktop.views.diary.diary_tools import WEEK
from infrared_desktop.views.screen import Place
from tests.benchmarks.clinics import DAY, at_work
from tests.benchmarks.measure import Result, median, rounds
from tests.benchmarks.work import _shown

WEEK_BUDGET = 50.0
MOVE_BUDGET = 30.0


def diary(clinic: Clinic, app: QApplication, short: bool) -> Iterator[Result]:
    """Measure a week turned to, beside an empty widget's paint, and a move, beside a commit."""
    with ExitStack() as seats:
        screen = _at_diary(clinic, seats)
        bare = _shown(QWidget())
        count = 5 if short else 20
        weeks, empty = rounds(count, lambda: _turn(screen), bare.repaint)
        yield Result("diary week, painted", median(weeks), "ms", median(empty), WEEK_BUDGET)
        moves, plain = rounds(count, _Mover(screen).move), rounds(count, lambda: _commit(clinic))
        clinic.ledger.db.execute("DROP TABLE IF EXISTS scratch")
        value, baseline = median(moves[0]), median(plain[0])
        yield Result("move a visit, stored and painted", value, "ms", baseline, MOVE_BUDGET)
        screen.deleteLater()


def _at_diary(clinic: Clinic, seats: ExitStack) -> DiaryScreen:
    workplace = seats.enter_context(at_work(clinic))
    screen = _shown(DiaryScreen(workplace))
    workplace.changed.connect(screen.reload)
    screen.open(Place("diary", about=DAY))
    screen.tools.span.set_value(WEEK)
    screen.reload()
    return screen


def _turn(screen: DiaryScreen) -> None:
    """Turn to the next week, and back again the next time."""
    way = 1 if screen.day == DAY else -1
    screen.show_day(screen.day + timedelta(7 * way))
    screen.grid.viewport().repaint()


class _Mover:
    """Moves one visit of next week to and fro between two free times of its day."""

    def __init__(self, screen: DiaryScreen) -> None:
        self._screen = screen
        screen.show_day(DAY + timedelta(7))
        booked = AppointmentStatus.BOOKED
        day = screen.grid.shown()
        assert day is not None
        here = (each for each in day.placed if each.stored.record.status is booked)
        self._number = max(here, key=lambda each: each.ends).stored.id
        self._way = 30

    def move(self) -> None:
        """Drop it half an hour away, and paint."""
        stored: Stored[Appointment] = self._screen.clinic.diary.get(self._number)
        grid, visit = self._screen.grid, stored.record
        column = [each.key for each in grid.columns()].index(visit.day)
        starts = minute_of(visit.starts) + self._way
        grid.hold.dropped.emit(Grip(Deed.MOVE, column, starts, visit.minutes, stored))
        grid.viewport().repaint()
        now = self._screen.clinic.diary.get(self._number).record
        assert minute_of(now.starts) == starts, "the visit was not moved"
        self._way = -self._way


def _commit(clinic: Clinic) -> None:
    db = clinic.ledger.db
    db.execute("CREATE TABLE IF NOT EXISTS scratch (id INTEGER PRIMARY KEY, text TEXT)")
    db.execute("BEGIN IMMEDIATE")
    db.execute("INSERT INTO scratch (text) VALUES ('x')")
    db.execute("COMMIT")
