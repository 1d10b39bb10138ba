"""One row of the health page: what it is, how it stands, when it was looked at, and what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.views.health.health_words import Told
from infrared_desktop.views.look.chips import ChipLabel
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.look.words_label import words_label


class HealthRow(QFrame):
    """Says how one thing stands; `asked` is somebody's wish to look at it now."""

    asked = Signal()
    also_asked = Signal()

    def __init__(self, title: str, act: str, also: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._act = title, act
        self.setProperty("role", "panel")
        self.title, self.chip = words_label("strong", title), ChipLabel()
        self.words, self.checked = words_label("small"), words_label("caption")
        self.button, self.also = QPushButton(), QPushButton(also)
        for button in (self.button, self.also):
            button.setAutoDefault(True)
        self.also.setAccessibleName(f"{title}: {also}")
        if not also:
            self.also.hide()
        self.also.clicked.connect(lambda: self.also_asked.emit())
        self.offer()
        self.button.clicked.connect(lambda: self.asked.emit())
        self._lay_out()

    def tell(self, told: Told) -> None:
        """Say how it stands now."""
        self.chip.set_chip(told.chip)
        self.words.setText(told.words)
        self.checked.setText(told.checked or "")
        self.setAccessibleName(
            f"{self._title}: {told.chip.text}. {told.words} {told.checked or ''}"
        )

    def offer(self, act: str = "") -> None:
        """Let the button offer something else; nothing is its own act again."""
        self.button.setText(act or self._act)
        self.button.setAccessibleName(f"{self._title}: {act or self._act}")

    def _lay_out(self) -> None:
        self.title.setWordWrap(False)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.chip)
        head.addWidget(self.checked, 1)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addLayout(head)
        texts.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        row.setSpacing(2 * GRID)
        row.addLayout(texts, 1)
        for button in (self.also, self.button):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
