"""What stands in an input as it was typed, whether it can be read or not."""

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget


def read_typed(each: QWidget) -> Any:
    """Return what stands in an input."""
    # Of a line the text as it stands: a date that can't be read yet is typed all the same.
    if isinstance(each, QLineEdit):
        return each.text()
    return each.metaObject().userProperty().read(each)


def write_typed(each: QWidget, value: Any) -> None:
    """Put into an input what stood there, as if a person had typed it."""
    if read_typed(each) == value:
        return
    if isinstance(each, QLineEdit):
        each.setText(value)
    else:
        each.metaObject().userProperty().write(each, value)
    each.changed.emit()  # type: ignore[attr-defined]
