"""The sheet of all keys that work here, made from the actions and parts themselves."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QWidget

from infrared_desktop.views.actions import KeyGroup
from infrared_desktop.views.look.theme import GRID

_APART = 6 * GRID
_HEIGHTS = range(16, 34, 3)  # in rows: what is tried where the groups don't fit side by side
_LEAST = 3  # rows of a group at the foot of a column: its title and two keys
_Column = list[KeyGroup]


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
        self._fit([each for each in groups if each.lines])
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

    def _fit(self, groups: list[KeyGroup]) -> None:
        """Show the groups side by side; where they don't fit, one flows on after the other."""
        room = self._over.size()
        for columns in ([[each] for each in groups], *(_flow(groups, n) for n in _HEIGHTS)):
            self._fill(columns)
            wanted = self.sizeHint()
            if wanted.width() <= room.width() and wanted.height() <= room.height():
                break
        self.adjustSize()

    def _fill(self, columns: list[_Column]) -> None:
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for at in range(self._grid.columnCount()):  # the grid keeps its widths when it is emptied
            self._grid.setColumnMinimumWidth(at, 0)
        self._grid.addWidget(_label(self.tr("Keys that work here"), "title"), 0, 0, 1, -1)
        for number, column in enumerate(columns):
            if number:
                self._grid.setColumnMinimumWidth(3 * number - 1, _APART)
            self._put(3 * number, column)
        foot = _label(self.tr("Esc closes · Alt with an underlined letter goes there"), "caption")
        self._grid.addWidget(foot, 1 + max(_height(column) for column in columns), 0, 1, -1)

    def _put(self, left: int, column: _Column) -> None:
        top = 1
        for group in column:
            self._grid.addWidget(_label(group.title, "heading"), top, left, 1, 2)
            for row, (keys, words) in enumerate(group.lines, start=top + 1):
                self._grid.addWidget(_label(keys, "strong"), row, left)
                self._grid.addWidget(_label(words, ""), row, left + 1)
            top += _height([group])


def _flow(groups: list[KeyGroup], height: int) -> list[_Column]:
    """Return columns of a height in rows; a group that goes on in the next has its title there."""
    columns: list[_Column] = [[]]
    for group in groups:
        lines = group.lines
        while lines:
            if height - _height(columns[-1]) < _LEAST:
                columns.append([])
            left = height - _height(columns[-1]) - 1
            columns[-1].append(KeyGroup(group.title, lines[:left]))
            lines = lines[left:]
    return columns


def _height(column: _Column) -> int:
    return sum(1 + len(group.lines) for group in column)


def with_keys(actions: Iterable[QAction]) -> list[QAction]:
    """Return the actions that have a key."""
    return [each for each in actions if not each.shortcut().isEmpty()]


def not_taken(actions: Iterable[QAction], by: Iterable[QAction]) -> list[QAction]:
    """Return the actions with a key that none of the others takes before them."""
    taken = {each.shortcut().toString() for each in with_keys(by)}
    return [each for each in with_keys(actions) if each.shortcut().toString() not in taken]


def key_group(title: str, actions: Iterable[QAction]) -> KeyGroup:
    """Return the keys of actions, each with its name."""
    named = ((each.shortcut().toString(), each.text()) for each in with_keys(actions))
    return KeyGroup(title, tuple((keys, text.replace("&", "")) for keys, text in named))


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    return label
