"""A card that holds one form on a page to be scrolled, and shows or locks its inputs one by one."""

from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from infrared_desktop.views.forms.binder import Binder
from infrared_desktop.views.forms.forms import load_form
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.sight import Sight
from infrared_desktop.views.look.theme import GRID

R = TypeVar("R")


class FormPanel(Panel, Generic[R]):
    """Shows a record in a form; a label of a field bears its name with `_label` behind it."""

    def __init__(self, form: str, record_type: type[R]) -> None:
        super().__init__()
        self.page = QWidget()
        self.sight = Sight(self.page)
        self.body.addWidget(self.sight)
        self.fields = QWidget(self.page)
        load_form(self.fields, form)
        self.binder: Binder[R] = Binder(self.fields, record_type)
        inside = QVBoxLayout(self.page)
        inside.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        inside.addWidget(self.fields)
        inside.addStretch(1)
        self.sight.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def input(self, field: str) -> Any:
        """Return the input of a field."""
        return self.binder.input(field)

    def label(self, name: str) -> QLabel:
        """Return a label of the form by its name."""
        label = self.fields.findChild(QLabel, name)
        assert isinstance(label, QLabel)
        return label

    def show_field(self, field: str, shown: bool) -> None:
        """Show or hide a field with its label."""
        self.input(field).setVisible(shown)
        self.label(f"{field}_label").setVisible(shown)

    def lock(self, field: str, locked: bool = True) -> None:
        """Let a field be read but not changed, or let it go again."""
        widget = self.input(field)
        lock = getattr(widget, "setReadOnly", None)
        lock(locked) if lock else widget.setEnabled(not locked)
