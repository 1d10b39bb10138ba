"""A page that scrolls down, aside only in a narrow window, and looks like part of its place."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Sight(QScrollArea):
    """Shows a page in as much room as there is.

    Make it around an empty page and fill the page then: Qt measures what is on it at once.
    """

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        page.setProperty("role", "page")
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)

    def event(self, event: QEvent) -> bool:
        # Each move to another parent changes the style, and Qt would dress and measure the page.
        if event.type() == QEvent.Type.StyleChange and not self.isVisible():
            return True
        return super().event(event)
