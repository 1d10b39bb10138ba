"""The bar above every screen: the field that finds anything, who works here, the keys of both."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from infrared_desktop.views.look.theme import GRID


class TopBar(QFrame):
    """Holds the search at its left end, and at the right who works here."""

    def __init__(self, search: QWidget, who: QWidget) -> None:
        super().__init__()
        self.setProperty("role", "topbar")
        self.setFixedHeight(56)
        search.setFixedWidth(420)
        keys = QLabel(self.tr("F1 keys · F10 hide · F12 lock"))
        keys.setProperty("role", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * GRID, 0, 3 * GRID, 0)
        row.addWidget(search)
        row.addStretch()
        row.addWidget(who)
        row.addSpacing(GRID)
        row.addWidget(keys)
