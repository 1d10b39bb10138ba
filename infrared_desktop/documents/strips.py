"""Blocks set in type: each becomes strips, one line high, that a page is filled with."""

import base64
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QTextLayout, QTextLine, QTextOption

from infrared_desktop.documents.markup import Block, Form

_INDENT, _BETWEEN, _NARROWEST = 14.0, 10.0, 34.0
_KEPT_TOGETHER = 8  # lines of a table's row that never part
_SIGNATURE_WIDTH = 230.0
_FULL_PAD = 1000
_HIGHEST_PICTURE, _PICTURE_ABOVE = 480.0, 10.0


@dataclass(frozen=True)
class Style:
    """How a form of block is set: its size in pixels of 1/96 inch, and the room above it."""

    size: float
    above: float
    bold: bool = False
    grey: bool = False


STYLES = {
    Form.TITLE: Style(20, 16, bold=True),
    Form.HEADING: Style(15.5, 15, bold=True),
    Form.SMALL_HEADING: Style(12.5, 9, bold=True),
    Form.ITEM: Style(12.5, 3),
    Form.ROW: Style(12, 3),
    Form.NOTE: Style(10, 4, grey=True),
    Form.STROKES: Style(12, 6),
    Form.TEXT: Style(12.5, 5),
}
_HEADINGS = (Form.TITLE, Form.HEADING, Form.SMALL_HEADING)


@dataclass(frozen=True)
class Piece:
    """A line of type at its place; the layout has to live as long as its line."""

    x: float
    line: QTextLine
    layout: QTextLayout


@dataclass(frozen=True)
class Strip:
    """What is painted at one height; `keeps` binds it to the next, `head` is its table's head.

    One that `turns` shows nothing: what follows it begins a page.
    """

    height: float
    above: float = 0.0
    pieces: tuple[Piece, ...] = ()
    struck: bool = False
    grey: bool = False
    ruled: bool = False
    keeps: bool = False
    drawing: tuple[tuple[QPointF, ...], ...] = ()
    head: tuple["Strip", ...] = field(default=(), repr=False)
    turns: bool = False
    pictures: tuple[tuple[QRectF, QImage], ...] = ()


def font(style: Style) -> QFont:
    """Return the font of a style, measured alike for every printer."""
    made = QFont()
    made.setPixelSize(round(style.size))
    made.setBold(style.bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def set_in_type(
    blocks: Sequence[Block], width: float, step: Callable[[float], object]
) -> list[Strip]:
    """Set all blocks for a width, saying before each how far it is."""
    strips: list[Strip] = []
    for start, run in _runs(blocks):
        step(start / len(blocks))
        strips += _table(run, width) if run[0].form is Form.ROW else _block(run[0], width)
    return strips


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[int, list[Block]]]:
    """Yield each table as a whole, and every other block by itself."""
    run: list[Block] = []
    for place, block in enumerate(blocks):
        if run and not (block.form is Form.ROW and not block.begins):
            yield place - len(run), run
            run = []
        run.append(block)
    if run:
        yield len(blocks) - len(run), run


def _block(block: Block, width: float) -> list[Strip]:
    if block.form is Form.STROKES:
        return [_signature(block)]
    if block.form is Form.PICTURES:
        return _pictures(block, width)
    if block.form is Form.PAGE:
        return [Strip(0.0, turns=True)]
    style = STYLES[block.form]
    indent = _INDENT if block.form is Form.ITEM else 0.0
    lines = _lines(block.cells[0], style, width - indent)
    strips = [_strip([(indent, line)], style, block.struck) for line in lines]
    if indent and lines:
        bullet = _lines("•", style, indent)[0]
        strips[0] = replace(strips[0], pieces=(*strips[0].pieces, Piece(2.0, *bullet)))
    return _bound(strips, style.above, wholly=block.form in _HEADINGS, on=block.form in _HEADINGS)


def _bound(strips: list[Strip], above: float, wholly: bool, on: bool = False) -> list[Strip]:
    """Bind lines so that no page begins or ends with a single one of a paragraph."""
    last = len(strips) - 1
    return [
        replace(
            strip,
            above=above if place == 0 else 0.0,
            keeps=on if place == last else wholly or place in (0, last - 1),
        )
        for place, strip in enumerate(strips)
    ]


_Line = tuple[QTextLine, QTextLayout]


def _lines(text: str, style: Style, width: float) -> list[_Line]:
    layout = QTextLayout(text, font(style))
    option = QTextOption()
    option.setUseDesignMetrics(True)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[_Line] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        lines.append((line, layout))
    layout.endLayout()
    return lines


def _strip(placed: Sequence[tuple[float, _Line]], style: Style, is_struck: bool) -> Strip:
    pieces = tuple(Piece(x, *line) for x, line in placed)
    height = max((piece.line.height() for piece in pieces), default=style.size) * 1.1
    return Strip(height, pieces=pieces, struck=is_struck, grey=style.grey)


def _table(rows: Sequence[Block], width: float) -> list[Strip]:
    style = STYLES[Form.ROW]
    count = max(len(row.cells) for row in rows)
    columns = _columns(rows, count, width)
    head: tuple[Strip, ...] = ()
    strips: list[Strip] = []
    for row in rows:
        made = _row(row, columns, replace(style, bold=row.is_head))
        if row.is_head:
            head = tuple(made)
            strips += [replace(strip, keeps=True) for strip in made]
        else:
            strips += [replace(strip, head=head) for strip in made]
    return strips


def _row(row: Block, columns: Sequence[tuple[float, float]], style: Style) -> list[Strip]:
    cells = [
        [(x, line) for line in _lines(text, style, width)]
        for text, (x, width) in zip(row.cells, columns, strict=False)
    ]
    levels = zip_longest(*cells)
    strips = [_strip([one for one in level if one], style, row.struck) for level in levels]
    bound = _bound(strips, style.above, wholly=len(strips) <= _KEPT_TOGETHER)
    if bound:
        bound[-1] = replace(bound[-1], ruled=True)
    return bound


def _pictures(block: Block, width: float) -> list[Strip]:
    """Set pictures beside each other, as large as they fit, and under each its captions."""
    count = len(block.cells) // 3
    room = (width - _BETWEEN * (count - 1)) / count
    images = [QImage.fromData(base64.b64decode(cell)) for cell in block.cells[::3]]
    shapes = [each.width() / max(each.height(), 1) for each in images]
    height = min(_HIGHEST_PICTURE, *(room / max(shape, 0.1) for shape in shapes))
    columns = [((room + _BETWEEN) * n, room) for n in range(count)]
    placed = tuple(
        (QRectF(x, 0, height * shape, height), image)
        for (x, _), shape, image in zip(columns, shapes, images, strict=True)
    )
    strips = [Strip(height, _PICTURE_ABOVE, keeps=True, pictures=placed)]
    bold, plain = replace(STYLES[Form.ROW], bold=True), STYLES[Form.ROW]
    for captions, style in ((block.cells[1::3], bold), (block.cells[2::3], plain)):
        strips += _row(Block(Form.ROW, captions), columns, style)
    return [*(replace(strip, ruled=False, keeps=True) for strip in strips[:-1]), strips[-1]]


def _columns(rows: Sequence[Block], count: int, width: float) -> list[tuple[float, float]]:
    """Return place and width of each column: narrow ones get what they need, wide ones share."""
    style = STYLES[Form.ROW]
    head, body = (QFontMetricsF(font(replace(style, bold=bold))) for bold in (True, False))
    wanted = [_NARROWEST] * count
    for row in rows:
        metrics = head if row.is_head else body
        for place, text in enumerate(row.cells):
            wanted[place] = max(wanted[place], metrics.horizontalAdvance(text[:200]) + 2)
    room = width - _BETWEEN * (count - 1)
    widths = _shared(wanted, max(room, count * _NARROWEST))
    places = [sum(widths[:n]) + _BETWEEN * n for n in range(count)]
    return list(zip(places, widths, strict=True))


def _shared(wanted: Sequence[float], room: float) -> list[float]:
    if sum(wanted) <= room:
        return [*wanted[:-1], room - sum(wanted[:-1])]
    narrow, wide, fair = 0.0, list(wanted), room / len(wanted)
    # Each that takes less than its share leaves more for the others, of whom some fit then.
    while (fit := [each for each in wide if each < fair]) and len(fit) < len(wide):
        narrow += sum(fit)
        wide = [each for each in wide if each >= fair]
        fair = (room - narrow) / len(wide)
    return [each if each < min(wide) else (room - narrow) * each / sum(wide) for each in wanted]


def _signature(block: Block) -> Strip:
    """Return a drawn signature; its points are thousandths of the pad's width."""
    scale = _SIGNATURE_WIDTH / _FULL_PAD
    drawn = tuple(
        tuple(QPointF(*(float(n) * scale for n in pair.split(","))) for pair in stroke.split())
        for stroke in block.cells[0].split(";")
        if stroke.strip()
    )
    height = max((point.y() for stroke in drawn for point in stroke), default=0.0) + 6
    return Strip(height, STYLES[Form.STROKES].above, struck=block.struck, drawing=drawn)
