"""The sheet of all keys that work here, made from the actions themselves."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QWidget

from infrared_desktop.views.look.theme import GRID

_APART = 6 * GRID


class ShortcutSheet(QFrame):
    """A sheet over the screen: the keys that work everywhere beside those of this screen."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._before: QWidget | None = None
        self.setProperty("role", "panel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Keys that work here"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 3 * GRID)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID)
        self._grid.setColumnMinimumWidth(2, _APART)
        self.hide()

    def toggle(self, everywhere: Sequence[QAction], here: Sequence[QAction]) -> None:
        """Show the keys of the actions, or put the sheet away."""
        if self.isVisible():
            self.put_away()
            return
        self._before = QApplication.focusWidget()
        self._fill(everywhere, here)
        self.adjustSize()
        self.move(self._over.rect().center() - self.rect().center())
        self.show()
        self.raise_()
        self.setFocus()

    def put_away(self) -> None:
        """Hide the sheet and give the keys back to where they were."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()
        self._before = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.put_away()

    def _fill(self, everywhere: Sequence[QAction], here: Sequence[QAction]) -> None:
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._grid.addWidget(_label(self.tr("Keys that work here"), "title"), 0, 0, 1, 5)
        self._column(0, self.tr("Everywhere"), everywhere)
        if here:
            self._column(3, self.tr("On this screen"), here)
        foot = _label(self.tr("Esc closes · Alt with an underlined letter goes there"), "caption")
        self._grid.addWidget(foot, 2 + max(len(everywhere), len(here)), 0, 1, 5)

    def _column(self, left: int, title: str, actions: Sequence[QAction]) -> None:
        self._grid.addWidget(_label(title, "heading"), 1, left, 1, 2)
        for row, action in enumerate(actions, start=2):
            self._grid.addWidget(_label(action.shortcut().toString(), "strong"), row, left)
            self._grid.addWidget(_label(action.text().replace("&", ""), ""), row, left + 1)


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label
