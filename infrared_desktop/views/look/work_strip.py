"""The strip that says what goes on beside the window, how far it is, and lets it be cancelled."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QWidget,
)

from infrared_desktop.views.look.theme import GRID

_MOST_SIGNS = 70


class WorkStrip(QFrame):
    """Hidden until something begins."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.words = QLabel()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.cancel = QPushButton(_words("&Cancel"))
        self.cancel.clicked.connect(lambda: self.cancelled.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, GRID, GRID)
        row.setSpacing(2 * GRID)
        row.addWidget(self.words)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel)
        self.hide()

    def begin(self, words: str, measured: bool) -> None:
        """Say what goes on; an unmeasured job shows that it moves, not how far it is."""
        self.words.setText(words)
        self.bar.setAccessibleName(words)
        self.bar.setRange(0, 1000 if measured else 0)
        self.bar.setValue(0)
        self.cancel.setEnabled(True)
        self.show()

    def end(self, page: QWidget) -> None:
        """Go; the page gets the keys where the strip held them, or nothing did."""
        here = QApplication.focusWidget()
        if page.isVisible() and (here is None or self.isAncestorOf(here)):
            page.setFocus()
        self.hide()

    def progress(self, fraction: float, words: str = "") -> None:
        """Show how far it is, and say what is done now where that is known."""
        if words:
            self.bar.setAccessibleName(words)
            metrics = self.words.fontMetrics()
            room = _MOST_SIGNS * metrics.averageCharWidth()  # a path must not widen the page
            self.words.setText(metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room))
        self.bar.setValue(round(fraction * 1000))


def _words(text: str) -> str:
    return QCoreApplication.translate("WorkStrip", text)
