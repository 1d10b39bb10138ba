"""Faces for tests, drawn by lines: an oval, two eyes, a mouth; nobody's likeness."""

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QRadialGradient, QTransform

from tests.camera import saved

EYES_AND_CHIN = ((0.38, 0.4), (0.62, 0.4), (0.5, 0.82))  # shares of the plain drawing


@dataclass(frozen=True)
class Pose:
    """How a face lies in its picture, and how bright and lax it is drawn."""

    turn: float = 0.0
    scale: float = 1.0
    dx: float = 0.0
    dy: float = 0.0
    light: float = 1.0
    folds: int = 3
    mirrored: bool = False

    def transform(self, width: int, height: int) -> QTransform:
        """Return what takes the plain drawing to the posed one."""
        by = QTransform().translate(width / 2 + self.dx, height / 2 + self.dy)
        by = by.rotate(self.turn).scale(self.scale, self.scale)
        if self.mirrored:
            by = by.scale(-1, 1)
        return by.translate(-width / 2, -height / 2)

    def places(self, width: int, height: int) -> list[tuple[float, float]]:
        """Return where eyes and chin lie, in shares of the picture."""
        by = self.transform(width, height)
        mapped = [by.map(QPointF(x * width, y * height)) for x, y in EYES_AND_CHIN]
        return [(place.x() / width, place.y() / height) for place in mapped]


@lru_cache(maxsize=8)
def face(pose: Pose | None = None, width: int = 1200, height: int = 1600) -> bytes:
    """Return a drawn face as a JPEG."""
    pose = pose or Pose()
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(_lit("#33414d", pose.light))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setTransform(pose.transform(width, height))
    _draw(painter, pose, width, height)
    painter.end()
    return saved(image)


def _draw(painter: QPainter, pose: Pose, w: int, h: int) -> None:
    skin = QRadialGradient(QPointF(w * 0.45, h * 0.42), h * 0.5)
    skin.setColorAt(0, _lit("#e6bfa2", pose.light))
    skin.setColorAt(1, _lit("#b98565", pose.light))
    painter.setBrush(skin)
    painter.setPen(QPen(_lit("#7d5540", pose.light), 6))
    painter.drawRect(QRectF(w * 0.4, h * 0.75, w * 0.2, h * 0.3))
    painter.drawEllipse(QRectF(w * 0.25, h * 0.12, w * 0.5, h * 0.7))
    painter.setPen(QPen(_lit("#5b3b2c", pose.light), 9))
    for x in (0.38, 0.62):
        painter.drawEllipse(QPointF(w * x, h * 0.4), w * 0.05, h * 0.014)
    painter.drawLine(QPointF(w * 0.5, h * 0.42), QPointF(w * 0.47, h * 0.55))
    painter.drawArc(QRectF(w * 0.42, h * 0.6, w * 0.16, h * 0.05), 180 * 16, 180 * 16)
    painter.setPen(QPen(_lit("#8a5f49", pose.light), 5))
    for fold in range(pose.folds):
        for side in (-1, 1):
            x = w * (0.5 + side * (0.1 + 0.03 * fold))
            painter.drawLine(QPointF(x, h * 0.56), QPointF(x + side * w * 0.02, h * 0.7))


def _lit(name: str, light: float) -> QColor:
    colour = QColor(name)
    parts = (colour.red(), colour.green(), colour.blue())
    return QColor(*(min(255, round(part * light)) for part in parts))
