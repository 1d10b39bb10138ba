"""A person with a keyboard and eyes: keys go where the focus is, words are read where they show."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QObject, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from infrared_desktop.views.look.chips import ChipLabel
from infrared_desktop.views.look.record_header import ElidedLabel

_SPOKEN = Qt.ItemDataRole.AccessibleTextRole
_MOST_TABS = 80


class Keyboard:
    """Works a window without a mouse; `strokes` counts every key, a typed letter included."""

    def __init__(self, qtbot: QtBot, window: QWidget) -> None:
        self._qtbot, self._window = qtbot, window
        self.strokes = 0

    def press(self, *keys: str) -> None:
        """Press keys one after the other: "Ctrl+S", "Down", "A"."""
        for each in keys:
            pressed = QKeySequence(each)[0]
            self._qtbot.keyClick(self.focus(), pressed.key(), pressed.keyboardModifiers())
            self.strokes += 1

    def type(self, text: str) -> None:
        """Type words where the focus is."""
        for letter in text:
            self._qtbot.keyClicks(self.focus(), letter)
            self.strokes += 1

    def go_to(self, name: str) -> QWidget:
        """Press Tab until the input or button of that name has the focus."""
        passed = []
        for _ in range(_MOST_TABS):
            here = self.focus()
            if _name(here) == name:
                return here
            passed.append(_name(here))
            self.press("Tab")
        raise AssertionError(f"Tab does not lead to {name!r}, only to {passed}")

    def fill(self, name: str, text: str) -> None:
        """Go to an input and type into it, in place of what stands there."""
        self.go_to(name)
        self.press("Ctrl+A")
        self.type(text)

    def answer(self, name: str, words: str) -> None:
        """Go to a list or a row of answers, and press keys until these words are the answer.

        A list takes the beginning of the words and then Down, a row of answers one first letter.
        """
        here = self.go_to(name)
        is_list = isinstance(here, QComboBox)
        for letter in words.lower() if is_list else words[0].lower() * 12:
            if _chosen(here) == words or (is_list and _chosen(here).startswith(words)):
                break
            self.type(letter)
        if is_list and _chosen(here) != words:
            self.press("Down")
        assert _chosen(here) == words, f"{name!r} does not come to {words!r}: {_chosen(here)!r}"

    def choose(self, words: str) -> None:
        """Go up or down the list that has the focus to the row that says these words."""
        here = self.focus()
        assert isinstance(here, QAbstractItemView)
        model = here.model()
        lines = [_row(model, row) for row in range(model.rowCount())]
        wanted = next((row for row, line in enumerate(lines) if words in line), None)
        assert wanted is not None, f"no row says {words!r}, only {lines}"
        way = wanted - here.currentIndex().row()
        self.press(*["Down" if way > 0 else "Up"] * abs(way))
        assert words in _row(model, here.currentIndex().row())

    def tick(self, name: str) -> None:
        """Go to a box and tick it."""
        self.go_to(name)
        self.press("Space")

    def focus(self) -> QWidget:
        """Return the widget that gets the keys; there must be one, in the dialog if one is open."""
        if QApplication.activeWindow() is None:
            self._window.activateWindow()  # as a window manager does when a dialog is closed
        self._qtbot.waitUntil(lambda: _is_served(QApplication.focusWidget()))
        here = QApplication.focusWidget()
        assert here is not None
        return here

    def reads(self, *words: str) -> str:
        """Wait until all these words are in sight; return everything that is."""
        self._qtbot.waitUntil(lambda: self._assert_seen(words))
        return self.sight()

    def sight(self) -> str:
        """Return all words in sight: of the window, and of a dialog over it."""
        windows = [top for top in QApplication.topLevelWidgets() if top.isVisible()]
        return "\n".join(line for top in windows for line in _lines(top) if line)

    def count(self, act: Callable[[], None]) -> int:
        """Return how many keys an act took."""
        before = self.strokes
        act()
        return self.strokes - before

    def _assert_seen(self, words: tuple[str, ...]) -> None:
        seen = self.sight()
        for each in words:
            assert each in seen, f"{each!r} is not in sight:\n{seen}"


def _is_served(widget: QWidget | None) -> bool:
    dialog = QApplication.activeModalWidget()
    return widget is not None and dialog in (None, widget.window())


def _lines(top: QWidget) -> Iterator[str]:
    for widget in (top, *top.findChildren(QWidget)):
        if widget.window() is top and not widget.visibleRegion().isEmpty():
            yield from _said_by(widget)


def _said_by(widget: QObject) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text().replace("&", "")
    elif isinstance(widget, QLineEdit):
        yield widget.displayText()
    elif isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield widget.currentText()
    elif isinstance(widget, ChipLabel | ElidedLabel):
        yield widget.accessibleName()
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(number) for number in range(widget.count()))
    elif isinstance(widget, QAbstractItemView):
        yield from _rows(widget)


def _rows(view: QAbstractItemView) -> Iterator[str]:
    model, seen = view.model(), view.viewport().rect()
    for row in range(min(model.rowCount(), 100)):
        if seen.intersects(view.visualRect(model.index(row, 0))):
            yield _row(model, row)


def _row(model: QAbstractItemModel, row: int) -> str:
    cells = [model.index(row, column) for column in range(_columns(model))]
    return " | ".join(str(cell.data(_SPOKEN) or cell.data() or "") for cell in cells)


def _columns(model: QAbstractItemModel) -> int:
    return model.columnCount() if isinstance(model, QAbstractTableModel) else 1


def _name(widget: QWidget) -> str:
    text = widget.text().replace("&", "") if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


def _chosen(widget: QWidget) -> str:
    return widget.currentText() if isinstance(widget, QComboBox) else widget.accessibleDescription()
