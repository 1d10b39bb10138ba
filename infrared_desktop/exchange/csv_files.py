"""Rows as a CSV file that a spreadsheet opens as text, and never as a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from infrared_desktop.domain.spreadsheets import harmless


def as_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Return the bytes of a file: UTF-8 with the mark by which spreadsheets know it."""
    text = StringIO()
    csv.writer(text).writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
