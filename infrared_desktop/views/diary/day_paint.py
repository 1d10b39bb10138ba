"""Paints a day of the diary: the hours, the columns, the visits, the present time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from infrared_desktop.domain.booking.booking import STEP_MINUTES
from infrared_desktop.views.diary.day_cursor import Day
from infrared_desktop.views.diary.day_layout import Column, Placed, Stop, time_of
from infrared_desktop.views.diary.visit_paint import VisitPainter, write_cut
from infrared_desktop.views.look.theme import GRID, font_px, theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_EDGE_PX = 7
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Frame:
    """The geometry of the grid: what is where at the present scroll, in pixels."""

    width: float
    height: float
    head: float
    time_width: float
    column_width: float
    minute_height: float
    opens: int
    closes: int
    x: float
    y: float

    def left_of(self, column: int) -> float:
        """Return the left edge of a column."""
        return self.time_width + column * self.column_width - self.x

    def top_of(self, minute: float) -> float:
        """Return the height at which a minute of the day lies."""
        return self.head + (minute - self.opens) * self.minute_height - self.y

    def minute_at(self, y: float) -> float:
        """Return the minute of the day at a height."""
        return (y - self.head + self.y) / self.minute_height + self.opens

    def is_near(self, y: float, minute: float) -> bool:
        """Say whether a height is on the edge that lies at a minute."""
        return abs(self.top_of(minute) - y) <= _EDGE_PX

    def column_at(self, x: float) -> int:
        """Return the column at a place across, be there one or not."""
        return int((x - self.time_width + self.x) // self.column_width)

    def box_of(self, placed: Placed) -> QRectF:
        """Return the box of a visit."""
        room = self.column_width - GRID
        left = self.left_of(placed.column) + 4 + placed.left * room
        width = (placed.right - placed.left) * room - 2
        top, bottom = self.top_of(placed.starts), self.top_of(placed.ends)
        return QRectF(left, top + 1, width, bottom - top - 2)

    def slot_of(self, stop: Stop) -> QRectF:
        """Return the box of a free slot."""
        return self.span_of(stop.column, stop.minute, stop.minute + STEP_MINUTES)

    def span_of(self, column: int, begins: float, ends: float, margin: float = 4) -> QRectF:
        """Return the box of a part of a column."""
        top, bottom = self.top_of(begins), self.top_of(ends)
        width = self.column_width - 2 * margin
        return QRectF(self.left_of(column) + margin, top, width, bottom - top)


Layer = Callable[[], object]


class DayPainter:
    """Paints one frame of the grid; `under` paints below the lines, `over` above the visits."""

    def __init__(self, painter: QPainter, frame: Frame, under: Layer, over: Layer) -> None:
        self._painter, self._frame = painter, frame
        self._under, self._over = under, over

    def paint(self, day: Day, lit: Stop | None) -> None:
        """Paint everything; what must stay in sight comes last."""
        painter, frame = self._painter, self._frame
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(0, 0, frame.width, frame.height)
        sheet = whole.adjusted(frame.time_width, frame.head, 0, 0)
        painter.fillRect(whole, theme().surface)
        painter.save()
        painter.setClipRect(sheet)
        self._paint_lines(len(day.columns))
        self._under()
        if lit is not None and lit.visit is None:
            self._paint_slot(lit)
        if day.minute_now is not None:
            self._paint_now_line(day.minute_now, day.column_now)
        self._paint_visits(day, lit, sheet)
        painter.restore()
        self._paint_times(day.minute_now)
        self._paint_heads(day.columns)
        painter.save()
        painter.setClipRect(sheet)
        self._over()
        painter.restore()

    def _paint_visits(self, day: Day, lit: Stop | None, sheet: QRectF) -> None:
        painter = VisitPainter(self._painter)
        for each in day.placed:
            box = self._frame.box_of(each)
            if box.intersects(sheet):
                is_lit = lit is not None and lit.visit == each.stored
                painter.paint(box, day.blocks[each.stored.id], is_lit)

    def _paint_lines(self, columns: int) -> None:
        painter, frame = self._painter, self._frame
        right = min(frame.left_of(columns), frame.width)
        for minute in range(frame.opens, frame.closes + 1, 30):
            on_hour = minute % 60 == 0
            style = Qt.PenStyle.SolidLine if on_hour else Qt.PenStyle.DotLine
            painter.setPen(QPen(theme().line, 1, style))
            y = round(frame.top_of(minute)) + 0.5
            painter.drawLine(QPointF(frame.time_width, y), QPointF(right, y))
        painter.setPen(QPen(theme().line, 1))
        for column in range(columns + 1):
            x = round(frame.left_of(column)) + 0.5
            bottom = min(frame.top_of(frame.closes), frame.height)
            painter.drawLine(QPointF(x, frame.head), QPointF(x, bottom))

    def _paint_times(self, now: int | None) -> None:
        painter, frame = self._painter, self._frame
        painter.fillRect(QRectF(0, 0, frame.time_width, frame.height), theme().surface)
        painter.setFont(font_px(12))
        painter.setPen(theme().muted)
        for minute in range(frame.opens, frame.closes + 1, 60):
            y = max(frame.top_of(minute), frame.head + 9)
            if minute < 24 * 60 and frame.top_of(minute) >= frame.head - 4:
                box = QRectF(0, y - 9, frame.time_width - GRID, 18)
                painter.drawText(box, _RIGHT, f"{time_of(minute):%H:%M}")
        if now is not None and frame.opens <= now <= frame.closes:
            self._paint_now(now)

    def _paint_now_line(self, now: int, column: int | None) -> None:
        """Paint the line below the visits, so that it runs through no words."""
        frame, y = self._frame, self._frame.top_of(now)
        left, right = frame.time_width, frame.width
        if column is not None:
            left = frame.left_of(column)
            right = left + frame.column_width
        self._painter.setPen(QPen(theme().accent, 2))
        self._painter.drawLine(QPointF(left, y), QPointF(right, y))

    def _paint_now(self, now: int) -> None:
        painter, frame = self._painter, self._frame
        y = frame.top_of(now)
        if y < frame.head:
            return
        pill = QRectF(4, y - 10, frame.time_width - 6, 20)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().accent)
        painter.drawRoundedRect(pill, 10, 10)
        painter.setPen(theme().on_accent)
        painter.setFont(font_px(12, bold=True))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, f"{time_of(now):%H:%M}")

    def _paint_heads(self, columns: Sequence[Column]) -> None:
        painter, frame = self._painter, self._frame
        painter.fillRect(QRectF(0, 0, frame.width, frame.head), theme().sunk)
        painter.save()
        painter.setClipRect(QRectF(frame.time_width, 0, frame.width, frame.head))
        for number, column in enumerate(columns):
            box = QRectF(frame.left_of(number) + GRID, 0, frame.column_width - 2 * GRID, frame.head)
            painter.setPen(theme().text)
            title = write_cut(painter, box, column.title, font_px(14, bold=True))
            used = painter.fontMetrics().horizontalAdvance(title)
            painter.setPen(theme().muted)
            painter.setFont(font_px(12))
            painter.drawText(box.adjusted(used + GRID, 0, 0, 0), _RIGHT, column.note)
        painter.restore()
        painter.setPen(QPen(theme().line, 1))
        painter.drawLine(QPointF(0, frame.head - 0.5), QPointF(frame.width, frame.head - 0.5))

    def _paint_slot(self, stop: Stop) -> None:
        box = self._frame.slot_of(stop)
        self._painter.setPen(QPen(theme().accent, 1.5))
        self._painter.setBrush(theme().accent_soft)
        self._painter.drawRoundedRect(box, 4, 4)
        self._painter.setPen(theme().accent)
        self._painter.setFont(font_px(12))
        inside = box.adjusted(GRID, 0, -GRID, 0)
        self._painter.drawText(inside, _LEFT, f"{time_of(stop.minute):%H:%M}")
