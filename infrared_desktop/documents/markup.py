"""Light markup: the lines of a paper, read as headings, items, table rows, notes and strokes.

`# ` to `### ` are headings, `- ` an item, `| a | b |` a row (the first of a table is its head where
`|--|` follows), `> ` a note in small print, `%0,0 40,25;` the strokes of a signature, `![ … | a |`
pictures beside each other, each with two captions. `~~` before any of them strikes it through.
A form feed alone begins a page. Any other line is a paragraph, a blank one ends what stands before.
"""

import base64
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

_SOFT_BREAK = "\N{LINE SEPARATOR}"
_BREAKS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\N{PARAGRAPH SEPARATOR}]")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f]")
_HEAD_FOLLOWS = "|--|"
_SHORT = 34  # letters of words that leave room for another pair beside them
_CELL_END = re.compile(r"(?<!\\)\|")
_MARK = re.compile(r"(#{1,3} |- |\||> |%|!\[|~~|\\)")


class Form(Enum):
    """What a line is."""

    TITLE = "# "
    HEADING = "## "
    SMALL_HEADING = "### "
    ITEM = "- "
    ROW = "|"
    NOTE = "> "
    STROKES = "%"
    PICTURES = "!["
    PAGE = "\f"
    TEXT = ""


@dataclass(frozen=True)
class Block:
    """One line of a paper as it is set; `cells` are a row's, one cell is all other text.

    Of pictures three cells belong to each: the file in Base64, and two captions.

    `begins` is that a table begins with this row, `is_head` that it is repeated on each page.
    """

    form: Form
    cells: tuple[str, ...]
    struck: bool = False
    begins: bool = False
    is_head: bool = False


def plain(text: str) -> str:
    """Return somebody's own words so that no letter of them is taken for a mark."""
    one_line = _one_line(text)
    return f"\\{one_line}" if _MARK.match(one_line) else one_line


def row(*cells: str) -> str:
    """Return a row of a table; its cells are somebody's own words."""
    kept = (_one_line(cell).replace("\\", "\\\\").replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(kept)} |"


def pairs(told: Sequence[tuple[str, str]]) -> list[str]:
    """Return pairs of caption and words, two short ones beside each other."""
    short = [pair for pair in told if len(pair[1]) <= _SHORT and "\n" not in pair[1]]
    long = [pair for pair in told if pair not in short]
    half = (len(short) + 1) // 2
    beside = [*short[half:], ("", "")]
    lines = [row(*left, *right) for left, right in zip(short[:half], beside, strict=False)]
    return [*lines, "", *(row(*pair) for pair in long)]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return a table whose head is repeated on each page; nothing where it has no rows."""
    lines = [row(*each) for each in rows]
    return [row(*head), _HEAD_FOLLOWS, *lines, ""] if lines else []


def strokes(lines: Iterable[Sequence[int]]) -> str:
    """Return a drawn signature as one line: x and y in turn for each stroke."""
    drawn = (
        " ".join(f"{x},{y}" for x, y in zip(line[::2], line[1::2], strict=False)) for line in lines
    )
    return "%" + ";".join(drawn)


def pictures(told: Iterable[tuple[bytes, str, str]]) -> str:
    """Return pictures beside each other as one line: of each its file and two captions."""
    cells = [
        cell
        for content, *captions in told
        for cell in (base64.b64encode(content).decode(), *captions)
    ]
    return f"![{row(*cells)[1:]}"


def struck(lines: Iterable[str]) -> list[str]:
    """Return lines struck through."""
    return [f"~~{line}" if line and line != _HEAD_FOLLOWS else line for line in lines]


def read_markup(lines: Iterable[str]) -> list[Block]:
    """Read the lines of a paper."""
    blocks: list[Block] = []
    in_table = False
    for line in lines:
        if line == _HEAD_FOLLOWS and in_table:
            blocks[-1] = replace(blocks[-1], is_head=True)
            continue
        block = _read(line)
        is_row = block is not None and block.form is Form.ROW
        if block is not None:
            blocks.append(replace(block, begins=is_row and not in_table))
        in_table = is_row
    return blocks


def _one_line(text: str) -> str:
    return _UNSEEN.sub("", _BREAKS.sub(_SOFT_BREAK, text.strip()))


def _read(line: str) -> Block | None:
    if line == Form.PAGE.value:
        return Block(Form.PAGE, ())
    is_struck = line.startswith("~~")
    line = line[2:] if is_struck else line
    if not line.strip():
        return None
    form = next(form for form in Form if line.startswith(form.value))
    if form is Form.ROW:
        return Block(form, _cells(line), is_struck)
    if form is Form.PICTURES:
        return Block(form, _cells(line[len(form.value) :]), is_struck)
    text = line[len(form.value) :].strip()
    return Block(form, (text.removeprefix("\\") if form is Form.TEXT else text,), is_struck)


def _cells(line: str) -> tuple[str, ...]:
    inside = line.strip().removeprefix("|").removesuffix("|")
    return tuple(_bare(cell) for cell in _CELL_END.split(inside))


def _bare(cell: str) -> str:
    return re.sub(r"\\([\\|])", r"\1", cell.strip())
