"""The head and the inputs of a patient's form, which scroll where the window is low."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QWidget

from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID


class PatientForm(QWidget):
    """The inputs of a patient."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "patient")


class PatientHead(QWidget):
    """What the form is for, whether it is saved, and the button that saves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.state = QLabel(), QLabel()
        self.title.setProperty("role", "title")
        self.state.setProperty("role", "muted")
        self.save = QPushButton(self.tr("Save  Ctrl+S"))
        self.save.setProperty("kind", "primary")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GRID)
        row.addWidget(self.title)
        row.addStretch()
        row.addWidget(self.state)
        row.addWidget(self.save)


def side_by_side(form: QWidget, beside: QWidget) -> QHBoxLayout:
    """Lay a form out beside who may be the same person."""
    panels = QHBoxLayout()
    panels.setSpacing(2 * GRID)
    panels.addWidget(_in_panel(form), 5)
    panels.addWidget(beside, 4)
    return panels


def _in_panel(form: QWidget) -> Panel:
    """Let a form scroll in a panel where the window is low, instead of being pressed together."""
    form.setProperty("role", "page")
    area = QScrollArea()
    area.setWidget(form)
    area.setWidgetResizable(True)
    area.setMinimumWidth(
        form.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width()
    )
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    panel = Panel()
    panel.body.addWidget(area)
    return panel
