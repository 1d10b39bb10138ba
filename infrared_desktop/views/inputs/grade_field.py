"""The laxity grade as segments: only the grades of its scale, picked by typing the grade."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent

from infrared_desktop.domain.records.areas import GRADES, LaxityScale
from infrared_desktop.views.inputs.choice_field import ChoiceField
from infrared_desktop.views.inputs.promoted import register

_POINTS = (".", ",")


class GradeField(ChoiceField):
    """A grade or none; a digit means the grade that starts with it, never the place in the row.

    A half is typed out too: 2 . 5. A grade that the scale does not have is refused in words.
    """

    editingFinished = Signal()  # the binder listens to Qt's own name

    _whole, _refused = "", ""

    def set_scale(self, scale: LaxityScale) -> None:
        """Offer the grades of a scale."""
        offered = tuple((str(grade), f"{grade:g}") for grade in GRADES[scale])
        if offered != self._options:
            self.set_options(offered)

    def set_value(self, value: Any) -> None:
        """Show a grade; what was refused before is forgotten."""
        self._refused = ""
        super().set_value(value)

    def problem(self) -> str:
        """Say which grade was typed that the scale does not have."""
        text = self.tr("This scale has no grade {grade}.")
        return text.format(grade=self._refused) if self._refused else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if typed in _POINTS and self.get_value() is not None and not self._read_only:
            self._whole = f"{float(self.get_value() or 0):.0f}."
        elif self._whole and typed.isdecimal():
            self._take(self._whole + typed)
        else:
            self._whole = ""
            super().keyPressEvent(event)

    def _take(self, typed: str) -> None:
        self._whole = ""
        if str(float(typed)) in [code for code, _ in self._options]:
            self.set_value(str(float(typed)))
            self.changed.emit()
            return
        self.set_value(None)
        self.changed.emit()
        self._refused = typed
        self.editingFinished.emit()

    def _typed(self, text: str) -> str | None:
        codes = [code for code, words in self._options if text and words.startswith(text)]
        now = self.get_value()
        after = codes.index(now) + 1 if now in codes else 0
        return codes[after % len(codes)] if codes else None


register(GradeField)
