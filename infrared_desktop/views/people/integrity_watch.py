"""Compares a patient's records with what was stored, a few at a time between other events."""

from collections.abc import Iterator
from dataclasses import fields
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.history import History
from infrared_desktop.domain.timeline.model import Ref
from infrared_desktop.storage.database.kinds import kind_of
from infrared_desktop.views.records.seal import Seal
from infrared_desktop.views.workplace import Workplace

SLICE_S = 0.008  # half of a frame at 60 Hz


class IntegrityWatch(QObject):
    """Says which records are not what was stored, in words of its own in the red band `seal`."""

    found = Signal(object)  # frozenset[Ref]

    def __init__(self, workplace: Workplace, screen: QWidget) -> None:
        super().__init__(screen)
        self._workplace, self._screen = workplace, screen
        self._number = 0
        self._left: Iterator[Stored[Any]] = iter(())
        self.altered: frozenset[Ref] = frozenset()
        self.seal = Seal()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)

    def look(self, *charts: Chart) -> None:
        """Begin with other charts; what was found in the same chart before stays said meanwhile."""
        self._left = (stored for chart in charts for stored in _records(chart))
        number = charts[0].patient.id
        if number != self._number:
            self._number = number
            self._tell(frozenset())
        self._timer.start(0)

    def stop(self) -> None:
        """Leave the rest unread."""
        self._timer.stop()

    def _go_on(self) -> None:
        if not self._screen.isVisible():
            self.stop()  # all is compared anew with the next opening
            return
        until = monotonic() + SLICE_S
        altered = set(self.altered)
        while monotonic() < until and self._workplace.clinic.is_open:
            stored = next(self._left, None)
            if stored is None:
                self.stop()
                break
            if not self._workplace.clinic.care.is_unaltered(stored):
                altered.add(_ref(stored))
        if altered != self.altered:
            self._tell(frozenset(altered))

    def _tell(self, altered: frozenset[Ref]) -> None:
        self.altered = altered
        one = self.tr("A record of this patient is not what was stored.")
        many = self.tr("{count} records of this patient are not what was stored.")
        text = one if len(altered) == 1 else many.format(count=len(altered))
        advice = self.tr("What is altered is struck in red: don't rely on it. Check the clinic.")
        self.seal.tell(f"{text} {advice}" if altered else "")
        self.found.emit(altered)


def _ref(stored: Stored[Any]) -> Ref:
    # Each version of a history stands on the timeline by its own number.
    if isinstance(stored.record, History):
        return Ref("history_version", stored.version)
    return Ref(kind_of(stored.record).name, stored.id)


def _records(chart: Chart) -> Iterator[Stored[Any]]:
    yield chart.patient
    for field in fields(chart):
        value = getattr(chart, field.name)
        if isinstance(value, tuple):
            yield from value
