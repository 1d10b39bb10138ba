"""A code that the clinic's telephone scans; black on white in every theme, or it is not read."""

import segno
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from segno.encoder import DataOverflowError

_QUIET = 4  # modules of white around it, by ISO/IEC 18004
_SMALLEST = 2  # pixels of a module that a telephone still tells apart
_SIDE = 240


class QrCode(QWidget):
    """Shows a link as a code, as large as whole modules fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[bytes, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_link(self, link: str) -> bool:
        """Show a link; say whether it fits into a code that can be scanned."""
        self._rows = rows_of(link)
        self.setVisible(bool(self._rows))
        self.updateGeometry()
        self.update()
        return bool(self._rows)

    def sizeHint(self) -> QSize:
        modules = len(self._rows) + 2 * _QUIET
        side = max(_SIDE // modules, _SMALLEST) * modules if self._rows else 0
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        step = self.width() / (len(self._rows) + 2 * _QUIET)
        for y, row in enumerate(self._rows, start=_QUIET):
            for x, dark in enumerate(row, start=_QUIET):
                if dark:
                    box = QRectF(x * step, y * step, step, step)
                    painter.fillRect(box.toAlignedRect(), Qt.GlobalColor.black)
        painter.end()


def rows_of(link: str) -> tuple[bytes, ...]:
    """Return the modules of a code, row by row; nothing where the link is too long for one."""
    if not link:
        return ()
    try:
        made = segno.make(link, error="l", micro=False, boost_error=False)
    except DataOverflowError:
        return ()
    fits = (len(made.matrix) + 2 * _QUIET) * _SMALLEST <= _SIDE + 2 * _QUIET * _SMALLEST
    return tuple(bytes(row) for row in made.matrix) if fits else ()
