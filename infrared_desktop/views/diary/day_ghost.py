"""What lies under and over the visits: shut times with their reason, and what is being carried."""

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from infrared_desktop.views.diary.day_grip import Grip, Verdict
from infrared_desktop.views.diary.day_layout import Column
from infrared_desktop.views.diary.day_paint import Frame
from infrared_desktop.views.look.chips import glyph_of, paint_glyph
from infrared_desktop.views.look.theme import GRID, Meaning, font_px, theme

_WORDS_PX, _LINE_PX, _GLYPH_PX = 16, 18, 10
_TILE_PX, _HATCH_PX = 128, 8
_MIDDLE = Qt.AlignmentFlag.AlignCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def paint_shut(painter: QPainter, frame: Frame, columns: Sequence[Column]) -> None:
    """Paint when each column is shut: hatched, so that no colour alone tells it, and why."""
    tile = _hatched(theme().sunk.rgb(), theme().line.rgb(), painter.device().devicePixelRatioF())
    sheet = QRectF(frame.time_width, frame.head, frame.width, frame.height)
    for number, column in enumerate(columns):
        for span in column.shut:
            begins, ends = max(span.begins, frame.opens), min(span.ends, frame.closes)
            box = frame.span_of(number, begins, ends, 1) & sheet
            if begins < ends and not box.isEmpty():
                painter.drawTiledPixmap(box.toAlignedRect(), tile)
                _write(painter, box, span.why)


@cache
def _hatched(ground: int, line: int, ratio: float) -> QPixmap:
    """Return a piece of the hatching; to fill with a pattern takes ten times as long."""
    tile = QPixmap(round(_TILE_PX * ratio), round(_TILE_PX * ratio))
    tile.setDevicePixelRatio(ratio)
    tile.fill(QColor.fromRgb(ground))
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor.fromRgb(line), 1))
    for start in range(-_TILE_PX, 2 * _TILE_PX, _HATCH_PX):
        painter.drawLine(start, _TILE_PX, start + _TILE_PX, 0)
    painter.end()
    return tile


def _write(painter: QPainter, box: QRectF, why: str) -> None:
    """Write a reason on a plain ground in its middle, where it can be read."""
    if not why or box.height() < _WORDS_PX:
        return
    painter.setFont(font_px(12))
    metrics = painter.fontMetrics()
    shown = metrics.elidedText(why, Qt.TextElideMode.ElideRight, int(box.width()) - 2 * GRID)
    width = metrics.horizontalAdvance(shown) + 2 * GRID
    plate = QRectF(box.center().x() - width / 2, box.center().y() - 9, width, 18)
    painter.fillRect(plate, theme().sunk)
    painter.setPen(theme().muted)
    painter.drawText(plate, _MIDDLE, shown)


def paint_ghost(painter: QPainter, frame: Frame, grip: Grip, verdict: Verdict) -> None:
    """Paint where it would come down: broken lines, its hours, and a mark of what that means."""
    ink, soft = _inks(verdict.meaning)
    box = frame.span_of(grip.column, grip.starts, grip.ends)
    box.setHeight(max(box.height(), _LINE_PX))
    ground = QColor(soft)
    ground.setAlpha(225)
    painter.setPen(QPen(ink, 2, Qt.PenStyle.DashLine))
    painter.setBrush(ground)
    painter.drawRoundedRect(box, 4, 4)
    glyph = QRectF(box.left() + GRID, box.top() + 4, _GLYPH_PX, _GLYPH_PX)
    paint_glyph(painter, glyph, glyph_of(verdict.meaning), ink)
    line = QRectF(glyph.right() + 6, box.top(), box.right() - glyph.right() - 8, _LINE_PX)
    painter.setPen(theme().text)
    painter.setFont(font_px(12, bold=True))
    words = f"{grip.hours()}  {grip.name}".strip()
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(line.width()))
    painter.drawText(line, _LEFT, shown)


def verdict_px(verdict: Verdict) -> int:
    """Return how much of the lower edge the words on a place cover."""
    return _LINE_PX * len(verdict.lines) + GRID if verdict.lines else 0


def paint_verdict(painter: QPainter, frame: Frame, verdict: Verdict) -> None:
    """Say along the lower edge what would come of it, while it is carried."""
    painter.setClipping(False)
    if not verdict.lines:
        return
    ink, soft = _inks(verdict.meaning)
    height = verdict_px(verdict)
    strip = QRectF(0, frame.height - height, frame.width, height)
    painter.fillRect(strip, soft)
    painter.setPen(QPen(ink, 1))
    painter.drawLine(strip.topLeft(), strip.topRight())
    glyph = QRectF(2 * GRID, strip.top() + GRID, _GLYPH_PX, _GLYPH_PX)
    paint_glyph(painter, glyph, glyph_of(verdict.meaning), ink)
    painter.setPen(theme().text)
    painter.setFont(font_px(14))
    room = strip.adjusted(5 * GRID, 4, -GRID, -4)
    for number, words in enumerate(verdict.lines):
        line = QRectF(room.left(), room.top() + number * _LINE_PX, room.width(), _LINE_PX)
        elided = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(words, elided, int(line.width()))
        painter.drawText(line, _LEFT, shown)


def _inks(meaning: Meaning) -> tuple[QColor, QColor]:
    if meaning is Meaning.INFORMATION:
        return theme().accent, theme().accent_soft
    return theme().pair(meaning)
