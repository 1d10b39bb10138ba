"""Answers picked from a few: one (segments) or several (chips); not asked is an answer apart."""

from typing import Any

from PySide6.QtCore import Property
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from infrared_desktop.views.inputs.flow import FlowLayout
from infrared_desktop.views.inputs.picker import NOT_ASKED, Picker
from infrared_desktop.views.inputs.user_property import value_property

NONE = "\0none"


class ChoiceField(Picker):
    """One of a few, as segments; arrows move, a digit or letters pick, Delete clears."""

    def __init__(self, parent: QWidget | None = None) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        super().__init__(row, parent)
        self._code: str | None = None
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def get_value(self) -> str | None:
        """Return the code; None means not asked."""
        return self._code

    def set_value(self, value: Any) -> None:
        """Show a code; None means not asked."""
        self._code = None if value is None else str(value)
        ticked = self._ticked()[0]
        self._at = list(self._buttons).index(ticked) if ticked in self._buttons else 0
        self._refresh()

    def _kind(self) -> str:
        return "segment"

    def _ticked(self) -> list[str]:
        return [NOT_ASKED if self._code is None else self._code]

    def _pick(self, code: str) -> None:
        again = code == self._code
        self.set_value(None if again or code == NOT_ASKED else code)
        self.changed.emit()

    def _move(self, way: int) -> None:
        codes = list(self._buttons)
        fresh = self._ticked()[0] not in codes
        at = (0 if way > 0 else len(codes) - 1) if fresh else self._at + way
        if 0 <= at < len(codes) and codes[at] != self._ticked()[0]:
            self._pick(codes[at])

    choices = Property(str, lambda s: s._name, lambda s, v: s._set_choices(v))
    none_text = Property(str, lambda s: s._none_text, lambda s, v: s._set_none_text(v))
    value = value_property()


class MultiChoiceField(Picker):
    """Several of a few, as chips; "none" ticked is an answer, and not asked is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(FlowLayout(), parent)
        self._codes: list[str] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def get_value(self) -> list[str] | None:
        """Return the codes in the order offered; [] means none, None means not asked."""
        return None if self._codes is None else list(self._codes)

    def set_value(self, value: Any) -> None:
        """Show codes; [] means none, None means not asked."""
        self._codes = None if value is None else [str(code) for code in value]
        self._refresh()

    def _extra(self) -> list[tuple[str, str]]:
        return [*super()._extra(), (NONE, self.tr("none"))]

    def _kind(self) -> str:
        return "chip"

    def _ticked(self) -> list[str]:
        if self._codes is None:
            return [NOT_ASKED]
        return self._codes or [NONE]

    def _pick(self, code: str) -> None:
        had = self._codes or []
        self._at = list(self._buttons).index(code) if code in self._buttons else 0
        if code == NOT_ASKED:
            self._codes = None
        elif code == NONE:
            self._codes = None if self._codes == [] else []
        else:
            order = [each for each, _ in self._options]
            wanted = set(had) ^ {code}
            self._codes = sorted(wanted, key=order.index) or None
        self._refresh()
        self.changed.emit()

    def _move(self, way: int) -> None:
        self._at = min(max(self._at + way, 0), len(self._buttons) - 1)
        self._refresh()

    choices = Property(str, lambda s: s._name, lambda s, v: s._set_choices(v))
    none_text = Property(str, lambda s: s._none_text, lambda s, v: s._set_none_text(v))
    value = value_property()
