"""Whose timeline it is: a colour of the patient's own, with the number and the name over it."""

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from infrared_desktop.views.look.theme import font_px, theme

BAND_PX = 5
_TURN = 137.508  # the golden angle: numbers that follow one another are far apart in colour
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def colour_of_patient(number: int) -> QColor:
    """Return the colour that a patient's number gives, the same on every screen and every day."""
    hue = round(number * _TURN) % 360
    return QColor.fromHsl(hue, 120, 165 if theme().dark else 105)


def paint_whose(painter: QPainter, rect: QRectF, number: int, name: str) -> None:
    """Paint the band down the left edge; into the head of it the number and the name."""
    if not number:
        return
    painter.fillRect(QRectF(0, 0, BAND_PX, rect.height()), colour_of_patient(number))
    room = QRectF(16, 5, rect.width() - 24, 20)
    text = QCoreApplication.translate("Timeline", "no. {number}").format(number=f"{number:04d}")
    for words, font, colour in (
        (name, font_px(12, bold=True), theme().text),
        (text, font_px(12), theme().muted),
    ):
        painter.setFont(font)
        painter.setPen(colour)
        end = Qt.TextElideMode.ElideRight
        painter.drawText(room, LEFT, QFontMetricsF(font).elidedText(words, end, room.width()))
        room.translate(0, 18)
