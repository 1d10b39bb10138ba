"""A paper on the screen as the patient will read it: large, calm, and scrolled with the keys."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextLength,
    QTextListFormat,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from infrared_desktop.documents.markup import Block, Form, read_markup
from infrared_desktop.views.look.theme import GRID, font_px, theme

# Size in pixels, bold, and room above and below, by what a line is.
_STYLES = {
    Form.TITLE: (20, True, 0, GRID),
    Form.HEADING: (16, True, 2 * GRID, 4),
    Form.SMALL_HEADING: (16, True, GRID, 4),
    Form.NOTE: (12, False, 4, 4),
}
_PLAIN = (16, False, 2, 4)


class PaperView(QTextBrowser):
    """Shows light markup; the keys that scroll work, and nothing in it can be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks: Sequence[Block] = ()
        self._text = ""
        self.setOpenLinks(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.document().setDocumentMargin(3 * GRID)
        self.document().setIndentWidth(3 * GRID)

    def show_markup(self, text: str) -> None:
        """Show a paper from its beginning; the same text again stays where it was scrolled to."""
        if text == self._text and text:
            return
        self._text, self._blocks = text, read_markup(text.splitlines())
        self._set()
        self.verticalScrollBar().setValue(0)

    def text(self) -> str:
        """Return the markup that is shown."""
        return self._text

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._blocks:
            self._set()

    def _set(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for run in _runs(self._blocks):
            if run[0].form is Form.ROW:
                _table(cursor, run)
            else:
                _line(cursor, run[0])
        cursor.endEditBlock()
        self.moveCursor(QTextCursor.MoveOperation.Start)


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield each table with all its rows, and every other block by itself."""
    run: list[Block] = []
    for block in blocks:
        if run and (block.form is not Form.ROW or block.begins):
            yield run
            run = []
        run.append(block)
    if run:
        yield run


def _line(cursor: QTextCursor, block: Block) -> None:
    size, bold, above, below = _STYLES.get(block.form, _PLAIN)
    form = QTextBlockFormat()
    form.setTopMargin(above)
    form.setBottomMargin(below)
    form.setLineHeight(120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    letters = _letters(size, bold, block.form is Form.NOTE)
    if cursor.atStart():
        cursor.setBlockFormat(form)
        cursor.setBlockCharFormat(letters)
    else:
        cursor.insertBlock(form, letters)
    if block.form is Form.ITEM:
        bullet = QTextListFormat()
        bullet.setStyle(QTextListFormat.Style.ListDisc)
        cursor.createList(bullet)
    cursor.insertText(" ".join(block.cells), letters)


def _table(cursor: QTextCursor, rows: Sequence[Block]) -> None:
    columns = max(len(row.cells) for row in rows)
    form = QTextTableFormat()
    form.setCellPadding(4)
    form.setCellSpacing(0)
    form.setBorder(0)
    form.setTopMargin(4)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    cursor.insertBlock(QTextBlockFormat(), _letters(12, False, False))
    table = cursor.insertTable(len(rows), columns, form)
    for place, row in enumerate(rows):
        for column, words in enumerate(row.cells):
            cell = table.cellAt(place, column).firstCursorPosition()
            cell.insertText(words, _letters(14, row.is_head, row.is_head))
    cursor.movePosition(QTextCursor.MoveOperation.End)


def _letters(size: int, bold: bool, muted: bool) -> QTextCharFormat:
    letters = QTextCharFormat()
    letters.setFont(font_px(size, bold=bold))
    letters.setForeground(theme().muted if muted else theme().text)
    return letters
