"""Lines of text; the unlock page needs them, so nothing costly is imported to reach them."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from infrared_desktop.views.inputs.user_property import value_property
from infrared_desktop.views.look.theme import GRID, theme

_PADS = 5 * GRID  # the frame's padding, and air between text and hint
_BUTTON = 2 * GRID  # a button in the line, as in that of a date


class TextField(QLineEdit):
    """A line of text, without blanks at its ends."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textEdited.connect(lambda: self.changed.emit())

    def get_value(self) -> Any:
        """Return the text."""
        return self.text().strip()

    def set_value(self, value: Any) -> None:
        """Show a text; None shows nothing."""
        self.setText(value or "")
        self.setCursorPosition(0)

    value = value_property()


class HintedField(TextField):
    """A line with muted words at its right end: a unit, or what a date means today."""

    _hint = ""
    _hint_fits = True

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.textChanged.connect(lambda: self._make_room())

    def set_hint(self, text: str) -> None:
        """Show muted words at the right end."""
        if text != self._hint:
            self._hint = text
            self._make_room()

    def hint(self) -> str:
        """Return the muted words."""
        return self._hint

    def shows_hint(self) -> bool:
        """Say whether there is room for the muted words."""
        return self._hint_fits

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Keep the right end free for the hint where it fits; what was typed comes first."""
        wide = self.fontMetrics().horizontalAdvance
        hint = wide(self._hint) + GRID if self._hint else 0
        pads = _PADS + _BUTTON * len(self.actions())
        self._hint_fits = wide(self.text()) + hint + pads <= self.width()
        self.setTextMargins(0, 0, hint if self._hint_fits else 0, 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._hint and self._hint_fits:
            from PySide6.QtCore import Qt  # see docs/decisions/0009
            from PySide6.QtGui import QPainter

            painter = QPainter(self)
            painter.setPen(theme().muted)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            button = 24 if self.actions() else 0
            painter.drawText(self.rect().adjusted(8, 0, -11 - button, 0), right, self._hint)
            painter.end()
