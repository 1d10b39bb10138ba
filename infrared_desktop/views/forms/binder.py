"""Move a record's values into the inputs of a form and back, by the inputs' `field` property."""

import dataclasses
from collections.abc import Callable
from datetime import time
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QWidget

from infrared_desktop.views.forms.fold import Fold, reveal
from infrared_desktop.views.inputs.field_errors import show_caution, show_error

R = TypeVar("R")


class BindingError(Exception):
    """A form and its record do not fit together; a fault of the program, not of a person."""


class Changes(QObject):
    """Carries the binder's signal, since a generic class cannot be a QObject."""

    changed = Signal(str)


class Binder(Generic[R]):
    """Binds the inputs below a widget to the fields of a record type."""

    def __init__(self, widget: QWidget, record_type: type[R]) -> None:
        self._widget = widget
        self._hints = get_type_hints(record_type)
        self._fields = {field.name: field for field in dataclasses.fields(record_type)}  # type: ignore[arg-type]
        self._inputs = {str(each.property("field")): each for each in inputs_of(widget)}
        folds = (each for each in widget.findChildren(Fold) if not _nested(each, widget))
        self._folds = [(fold, self._inputs_in(fold)) for fold in folds]
        self._changes = Changes(widget)
        self.changed = self._changes.changed
        for name, each in self._inputs.items():
            if name not in self._fields:
                raise BindingError(f"{record_type.__name__} has no field {name}")
            self._listen(name, each)

    def input(self, field: str) -> QWidget:
        """Return the input of a field."""
        return self._inputs[field]

    def has(self, field: str) -> bool:
        """Say whether there is an input of a field."""
        return field in self._inputs

    def show(self, record: R | None) -> None:
        """Put a record's values into the inputs; None empties them."""
        for name, each in self._inputs.items():
            _write(each, getattr(record, name, None))
        self.clear_errors()
        self._tell_folds()

    def values(self) -> dict[str, Any]:
        """Return what the inputs hold, in the record's own types; None where nothing is given."""
        return {
            name: from_input(_read(each), self._hints[name]) for name, each in self._inputs.items()
        }

    def record(self, base: R) -> R:
        """Return base with what the inputs hold; a needed value left empty stays as in base."""
        given = {k: v for k, v in self.values().items() if v is not None or self._optional(k)}
        return dataclasses.replace(base, **given)  # type: ignore[type-var]

    def problems(self) -> dict[str, str]:
        """Return a sentence for each input that is unreadable, out of range or needed but empty."""
        values = self.values()
        found = {name: self._problem(name, values[name]) for name in self._inputs}
        return {name: text for name, text in found.items() if text}

    def check(self) -> bool:
        """Show every problem beside its input and go to the first; say whether there is none."""
        problems = self.problems()
        for name in self._inputs:
            self.set_error(name, problems.get(name, ""))
        if problems:
            self.go_to(next(iter(problems)))
        return not problems

    def go_to(self, field: str) -> None:
        """Give a field the keys, and open the fold that it lies in."""
        reveal(self._inputs[field])
        self._inputs[field].setFocus()

    def set_error(self, field: str, text: str) -> None:
        """Show an error in words beside a field, in a fold too; an empty text takes it away."""
        if text:
            reveal(self._inputs[field])
        show_error(self._inputs[field], text)

    def show_input(self, field: str, shown: bool) -> None:
        """Show or hide an input with its label; what is hidden complains of nothing."""
        if self._inputs[field].isHidden() is not shown:
            return
        label = self._widget.findChild(QWidget, f"{field}_label")
        for each in (self._inputs[field], label):
            if isinstance(each, QWidget):
                each.setVisible(shown)
        if not shown:
            self.set_error(field, "")

    def set_caution(self, field: str, text: str) -> None:
        """Show beside a field what is likely a slip, and blocks nothing; "" takes it away."""
        show_caution(self._inputs[field], text)

    def clear_errors(self) -> None:
        """Take every error away."""
        for each in self._inputs.values():
            show_error(each, "")

    def set_read_only(self, read_only: bool) -> None:
        """Let the inputs be read but not changed, as a signed record must be."""
        for each in self._inputs.values():
            lock: Callable[[bool], None] | None = getattr(each, "setReadOnly", None)
            lock(read_only) if lock else each.setEnabled(not read_only)
        if read_only:
            self._open_answered_folds()

    def _listen(self, name: str, each: QWidget) -> None:
        if not hasattr(each, "changed"):
            raise BindingError(f"{name}: {type(each).__name__} is not an input of ours")
        each.changed.connect(lambda *_: self._on_changed(name))
        if hasattr(each, "editingFinished"):
            each.editingFinished.connect(lambda: self._complain(name))

    def _on_changed(self, name: str) -> None:
        show_error(self._inputs[name], "")
        self._tell_folds()
        self.changed.emit(name)

    def _open_answered_folds(self) -> None:
        # What nobody can change any more is read, and hides nothing.
        for fold, _ in self._folds:
            fold.setChecked(fold.answered > 0)

    def _tell_folds(self) -> None:
        for fold, inside in self._folds:
            fold.tell(sum(_read(each) not in (None, "", False) for each in inside))

    def _inputs_in(self, fold: Fold) -> list[QWidget]:
        page = fold.page()
        inside = page.isAncestorOf if page is not None else lambda _: False
        return [each for each in self._inputs.values() if inside(each)]

    def _complain(self, name: str) -> None:
        text = self._own_problem(name)
        if text:
            self.set_error(name, text)

    def _own_problem(self, name: str) -> str:
        problem: Callable[[], str] | None = getattr(self._inputs[name], "problem", None)
        return problem() if problem else ""

    def _problem(self, name: str, value: object) -> str:
        own = self._own_problem(name)
        if own or not self._needed(name) or value not in (None, ""):
            return own
        return QCoreApplication.translate("Binder", "This is needed.")

    def _needed(self, name: str) -> bool:
        field = self._fields[name]
        bare = field.default is dataclasses.MISSING
        return bare if self._hints[name] is str else not self._optional(name)

    def _optional(self, name: str) -> bool:
        return NoneType in get_args(self._hints[name])


def inputs_of(widget: QWidget) -> list[QWidget]:
    """Return the inputs below a widget; those of a nested editor belong to that editor."""
    found = [each for each in widget.findChildren(QWidget) if each.property("field")]
    return [each for each in found if not _nested(each, widget)]


def to_input(value: Any) -> Any:
    """Turn a record's value into what an input's user property takes."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, tuple):
        return [to_input(each) for each in value]
    return value


def from_input(value: Any, hint: Any) -> Any:
    """Turn an input's value into the type that a record's field asks for."""
    kind = _bare(hint)
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        empty = None if kind is not hint else ()
        return empty if value is None else tuple(from_input(each, inner) for each in value)
    if value is None or (value == "" and kind is not str):
        return {str: "", bool: False}.get(hint)
    if kind is time:
        return time.fromisoformat(value)
    convert = isinstance(kind, type) and (issubclass(kind, Enum) or kind in (int, float, str))
    return kind(value) if convert else value


def _bare(hint: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        return next(each for each in get_args(hint) if each is not NoneType)
    return hint


def _nested(each: QWidget, root: QWidget) -> bool:
    above = each.parentWidget()
    while above is not None and above is not root:
        if above.property("field"):
            return True
        above = above.parentWidget()
    return False


def _read(widget: QWidget) -> Any:
    return widget.metaObject().userProperty().read(widget)


def _write(widget: QWidget, value: Any) -> None:
    # Qt says False, and nothing else, when a property refuses a value's type.
    given = to_input(value)
    if not widget.metaObject().userProperty().write(widget, given):
        raise BindingError(f"{widget.property('field')} refused {type(value).__name__}")
