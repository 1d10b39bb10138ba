"""The picture of the body map: skin, spots, the signs of verdicts, and which side is which."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from infrared_desktop.domain.records.areas import Area, Region, Side, region_of
from infrared_desktop.views.body.outlines import (
    BACK_X,
    BUST_END,
    FACE_X,
    FRONT_X,
    Figure,
    face,
    figures,
)
from infrared_desktop.views.body.spots import FULL_FACE, Spot, eye, side_at
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.look.chips import Chip, glyph_of, paint_glyph
from infrared_desktop.views.look.theme import Theme, font_px, theme

_GLYPH = 9.0
# Where R and L stand: beside the neck of the face, beside the head of a body.
_BESIDE_FACE, _BESIDE_BODY = QPointF(80, 222), QPointF(62, 52)


@dataclass(frozen=True)
class Looks:
    """What is to be seen: chips by spot, the spots of the selected row, cursor and mouse."""

    chips: Mapping[int, Chip] = field(default_factory=dict)
    current: frozenset[int] = frozenset()
    cursor: int | None = None
    hovered: int | None = None


def paint_body(painter: QPainter, spots: Sequence[Spot], looks: Looks) -> None:
    """Paint the whole map in the units of the sheet, in the colours of now."""
    worn = theme()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for figure in figures():
        _clipped(painter, figure, partial(painter.fillPath, figure.skin, worn.sunk))
    whole = next((looks.chips[at] for at in looks.chips if _is_whole(spots[at])), None)
    if whole is not None:
        painter.fillPath(face(), worn.pair(whole.meaning)[1])
        for way in (-1, 1):
            painter.fillPath(eye(way), worn.sunk)
    _paint_idle(painter, spots, looks, whole)
    for figure in figures():
        pen = QPen(_between(worn), 1.3)
        painter.strokePath(figure.lines, QPen(_between(worn), 1.1))
        _clipped(painter, figure, partial(painter.strokePath, figure.skin, pen))
    _paint_picked(painter, spots, looks)
    _paint_words(painter, worn)


def _is_whole(spot: Spot) -> bool:
    return spot.site.area is Area.FACE_FULL


def _paint_idle(painter: QPainter, spots: Sequence[Spot], looks: Looks, whole: Chip | None) -> None:
    """Paint what is not picked; of a face that is picked whole each part wears its colour."""
    worn = theme()
    for at, spot in enumerate(spots):
        if at in looks.chips:
            continue
        ground = worn.selected if at == looks.hovered else worn.surface
        if whole is not None and region_of(spot.site.area) is Region.FACE:
            ground = worn.pair(whole.meaning)[1]
        _fill(painter, spot.shape, ground, QPen(_between(worn), 0.8))


def _paint_picked(painter: QPainter, spots: Sequence[Spot], looks: Looks) -> None:
    worn = theme()
    for at, chip in looks.chips.items():
        ink, soft = worn.pair(chip.meaning)
        _fill(painter, spots[at].shape, soft, QPen(ink, 1.6))
    for at in looks.current:
        painter.strokePath(spots[at].shape, QPen(worn.accent, 2.4))
    if looks.cursor is not None:
        painter.strokePath(spots[looks.cursor].shape, QPen(worn.surface, 6.0))
        painter.strokePath(spots[looks.cursor].shape, QPen(worn.text, 2.4))
    for at, chip in looks.chips.items():
        _paint_sign(painter, spots[at], chip)


def _clipped(painter: QPainter, figure: Figure, paint: Callable[[], object]) -> None:
    painter.save()
    if figure.middle == FACE_X:
        painter.setClipRect(QRectF(-9, 0, FRONT_X, BUST_END), Qt.ClipOperation.IntersectClip)
    paint()
    painter.restore()


def _paint_sign(painter: QPainter, spot: Spot, chip: Chip) -> None:
    ink, soft = theme().pair(chip.meaning)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(soft)
    painter.drawEllipse(spot.centre, _GLYPH * 0.8, _GLYPH * 0.8)
    box = QRectF(0, 0, _GLYPH, _GLYPH)
    box.moveCenter(spot.centre)
    paint_glyph(painter, box, chip.glyph or glyph_of(chip.meaning), ink)


def _paint_words(painter: QPainter, worn: Theme) -> None:
    painter.setPen(worn.text)
    painter.setFont(font_px(12))
    painter.drawText(FULL_FACE, Qt.AlignmentFlag.AlignCenter, choices.label(Area.FACE_FULL))
    titles = ((FACE_X, 372.0), (FRONT_X, 415.0), (BACK_X, 415.0))
    names = (_words("Face and neck"), _words("Front"), _words("Back"))
    for (middle, top), name in zip(titles, names, strict=True):
        painter.setPen(worn.muted)
        _centred(painter, QPointF(middle, top), name)
        for way in (-1, 1):
            _paint_side(painter, worn, middle, way)


def _paint_side(painter: QPainter, worn: Theme, middle: float, way: int) -> None:
    side = side_at(way, middle)
    letter, words = {
        Side.LEFT: (_words("L"), _words("patient's left")),
        Side.RIGHT: (_words("R"), _words("patient's right")),
    }[side]
    far = _BESIDE_FACE if middle == FACE_X else _BESIDE_BODY
    at = QPointF(middle + way * far.x(), far.y())
    painter.setPen(worn.text)
    painter.setFont(font_px(16, bold=True))
    _centred(painter, at, letter)
    painter.setPen(worn.muted)
    painter.setFont(font_px(12))
    _centred(painter, at + QPointF(0, 18), words)


def _centred(painter: QPainter, at: QPointF, words: str) -> None:
    box = QRectF(at.x() - 80, at.y() - 10, 160, 20)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def _fill(painter: QPainter, path: QPainterPath, ground: QColor, pen: QPen) -> None:
    painter.setPen(pen)
    painter.setBrush(ground)
    painter.drawPath(path)


def _between(worn: Theme) -> QColor:
    """Return an ink between line and muted: seen, and no louder than the spots."""
    one, other = worn.line, worn.muted
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*((a + b) // 2 for a, b in pairs))


def _words(text: str) -> str:
    return QCoreApplication.translate("BodyMap", text)
