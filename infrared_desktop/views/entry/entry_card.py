"""The card in the middle of the window that stands before the place of work."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from infrared_desktop.views.look.theme import GRID


class EntryCard(QFrame):
    """A title, a sentence, the body, a row of buttons, and what else there is below them."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.setProperty("role", "panel")
        self.setFixedWidth(width)
        self.title, self.lead = _label("title"), _label("muted")
        self.body, self.buttons, self.below = QVBoxLayout(), QHBoxLayout(), QVBoxLayout()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        inside.setSpacing(GRID)
        inside.addWidget(self.title)
        inside.addWidget(self.lead)
        self.body.setContentsMargins(0, GRID, 0, GRID)
        self.body.setSpacing(2 * GRID)
        self.buttons.setSpacing(GRID)
        inside.addLayout(self.body)
        inside.addLayout(self.buttons)
        inside.addLayout(self.below)

    def replace_all(self, step: QWidget) -> None:
        """Show another step alone in place of the body and its buttons."""
        from PySide6.QtCore import Qt  # see docs/decisions/0009

        for child in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if child not in (self.title, self.lead):
                child.hide()
        self.body.addWidget(step)

    def tell(self, title: str, lead: str) -> None:
        """Say what this is, and what it is for."""
        self.title.setText(title)
        self.lead.setText(lead)
        self.setAccessibleName(title)


def centre(page: QWidget, card: EntryCard, above: int) -> None:
    """Put a card into a page with some pixels above; a window too small for it scrolls."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusProxy(card)
    outside = QVBoxLayout(page)
    outside.setContentsMargins(0, 0, 0, 0)
    outside.addWidget(area)
    ground = QWidget()
    ground.setProperty("role", "page")
    area.setWidget(ground)  # while it is empty: else all in it is dressed here, and again later
    middle = QVBoxLayout(ground)
    middle.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
    # Not by an alignment: the layout would then measure wrapped words at the page's full width.
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(card)
    row.addStretch()
    middle.addSpacing(above)
    middle.addLayout(_brand())
    middle.addSpacing(GRID)
    middle.addLayout(row)
    middle.addStretch()


def _brand() -> QHBoxLayout:
    label = _label("brand")
    label.setText("Infrared Desktop")
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(label)
    row.addStretch()
    return row


def _label(role: str) -> QLabel:
    label = QLabel()
    label.setProperty("role", role)
    label.setWordWrap(role in ("title", "muted"))
    return label
