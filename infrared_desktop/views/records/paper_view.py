"""A paper on the screen, as the patient will read it: light markup, large, to be scrolled."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby

from PySide6.QtWidgets import QTextBrowser, QWidget

from infrared_desktop.documents.markup import Block, Form, read_markup

_TAGS = {
    Form.TITLE: "h2",
    Form.HEADING: "h3",
    Form.SMALL_HEADING: "h4",
    Form.TEXT: "p",
    Form.NOTE: "small",
}


class PaperView(QTextBrowser):
    """Shows a paper; its colours are the window's, and its links lead nowhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setProperty("role", "paper")
        self.document().setDocumentMargin(24)
        self._text = ""

    def show_text(self, text: str) -> None:
        """Show light markup from its beginning; the same text again stays where it is."""
        if text != self._text:
            self._text = text
            self.setHtml("".join(_html(read_markup(text.splitlines()))))

    def text(self) -> str:
        """Return what is shown, as light markup."""
        return self._text


def _html(blocks: Iterable[Block]) -> Iterator[str]:
    for form, group in groupby(blocks, key=lambda block: block.form):
        if form is Form.ITEM:
            yield f"<ul>{''.join(f'<li>{_words(each)}</li>' for each in group)}</ul>"
        elif form is Form.ROW:
            yield f'<table cellpadding="4">{"".join(map(_row, group))}</table>'
        elif form in _TAGS:
            tag = _TAGS[form]
            yield from (f"<{tag}>{_words(each)}</{tag}>" for each in group)


def _row(block: Block) -> str:
    tag = "th align='left'" if block.is_head else "td"
    cells = (f"<{tag}>{escape(cell)}</{tag[:2]}>" for cell in block.cells)
    return f"<tr>{''.join(cells)}</tr>"


def _words(block: Block) -> str:
    words = escape(" ".join(block.cells)).replace("\N{LINE SEPARATOR}", "<br>")
    return f"<s>{words}</s>" if block.struck else words
