"""A card whose inside scrolls where there is too little room for it."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.sight import Sight
from infrared_desktop.views.look.theme import GRID


def sight_panel(title: str, inside: QWidget) -> Panel:
    """Return a card around a widget, which stands at its top."""
    page = QWidget()
    sight = Sight(page)
    box = QVBoxLayout(page)
    box.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
    box.addWidget(inside)
    box.addStretch(1)
    panel = Panel(title)
    panel.body.addWidget(sight)
    return panel
