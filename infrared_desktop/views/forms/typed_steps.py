"""What was typed into a form that is not saved yet, step by step, for the form's own Ctrl+Z."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from infrared_desktop.views.forms.binder import Binder, inputs_of
from infrared_desktop.views.forms.typed import read_typed, write_typed

_Typed = tuple[Any, ...]


class TypedSteps(QObject):
    """Remembers how a form stood before each change; changes of one field in a row are one step.

    It is made after all that answers a change of the form, so that it sees the answers too.
    """

    def __init__(self, form: QWidget, binder: Binder[Any]) -> None:
        super().__init__(form)
        self._form = form
        self._steps: list[tuple[str, _Typed]] = []
        self._stand: _Typed = ()
        self._is_going_back = False
        binder.changed.connect(self.note)

    def begin(self) -> None:
        """Take the form as it stands for unchanged."""
        self._steps.clear()
        self._stand = self._read()

    def note(self, field: str) -> None:
        """Remember how it stood before a change of a field."""
        if self._is_going_back:
            return
        if not self._steps or self._steps[-1][0] != field:
            self._steps.append((field, self._stand))
        self._stand = self._read()

    def take_back(self) -> bool:
        """Put the form as it stood before the last step; return False where there is none."""
        if not self._steps:
            return False
        _, before = self._steps.pop()
        self._is_going_back = True
        for each, value in zip(inputs_of(self._form), before, strict=True):
            write_typed(each, value)
        self._is_going_back = False
        self._stand = self._read()
        return True

    def answer(self, is_typed: bool, tell_none: Callable[[], None]) -> bool:
        """Answer Ctrl+Z where something is typed, even if it is no step; say whether it was."""
        if is_typed and not self.take_back():
            tell_none()
        return is_typed

    def _read(self) -> _Typed:
        return tuple(read_typed(each) for each in inputs_of(self._form))
