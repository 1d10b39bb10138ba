"""A day of the diary, painted: columns side by side, hours downwards, moved through by keys."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from infrared_desktop.domain.booking.booking import STEP_MINUTES
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.views.diary.day_cursor import MINUTES, Day, DayCursor
from infrared_desktop.views.diary.day_ghost import (
    paint_ghost,
    paint_shut,
    paint_verdict,
    verdict_px,
)
from infrared_desktop.views.diary.day_grip import Grip, Verdict
from infrared_desktop.views.diary.day_hold import Hold
from infrared_desktop.views.diary.day_layout import Column, Placed, Stop, minute_of, time_of
from infrared_desktop.views.diary.day_paint import DayPainter, Frame
from infrared_desktop.views.diary.day_scroll import HEAD_PX, TIME_PX, DayScroll
from infrared_desktop.views.look.theme import Meaning

FINE = Verdict(Meaning.INFORMATION)


class DayGrid(DayScroll):
    """Paints a day and moves a cursor over its visits and free slots.

    Arrows move, Home and End go to the first and the last of a column, Enter opens a visit or
    books a free slot. M picks a visit up and S marks a span, as dragging does; `judge` says what
    would come of dropping it.
    """

    moved = Signal()
    visit_opened = Signal(int)
    slot_opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cursor: DayCursor | None = None
        self.hold = Hold(lambda: self._cursor, self)
        self.judge: Callable[[Grip], Verdict] = lambda _: FINE
        self.hold.changed.connect(self._show_grip)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Day"))

    def shown(self) -> Day | None:
        return self._cursor.day if self._cursor else None

    def show_day(self, day: Day) -> None:
        """Show a day; the cursor stays with its visit, or at its time."""
        if self._cursor is None:
            self._cursor = DayCursor(day)
        else:
            self._cursor.follow(day)
        self.fit()
        if self.hold.grip is None:
            self._tell()
        else:
            self._keep_grip(self.hold.grip, day)

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
        column = self._cursor.day.columns[stop.column]
        if stop.visit is not None:
            return f"{self._cursor.day.blocks[stop.visit.id].spoken}, {column.title}"
        free = self.tr("free at {at}, {column}")
        words = free.format(at=f"{time_of(stop.minute):%H:%M}", column=column.title)
        shut = column.shut_at(stop.minute)
        return f"{words}, {shut.why}" if shut else words

    def clash(self) -> str:
        """Say what the visit under the cursor overlaps, if anything."""
        visit = self.current_visit()
        return self._cursor.day.blocks[visit.id].clash if self._cursor and visit else ""

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
        each = next(one for one in self._placed() if one.stored.id == visit_id)
        return self.frame_now().box_of(each)

    def event(self, event: QEvent) -> bool:
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
        if is_key and self.hold.claims(event):  # type: ignore[arg-type]
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.hold.take_key(event):
            return
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
            self.hold.let_go()
            self._cursor.stop = stop
            self._tell()
            if event.button() == Qt.MouseButton.LeftButton:
                self.hold.press(event.position(), stop, self.frame_now())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._cursor is not None:
            self.hold.drag(event.position(), self.frame_now(), len(self._cursor.day.columns))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.hold.release()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._stop_at(event.position()):
            self._open()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if self._cursor is not None:
            day, stop = self._cursor.day, self._cursor.stop
            lit = stop if self.hasFocus() or (stop and stop.visit) else None
            frame = self.frame_now()
            DayPainter(
                painter,
                frame,
                under=lambda: paint_shut(painter, frame, day.columns),
                over=lambda: self._paint_grip(painter, frame),
            ).paint(day, lit if self.hold.grip is None else None)
        painter.end()

    def _tell(self) -> None:
        """Show where the cursor is now, and say so."""
        stop = self.current()
        self.setAccessibleDescription(self.words())
        if stop is not None:
            self.show_stop(stop)
        self.viewport().update()
        self.moved.emit()

    def _placed(self) -> tuple[Placed, ...]:
        return self._cursor.day.placed if self._cursor else ()

    def _keep_grip(self, grip: Grip, day: Day) -> None:
        """Carry on over another day; what was changed by somebody meanwhile is let go."""
        seen = (each.stored for each in day.placed)
        newest = next((v for v in seen if grip.visit and v.id == grip.visit.id), None)
        if not day.columns or (newest is not None and newest != grip.visit):
            self.hold.let_go()
        else:
            self.hold.grip = grip.aside(0, len(day.columns))
            self._show_grip()

    def _show_grip(self) -> None:
        """Show where what is held would come down, and say what would come of it."""
        grip = self.hold.grip
        if grip is None:
            self.cover(0)
            self._tell()
            return
        said, verdict = f"{grip.hours()} {grip.name}".strip(), self.judge(grip)
        column = self.columns()[grip.column].title
        self.setAccessibleDescription(", ".join((said, column, *verdict.lines)))
        self.cover(verdict_px(verdict))
        self.show_span(Stop(grip.column, grip.starts), grip.ends)
        self.viewport().update()

    def _paint_grip(self, painter: QPainter, frame: Frame) -> None:
        grip = self.hold.grip
        if grip is not None:
            verdict = self.judge(grip)
            paint_ghost(painter, frame, grip, verdict)
            paint_verdict(painter, frame, verdict)

    def _open(self) -> None:
        stop = self.current()
        if stop is not None and stop.visit is not None:
            self.visit_opened.emit(stop.visit.id)
        elif stop is not None:
            self.slot_opened.emit()

    def _stop_at(self, point: QPointF) -> Stop | None:
        if self._cursor is None or point.y() < HEAD_PX or point.x() < TIME_PX:
            return None
        day, frame = self._cursor.day, self.frame_now()
        for each in day.placed:
            if frame.box_of(each).contains(point):
                return Stop(each.column, each.starts, each.stored)
        column = int((point.x() - TIME_PX + frame.x) // frame.column_width)
        minute = int((point.y() - HEAD_PX + frame.y) / frame.minute_height) + frame.opens
        slot = Stop(column, minute // STEP_MINUTES * STEP_MINUTES)
        is_inside = column < len(day.columns) and slot in self._cursor.stops(column)
        return slot if is_inside else None


def minute_now(moment: datetime, day: date) -> int | None:
    """Return the minute of the day at a moment of the clinic's wall clock, if it is that day."""
    return minute_of(moment.time()) if moment.date() == day else None
