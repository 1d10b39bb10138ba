"""A day of the diary, painted: columns side by side, hours downwards, moved through by keys."""

from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from infrared_desktop.domain.booking import STEP_MINUTES, Hours
from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.diary import Appointment
from infrared_desktop.views.day_layout import Column, Placed, Stop, minute_of, stops, time_of
from infrared_desktop.views.day_paint import DayPainter, Frame
from infrared_desktop.views.visit_block import Block

HEAD_PX, TIME_PX, COLUMN_PX, MINUTE_PX = 40, 56, 196, 1.15
_DAY = 24 * 60


@dataclass(frozen=True)
class Day:
    """All that the grid shows of a day; `minute_now` is None unless it is today."""

    day: date
    hours: Hours
    columns: tuple[Column, ...]
    placed: tuple[Placed, ...]
    blocks: dict[int, Block]
    minute_now: int | None = None


class DayGrid(QAbstractScrollArea):
    """Paints a day and moves a cursor over its visits and free slots.

    Arrows move, Home and End go to the first and the last of a column, Enter opens a visit or
    books a free slot.
    """

    moved = Signal()
    visit_opened = Signal(int)
    slot_opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day: Day | None = None
        self._opens, self._closes = 8 * 60, 19 * 60
        self._stop: Stop | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(320, 200))
        self.setAccessibleName(self.tr("Day"))
        self.verticalScrollBar().setSingleStep(24)

    def show_day(self, day: Day) -> None:
        """Show a day; the cursor stays with its visit, or at its time."""
        other = self._day is None or self._day.day != day.day
        self._day = day
        begins = [each.starts for each in day.placed]
        ends = [each.ends for each in day.placed]
        # Nothing may lie above or below what can be seen, even where it is out of hours.
        self._opens = min([minute_of(day.hours.opens), *begins]) // 60 * 60
        self._closes = min(-(-max([minute_of(day.hours.closes), *ends]) // 60) * 60, _DAY)
        self._fit()
        self._settle(other)
        self.viewport().update()

    def set_now(self, minute: int | None) -> None:
        """Move the line of the present time."""
        if self._day is not None and self._day.minute_now != minute:
            shown = self._day
            self._day = Day(
                shown.day, shown.hours, shown.columns, shown.placed, shown.blocks, minute
            )
            self.viewport().update()

    def columns(self) -> tuple[Column, ...]:
        """Return the columns that are shown."""
        return self._day.columns if self._day else ()

    def current(self) -> Stop | None:
        """Return where the cursor is."""
        return self._stop

    def current_visit(self) -> Stored[Appointment] | None:
        """Return the visit under the cursor."""
        return self._stop.visit if self._stop else None

    def words(self) -> str:
        """Say what is under the cursor."""
        if self._day is None or self._stop is None:
            return ""
        column = self._day.columns[self._stop.column].title
        if self._stop.visit is not None:
            return f"{self._day.blocks[self._stop.visit.id].spoken}, {column}"
        free = self.tr("free at {at}, {column}")
        return free.format(at=f"{time_of(self._stop.minute):%H:%M}", column=column)

    def go_to_visit(self, visit_id: int) -> bool:
        """Put the cursor on a visit; say whether it is there."""
        for each in self._day.placed if self._day else ():
            if each.stored.id == visit_id:
                self._go(Stop(each.column, each.starts, each.stored))
                return True
        return False

    def go_to_minute(self, minute: int, column: int | None = None) -> None:
        """Put the cursor on the stop nearest to a time of the day."""
        if self._day is None or not self._day.columns:
            return
        wanted = column if column is not None else (self._stop.column if self._stop else 0)
        found = self._stops(min(max(wanted, 0), len(self._day.columns) - 1))
        if found:
            self._go(min(found, key=lambda stop: abs(stop.minute - minute)))

    def visit_box(self, visit_id: int) -> QRectF:
        """Return where a visit is painted, in the viewport."""
        assert self._day is not None
        each = next(one for one in self._day.placed if one.stored.id == visit_id)
        return self._frame().box_of(each)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        ways = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        sides = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in ways:
            self._step(ways[key])
        elif key in sides and self._stop:
            self._step_aside(sides[key])
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to_minute(0 if key == Qt.Key.Key_Home else _DAY)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        stop = self._stop_at(event.position())
        if stop:
            self._go(stop)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._stop_at(event.position()):
            self._open()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if self._day is not None:
            lit = self._stop if self.hasFocus() or (self._stop and self._stop.visit) else None
            DayPainter(painter, self._frame(), self._day.blocks).paint(
                self._day.columns, self._day.placed, self._day.minute_now, lit
            )
        painter.end()

    def _frame(self) -> Frame:
        assert self._day is not None
        columns = max(len(self._day.columns), 1)
        room = self.viewport().width() - TIME_PX
        return Frame(
            width=self.viewport().width(),
            height=self.viewport().height(),
            head=HEAD_PX,
            time_width=TIME_PX,
            column_width=max(room / columns, COLUMN_PX),
            minute_height=self._minute_height(),
            opens=self._opens,
            closes=self._closes,
            x=self.horizontalScrollBar().value(),
            y=self.verticalScrollBar().value(),
        )

    def _minute_height(self) -> float:
        room = self.viewport().height() - HEAD_PX - 8
        return max(room / max(self._closes - self._opens, 60), MINUTE_PX)

    def _fit(self) -> None:
        if self._day is None:
            return
        frame = self._frame()
        across = TIME_PX + frame.column_width * len(self._day.columns) - frame.width
        down = HEAD_PX + 8 + frame.minute_height * (self._closes - self._opens) - frame.height
        for bar, room, page in (
            (self.horizontalScrollBar(), across, frame.width),
            (self.verticalScrollBar(), down, frame.height),
        ):
            bar.setRange(0, max(int(room + 0.5), 0))
            bar.setPageStep(int(page))

    def _settle(self, other_day: bool) -> None:
        """Find the cursor's place after the day changed."""
        assert self._day is not None
        kept = self._stop
        if not self._day.columns:
            self._stop = None
        elif kept and not other_day and kept.visit and self.go_to_visit(kept.visit.id):
            return
        elif kept and not other_day:
            self.go_to_minute(kept.minute, kept.column)
        else:
            self._go_to_start()

    def _go_to_start(self) -> None:
        """Start at the visit that is next, else at the first, else at the first free slot."""
        assert self._day is not None
        by_time = sorted(self._day.placed, key=lambda each: (each.starts, each.column))
        now = self._day.minute_now or 0
        first = [e for e in by_time if e.stored.record.is_open and e.ends > now] or by_time
        if first:
            self.go_to_visit(first[0].stored.id)
        else:
            ahead = -(-now // STEP_MINUTES) * STEP_MINUTES
            self._stop = None
            self.go_to_minute(max(ahead, self._opens), 0)

    def _stops(self, column: int) -> list[Stop]:
        assert self._day is not None
        return stops(self._day.placed, column, self._opens, self._closes)

    def _step(self, way: int) -> None:
        if self._stop is None:
            return
        found = self._stops(self._stop.column)
        at = found.index(self._stop) + way if self._stop in found else 0
        if 0 <= at < len(found):
            self._go(found[at])

    def _step_aside(self, way: int) -> None:
        assert self._day is not None and self._stop is not None
        column = self._stop.column + way
        if 0 <= column < len(self._day.columns):
            self.go_to_minute(self._stop.minute, column)

    def _go(self, stop: Stop) -> None:
        self._stop = stop
        self.setAccessibleDescription(self.words())
        self._show_stop(stop)
        self.viewport().update()
        self.moved.emit()

    def _show_stop(self, stop: Stop) -> None:
        frame, across, down = self._frame(), self.horizontalScrollBar(), self.verticalScrollBar()
        top = (stop.minute - self._opens) * frame.minute_height
        bottom = top + 60 * frame.minute_height
        down.setValue(int(min(max(down.value(), bottom - frame.height + HEAD_PX), top)))
        left = stop.column * frame.column_width
        right = left + frame.column_width - (frame.width - TIME_PX)
        across.setValue(int(min(max(across.value(), right), left)))

    def _open(self) -> None:
        if self._stop is None:
            return
        if self._stop.visit is not None:
            self.visit_opened.emit(self._stop.visit.id)
        else:
            self.slot_opened.emit()

    def _stop_at(self, point: QPointF) -> Stop | None:
        frame = self._frame()
        if self._day is None or point.y() < HEAD_PX or point.x() < TIME_PX:
            return None
        for each in self._day.placed:
            if frame.box_of(each).contains(point):
                return Stop(each.column, each.starts, each.stored)
        column = int((point.x() - TIME_PX + frame.x) // frame.column_width)
        minute = int((point.y() - HEAD_PX + frame.y) / frame.minute_height) + self._opens
        slot = Stop(column, minute // STEP_MINUTES * STEP_MINUTES)
        inside = column < len(self._day.columns)
        return next((s for s in self._stops(column) if s == slot), None) if inside else None


def minute_now(moment: datetime, day: date) -> int | None:
    """Return the minute of the day at a moment of the clinic's wall clock, if it is that day."""
    return minute_of(moment.time()) if moment.date() == day else None
