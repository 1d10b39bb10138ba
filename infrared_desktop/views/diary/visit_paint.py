"""Paints one visit of the diary: its state and kind by shape and word, the name first."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from infrared_desktop.views.diary.visit_block import Block
from infrared_desktop.views.diary.visit_shapes import paint_shape
from infrared_desktop.views.look.chips import Glyph, paint_glyph
from infrared_desktop.views.look.theme import GRID, Meaning, font_px, theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_LINE_PX, _GLYPH_PX = 17, 9
_ROOM_FOR_SHAPE, _ROOM_FOR_DOTS = 56, 48


class VisitPainter:
    """Paints visits into their boxes."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter

    def paint(self, box: QRectF, block: Block, lit: bool) -> None:
        """Paint a visit; the one under the cursor is lit."""
        painter = self._painter
        ink, soft = theme().pair(block.chip.meaning)
        painter.setPen(QPen(theme().accent, 2) if lit else QPen(theme().line, 1))
        painter.setBrush(theme().surface if block.is_off else soft)
        painter.drawRoundedRect(box, 4, 4)
        painter.fillRect(QRectF(box.left() + 1, box.top() + 1, 3, box.height() - 2), ink)
        inside = box.adjusted(10, 1, -4, -1)
        if inside.width() > _ROOM_FOR_SHAPE and not block.is_off:
            middle = inside.top() + min(inside.height(), _LINE_PX + 2) / 2
            place = QRectF(inside.right() - _GLYPH_PX - 2, middle - 4.5, _GLYPH_PX, _GLYPH_PX)
            paint_shape(painter, place, block.kind, theme().muted)
            inside.setRight(place.left() - 4)
        if block.clash:
            place = QRectF(inside.right() - _GLYPH_PX - 2, inside.top() + 5, _GLYPH_PX, _GLYPH_PX)
            paint_glyph(painter, place, Glyph.TRIANGLE, theme().pair(Meaning.CAUTION)[0])
            inside.setRight(place.left() - 4)
        self._paint_words(inside, block)

    def _paint_words(self, box: QRectF, block: Block) -> None:
        """Paint the name first, then as much of the rest as has room below it."""
        painter, ink = self._painter, theme().pair(block.chip.meaning)[0]
        lines = max(int(box.height() // _LINE_PX), 1)
        first = QRectF(box.left(), box.top(), box.width(), min(box.height(), _LINE_PX + 2))
        glyph = QRectF(first.left(), first.center().y() - _GLYPH_PX / 2, _GLYPH_PX, _GLYPH_PX)
        paint_glyph(painter, glyph, block.chip.glyph or Glyph.RING, ink)
        painter.setPen(theme().muted if block.is_off else theme().text)
        beside = first.adjusted(_GLYPH_PX + 6, 0, 0, 0)
        is_narrow = beside.width() < _ROOM_FOR_DOTS
        font = font_px(12, bold=True) if is_narrow and not block.is_off else _name_font(block)
        name = write_cut(painter, beside, block.name, font)
        painter.setPen(ink)
        if lines == 1:
            used = QFontMetricsF(font).horizontalAdvance(name)
            rest = beside.adjusted(used + GRID, 0, 0, 0)
            if rest.width() > 40:
                write_cut(painter, rest, f"{block.standing} · {block.purpose}", font_px(12))
            return
        below = first.translated(0, _LINE_PX)
        second = block.hours if lines > 2 else block.purpose
        write_cut(painter, below, f"{block.standing} · {second}", font_px(12))
        if lines > 2:
            painter.setPen(theme().muted)
            write_cut(painter, below.translated(0, _LINE_PX), block.purpose, font_px(12))


def write_cut(painter: QPainter, box: QRectF, words: str, font: QFont) -> str:
    """Write words, cut to the box; return what was written.

    Where there is room for a few letters only, dots would take the place of most of them.
    """
    painter.setFont(font)
    if box.width() >= _ROOM_FOR_DOTS:
        dots = Qt.TextElideMode.ElideRight
        words = painter.fontMetrics().elidedText(words, dots, int(box.width()))
    painter.drawText(box, _LEFT, words)
    return words


def _name_font(block: Block) -> QFont:
    if not block.is_off:
        return font_px(14, bold=True)
    font = QFont(font_px(12))
    font.setStrikeOut(True)
    return font
