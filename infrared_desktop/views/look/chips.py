"""Chips: a meaning shown by colour, by a drawn shape and by words at once."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from infrared_desktop.views.look.theme import Meaning, font_px, theme

HEIGHT, _PAD, _GLYPH, _GAP = 24, 10, 9, 5


class Glyph(Enum):
    """The shape at the start of a chip, drawn so that no font can lack it."""

    TICK = auto()
    CROSS = auto()
    TRIANGLE = auto()
    BANG = auto()
    RING = auto()
    DOT = auto()
    PLAY = auto()
    DIAMOND = auto()
    PEN = auto()


_DEFAULT = {
    Meaning.SUITABLE: Glyph.TICK,
    Meaning.CAUTION: Glyph.TRIANGLE,
    Meaning.STOP: Glyph.CROSS,
    Meaning.DUE: Glyph.DIAMOND,
    Meaning.INFORMATION: Glyph.RING,
}
# Strokes and outlines in a box of one by one, each as a run of points.
_STROKES = {
    Glyph.TICK: (((0.05, 0.55), (0.38, 0.9), (0.95, 0.12)),),
    Glyph.CROSS: (((0.12, 0.12), (0.88, 0.88)), ((0.88, 0.12), (0.12, 0.88))),
    Glyph.BANG: (((0.5, 0.0), (0.5, 0.6)), ((0.5, 0.94), (0.5, 0.96))),
    Glyph.PEN: (((0.05, 0.95), (0.15, 0.6), (0.75, 0.0), (1.0, 0.25), (0.4, 0.85), (0.05, 0.95)),),
}
_SOLIDS = {
    Glyph.TRIANGLE: ((0.5, 0.0), (1.05, 1.0), (-0.05, 1.0)),
    Glyph.PLAY: ((0.1, 0.0), (1.0, 0.5), (0.1, 1.0)),
    Glyph.DIAMOND: ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)),
}


@dataclass(frozen=True)
class Chip:
    """A few words with a meaning; the glyph is the meaning's own unless another is given."""

    meaning: Meaning
    text: str
    glyph: Glyph | None = None


def chip_width(chip: Chip) -> int:
    """Return the width that a chip wants."""
    words = QFontMetricsF(font_px(12)).horizontalAdvance(chip.text)
    return round(words + 2 * _PAD + _GLYPH + _GAP + 1)


def paint_chip(painter: QPainter, x: float, middle: float, chip: Chip, room: float) -> int:
    """Paint a chip with its left end and its middle line given; return its width, room at most."""
    ink, soft = theme().pair(chip.meaning)
    width = min(chip_width(chip), int(room))
    if width < 2 * _PAD + _GLYPH:
        return 0
    box = QRectF(x, middle - HEIGHT / 2, width, HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(soft)
    painter.drawRoundedRect(box, HEIGHT / 2, HEIGHT / 2)
    glyph = QRectF(x + _PAD, middle - _GLYPH / 2, _GLYPH, _GLYPH)
    paint_glyph(painter, glyph, chip.glyph or _DEFAULT[chip.meaning], ink)
    _paint_words(painter, box.adjusted(_PAD + _GLYPH + _GAP, 0, -_PAD + 2, 0), chip.text, ink)
    painter.restore()
    return width


def glyph_of(meaning: Meaning) -> Glyph:
    """Return the glyph that a meaning wears unless another is given."""
    return _DEFAULT[meaning]


def paint_glyph(painter: QPainter, box: QRectF, glyph: Glyph, ink: QColor) -> None:
    """Paint a glyph into a square box."""
    painter.setPen(QPen(ink, 1.6, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for stroke in _STROKES.get(glyph, ()):
        painter.drawPolyline(_polygon(box, stroke))
    if glyph is Glyph.RING:
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    if glyph is Glyph.DOT:
        painter.drawEllipse(box)
    if glyph in _SOLIDS:
        painter.drawPolygon(_polygon(box, _SOLIDS[glyph]))


def _polygon(box: QRectF, points: tuple[tuple[float, float], ...]) -> QPolygonF:
    side, corner = box.width(), box.topLeft()
    return QPolygonF([corner + QPointF(x * side, y * side) for x, y in points])


def _paint_words(painter: QPainter, box: QRectF, words: str, ink: QColor) -> None:
    font = font_px(12)
    painter.setFont(font)
    painter.setPen(ink)
    shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width() + 1)
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class ChipLabel(QWidget):
    """A chip as a widget; without a chip it is hidden."""

    def __init__(self, chip: Chip | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._chip: Chip | None = None
        self.set_chip(chip)

    def chip(self) -> Chip | None:
        """Return the chip that is shown."""
        return self._chip

    def set_chip(self, chip: Chip | None) -> None:
        """Show a chip, or nothing."""
        self._chip = chip
        # Showing a widget that has no parent yet would open it as a window of its own.
        if self.parentWidget() is not None:
            self.setVisible(chip is not None)
        self.setAccessibleName(chip.text if chip else "")
        self.setToolTip(chip.text if chip else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._chip) if self._chip else 0, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self.sizeHint().width(), 64), HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._chip:
            painter = QPainter(self)
            paint_chip(painter, 0, self.height() / 2, self._chip, self.width())
            painter.end()
