"""An act of a screen with its key, where the sheet of keys and the palette find it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

ALSO = "also"  # the property of an action that holds what else it may be called


@dataclass(frozen=True)
class KeyGroup:
    """Keys that belong together, each with what it does, under a title of their own."""

    title: str
    lines: tuple[tuple[str, str], ...]


def add_action(
    screen: QWidget, text: str, keys: str, act: Callable[[], object], also: str = ""
) -> QAction:
    """Give a screen an act that is done by its key wherever the focus is on the screen.

    The palette finds it by its text, and by the words of what else it may be called.
    """
    action = QAction(text, screen)
    action.setProperty(ALSO, also)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda: act())
    screen.addAction(action)
    return action


def claims_new(event: QEvent) -> bool:
    """Take Ctrl+N before the window's own key, a new patient, does; say whether it was that."""
    is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride
    if is_key and event.matches(QKeySequence.StandardKey.New):  # type: ignore[attr-defined]
        event.accept()
        return True
    return False
