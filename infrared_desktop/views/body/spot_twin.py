"""What a screen reader finds of one place on the body map: an unseen button that lies over it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget


class SpotTwin(QPushButton):
    """Names a place with the patient's own side; keys and mouse are the map's own business."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def tell(self, words: str, picked: bool) -> None:
        """Say the name and state of the place, and whether it is picked."""
        if words != self.accessibleName():
            self.setAccessibleName(words)
        self.setChecked(picked)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint nothing: the map paints the place."""
