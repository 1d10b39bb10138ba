"""Lines through what a page says, so that it is plainly not valid and can still be read."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from infrared_desktop.views.look.theme import GRID, theme

STRUCK = "said"  # the property of what is no input, and is struck all the same: a verdict in words
_ROW_PX = 40  # answers that stand in several rows are struck row by row


class Strikes(QWidget):
    """Lies over a page and strikes every answer on it; keys and mouse go through to the page.

    With `rows` the lines of its tables are struck as well.
    """

    def __init__(self, page: QWidget, rows: bool = True) -> None:
        super().__init__(page)
        self._rows = rows
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = page
        page.installEventFilter(self)
        self.hide()

    def set_shown(self, shown: bool) -> None:
        """Strike the page, or leave it as it is."""
        self.resize(self._page.size())
        self.setVisible(shown)
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.resize(self._page.size())
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(theme().stop, 1.5))
        for x, y, width in self.lines():
            painter.drawLine(x, y, x + width, y)
        painter.end()

    def lines(self) -> Iterator[tuple[int, int, int]]:
        """Yield each line as its left end and its width, in pixels of the page."""
        for each in self._page.findChildren(QWidget):
            is_input = each.property("field") and _says_something(each)
            if each.isVisible() and (is_input or each.property(STRUCK)):
                yield from self._through(each)
            elif self._rows and each.isVisible() and _is_table(each):
                assert isinstance(each, QAbstractItemView)
                yield from self._through_rows(each)

    def _through(self, each: QWidget) -> Iterator[tuple[int, int, int]]:
        corner = each.mapTo(self._page, QPoint(0, 0))
        left, width = corner.x() + GRID, each.width() - 2 * GRID
        for y in _heights(each):
            yield left, corner.y() + y, width

    def _through_rows(self, view: QAbstractItemView) -> Iterator[tuple[int, int, int]]:
        model, seen = view.model(), view.viewport()
        corner = seen.mapTo(self._page, QPoint(0, 0))
        for row in range(model.rowCount() if model else 0):
            middle = view.visualRect(model.index(row, 0)).center().y()
            if 0 <= middle < seen.height():
                yield corner.x() + GRID, corner.y() + middle, seen.width() - 2 * GRID


def _heights(each: QWidget) -> list[int]:
    if isinstance(each, QPlainTextEdit):
        line = each.fontMetrics().lineSpacing()
        count = max(1, int(each.document().size().height()))
        return [GRID + line // 2 + line * number for number in range(count)]
    if isinstance(each, QTextEdit):
        return [*_of_text(each)]
    if isinstance(each, QLabel):
        count = max(1, round(each.height() / each.fontMetrics().lineSpacing()))
        return [each.height() * (2 * number + 1) // (2 * count) for number in range(count)]
    chips = [chip for chip in each.findChildren(QAbstractButton) if chip.isVisible()]
    if chips:  # each row of them, wherever they were broken into rows
        return sorted({chip.mapTo(each, chip.rect().center()).y() for chip in chips})
    rows = 1 if isinstance(each, QLineEdit) else max(1, each.height() // _ROW_PX)
    return [each.height() * (2 * number + 1) // (2 * rows) for number in range(rows)]


def _of_text(each: QTextEdit) -> Iterator[int]:
    """Yield the middle of each line of a text that is in sight."""
    laid_out, block = each.document().documentLayout(), each.document().begin()
    above = each.viewport().y() - each.verticalScrollBar().value()
    while block.isValid():
        top = above + laid_out.blockBoundingRect(block).y()
        for number in range(block.layout().lineCount() if block.text().strip() else 0):
            line = block.layout().lineAt(number)
            y = int(top + line.y() + line.height() * 0.55)
            if 0 <= y < each.height():
                yield y
        block = block.next()


def _is_table(each: QWidget) -> bool:
    return isinstance(each, QAbstractItemView) and not isinstance(each, QHeaderView)


def _says_something(each: QWidget) -> bool:
    said: Any = each.metaObject().userProperty().read(each)
    # Nought is an answer, and so is an empty list: "none" was chosen.
    return said is not None and said is not False and said != "" and not _holds_rows(each)


def _holds_rows(each: QWidget) -> bool:
    # An editor of rows: its table and the inputs of the chosen row are struck, not the frame.
    return any(inner.property("field") for inner in each.findChildren(QWidget))
