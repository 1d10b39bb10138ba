"""Promoted inputs for numbers and times of day; nothing given is None, never zero."""

import math
import re
from typing import Any

from PySide6.QtCore import Property, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from infrared_desktop.views.inputs.text_field import HintedField


class NumberField(HintedField):
    """A number that may be missing; Up and Down step it, a comma is a decimal point too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._minimum, self._maximum = -math.inf, math.inf
        self._step, self._decimals = 1.0, 0

    def get_value(self) -> float | None:
        """Return the number, or None where none can be read."""
        number = self._parsed()
        if number is None or not self._minimum <= number <= self._maximum:
            return None
        return number

    def set_value(self, value: float | None) -> None:
        """Show a number; None shows nothing, and is not zero."""
        self.setText("" if value is None else self._written(value))

    def problem(self) -> str:
        """Say in words why the text is not a good number."""
        if not self.text().strip():
            return ""
        number = self._parsed()
        if number is None:
            return self.tr("This is not a number that can be used here.")
        return "" if self._minimum <= number <= self._maximum else self._range_words()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if way is None or self.isReadOnly():
            super().keyPressEvent(event)
            return
        self._take_step(way)

    def _take_step(self, way: int) -> None:
        now = self._parsed()
        start = self._minimum if math.isfinite(self._minimum) else 0.0
        wanted = start if now is None else now + way * self._step
        self.set_value(min(max(wanted, self._minimum), self._maximum))
        self.changed.emit()

    def _parsed(self) -> float | None:
        text = self.text().strip().replace(",", ".").replace("−", "-")
        pattern = r"[+-]?\d{1,9}(\.\d+)?" if self._decimals else r"[+-]?\d{1,9}"
        return float(text) if re.fullmatch(pattern, text, re.ASCII) else None

    def _written(self, value: float) -> str:
        return f"{value:.10g}"

    def _range_words(self) -> str:
        low, high = self._written(self._minimum), self._written(self._maximum)
        if math.isinf(self._maximum):
            return self.tr("{low} or more.").format(low=low)
        if math.isinf(self._minimum):
            return self.tr("{high} or less.").format(high=high)
        return self.tr("From {low} to {high}.").format(low=low, high=high)

    def _set_minimum(self, value: float) -> None:
        self._minimum = value

    def _set_maximum(self, value: float) -> None:
        self._maximum = value

    def _set_step(self, value: float) -> None:
        self._step = value

    def _set_decimals(self, value: int) -> None:
        self._decimals = value

    unit = Property(str, HintedField.hint, HintedField.set_hint)
    minimum = Property(float, lambda s: s._minimum, _set_minimum)
    maximum = Property(float, lambda s: s._maximum, _set_maximum)
    step = Property(float, lambda s: s._step, _set_step)
    decimals = Property(int, lambda s: s._decimals, _set_decimals)


class IntField(NumberField):
    """A whole number that may be missing."""

    def get_value(self) -> int | None:
        number = super().get_value()
        return None if number is None else int(number)


class DecimalField(NumberField):
    """A decimal number that may be missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._decimals, self._step = 1, 0.5


class TimeField(HintedField):
    """A time of day, HH:MM; 9, 930 and 9.30 are understood."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editingFinished.connect(self._tidy)

    def get_value(self) -> str | None:
        """Return the time as HH:MM, or None."""
        found = re.fullmatch(r"(\d{1,2})[:.h ]?(\d{2})?", self.text().strip(), re.ASCII)
        if not found or int(found[1]) > 23 or int(found[2] or 0) > 59:
            return None
        return f"{int(found[1]):02}:{found[2] or '00'}"

    def set_value(self, value: Any) -> None:
        """Show a time of day, given as such or as HH:MM."""
        text = value.strftime("%H:%M") if hasattr(value, "strftime") else value or ""
        self.setText(text)

    def problem(self) -> str:
        """Say in words why the text is not a time."""
        if not self.text().strip() or self.get_value():
            return ""
        return self.tr("A time such as 9:30 is needed.")

    def _tidy(self) -> None:
        if self.get_value():
            self.setText(str(self.get_value()))
