"""A day of the diary, painted: columns side by side, hours downwards, moved through by keys."""

from datetime import date, datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from infrared_desktop.domain.booking import STEP_MINUTES
from infrared_desktop.domain.chart import Stored
from infrared_desktop.domain.diary import Appointment
from infrared_desktop.views.diary.day_cursor import MINUTES, Day, DayCursor
from infrared_desktop.views.diary.day_layout import Column, Stop, minute_of, time_of
from infrared_desktop.views.diary.day_paint import DayPainter, Frame

HEAD_PX, TIME_PX, COLUMN_PX, MINUTE_PX = 40, 56, 196, 1.15


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
        self._cursor: DayCursor | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(320, 200))
        self.setAccessibleName(self.tr("Day"))
        self.verticalScrollBar().setSingleStep(24)

    def show_day(self, day: Day) -> None:
        """Show a day; the cursor stays with its visit, or at its time."""
        if self._cursor is None:
            self._cursor = DayCursor(day)
        else:
            self._cursor.follow(day)
        self._fit()
        self._tell()

    def columns(self) -> tuple[Column, ...]:
        """Return the columns that are shown."""
        return self._cursor.day.columns if self._cursor else ()

    def current(self) -> Stop | None:
        """Return where the cursor is."""
        return self._cursor.stop if self._cursor else None

    def current_visit(self) -> Stored[Appointment] | None:
        """Return the visit under the cursor."""
        stop = self.current()
        return stop.visit if stop else None

    def words(self) -> str:
        """Say what is under the cursor."""
        stop = self.current()
        if self._cursor is None or stop is None:
            return ""
        column = self._cursor.day.columns[stop.column].title
        if stop.visit is not None:
            return f"{self._cursor.day.blocks[stop.visit.id].spoken}, {column}"
        free = self.tr("free at {at}, {column}")
        return free.format(at=f"{time_of(stop.minute):%H:%M}", column=column)

    def go_to_visit(self, visit_id: int) -> bool:
        """Put the cursor on a visit; say whether it is there."""
        is_there = self._cursor is not None and self._cursor.go_to_visit(visit_id)
        self._tell()
        return is_there

    def go_to_minute(self, minute: int, column: int | None = None) -> None:
        """Put the cursor on the stop nearest to a time of the day."""
        if self._cursor is not None:
            self._cursor.go_to_minute(minute, column)
            self._tell()

    def visit_box(self, visit_id: int) -> QRectF:
        """Return where a visit is painted, in the viewport."""
        each = next(one for one in self._shown().placed if one.stored.id == visit_id)
        return self._frame().box_of(each)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        ways = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        sides = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or self._cursor is None:
            super().keyPressEvent(event)
        elif key in ways:
            self._cursor.step(ways[key])
            self._tell()
        elif key in sides:
            self._cursor.step_aside(sides[key])
            self._tell()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to_minute(0 if key == Qt.Key.Key_Home else MINUTES)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        stop = self._stop_at(event.position())
        if stop and self._cursor is not None:
            self._cursor.stop = stop
            self._tell()

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
        if self._cursor is not None:
            day, stop = self._cursor.day, self._cursor.stop
            lit = stop if self.hasFocus() or (stop and stop.visit) else None
            DayPainter(painter, self._frame(), day.blocks).paint(
                day.columns, day.placed, day.minute_now, lit
            )
        painter.end()

    def _frame(self) -> Frame:
        day = self._shown()
        columns = max(len(day.columns), 1)
        room = self.viewport().width() - TIME_PX
        return Frame(
            width=self.viewport().width(),
            height=self.viewport().height(),
            head=HEAD_PX,
            time_width=TIME_PX,
            column_width=max(room / columns, COLUMN_PX),
            minute_height=self._minute_height(day),
            opens=day.opens,
            closes=day.closes,
            x=self.horizontalScrollBar().value(),
            y=self.verticalScrollBar().value(),
        )

    def _minute_height(self, day: Day) -> float:
        room = self.viewport().height() - HEAD_PX - 8
        return max(room / max(day.closes - day.opens, 60), MINUTE_PX)

    def _fit(self) -> None:
        if self._cursor is None:
            return
        frame = self._frame()
        across = TIME_PX + frame.column_width * len(self._cursor.day.columns) - frame.width
        down = HEAD_PX + 8 + frame.minute_height * (frame.closes - frame.opens) - frame.height
        for bar, room, page in (
            (self.horizontalScrollBar(), across, frame.width),
            (self.verticalScrollBar(), down, frame.height),
        ):
            bar.setRange(0, max(int(room + 0.5), 0))
            bar.setPageStep(int(page))

    def _tell(self) -> None:
        """Show where the cursor is now, and say so."""
        stop = self.current()
        self.setAccessibleDescription(self.words())
        if stop is not None:
            self._show_stop(stop)
        self.viewport().update()
        self.moved.emit()

    def _show_stop(self, stop: Stop) -> None:
        frame, across, down = self._frame(), self.horizontalScrollBar(), self.verticalScrollBar()
        top = (stop.minute - frame.opens) * frame.minute_height
        bottom = top + 60 * frame.minute_height
        down.setValue(int(min(max(down.value(), bottom - frame.height + HEAD_PX), top)))
        left = stop.column * frame.column_width
        right = left + frame.column_width - (frame.width - TIME_PX)
        across.setValue(int(min(max(across.value(), right), left)))

    def _open(self) -> None:
        stop = self.current()
        if stop is not None and stop.visit is not None:
            self.visit_opened.emit(stop.visit.id)
        elif stop is not None:
            self.slot_opened.emit()

    def _stop_at(self, point: QPointF) -> Stop | None:
        if self._cursor is None or point.y() < HEAD_PX or point.x() < TIME_PX:
            return None
        day, frame = self._cursor.day, self._frame()
        for each in day.placed:
            if frame.box_of(each).contains(point):
                return Stop(each.column, each.starts, each.stored)
        column = int((point.x() - TIME_PX + frame.x) // frame.column_width)
        minute = int((point.y() - HEAD_PX + frame.y) / frame.minute_height) + frame.opens
        slot = Stop(column, minute // STEP_MINUTES * STEP_MINUTES)
        inside = column < len(day.columns)
        return slot if inside and slot in self._cursor.stops(column) else None

    def _shown(self) -> Day:
        assert self._cursor is not None
        return self._cursor.day


def minute_now(moment: datetime, day: date) -> int | None:
    """Return the minute of the day at a moment of the clinic's wall clock, if it is that day."""
    return minute_of(moment.time()) if moment.date() == day else None
