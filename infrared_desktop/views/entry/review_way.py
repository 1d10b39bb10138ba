"""The way from the entrance to a review copy, on a computer that may have no clinic."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QPushButton


class ReviewButton(QPushButton):
    """Asks which review copy is meant, and tells it."""

    chosen = Signal(object)  # Path

    def __init__(self) -> None:
        super().__init__(_words("Open a review copy …"))
        self.setProperty("kind", "quiet")
        self.setAutoDefault(True)
        self.clicked.connect(self._ask)

    def _ask(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # see docs/decisions/0009

        from infrared_desktop.start import REVIEW_SUFFIX

        kinds = _words("Review copies (*{suffix})").format(suffix=REVIEW_SUFFIX)
        name, _ = QFileDialog.getOpenFileName(self, _words("Open a review copy"), "", kinds)
        if name:
            self.chosen.emit(Path(name))


def _words(text: str) -> str:
    return QCoreApplication.translate("ReviewWay", text)
