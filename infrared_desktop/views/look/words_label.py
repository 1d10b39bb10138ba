"""A label for words that may be long, and that show as they are typed, whatever signs they hold."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def words_label(role: str, words: str = "") -> QLabel:
    """Make a label that wraps and takes no sign in its words for a mark of its dress."""
    label = QLabel(words)
    label.setProperty("role", role)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
