"""The button that spells out, below each rule of a panel, what stands behind its source codes."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget


class SourcesButton(QPushButton):
    """Stands at the right of a panel's title; pressed in, the sources are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("Sources"))
        self.setToolTip(self.tr("Show where the figures of each rule come from"))
        self.setProperty("kind", "quiet")
        self.setCheckable(True)

    def beside(self, title: QWidget) -> QHBoxLayout:
        """Return a row of the title and this button."""
        row = QHBoxLayout()
        row.addWidget(title, 1)
        row.addWidget(self)
        return row
