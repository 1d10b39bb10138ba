"""The balloon beside an event: what lies under the pointer, or where the keys are."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from infrared_desktop.views.look.theme import font_px, theme

WIDEST_PX = 420
GAP_PX = 8


class Balloon(QLabel):
    """Words over a part of a widget; it takes no keys, and the pointer goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setContentsMargins(10, 7, 10, 7)
        self.setFont(font_px(12))
        self.hide()

    def say(self, text: str, about: QRectF) -> None:
        """Show words below a place, or above it where there is no room; none hide it."""
        if not text:
            self.hide()
            return
        within = self._over.rect()
        self.setText(text)
        self.setWordWrap(False)
        # What it was held to for other words would count as the size of these.
        self.setMinimumSize(0, 0)
        if self.sizeHint().width() > min(WIDEST_PX, within.width()):
            self.setWordWrap(True)
            self.setFixedWidth(min(WIDEST_PX, within.width()))
        else:
            self.setFixedWidth(self.sizeHint().width())
        height = self.heightForWidth(self.width()) if self.wordWrap() else self.sizeHint().height()
        self.setFixedHeight(height)
        self.move(_place(QRect(0, 0, self.width(), height), about.toAlignedRect(), within))
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        worn, painter = theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(worn.muted, 1))
        painter.setBrush(worn.surface)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()
        super().paintEvent(event)


def _place(box: QRect, about: QRect, within: QRect) -> QPoint:
    box.moveTopLeft(about.bottomLeft())
    box.translate(-8, GAP_PX)
    if box.bottom() > within.bottom():
        box.moveBottom(about.top() - GAP_PX)
    box.moveLeft(max(min(box.left(), within.right() - box.width()), within.left()))
    box.moveTop(max(box.top(), within.top()))
    return box.topLeft()
