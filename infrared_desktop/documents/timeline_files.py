"""A timeline as a PDF or an SVG file: charts, then every event in words, numbered as drawn."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import replace

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPagedPaintDevice, QPageLayout, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from infrared_desktop.documents.markup import plain
from infrared_desktop.documents.paper_size import page_size
from infrared_desktop.documents.press import (
    FOOT,
    HEAD,
    PER_INCH,
    Paper,
    Steps,
    lay_out,
    paint_page,
    refused,
    run_along,
)
from infrared_desktop.documents.timeline_drawing import (
    AXIS_HEIGHT,
    TITLE_WIDTH,
    Chart,
    LaneDrawing,
    height_of,
    paper_font,
)
from infrared_desktop.documents.timeline_sheet import SheetLane, TimelineSheet

_LEGEND = 26.0
_SVG_WIDTH, _SVG_MARGIN, _SVG_LINE, _SVG_LETTERS = 1120, 20.0, 14.0, 165


def to_pdf(paper: Paper, sheet: TimelineSheet, step: Steps = lambda _: None) -> bytes:
    """Return charts and list as a PDF; `paper` says what runs along each page."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setCreator("Infrared Desktop")
    # The title shows in lists of files, where a patient's name has no place.
    writer.setTitle(paper.title)
    writer.setPageSize(page_size(paper.country))
    print_sheet(writer, paper, sheet, step)
    buffer.close()
    return bytes(buffer.data().data())


def print_sheet(
    device: QPagedPaintDevice, paper: Paper, sheet: TimelineSheet, step: Steps = lambda _: None
) -> int:
    """Paint a timeline, across the page, onto a PDF or a printer; return the pages."""
    device.setPageOrientation(QPageLayout.Orientation.Landscape)
    told = replace(paper, lines=tuple(plain(line) for line in (sheet.legend, *sheet.lines)))
    listed = lay_out(device, told, lambda share: step(share * 0.5))
    scale = device.logicalDpiX() / PER_INCH
    page = QRectF(0, 0, device.width() / scale, device.height() / scale)
    charts = list(_charts(sheet, page))
    count = len(charts) + len(listed)
    painter = QPainter()
    if not painter.begin(device):
        raise refused()
    try:
        painter.scale(scale, scale)
        for number in range(1, count + 1):
            step(0.5 + (number - 1) / count / 2)
            if number > 1 and not device.newPage():
                raise refused()
            run_along(painter, paper, page, number, count)
            if number <= len(charts):
                _paint_chart(painter, sheet, *charts[number - 1], top=HEAD)
            else:
                paint_page(painter, listed[number - len(charts) - 1], page.width())
    finally:
        painter.end()
    return count


def to_svg(paper: Paper, sheet: TimelineSheet) -> bytes:
    """Return charts and list as one SVG picture, its words as text."""
    charts = [(Chart(*days, TITLE_WIDTH, _SVG_WIDTH - 2 * _SVG_MARGIN), sheet.lanes)
              for days in sheet.pages]  # fmt: skip
    lines = [part for line in (sheet.legend, *sheet.lines) for part in _wrapped(line)]
    heights = [_chart_height(lanes) + _LEGEND for _, lanes in charts]
    top = 3 * _SVG_LINE + 10
    height = round(top + sum(heights) + len(lines) * _SVG_LINE + 2 * _SVG_MARGIN)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setResolution(PER_INCH)
    generator.setSize(QSize(_SVG_WIDTH, height))
    generator.setViewBox(QRectF(0, 0, _SVG_WIDTH, height))
    generator.setTitle(paper.title)
    painter = QPainter(generator)
    painter.fillRect(QRectF(0, 0, _SVG_WIDTH, height), QColor("#ffffff"))
    painter.translate(_SVG_MARGIN, _SVG_MARGIN)
    _write(painter, [f"{paper.title} · {paper.whom}", paper.clinic, paper.made], 0.0)
    for (chart, lanes), taken in zip(charts, heights, strict=True):
        _paint_chart(painter, sheet, chart, lanes, top=top)
        top += taken
    _write(painter, lines, top)
    painter.end()
    buffer.close()
    return bytes(buffer.data().data())


def _charts(sheet: TimelineSheet, page: QRectF) -> Iterator[tuple[Chart, tuple[SheetLane, ...]]]:
    """Yield each chart of a page's width with as many lanes as the page has room for."""
    room = page.height() - HEAD - FOOT - AXIS_HEIGHT
    for first, last in sheet.pages:
        chart = Chart(first, last, TITLE_WIDTH, page.width())
        here: list[SheetLane] = []
        for lane in sheet.lanes:
            if here and sum(map(height_of, (*here, lane))) > room:
                yield chart, tuple(here)
                here = []
            here.append(lane)
        if here:
            yield chart, tuple(here)


def _paint_chart(
    painter: QPainter, sheet: TimelineSheet, chart: Chart, lanes: Sequence[SheetLane], top: float
) -> None:
    drawing = LaneDrawing(painter, chart)
    drawing.axis(top, top + _chart_height(lanes), sheet.today, sheet.today_word)
    y = top + AXIS_HEIGHT
    for lane in lanes:
        y = drawing.lane(lane, y)


def _chart_height(lanes: Sequence[SheetLane]) -> float:
    return AXIS_HEIGHT + sum(map(height_of, lanes))


def _write(painter: QPainter, lines: Sequence[str], top: float) -> None:
    painter.setPen(QColor("#000000"))
    painter.setFont(paper_font(11))
    for number, line in enumerate(lines):
        box = QRectF(0, top + number * _SVG_LINE, _SVG_WIDTH - 2 * _SVG_MARGIN, _SVG_LINE)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip), line)


def _wrapped(line: str) -> list[str]:
    return textwrap.wrap(line, _SVG_LETTERS, subsequent_indent="      ") or [""]
