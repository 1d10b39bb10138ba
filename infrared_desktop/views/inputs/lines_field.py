"""An input of several short texts, one a line."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from infrared_desktop.views.inputs.fields import NoteField
from infrared_desktop.views.inputs.promoted import register
from infrared_desktop.views.inputs.user_property import value_property

_HEIGHT = 84  # three lines


class LinesField(NoteField):
    """A list of texts; a line left empty between others keeps its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(_HEIGHT)

    def get_value(self) -> Any:
        """Return the lines, without those left empty at the end."""
        lines = [line.strip() for line in self.toPlainText().split("\n")]
        while lines and not lines[-1]:
            lines.pop()
        return lines

    def set_value(self, value: Sequence[str] | None) -> Any:
        """Show a list of texts; None shows nothing."""
        super().set_value("\n".join(value or ()))

    value = value_property()


register(LinesField)
