"""The buttons below the form that answers a follow-up, and the keys that stand for them."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget


class AnswerButtons(QWidget):
    """Save and Cancel."""

    def __init__(self) -> None:
        super().__init__()
        self.store, self.cancel = QPushButton(self.tr("&Save")), QPushButton(self.tr("&Cancel"))
        self.store.setProperty("kind", "primary")
        self.cancel.setAutoDefault(True)  # or Enter on it would save
        keys = QLabel(self.tr("Enter saves · Esc cancels"))
        keys.setProperty("role", "caption")
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(keys)
        box.addStretch()
        box.addWidget(self.cancel)
        box.addWidget(self.store)
