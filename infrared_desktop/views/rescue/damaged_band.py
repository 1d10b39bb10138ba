"""The band over a damaged clinic: that it is only read, and what is to be done."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from infrared_desktop.views.look.theme import GRID, font_px, theme


class DamagedBand(QWidget):
    """In the colour of what stops, with its words: no other window looks like it."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.words())
        self.setToolTip(self.words())

    def words(self) -> str:
        """Return what the band says."""
        return self.tr(
            "DAMAGED CLINIC – only to read: parts may be missing, nothing is saved, no log tells "
            "what you read. F12 locks it, and there it is restored."
        )

    def sizeHint(self) -> QSize:
        return QSize(480, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        ink, soft = theme().stop, theme().stop_soft
        painter.fillRect(self.rect(), ink)
        painter.setPen(soft)
        painter.setFont(font_px(14, bold=True))
        room = self.rect().adjusted(2 * GRID, 0, -2 * GRID, 0)
        elide = Qt.TextElideMode.ElideRight
        shown = painter.fontMetrics().elidedText(self.words(), elide, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, shown)
        painter.end()
