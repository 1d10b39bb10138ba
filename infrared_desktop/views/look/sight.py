"""A page that scrolls down, aside only in a narrow window, and looks like part of its place."""

from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Sight(QScrollArea):
    """Shows a page in as much room as there is."""

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        page.setProperty("role", "page")
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
