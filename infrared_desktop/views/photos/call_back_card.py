"""The card in which it is taken down what a recipient said when copies were called back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.look.words_label import words_label

MOST = 300  # characters


class CallBackCard(QFrame):
    """Names the recipient and the copies; Enter stores what is typed."""

    told = Signal(str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "sunken")
        self.title, self.warning = words_label("heading"), words_label("error")
        self.said = QLineEdit()
        self.said.setMaxLength(MOST)
        self.said.setAccessibleName(self.tr("What the recipient said"))
        self.caption = QLabel(self.tr("What the recipient &said"))
        self.caption.setBuddy(self.said)
        self.caption.setProperty("role", "caption")
        self.do = QPushButton(self.tr("Called back  ↵"))
        self.do.setProperty("kind", "primary")
        self.cancel = QPushButton(self.tr("Cancel  Esc"))
        self.cancel.setProperty("kind", "quiet")
        self._lay_out()
        self.said.returnPressed.connect(self._tell)
        self.do.clicked.connect(self._tell)
        self.cancel.clicked.connect(self.give_up)
        self.said.textEdited.connect(lambda _: self.warning.hide())
        self.hide()

    def ask(self, title: str) -> None:
        """Ask about the copies that a title names."""
        self.title.setText(title)
        self.said.clear()
        self.warning.hide()
        self.show()
        self.said.setFocus()

    def is_unfinished(self) -> bool:
        """Say whether something is typed that is not stored."""
        return not self.isHidden() and bool(self.said.text().strip())

    def give_up(self) -> bool:
        """Put the card away; where something is typed, warn first and do it the second time."""
        if self.is_unfinished() and self.warning.isHidden():
            self._warn(self.tr("What you typed is not stored yet. Esc again throws it away."))
            self.said.setFocus()
            return False
        self.close_card()
        return True

    def close_card(self) -> None:
        """Put the card away."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.give_up()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        if self.said.text().strip():
            self.told.emit(self.said.text().strip())
        else:
            self._warn(self.tr("Say what the recipient said, as: all are deleted."))
            self.said.setFocus()

    def _warn(self, words: str) -> None:
        self.warning.setText(words)
        self.warning.show()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self.do, self.cancel):
            button.setAutoDefault(True)
            buttons.addWidget(button)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(2 * GRID, 12, 2 * GRID, 12)
        box.setSpacing(GRID)
        for widget in (self.title, self.caption, self.said, self.warning):
            box.addWidget(widget)
        box.addLayout(buttons)
