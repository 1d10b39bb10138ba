"""Paints a whole scene in its order: ground, spans, today, signs, and the frame over them."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from infrared_desktop.views.timeline.timeline_frame import HEADER_PX, FramePainter
from infrared_desktop.views.timeline.timeline_paint import LanePainter
from infrared_desktop.views.timeline.timeline_scene import Scene


def paint_scene(painter: QPainter, scene: Scene, lanes: LanePainter, rect: QRectF) -> QRectF:
    """Paint a scene into a rectangle, noting its hits; return where today's name stands."""
    frame = FramePainter(painter, scene, rect)
    if scene.layout.count:
        _paint_lanes(painter, scene, lanes, frame, rect)
    else:
        frame.nothing_yet()
    frame.border()
    return frame.pill if scene.layout.count else QRectF()


def _paint_lanes(
    painter: QPainter, scene: Scene, lanes: LanePainter, frame: FramePainter, rect: QRectF
) -> None:
    top = HEADER_PX - round(scene.top)
    boxes = scene.layout.between(top, top + lanes_height(rect.height()))
    frame.ground()
    frame.lane_edges(boxes)
    painter.setClipRect(QRectF(scene.scale.left, HEADER_PX, scene.scale.width, rect.height()))
    for box in boxes:
        lanes.paint(painter, scene, box, over_today=False)
    frame.today_line()
    for box in boxes:
        lanes.paint(painter, scene, box, over_today=True)
    painter.setClipping(False)
    frame.titles(boxes)
    frame.header()
    frame.whose()
    frame.today_pill()


def lanes_height(height: float) -> int:
    """Return how much of a height is left for the lanes."""
    return max(round(height) - HEADER_PX, 1)
