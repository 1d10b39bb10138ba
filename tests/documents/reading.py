"""Reads PDFs back, and says which letters each page ought to hold."""

import io
import unicodedata
from collections import Counter

from pypdf import PdfReader
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QPdfWriter

from infrared_desktop.documents.paper_size import page_size
from infrared_desktop.documents.press import Paper, lay_out
from infrared_desktop.documents.strips import Strip


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def wrong_pages(paper: Paper, pdf: bytes, every: int = 1) -> list[str]:
    """Return what is wrong on the pages of a PDF, of which the reader looks at every so-manieth."""
    read, wanted = PdfReader(io.BytesIO(pdf)).pages, texts_set(paper)
    wrong = [] if len(read) == len(wanted) else [f"{len(read)} pages instead of {len(wanted)}"]
    for number in sorted({*range(1, len(read) + 1, every), len(read)}):
        told = read[number - 1].extract_text()
        heads = (paper.page.format(number=number, count=len(read)), paper.clinic, paper.made)
        wrong += [f"page {number}: no {head}" for head in heads if flat(head) not in flat(told)]
        missing = letters(wanted[number - 1] + paper.whom) - letters(told)
        lost = {letter: n for letter, n in missing.items() if letter.isalnum()}
        wrong += [f"page {number} lacks {lost}"] if lost else []
    return wrong


def flat(text: str) -> str:
    """Return a text with single blanks, and each letter in its plain form."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


def letters(text: str) -> Counter[str]:
    """Count the letters of a text: their order is a matter of the reader and the script."""
    return Counter("".join(unicodedata.normalize("NFKC", text).split()))


def texts_set(paper: Paper) -> list[str]:
    """Return what stands on each page of a PDF between head and foot."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(page_size(paper.country))
    pages = lay_out(writer, paper)
    return [" ".join(_text(strip) for _, strip in page) for page in pages]


def _text(strip: Strip) -> str:
    parts = []
    for piece in strip.pieces:
        start, length = piece.line.textStart(), piece.line.textLength()
        parts.append(piece.layout.text()[start : start + length])
    return " ".join(parts)
