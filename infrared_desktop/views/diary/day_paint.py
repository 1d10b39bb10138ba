"""Paints a day of the diary: the hours, the columns, the visits, the present time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from infrared_desktop.domain.booking import STEP_MINUTES
from infrared_desktop.views.diary.day_layout import Column, Placed, Stop, time_of
from infrared_desktop.views.diary.visit_block import Block
from infrared_desktop.views.look.chips import Glyph, paint_glyph
from infrared_desktop.views.look.theme import GRID, font_px, theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LINE_PX, _GLYPH_PX = 17, 9


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

    def box_of(self, placed: Placed) -> QRectF:
        """Return the box of a visit."""
        room = self.column_width - GRID
        left = self.left_of(placed.column) + 4 + placed.left * room
        width = (placed.right - placed.left) * room - 2
        top, bottom = self.top_of(placed.starts), self.top_of(placed.ends)
        return QRectF(left, top + 1, width, bottom - top - 2)

    def slot_of(self, stop: Stop) -> QRectF:
        """Return the box of a free slot."""
        top = self.top_of(stop.minute)
        height = STEP_MINUTES * self.minute_height
        return QRectF(self.left_of(stop.column) + 4, top, self.column_width - GRID, height)


class DayPainter:
    """Paints one frame of the grid."""

    def __init__(self, painter: QPainter, frame: Frame, blocks: Mapping[int, Block]) -> None:
        self._painter, self._frame, self._blocks = painter, frame, blocks

    def paint(
        self,
        columns: Sequence[Column],
        placed: Sequence[Placed],
        now: int | None,
        lit: Stop | None,
    ) -> None:
        """Paint everything; what must stay in sight comes last."""
        painter, frame = self._painter, self._frame
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(0, 0, frame.width, frame.height)
        painter.fillRect(whole, theme().surface)
        self._paint_lines(len(columns))
        painter.save()
        painter.setClipRect(whole.adjusted(frame.time_width, frame.head, 0, 0))
        if lit is not None and lit.visit is None:
            self._paint_slot(lit)
        if now is not None:
            self._paint_now_line(now)
        for each in placed:
            self._paint_visit(each, lit is not None and lit.visit == each.stored)
        painter.restore()
        self._paint_times(now)
        self._paint_heads(columns)

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

    def _paint_now_line(self, now: int) -> None:
        """Paint the line below the visits, so that it runs through no words."""
        y = self._frame.top_of(now)
        self._painter.setPen(QPen(theme().accent, 2))
        self._painter.drawLine(QPointF(self._frame.time_width, y), QPointF(self._frame.width, y))

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
            title = self._words(box, column.title, font_px(14, bold=True))
            painter.setPen(theme().muted)
            painter.setFont(font_px(12))
            painter.drawText(box.adjusted(title + GRID, 0, 0, 0), _RIGHT, column.note)
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

    def _paint_visit(self, placed: Placed, lit: bool) -> None:
        painter, box = self._painter, self._frame.box_of(placed)
        block = self._blocks[placed.stored.id]
        ink, soft = theme().pair(block.chip.meaning)
        painter.save()
        painter.setPen(QPen(theme().accent, 2) if lit else QPen(theme().line, 1))
        painter.setBrush(theme().surface if block.is_off else soft)
        painter.drawRoundedRect(box, 4, 4)
        painter.setClipRect(box)
        painter.fillRect(QRectF(box.left() + 1, box.top() + 1, 3, box.height() - 2), ink)
        self._paint_block(box.adjusted(10, 1, -4, -1), block)
        painter.restore()

    def _paint_block(self, box: QRectF, block: Block) -> None:
        """Paint the name first, then as much of the rest as has room below it."""
        painter, ink = self._painter, theme().pair(block.chip.meaning)[0]
        lines = max(int(box.height() // _LINE_PX), 1)
        first = QRectF(box.left(), box.top(), box.width(), min(box.height(), _LINE_PX + 2))
        glyph = QRectF(first.left(), first.center().y() - _GLYPH_PX / 2, _GLYPH_PX, _GLYPH_PX)
        paint_glyph(painter, glyph, block.chip.glyph or Glyph.RING, ink)
        painter.setPen(theme().muted if block.is_off else theme().text)
        beside = first.adjusted(_GLYPH_PX + 6, 0, 0, 0)
        used = self._words(beside, block.name, _struck(block))
        rest = beside.adjusted(used + GRID, 0, 0, 0)
        if lines == 1:
            if rest.width() > 40:
                self._words(rest, f"{block.chip.text} · {block.purpose}", font_px(12), ink)
            return
        below = first.translated(0, _LINE_PX)
        second = block.hours if lines > 2 else block.purpose
        self._words(below, f"{block.chip.text} · {second}", font_px(12), ink)
        if lines > 2:
            self._words(below.translated(0, _LINE_PX), block.purpose, font_px(12), theme().muted)

    def _words(self, box: QRectF, words: str, font: QFont, ink: QColor | None = None) -> float:
        """Paint words, cut to the box; return the width that they took."""
        if ink is not None:
            self._painter.setPen(ink)
        elif font.weight() >= QFont.Weight.DemiBold and not font.strikeOut():
            self._painter.setPen(theme().text)
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(box.width(), 0))
        self._painter.setFont(font)
        self._painter.drawText(box, _LEFT, shown)
        return metrics.horizontalAdvance(shown)


def _struck(block: Block) -> QFont:
    if not block.is_off:
        return font_px(14, bold=True)
    font = QFont(font_px(12))
    font.setStrikeOut(True)
    return font
