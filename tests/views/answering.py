"""Answering a form as a person does: a list by its keys, a segment or chip by a click."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.views.forms.binder import Binder


class Hand:
    """Answers the inputs of one form by their field names."""

    def __init__(self, qtbot: QtBot, binder: Binder[Any]) -> None:
        self._qtbot, self._binder = qtbot, binder

    def type(self, field: str, text: str) -> None:
        """Type into a line, in place of what stands there."""
        target = self._focus(field)
        self._qtbot.keyClick(target, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self._qtbot.keyClicks(target, text)

    def pick(self, field: str, words: str) -> None:
        """Go through a list by its keys until it shows these words."""
        combo = self._focus(field)
        assert isinstance(combo, QComboBox)
        self._qtbot.keyClick(combo, Qt.Key.Key_Home)
        while combo.currentText() != words:
            at = combo.currentIndex()
            self._qtbot.keyClick(combo, Qt.Key.Key_Down)
            assert combo.currentIndex() > at, f"{field} does not offer {words}"

    def choose(self, field: str, words: str) -> None:
        """Click the segment or chip with these words."""
        buttons = self._binder.input(field).findChildren(QPushButton)
        (button,) = [
            button for button in buttons if button.text() == words and not button.isHidden()
        ]
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def tick(self, field: str) -> None:
        """Tick or untick a box by its key."""
        self._qtbot.keyClick(self._focus(field), Qt.Key.Key_Space)

    def _focus(self, field: str) -> QWidget:
        target = self._binder.input(field)
        target.setFocus()
        assert QApplication.focusWidget() is target, f"{field} cannot be reached"
        return target
