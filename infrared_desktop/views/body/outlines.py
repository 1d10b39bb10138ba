"""The drawn figure: a face with its neck, and a body from before and behind, as smooth outlines.

Halves are drawn once, as (distance from the midline, height), and mirrored. Units are those of a
sheet of 684 by 424; our own drawing, of nobody in particular.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QPainterPath

Points = Sequence[tuple[float, float]]

SHEET = QSizeF(684, 424)
FACE_X, FRONT_X, BACK_X = 128.0, 373.0, 580.0
BUST_END = 352.0  # below it the drawing of face and neck is cut off, without a line

_HEAD = ((0, 35), (22, 39), (41, 51), (52, 74), (56, 104), (55, 134), (50, 162), (41, 187),
         (27, 208), (12, 220), (0, 222))  # fmt: skip
_BUST = ((30, 190), (29, 222), (32, 246), (44, 261), (72, 273), (98, 287), (114, 312), (120, 360))
_BODY = (
    (7, 70), (9, 80), (22, 89), (42, 95), (53, 106), (60, 128), (71, 160), (80, 186), (89, 210),
    (94, 224), (94, 238), (88, 241), (83, 229), (79, 212), (67, 188), (59, 166), (48, 142),
    (38, 122), (35, 140), (30, 166), (34, 192), (41, 220), (42, 250), (36, 286), (32, 306),
    (34, 330), (29, 360), (22, 386), (25, 401), (14, 407), (10, 399), (12, 382), (9, 345),
    (11, 312), (9, 288), (5, 250), (2, 226),
)  # fmt: skip
_SKULL = ((0, 28), (12, 31), (17, 46), (15, 60), (9, 70), (0, 74))
_EAR = ((54, 112), (61, 109), (64, 122), (59, 140), (53, 144))
_FEATURES: tuple[Points, ...] = (
    ((17, 123), (27, 117), (38, 122)),
    ((19, 125), (27, 128), (36, 124)),
    ((13, 105), (27, 99), (42, 104)),
    ((9, 148), (11, 155), (4, 159), (0, 158)),
    ((0, 184), (6, 182), (18, 187)),
    ((0, 192), (8, 193), (14, 190)),
)


@dataclass(frozen=True)
class Figure:
    """One of the three drawings: its midline, its skin, and fine lines that say what it is."""

    middle: float
    skin: QPainterPath
    lines: QPainterPath


@cache
def figures() -> tuple[Figure, ...]:
    """Return face, front and back, from left to right."""
    back = QPainterPath()
    back.moveTo(BACK_X, 100)
    back.lineTo(BACK_X, 186)
    return (
        Figure(FACE_X, _face(), _features()),
        Figure(FRONT_X, _body(FRONT_X), _navel()),
        Figure(BACK_X, _body(BACK_X), back),
    )


@cache
def face() -> QPainterPath:
    """Return the outline of the head alone."""
    return _mirrored(_HEAD, FACE_X)


def closed(points: Points, middle: float, way: int = 1) -> QPainterPath:
    """Return a smooth closed shape at one side of a midline: 1 is the viewer's right."""
    return _smooth([QPointF(middle + way * x, y) for x, y in points], is_closed=True)


def _face() -> QPainterPath:
    bust = _mirrored(_BUST, FACE_X, is_flat=True)
    ears = [closed(_EAR, FACE_X, way) for way in (-1, 1)]
    found = bust.united(face())
    for ear in ears:
        found = found.united(ear)
    return found


def _body(middle: float) -> QPainterPath:
    return _mirrored(_BODY, middle, is_flat=True).united(_mirrored(_SKULL, middle))


def _features() -> QPainterPath:
    path = QPainterPath(face())
    for points in _FEATURES:
        for way in (-1, 1):
            path.addPath(_smooth([QPointF(FACE_X + way * x, y) for x, y in points]))
    return path


def _navel() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(FRONT_X, 178), 1.2, 1.8)
    return path


def _mirrored(points: Points, middle: float, is_flat: bool = False) -> QPainterPath:
    """Return a half and its mirror image as one shape; a flat one is joined by straight lines."""
    right = [QPointF(middle + x, y) for x, y in points]
    left = [QPointF(middle - x, y) for x, y in reversed(points)]
    if not is_flat:
        return _smooth([*right, *[p for p in left if p not in right]], is_closed=True)
    path = _smooth(right)
    path.lineTo(left[0])
    path.connectPath(_smooth(left))
    path.closeSubpath()
    return path


def _smooth(points: Sequence[QPointF], is_closed: bool = False) -> QPainterPath:
    """Return a curve through all points, as Catmull and Rom draw it."""
    count = len(points)
    path = QPainterPath(points[0])
    for at in range(count if is_closed else count - 1):
        before, start, end, after = (
            points[(at + step) % count if is_closed else min(max(at + step, 0), count - 1)]
            for step in (-1, 0, 1, 2)
        )
        path.cubicTo(start + (end - before) / 6, end - (after - start) / 6, end)
    return path
