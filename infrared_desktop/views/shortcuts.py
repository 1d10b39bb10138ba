"""The sheet of all keys that work here, made from the actions and parts themselves."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QWidget

from infrared_desktop.views.actions import KeyGroup
from infrared_desktop.views.look.theme import GRID

_APART = 6 * GRID


class ShortcutSheet(QFrame):
    """A sheet over the screen: the keys that work everywhere beside those of its parts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = parent
        self._before: QWidget | None = None
        self.setProperty("role", "panel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Keys that work here"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        self._grid.setHorizontalSpacing(2 * GRID)
        self._grid.setVerticalSpacing(GRID // 2)
        self.hide()

    def toggle(self, *groups: KeyGroup) -> None:
        """Show the keys of the groups side by side, or put the sheet away."""
        if self.isVisible():
            self.put_away()
            return
        self._before = QApplication.focusWidget()
        self._fill([each for each in groups if each.lines])
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

    def _fill(self, groups: list[KeyGroup]) -> None:
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._grid.addWidget(_label(self.tr("Keys that work here"), "title"), 0, 0, 1, -1)
        for number, group in enumerate(groups):
            self._column(3 * number, group)
            # An empty column holds two groups apart; the grid keeps its width when it is emptied.
            self._grid.setColumnMinimumWidth(
                3 * number + 2, _APART if group is not groups[-1] else 0
            )
        foot = _label(self.tr("Esc closes · Alt with an underlined letter goes there"), "caption")
        self._grid.addWidget(foot, 2 + max(len(group.lines) for group in groups), 0, 1, -1)

    def _column(self, left: int, group: KeyGroup) -> None:
        self._grid.addWidget(_label(group.title, "heading"), 1, left, 1, 2)
        for row, (keys, words) in enumerate(group.lines, start=2):
            self._grid.addWidget(_label(keys, "strong"), row, left)
            self._grid.addWidget(_label(words, ""), row, left + 1)


def with_keys(actions: Iterable[QAction]) -> list[QAction]:
    """Return the actions that have a key."""
    return [each for each in actions if not each.shortcut().isEmpty()]


def key_group(title: str, actions: Iterable[QAction]) -> KeyGroup:
    """Return the keys of actions, each with its name."""
    named = ((each.shortcut().toString(), each.text()) for each in with_keys(actions))
    return KeyGroup(title, tuple((keys, text.replace("&", "")) for keys, text in named))


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label
