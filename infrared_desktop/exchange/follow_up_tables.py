"""A list of follow-ups as a table for a spreadsheet program."""

import csv
import io
from collections.abc import Iterable, Sequence

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MARK = "\ufeff"  # by it spreadsheet programs know that the letters are UTF-8


def to_csv(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return the table; what a spreadsheet would take for a formula is kept from being one."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return (_MARK + text.getvalue()).encode("utf-8")


def _harmless(cell: str) -> str:
    # A telephone number begins with a plus; the quote before it is not shown by spreadsheets.
    return f"'{cell}" if cell.startswith(_STARTS_FORMULA) else cell
