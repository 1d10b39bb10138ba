"""Read a table of unknown encoding and delimiter from bytes or a file."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from infrared_desktop.domain.errors import KnownError

LIMIT_MB = 20
LIMIT_ROWS = 200_000
LIMIT_COLUMNS = 1_000
# Bounds that no real list meets, so that a hostile one costs neither minutes nor memory.
_LIMIT_LINES = 5 * LIMIT_ROWS
_LIMIT_LINE = 500_000

STANDARD_DELIMITERS = ",;\t|"
_MARKS = STANDARD_DELIMITERS + ":^~!#$%&*+/=?\\\x01\x1e\x1f¦§¬"
_PIECE = 500_000
_SAMPLE_CHARS, _SAMPLE_ROWS = 200_000, 200
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
# An e-mail, date or phone in the heading means that there is none: it is the first row.
_DATUM = re.compile(r"\S+@\S+\.\w+|\D{0,2}(?:\d[ .()/-]*){6,}")
# Tab, the line ends and the old field and record marks; no other control belongs in a text.
_CONTROL = re.compile(r"[\x00\x02-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]")


@dataclass(frozen=True)
class Row:
    """One row, and the line of the file on which it begins; the heading is on line 1."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table as it was found; rows may be ragged, blank ones are left away.

    Without a heading in the file the columns are called 1, 2, 3 …
    """

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str
    delimiter: str


def read_file(path: Path) -> Table:
    """Read a file; raise KnownError when it cannot be read, is too large or holds no table."""
    try:
        if path.stat().st_size > LIMIT_MB * 1_000_000:
            raise _too_large()
        data = path.read_bytes()
    except OSError as error:
        raise KnownError(
            "The file could not be read: {reason}. Nothing was imported. "
            "Check that it is still there and that you may open it.",
            reason=error.strerror or "unknown reason",
        ) from error
    return read_table(data)


def read_table(data: bytes) -> Table:
    """Read a table; raise KnownError when it is too large, empty or no text."""
    if len(data) > LIMIT_MB * 1_000_000:
        raise _too_large()
    text, encoding = _decode(data)
    if not re.search(r"\w", text):
        raise KnownError("The file is empty. Nothing was imported.")
    lengths = [len(line) for line in io.StringIO(text, newline=None)]
    if len(lengths) > _LIMIT_LINES or max(lengths) > _LIMIT_LINE:
        raise _too_large()
    delimiter = _delimiter(text)
    rows = _rows(text, delimiter)
    if not rows:
        raise KnownError("The file is empty. Nothing was imported.")
    if len(rows[0].cells) > LIMIT_COLUMNS:
        raise _too_large()
    heading = tuple(map(str.strip, rows[0].cells))
    if any(_DATUM.fullmatch(cell) for cell in heading):
        heading = tuple(str(number) for number, _ in enumerate(heading, start=1))
    else:
        rows = rows[1:]
    return Table(heading, tuple(rows), encoding, delimiter)


def _too_large() -> KnownError:
    return KnownError(
        "The file is too large: at most {megabytes} MB, {rows} rows and {columns} columns "
        "can be imported at once. Nothing was imported. Split it and import the parts.",
        megabytes=LIMIT_MB,
        rows=LIMIT_ROWS,
        columns=LIMIT_COLUMNS,
    )


def _decode(data: bytes) -> tuple[str, str]:
    if data.startswith(_WORKBOOKS):
        raise KnownError(
            "This is a workbook, not a text table. Nothing was imported. "
            "Open it in its program, save it as CSV, and import that."
        )
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if not _has_control(text) and not (encoding == "cp1252" and _is_garbled(text)):
            return text, encoding
    raise KnownError(
        "The file is damaged, is no text, or is in an encoding that cannot be told. "
        "Nothing was imported. Export the list again as CSV or tab-separated text in UTF-8."
    )


def _encodings(data: bytes) -> tuple[str, ...]:
    """Return what the text may be encoded in, most telling first."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return (encoding,)
    if b"\x00" not in data:
        return "utf-8", "cp1252"
    # Figures and delimiters have their zero byte first in big-endian text, else second: there are
    # many, and all on one side. Anything else with zeros in it is no text.
    first, second = data[::2].count(0), data[1::2].count(0)
    if max(first, second) < len(data) // 20 or min(first, second) > max(first, second) // 10:
        return ()
    return ("utf-16-be",) if first > second else ("utf-16-le",)


def _has_control(text: str) -> bool:
    """Look piece by piece: one search through it all would stop the whole program meanwhile."""
    starts = range(0, len(text), _PIECE)
    return any(_CONTROL.search(text, start, start + _PIECE) for start in starts)


def _is_garbled(text: str) -> bool:
    """Tell a list in Cyrillic, Greek or the like, misread as Latin-1: hardly a plain letter."""
    letters = [char for char in text[:_SAMPLE_CHARS] if char.isalpha()]
    return sum(not char.isascii() for char in letters) > 0.4 * len(letters)


def _delimiter(text: str) -> str:
    """Return the mark that parts heading and rows into the same number of columns."""
    lines = re.split(r"\r\n|\r|\n", text[:_SAMPLE_CHARS])
    heading = next((line for line in lines if re.search(r"\w", line)), "")
    marks = [mark for mark in _MARKS if mark in heading]
    sample = "\n".join(lines[:_SAMPLE_ROWS])
    # A list of one column has no delimiter; then one is taken that parts none of its cells.
    unused = next((mark for mark in "\t\x1f\x1e" if mark not in text), "\t")
    return max(marks, key=lambda mark: _fitness(sample, mark), default=unused)


def _fitness(sample: str, mark: str) -> tuple[bool, bool, float]:
    try:
        widths = [len(row.cells) for row in _parse(sample, mark)]
    except csv.Error:
        widths = []
    if not widths:
        return False, False, 0
    share = widths.count(widths[0]) / len(widths)
    return widths[0] > 1 and share >= 0.5, mark in STANDARD_DELIMITERS, share * widths[0]


def _rows(text: str, delimiter: str) -> list[Row]:
    """Return all rows; a stray quotation mark spoils its own line only."""
    try:
        rows = _parse(text, delimiter, strict=True)
    except csv.Error:
        rows = []
    if _even(rows) == len(rows) > 0:
        return rows
    try:
        rows = rows or _parse(text, delimiter)
    except csv.Error:
        return _singly(text, delimiter)
    return max(rows, _singly(text, delimiter), key=_even)


def _even(rows: list[Row]) -> int:
    """Count the rows that are as wide as the heading."""
    return sum(len(row.cells) == len(rows[0].cells) for row in rows)


def _singly(text: str, delimiter: str) -> list[Row]:
    rows: list[Row] = []
    for number, line in enumerate(io.StringIO(text, newline=None), start=1):
        try:
            rows += (Row(number, row.cells) for row in _parse(line, delimiter))
        except csv.Error:
            rows.append(Row(number, (line,)))
        _check_rows(rows)
    return rows


def _parse(text: str, delimiter: str, strict: bool = False) -> list[Row]:
    """Return the rows that hold anything; raise csv.Error where the quoting cannot be read."""
    rows: list[Row] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    line = 1
    for cells in reader:
        if any(cell and not cell.isspace() for cell in cells):
            rows.append(Row(line, tuple(cells)))
        line = reader.line_num + 1
        _check_rows(rows)
    return rows


def _check_rows(rows: list[Row]) -> None:
    if len(rows) > LIMIT_ROWS + 1:
        raise _too_large()
