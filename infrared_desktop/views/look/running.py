"""Sentences that begin with a name in another script, and run the way of the program's language."""

import unicodedata

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

_LEFT_TO_RIGHT = "\u200e"


def running(words: str) -> str:
    """Return a sentence that stands in its order, though the name that begins it runs leftwards."""
    if QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft:
        return words
    strong = (each for each in map(unicodedata.bidirectional, words) if each in ("L", "R", "AL"))
    return words if next(strong, "L") == "L" else _LEFT_TO_RIGHT + words
