"""The sheet of all keys that work here, made from the actions themselves."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from infrared_desktop.views.theme import GRID


class ShortcutSheet(QFrame):
    """A sheet over the screen with every action and its keys."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self.setProperty("role", "panel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 3 * GRID)
        self._grid.setHorizontalSpacing(4 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self.hide()

    def toggle(self, actions: Sequence[QAction]) -> None:
        """Show the keys of the actions, or hide the sheet."""
        if self.isVisible():
            self.hide()
            return
        self._fill(actions)
        self.adjustSize()
        self.move(self._over.rect().center() - self.rect().center())
        self.show()
        self.raise_()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _fill(self, actions: Sequence[QAction]) -> None:
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        title = QLabel(self.tr("Keys that work here"))
        title.setProperty("role", "title")
        self._grid.addWidget(title, 0, 0, 1, 2)
        for row, action in enumerate(actions, start=1):
            keys = QLabel(action.shortcut().toString())
            keys.setProperty("role", "strong")
            self._grid.addWidget(keys, row, 0)
            self._grid.addWidget(QLabel(action.text().replace("&", "")), row, 1)
        self.setAccessibleName(self.tr("Keys that work here"))
