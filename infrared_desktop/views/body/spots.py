"""Where each area lies on the drawn figure: a spot for every site, front and back."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from infrared_desktop.domain.records.areas import Area, Side, Site, is_midline
from infrared_desktop.views.body.outlines import (
    BACK_X,
    FACE_X,
    FRONT_X,
    Points,
    closed,
    face,
    figures,
)

FULL_FACE = QRectF(FACE_X - 46, 4, 92, 24)  # a button: its skin is that of all the others

_FACE: dict[Area, Points] = {
    Area.FOREHEAD_BROW: ((3, 58), (24, 59), (41, 70), (49, 88), (46, 99), (28, 93), (11, 99),
                         (3, 101)),
    Area.MIDFACE_CHEEK: ((24, 146), (38, 144), (52, 137), (51, 154), (46, 169), (35, 172),
                         (29, 162)),
    Area.NASOLABIAL: ((15, 150), (20, 151), (27, 166), (31, 180), (26, 189), (21, 178), (16, 164)),
    Area.JOWL_JAWLINE: ((52, 166), (46, 184), (32, 206), (10, 222), (7, 204), (22, 199),
                        (34, 188), (39, 175)),
    Area.SUBMENTAL: ((-27, 213), (-13, 224), (0, 227), (13, 224), (27, 213), (27, 226), (15, 237),
                     (0, 240), (-15, 237), (-27, 226)),
    Area.NECK_FRONT: ((-14, 243), (0, 245), (14, 243), (15, 262), (11, 278), (0, 286), (-11, 278),
                      (-15, 262)),
    Area.NECK_SIDE: ((19, 240), (29, 228), (31, 246), (42, 262), (34, 273), (19, 272), (20, 256)),
    Area.DECOLLETE: ((-64, 287), (-30, 283), (0, 292), (30, 283), (64, 287), (58, 318), (30, 340),
                     (0, 345), (-30, 340), (-58, 318)),
}  # fmt: skip
_EYE = 27.0, 122.0  # the spot around it is a ring: nothing inside the orbital rim is treated
_FRONT: dict[Area, Points] = {
    Area.UPPER_ARM: ((44, 97), (54, 108), (62, 132), (72, 162), (65, 165), (56, 142), (47, 116)),
    Area.UNDERARM: ((45, 118), (54, 143), (63, 166), (57, 166), (46, 142), (38, 122)),
    Area.ABDOMEN_UPPER: ((-22, 144), (0, 142), (22, 144), (20, 164), (21, 174), (0, 175),
                         (-21, 174), (-20, 164)),
    Area.ABDOMEN_LOWER: ((-21, 178), (0, 179), (21, 178), (29, 200), (17, 215), (0, 221),
                         (-17, 215), (-29, 200)),
    Area.FLANK: ((26, 145), (38, 140), (33, 166), (43, 208), (35, 204), (26, 182), (23, 162)),
    Area.THIGH_FRONT: ((20, 224), (36, 214), (46, 224), (44, 256), (36, 286), (18, 286), (17, 252)),
    Area.THIGH_INNER: ((2, 232), (15, 226), (14, 254), (15, 286), (8, 287), (4, 256)),
    Area.KNEE: ((9, 290), (22, 289), (36, 290), (33, 304), (35, 316), (22, 317), (9, 316)),
    Area.LOWER_LEG: ((9, 321), (22, 320), (36, 321), (34, 346), (24, 382), (10, 382), (8, 348)),
}  # fmt: skip
_BACK: dict[Area, Points] = {
    Area.UPPER_ARM: ((44, 97), (54, 108), (62, 132), (72, 162), (57, 166), (46, 142), (40, 118)),
    Area.FLANK: ((8, 146), (37, 138), (31, 166), (37, 188), (8, 188)),
    Area.BUTTOCK: ((2, 199), (36, 198), (45, 216), (43, 236), (26, 245), (10, 238), (3, 222)),
    Area.THIGH_BACK: ((4, 246), (24, 250), (44, 244), (40, 276), (34, 300), (9, 300), (8, 276)),
    Area.LOWER_LEG: ((9, 306), (22, 304), (36, 306), (35, 334), (24, 382), (10, 382), (8, 340)),
}  # fmt: skip


@dataclass(frozen=True)
class Spot:
    """A place that can be picked: its site, its shape, and where a sign stands on it."""

    site: Site
    shape: QPainterPath
    centre: QPointF


@cache
def spots() -> tuple[Spot, ...]:
    """Return every spot, face before front before back, each from the top down."""
    at = QPointF(FULL_FACE.left() + 13, FULL_FACE.center().y())  # before its words
    found = [Spot(Site(Area.FACE_FULL), _pill(), at)]
    skins = {figure.middle: figure.skin for figure in figures()}
    drawn = [(FACE_X, _FACE), (FRONT_X, _FRONT), (BACK_X, _BACK)]
    for middle, shapes in drawn:
        skin = face().united(skins[middle]) if middle == FACE_X else skins[middle]
        placed = [each for area, half in shapes.items() for each in _spots(area, half, middle)]
        placed += _around_the_eyes() if middle == FACE_X else []
        shaped = [(site, shape.intersected(skin)) for site, shape in placed]
        found += sorted((_spot(*each) for each in shaped), key=lambda spot: spot.centre.y())
    return tuple(found)


def side_at(way: int, middle: float) -> Side:
    """Return the patient's side at the viewer's right (1) or left (-1) of a figure.

    Seen from before, the patient's left is at the viewer's right; from behind at the left.
    """
    return Side.LEFT if (way > 0) is (middle != BACK_X) else Side.RIGHT


def _spots(area: Area, half: Points, middle: float) -> Iterator[tuple[Site, QPainterPath]]:
    if is_midline(area):
        yield Site(area), closed(half, middle)
        return
    for way in (-1, 1):
        yield Site(area, side_at(way, middle)), closed(half, middle, way)


def eye(way: int) -> QPainterPath:
    """Return what lies inside the orbital rim at the viewer's right (1) or left (-1)."""
    path = QPainterPath()
    path.addEllipse(QPointF(FACE_X + way * _EYE[0], _EYE[1]), 15, 10)
    return path


def _around_the_eyes() -> list[tuple[Site, QPainterPath]]:
    found = []
    for way in (-1, 1):
        ring = QPainterPath()
        ring.addEllipse(QPointF(FACE_X + way * _EYE[0], _EYE[1]), 25, 20)
        found.append((Site(Area.PERIORBITAL, side_at(way, FACE_X)), ring.subtracted(eye(way))))
    return found


def _pill() -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(FULL_FACE, 12, 12)
    return path


def _spot(site: Site, shape: QPainterPath) -> Spot:
    if site.area is Area.PERIORBITAL:  # a sign stands on the ring, not in its hole
        box = shape.boundingRect()
        return Spot(site, shape, QPointF(box.center().x(), box.bottom() - 5))
    return Spot(site, shape, _middle(shape))


def _middle(shape: QPainterPath) -> QPointF:
    """Return the centre of gravity of a shape."""
    corners = shape.toFillPolygon().toList()
    area, x, y = 0.0, 0.0, 0.0
    for one, other in pairwise(corners):
        cross = one.x() * other.y() - other.x() * one.y()
        area += cross
        x += (one.x() + other.x()) * cross
        y += (one.y() + other.y()) * cross
    return QPointF(x / (3 * area), y / (3 * area))
