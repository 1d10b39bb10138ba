"""One zoom and one place for all pictures that are compared, in pixels of the earliest one."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

from infrared_desktop.domain.photographs.alignment import Similarity, Size

GAP = 6.0
_LEAST, _MOST = 0.5, 16.0  # times what fits; pixels of the screen for one of the picture


@dataclass(frozen=True)
class Sight:
    """How many pixels of the screen one of the picture takes, and what is in the middle."""

    zoom: float
    x: float
    y: float


def fitted(size: Size, room: QSizeF) -> Sight:
    """Return the sight of a whole picture."""
    zoom = min(room.width() / size.width, room.height() / size.height)
    return Sight(max(zoom, 1e-3), size.width / 2, size.height / 2)


def zoomed(sight: Sight, factor: float, size: Size, room: QSizeF, at: QPointF) -> Sight:
    """Come nearer or go back; what lies at a place, seen from the middle, stays there."""
    least = fitted(size, room).zoom * _LEAST
    zoom = min(max(sight.zoom * factor, least), max(_MOST, least))
    share = 1 / sight.zoom - 1 / zoom
    return held(Sight(zoom, sight.x + at.x() * share, sight.y + at.y() * share), size)


def panned(sight: Sight, by: QPointF, size: Size) -> Sight:
    """Move the pictures by so many pixels of the screen."""
    moved = replace(sight, x=sight.x - by.x() / sight.zoom, y=sight.y - by.y() / sight.zoom)
    return held(moved, size)


def held(sight: Sight, size: Size) -> Sight:
    """Keep some of the picture in the middle, so that nobody loses it."""
    x, y = min(max(sight.x, 0.0), size.width), min(max(sight.y, 0.0), size.height)
    return replace(sight, x=x, y=y)


def whole(size: Size) -> QRectF:
    """Return all of a picture."""
    return QRectF(0, 0, size.width, size.height)


def seen(sight: Sight, size: Size, room: QSizeF) -> QRectF:
    """Return the part of a picture that is seen, in its pixels."""
    part = room / sight.zoom
    corner = QPointF(sight.x - part.width() / 2, sight.y - part.height() / 2)
    return QRectF(corner, part).intersected(whole(size))


def placed(sight: Sight, pane: QRectF, by: Similarity) -> QTransform:
    """Return what takes a pixel of a picture, laid onto the earliest one, to the screen."""
    middle, zoom = pane.center(), sight.zoom
    return QTransform(
        by.a * zoom,
        by.b * zoom,
        -by.b * zoom,
        by.a * zoom,
        (by.dx - sight.x) * zoom + middle.x(),
        (by.dy - sight.y) * zoom + middle.y(),
    )


def panes(count: int, room: QRectF, size: Size) -> Sequence[QRectF]:
    """Return the panes of so many pictures: in the rows that show them largest, one if alike."""

    def shown(rows: int) -> float:
        columns = math.ceil(count / rows)
        width, height = room.width() / columns, room.height() / rows
        return round(min(width / size.width, height / size.height), 6)

    rows = max(range(1, max(count, 1) + 1), key=lambda n: (shown(n), -n)) if count else 1
    columns = math.ceil(count / rows)
    width = (room.width() - GAP * (columns - 1)) / max(columns, 1)
    height = (room.height() - GAP * (rows - 1)) / rows
    return [
        QRectF(
            room.x() + place % columns * (width + GAP),
            room.y() + place // columns * (height + GAP),
            width,
            height,
        )
        for place in range(count)
    ]
