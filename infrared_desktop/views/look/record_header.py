"""The head of a record that is signed: what and whom, whether it is safe, what can be done."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from infrared_desktop.views.look.chips import Chip, ChipLabel
from infrared_desktop.views.look.theme import GRID, theme

_WHOLE_CHIP_PX = 200


class RecordHeader(QWidget):
    """Shows title, patient and state at the left and the buttons at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.line = QLabel(), ElidedLabel()
        self.title.setProperty("role", "title")
        self.chip = ChipLabel()
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(GRID)
        self._top = top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(self.title)
        top.addWidget(self.chip)
        top.addStretch(1)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addLayout(top)
        texts.addWidget(self.line)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(texts, 1)
        row.addLayout(self._buttons)

    def set_words(self, title: str, line: str) -> None:
        """Say what this is, and about whom."""
        self.title.setText(title)
        self.line.set_words(line)

    def set_chip(self, chip: Chip | None) -> None:
        """Say whether it is safe; short words as of a draft are never cut."""
        self.chip.set_chip(chip)
        self.chip.setMinimumWidth(min(self.chip.sizeHint().width(), _WHOLE_CHIP_PX))

    def add_to_title(self, widget: QWidget) -> None:
        """Put a widget at the right end of the line of the title."""
        self._top.addWidget(widget)

    def add_buttons(self, buttons: Sequence[QPushButton]) -> None:
        """Put buttons at the right end, in order."""
        for button in buttons:
            button.setAutoDefault(True)
            self._buttons.addWidget(button)


class ElidedLabel(QWidget):
    """One muted line; a long name is cut in the middle, so that birth date and number stay."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(120)
        self.setFixedHeight(20)

    def set_words(self, words: str) -> None:
        """Show other words."""
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def text(self) -> str:
        """Return the whole line."""
        return self._words

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme().muted)
        shown = self.fontMetrics().elidedText(
            self._words, Qt.TextElideMode.ElideMiddle, self.width()
        )
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), left, shown)
        painter.end()
