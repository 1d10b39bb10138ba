"""A step of a first start: what it asks for, and whether it has it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from infrared_desktop.views.look.theme import GRID


class StepPage(QWidget):
    """One step: it says what it asks for, and whether it has it."""

    settled = Signal()  # a check that had to wait is over and went well
    answered = Signal()  # nothing more is asked; the keys may go to the next step

    def __init__(self, title: str, lead: str) -> None:
        super().__init__()
        self.title, self.lead = title, lead

    def enter(self) -> None:
        """Put the keys into the first input."""
        self.focusNextChild()

    def check(self) -> bool:
        """Say beside the inputs what is missing; return whether nothing is."""
        return True


def stack(page: QWidget, *parts: QWidget) -> None:
    """Lay the parts of a step below each other."""
    box = QVBoxLayout(page)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(2 * GRID)
    for part in parts:
        box.addWidget(part)
    box.addStretch(1)
