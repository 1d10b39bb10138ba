"""A shape for each kind of visit, so that the eye tells kinds apart without any colour."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from infrared_desktop.domain.records.answers import AppointmentKind

_Points = tuple[tuple[float, float], ...]
_SHAPES: dict[AppointmentKind, _Points] = {
    AppointmentKind.SESSION: ((0, 0), (1, 0), (1, 1), (0, 1)),
    AppointmentKind.MAINTENANCE: ((0, 0.5), (0.5, 0), (1, 0.5), (0.5, 1)),
    AppointmentKind.REVIEW: ((0.5, 0), (1, 1), (0, 1)),
    AppointmentKind.AFTERCARE_CALL: ((0, 0), (1, 0), (0.5, 1)),
    AppointmentKind.UNSCHEDULED_AE: ((0.35, 0), (1, 0), (0.65, 1), (0, 1)),
}
_FILLED = (AppointmentKind.SESSION, AppointmentKind.UNSCHEDULED_AE, AppointmentKind.MAINTENANCE)


def paint_shape(painter: QPainter, box: QRectF, kind: AppointmentKind, ink: QColor) -> None:
    """Paint the shape of a kind; a consultation is a ring, a test spot a small dot."""
    painter.save()
    painter.setPen(QPen(ink, 1.5))
    painter.setBrush(ink if kind in _FILLED else Qt.BrushStyle.NoBrush)
    if kind is AppointmentKind.CONSULTATION:
        painter.drawEllipse(box)
    elif kind is AppointmentKind.TEST_SPOT:
        painter.setBrush(ink)
        painter.drawEllipse(box.center(), 2, 2)
    else:
        places = [
            QPointF(box.left() + x * box.width(), box.top() + y * box.height())
            for x, y in _SHAPES[kind]
        ]
        painter.drawPolygon(QPolygonF(places))
    painter.restore()
