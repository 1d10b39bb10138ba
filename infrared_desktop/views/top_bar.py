"""The bar above every screen: the field that finds anything, who works here, two keys."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from infrared_desktop.domain.records.people import Staff
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.look.theme import GRID


class TopBar(QFrame):
    """Holds the search at its left end, and says at the right who works here."""

    def __init__(self, search: QWidget, who: Staff) -> None:
        super().__init__()
        self.setProperty("role", "topbar")
        self.setFixedHeight(56)
        search.setFixedWidth(420)
        person = QLabel(f"{who.name} · {choices.label(who.role)}")
        person.setProperty("role", "muted")
        keys = QLabel(self.tr("F1 keys · F10 hide · F12 lock"))
        keys.setProperty("role", "caption")
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * GRID, 0, 3 * GRID, 0)
        row.addWidget(search)
        row.addStretch()
        row.addWidget(person)
        row.addSpacing(GRID)
        row.addWidget(keys)
