"""The inputs of a patient, which scroll where the window is low."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from infrared_desktop.views.forms.forms import load_form


class PatientForm(QWidget):
    """The inputs of a patient."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "patient")


def scrolled(form: QWidget) -> QScrollArea:
    """Let a form scroll where the window is low, instead of being pressed together."""
    form.setProperty("role", "page")
    area = QScrollArea()
    area.setWidget(form)
    area.setWidgetResizable(True)
    area.setMinimumWidth(
        form.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width()
    )
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area
