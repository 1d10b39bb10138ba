"""One quiet line that counts down the last seconds before the window locks."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from infrared_desktop.views.locking.vigil import Coming, Reason
from infrared_desktop.views.look.theme import GRID


class Countdown(QFrame):
    """Stands at the foot of the window while the time runs out."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.setProperty("role", "panel")
        self.setAutoFillBackground(True)
        self._words = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        row.addWidget(self._words)
        self.hide()

    def text(self) -> str:
        """Return what it says now."""
        return self._words.text()

    def tell(self, coming: Coming | None) -> None:
        """Say how many seconds are left and what keeps the window open; None hides it."""
        self.setVisible(coming is not None)
        if coming is None:
            return
        words = self.tr("Nobody was here for a while. Locking in {count} s; any key keeps it open.")
        if coming.reason is Reason.SESSION:
            words = self.tr("Open for 12 hours. Locking in {count} s; what is typed is kept.")
        self._words.setText(words.format(count=coming.left_s))
        self.adjustSize()
        room = self._window.rect()
        self.move((room.width() - self.width()) // 2, room.bottom() - self.height() - 3 * GRID)
        self.raise_()
