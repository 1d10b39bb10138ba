"""The widget classes that forms may name besides those of Qt."""

from PySide6.QtWidgets import QWidget

PROMOTED: dict[str, type[QWidget]] = {}


def register(*classes: type[QWidget]) -> None:
    """Make widget classes known to every form by their names."""
    PROMOTED.update((each.__name__, each) for each in classes)
