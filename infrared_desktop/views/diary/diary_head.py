"""The head of the diary: which day, what it holds, and the ways to another one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from infrared_desktop.views.inputs.date_field import DateField
from infrared_desktop.views.look.record_header import ElidedLabel
from infrared_desktop.views.look.theme import GRID


class DiaryHead(QWidget):
    """Shows the day at the left; at the right it turns, jumps and books."""

    turned = Signal(int)  # days, or weeks
    today = Signal()
    booking = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.summary = QLabel(), ElidedLabel()
        self.title.setProperty("role", "title")
        self.go_to = DateField()
        self.go_to.setProperty("ahead", True)
        self.go_to.setFixedWidth(248)
        self.go_to.setAccessibleName(self.tr("Go to a day"))
        self.go_to.setToolTip(self.tr("Go to a day: a date, +2w, M for tomorrow (G)"))
        self._lay_out()

    def _lay_out(self) -> None:
        before = _button("‹", self.tr("The day or week before (PgUp)"))
        today = _button(self.tr("Today"), self.tr("Today (T)"))
        after = _button("›", self.tr("The day or week after (PgDn)"))
        book = QPushButton(self.tr("&New booking  B"))
        book.setProperty("kind", "primary")
        before.clicked.connect(lambda: self.turned.emit(-1))
        today.clicked.connect(lambda: self.today.emit())
        after.clicked.connect(lambda: self.turned.emit(1))
        book.clicked.connect(lambda: self.booking.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID)
        row.addWidget(self.title)
        row.addWidget(self.summary, 1)
        for each in (before, today, after, self.go_to, book):
            row.addWidget(each)


def _button(text: str, words: str) -> QPushButton:
    button = QPushButton(text)
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button
