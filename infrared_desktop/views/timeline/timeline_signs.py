"""Paints the signs of the timeline, each once, for one theme and one pixel ratio."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from infrared_desktop.views.look.theme import font_px, theme
from infrared_desktop.views.timeline.timeline_glyphs import Glyph, Shape

SIGN = 24
BOX = 30


class GlyphBook:
    """Draws each sign once and keeps its picture, for one theme and one pixel ratio."""

    def __init__(self) -> None:
        self._pictures: dict[Glyph, QPixmap] = {}
        self._ratio = 1.0
        self._made_for: tuple[object, float] | None = None

    def open_for(self, painter: QPainter) -> None:
        """Make ready for a painter: another theme or another screen asks for other pictures."""
        device = painter.device()
        self._ratio = device.devicePixelRatio() if device else 1.0
        if self._made_for != (theme(), self._ratio):
            self._pictures, self._made_for = {}, (theme(), self._ratio)

    def draw(self, painter: QPainter, centre: QPointF, glyph: Glyph) -> None:
        """Draw a sign around a centre."""
        picture = self._pictures.get(glyph)
        if picture is None:
            picture = self._pictures[glyph] = _picture(glyph, self._ratio)
        x = round((centre.x() - BOX / 2) * self._ratio) / self._ratio
        painter.drawPixmap(QPointF(x, centre.y() - BOX / 2), picture)


def _picture(glyph: Glyph, ratio: float) -> QPixmap:
    picture = QPixmap(round(BOX * ratio), round(BOX * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour: QColor = getattr(theme(), glyph.colour)
    painter.translate((BOX - SIGN) / 2, (BOX - SIGN) / 2)
    _SHAPES[glyph.shape](painter, QRectF(0, 0, SIGN, SIGN), colour)
    _letter_on(painter, glyph, colour)
    if glyph.fresh:
        _fresh(painter, glyph)
    if glyph.flagged:
        _flag(painter, theme().stop if glyph.colour == "stop" else theme().caution)
    if glyph.struck:
        (_bar_out if glyph.shape is Shape.OCTAGON else _strike)(painter)
    painter.end()
    return picture


def _letter_on(painter: QPainter, glyph: Glyph, colour: QColor) -> None:
    filled = glyph.shape in (Shape.SQUARE, Shape.CIRCLE, Shape.TRIANGLE, Shape.DIAMOND)
    font = font_px(12 if len(glyph.text) < 3 else 11, bold=True)
    if glyph.shape in (Shape.TRIANGLE, Shape.DIAMOND):
        font.setPixelSize(11)
    painter.setFont(font)
    ink = theme().surface if filled else colour
    ink = theme().text if glyph.shape is Shape.OCTAGON else ink
    painter.setPen(theme().on_accent if glyph.colour == "accent" else ink)
    lowered = 2.5 if glyph.shape is Shape.TRIANGLE else 0
    box = QRectF(0, lowered, SIGN, SIGN)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, glyph.text)


def _filled(painter: QPainter, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)


def _lined(painter: QPainter, colour: QColor, width: float = 1.5) -> None:
    painter.setPen(QPen(colour, width))
    painter.setBrush(theme().surface)


def _square(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _filled(painter, colour)
    painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), 4, 4)


def _circle(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _filled(painter, colour)
    painter.drawEllipse(box.adjusted(2, 2, -2, -2))


def _triangle(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(QPen(colour, 2, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(12, 4), QPointF(21, 20), QPointF(3, 20)]))


def _diamond(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(QPen(colour, 2, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(colour)
    corners = [QPointF(12, 2), QPointF(22, 12), QPointF(12, 22), QPointF(2, 12)]
    painter.drawPolygon(QPolygonF(corners))


def _dashed(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _lined(painter, colour)
    pen = painter.pen()
    pen.setDashPattern([2.2, 1.8])
    painter.setPen(pen)
    painter.drawEllipse(box.adjusted(2, 2, -2, -2))


def _outline(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _lined(painter, colour)
    painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), 4, 4)


def _dot(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _filled(painter, colour)
    painter.drawEllipse(box.center(), 4.5, 4.5)


def _ring(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _lined(painter, colour, 1.8)
    painter.drawEllipse(box.center(), 4, 4)


def _cross(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(QPen(colour, 2, c=Qt.PenCapStyle.RoundCap))
    painter.drawLine(QPointF(8, 8), QPointF(16, 16))
    painter.drawLine(QPointF(16, 8), QPointF(8, 16))


def _count(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(QPen(colour, 1))
    painter.setBrush(theme().sunk)
    painter.drawRoundedRect(box.adjusted(1.5, 3.5, -1.5, -3.5), 8, 8)


def _octagon(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(QPen(colour, 2, j=Qt.PenJoinStyle.MiterJoin))
    painter.setBrush(theme().stop_soft)
    corners = [(8, 2), (16, 2), (22, 8), (22, 16), (16, 22), (8, 22), (2, 16), (2, 8)]
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))


def _letter(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _lined(painter, colour)
    painter.drawRoundedRect(QRectF(5, 7.5, 14, 10), 1.5, 1.5)
    painter.drawPolyline([QPointF(5.5, 8.5), QPointF(12, 13.5), QPointF(18.5, 8.5)])


def _note(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _lined(painter, colour)
    corners = [(5, 4), (14, 4), (19, 9), (19, 20), (5, 20)]
    painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    for y, end in ((10, 13), (13.5, 16), (17, 16)):
        painter.drawLine(QPointF(8, y), QPointF(end, y))


def _camera(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _lined(painter, colour)
    painter.drawRoundedRect(QRectF(3, 7, 18, 12.5), 2.5, 2.5)
    painter.drawPolyline([QPointF(8.5, 7), QPointF(10, 4.5), QPointF(14, 4.5), QPointF(15.5, 7)])
    painter.drawEllipse(QPointF(12, 13), 3.6, 3.6)


def _fresh(painter: QPainter, glyph: Glyph) -> None:
    """A dot at the upper left; it stands off from the sign, whatever its colour."""
    near = glyph.shape in (Shape.DOT, Shape.RING, Shape.CROSS)
    painter.setPen(QPen(theme().surface, 1.5))
    painter.setBrush(theme().due)
    painter.drawEllipse(QPointF(6, 6) if near else QPointF(2.5, 2.5), 3.8, 3.8)


def _strike(painter: QPainter) -> None:
    for colour, width in ((theme().surface, 5), (theme().stop, 2.5)):
        painter.setPen(QPen(colour, width, c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(QPointF(0, 12), QPointF(24, 12))


def _bar_out(painter: QPainter) -> None:
    # Thin and slanting, so that the letter below can still be read.
    painter.setPen(QPen(theme().stop, 2))
    painter.drawLine(QPointF(5, 19), QPointF(19, 5))


def _flag(painter: QPainter, colour: QColor) -> None:
    painter.setPen(QPen(theme().surface, 1.5, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(22, -2), QPointF(27, 7), QPointF(17, 7)]))


_SHAPES: dict[Shape, Callable[[QPainter, QRectF, QColor], None]] = {
    Shape.SQUARE: _square,
    Shape.CIRCLE: _circle,
    Shape.TRIANGLE: _triangle,
    Shape.DIAMOND: _diamond,
    Shape.DASHED: _dashed,
    Shape.OUTLINE: _outline,
    Shape.DOT: _dot,
    Shape.RING: _ring,
    Shape.CROSS: _cross,
    Shape.COUNT: _count,
    Shape.OCTAGON: _octagon,
    Shape.LETTER: _letter,
    Shape.NOTE: _note,
    Shape.CAMERA: _camera,
}
