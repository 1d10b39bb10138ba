"""A chip that can be pressed, with the keys too."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from infrared_desktop.views.look.chips import HEIGHT, Chip, chip_width, paint_chip
from infrared_desktop.views.look.theme import theme


class ChipButton(QAbstractButton):
    """Shows a chip and leads to what it speaks of; Space and Enter press it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chip: Chip | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_chip(self, chip: Chip) -> None:
        """Show a chip."""
        self._chip = chip
        self.setAccessibleName(chip.text)
        self.updateGeometry()
        self.update()

    def chip(self) -> Chip | None:
        """Return the chip that is shown."""
        return self._chip

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._chip) if self._chip else 0, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._chip is None:
            return
        painter = QPainter(self)
        paint_chip(painter, 0, self.height() / 2, self._chip, self.width())
        if self.hasFocus() or self.underMouse():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme().accent, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            round_by = HEIGHT / 2 - 1
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), round_by, round_by)
        painter.end()
