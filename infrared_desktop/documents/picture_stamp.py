"""The stamp on a copy that leaves: words in a strip under the picture, where they hide no skin."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter

_GROUND, _INK = QColor("#1d2730"), QColor("#ffffff")
_LINES_PER_EDGE = 45  # how many lines of the stamp the longer edge would hold
_SMALLEST_PX = 11
_WRAPPED = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft)


def stamped(image: QImage, words: str) -> QImage:
    """Return a picture with a strip of words under it, or as it is where there are none."""
    if not words:
        return image
    font = QFont()
    font.setPixelSize(max(_SMALLEST_PX, max(image.width(), image.height()) // _LINES_PER_EDGE))
    margin = font.pixelSize() // 2
    room = QRect(margin, 0, max(1, image.width() - 2 * margin), 1 << 20)
    height = QFontMetrics(font).boundingRect(room, _WRAPPED, words).height() + 2 * margin
    whole = QImage(image.width(), image.height() + height, QImage.Format.Format_RGB32)
    whole.fill(_GROUND)
    painter = QPainter(whole)
    painter.drawImage(0, 0, image)
    painter.setFont(font)
    painter.setPen(_INK)
    strip = QRect(margin, image.height() + margin, room.width(), height - 2 * margin)
    painter.drawText(strip, _WRAPPED, words)
    painter.end()
    return whole
