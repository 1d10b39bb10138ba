"""A very long history: opening the patient's page, and its timeline alone, zoomed and panned."""

import gc
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QApplication, QWidget

from infrared_desktop.domain.schedule.schedule import next_windows
from infrared_desktop.domain.timeline.build import build
from infrared_desktop.practice import long_history
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.people.patient import PatientScreen
from infrared_desktop.views.screen import Place
from infrared_desktop.views.timeline.timeline import TimelineView
from tests.benchmarks.clinics import DAY, at_work
from tests.benchmarks.measure import Result, median, p99, rounds

OPEN_BUDGET = 50.0
STEP_BUDGET = 16.0
EVENTS, MANY_EVENTS = 5_000, 20_000
MANY_TIMES = 2.0  # four times the events may take twice the time
KEPT_BUDGET_MB = 4.0
_PATIENTS = 50


def page(clinic: Clinic, app: QApplication, short: bool, number: int) -> Iterator[Result]:
    """Measure a patient's page, from the database to the last pixel, against an empty repaint."""
    with at_work(clinic) as workplace:
        screen, bare = PatientScreen(workplace), QWidget()
        for widget in (screen, bare):
            widget.resize(1150, 660)
            widget.show()
        app.processEvents()

        def again() -> None:
            screen.open(Place("patient", number))
            app.processEvents()
            screen.repaint()

        def first() -> None:
            clinic.ledger.recent.forget()
            again()

        opens, more, empty = rounds(5 if short else 25, first, again, bare.repaint)
        screen.deleteLater()
    baseline = max(median(empty), 0.001)
    name = "patient's page of 5,000 events, open"
    yield Result(name, median(opens), "ms", baseline, OPEN_BUDGET)
    yield Result(f"{name} again", median(more), "ms", baseline, OPEN_BUDGET)


def timeline(clinic: Clinic, app: QApplication, short: bool, number: int) -> Iterator[Result]:
    """Measure a long timeline, one four times as long, and what is left when all are closed."""
    with at_work(clinic):
        yield from _timeline(clinic, app, short, number, EVENTS)
    if not short:
        many = long_history(clinic, MANY_EVENTS, 2, DAY)
        with at_work(clinic):
            yield from _timeline(clinic, app, short, many, MANY_EVENTS)
    if sys.platform.startswith("linux"):
        yield _closed(clinic, app, 10 if short else _PATIENTS)


def _timeline(
    clinic: Clinic, app: QApplication, short: bool, number: int, events: int
) -> Iterator[Result]:
    """Measure opening (built, laid out, painted) and single steps against an empty repaint."""
    chart = clinic.people.chart(number)
    follow_ups = clinic.follow_ups.of_patient(number)
    windows = clinic.protocol.windows
    ahead = [w for plan in chart.plans for w in next_windows(plan, chart.sessions, windows)]
    zone = ZoneInfo(clinic.settings.timezone)
    view, bare = TimelineView(), QWidget()
    for widget in (view, bare):
        widget.resize(1150, 430)
        widget.show()
    app.processEvents()

    def show() -> None:
        view.set_timeline(build(chart, follow_ups, ahead, DAY, zone))
        view.fit_all()
        view.viewport().repaint()

    def zoom() -> None:
        view.zoom_by(next(factors))
        view.viewport().repaint()

    def pan() -> None:
        view.pan_by(next(ways))
        view.viewport().repaint()

    opens, empty = rounds(7 if short else 25, show, bare.repaint)
    factors = _turns(1.25, 40, 1 / 1.25)
    ways = _turns(120.0, 20, -120.0)
    zooms, pans = rounds(40 if short else 200, zoom, pan)
    baseline = max(median(empty), 0.001)
    times = 1.0 if events == EVENTS else MANY_TIMES
    for what, took, budget in (
        ("build and paint", median(opens), OPEN_BUDGET),
        ("zoom step, p99", p99(zooms), STEP_BUDGET),
        ("pan step, p99", p99(pans), STEP_BUDGET),
    ):
        name = f"timeline of {events:,} events, {what}"
        yield Result(name, took, "ms", baseline, budget * times)


def _closed(clinic: Clinic, app: QApplication, patients: int) -> Result:
    """Measure what is kept after the pages of many patients were opened and left, again."""
    numbers = range(1, min(clinic.people.count(), patients) + 1)
    with at_work(clinic) as workplace:
        screen = PatientScreen(workplace)
        screen.resize(1150, 660)
        screen.show()
        _open_each(screen, app, numbers)
        before = _open_each(screen, app, numbers)
        kept = _open_each(screen, app, numbers) - before
        screen.deleteLater()
    name = f"memory kept, {len(numbers)} timelines closed again"
    return Result(name, max(kept, 0.0), "MB", before, KEPT_BUDGET_MB)


def _open_each(screen: PatientScreen, app: QApplication, numbers: range) -> float:
    """Open and paint each patient's page; return the memory that is then in use, in MB."""
    for number in numbers:
        screen.open(Place("patient", number))
        app.processEvents()
        screen.repaint()
    screen.clinic.ledger.recent.forget()
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _turns(forth: float, count: int, back: float) -> Iterator[float]:
    while True:
        yield from [forth] * count
        yield from [back] * count
