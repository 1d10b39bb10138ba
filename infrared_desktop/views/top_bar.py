"""The bar above every screen: the field that finds anything, who works here, the keys of both."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from infrared_desktop.views.look.theme import GRID

_SEARCH_PX = 240, 420
_ROOMY_PX = 900  # on less, the keys stand on the sheet of F1 alone


class TopBar(QFrame):
    """Holds the search at its left end, and at the right who works here."""

    def __init__(self, search: QWidget, who: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "topbar")
        self.setFixedHeight(56)
        narrowest, widest = _SEARCH_PX
        search.setMinimumWidth(narrowest)
        search.setMaximumWidth(widest)
        self._keys = QLabel(self.tr("F1 keys · F10 hide · F11 switch · F12 lock"))
        self._keys.setProperty("role", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * GRID, 0, 3 * GRID, 0)
        row.addWidget(search, 100)
        row.addStretch(1)
        row.addWidget(who)
        row.addSpacing(GRID)
        row.addWidget(self._keys)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keys.setVisible(event.size().width() >= _ROOMY_PX)
