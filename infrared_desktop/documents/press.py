"""Paper printed: pages with running head and foot, onto a PDF or a printer."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QIODevice, QLineF, QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPainter,
    QPdfWriter,
    QPen,
)

from infrared_desktop.documents.markup import read_markup
from infrared_desktop.documents.pages import Page, fill_pages
from infrared_desktop.documents.paper_size import page_size
from infrared_desktop.documents.strips import Strip, Style, font, set_in_type
from infrared_desktop.domain.errors import KnownError

PER_INCH = 96
_MARGINS_MM = QMarginsF(18, 13, 18, 12)
HEAD, FOOT = 44.0, 26.0
_RUNNING = Style(10.5, 0)
_INK, _GREY, _RULE = QColor("#000000"), QColor("#4a4a4a"), QColor("#b4b4b4")

Steps = Callable[[float], object]


@dataclass(frozen=True)
class Paper:
    """A paper in light markup, with what runs along the top and the bottom of each page.

    `whom` is the patient with number and birth date, `made` when and by whom it was made; all of
    it is in words already. `sheet` is a timeline that is drawn instead of the lines, as its text.
    """

    title: str
    lines: tuple[str, ...]
    clinic: str = ""
    whom: str = ""
    made: str = ""
    protocol: str = ""
    country: str = ""
    page: str = "Page {number} of {count}"
    sheet: str = ""


def to_pdf(paper: Paper, step: Steps = lambda _: None) -> bytes:
    """Return a paper as a PDF; `step` hears the share that is done, and may raise to end it."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setCreator("Infrared Desktop")
    # The title shows in lists of files, where a patient's name has no place.
    writer.setTitle(paper.title)
    writer.setPageSize(page_size(paper.country))
    print_paper(writer, paper, step)
    buffer.close()
    return bytes(buffer.data().data())


def print_paper(device: QPagedPaintDevice, paper: Paper, step: Steps = lambda _: None) -> int:
    """Paint a paper onto a PDF or a printer; return the pages, raise KnownError if it fails."""
    pages = lay_out(device, paper, lambda share: step(share * 0.5))
    scale = device.logicalDpiX() / PER_INCH
    width, height = device.width() / scale, device.height() / scale
    painter = QPainter()
    if not painter.begin(device):
        raise refused()
    try:
        painter.scale(scale, scale)
        for number, page in enumerate(pages, start=1):
            step(0.5 + (number - 1) / len(pages) / 2)
            if number > 1 and not device.newPage():
                raise refused()
            run_along(painter, paper, QRectF(0, 0, width, height), number, len(pages))
            paint_page(painter, page, width)
    finally:
        painter.end()
    return len(pages)


def lay_out(device: QPagedPaintDevice, paper: Paper, step: Steps = lambda _: None) -> list[Page]:
    """Return the pages of a paper as they come out of a PDF or a printer."""
    device.setPageMargins(_MARGINS_MM, QPageLayout.Unit.Millimeter)
    scale = device.logicalDpiX() / PER_INCH
    strips = set_in_type(read_markup(paper.lines), device.width() / scale, step)
    return fill_pages(strips, device.height() / scale - HEAD - FOOT)


def refused() -> KnownError:
    """Return what is told where a printer does not take its paper."""
    return KnownError(
        "The printer did not take the paper. Nothing is lost: look whether it is switched on and "
        "has paper, then print again, or save a PDF."
    )


def run_along(painter: QPainter, paper: Paper, page: QRectF, number: int, count: int) -> None:
    """Paint what runs along the top and the bottom of a page."""
    painter.setFont(font(_RUNNING))
    painter.setPen(_GREY)
    _ends(painter, page, 0, paper.clinic, paper.page.format(number=number, count=count))
    _ends(painter, page, 15, paper.whom, paper.title)
    _ends(painter, page, page.height() - 14, paper.made, paper.protocol)
    painter.setPen(QPen(_RULE, 0.7))
    for y in (33.0, page.height() - 19):
        painter.drawLine(QLineF(0, y, page.width(), y))


def _ends(painter: QPainter, page: QRectF, y: float, left: str, right: str) -> None:
    """Write at both ends of a line; what is too long on the left is cut with an ellipsis."""
    metrics = QFontMetricsF(font(_RUNNING))
    right = metrics.elidedText(right, Qt.TextElideMode.ElideRight, page.width() * 0.4)
    room = page.width() - metrics.horizontalAdvance(right) - 16
    left = metrics.elidedText(left, Qt.TextElideMode.ElideRight, room)
    box = QRectF(0, y, page.width(), 14)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute), left)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute), right)


def paint_page(painter: QPainter, page: Page, width: float) -> None:
    """Paint the strips of a page below what runs along its top."""
    for y, strip in page:
        _paint_strip(painter, strip, y + HEAD, width)


def _paint_strip(painter: QPainter, strip: Strip, y: float, width: float) -> None:
    painter.setPen(_GREY if strip.grey else _INK)
    for piece in strip.pieces:
        piece.line.draw(painter, QPointF(piece.x, y - piece.line.y()))
        if strip.struck:
            _strike(painter, piece.x, y + piece.line.ascent() * 0.66, piece.line.naturalTextRect())
    if strip.drawing:
        _draw(painter, strip, y)
    for box, image in strip.pictures:
        painter.drawImage(box.translated(0, y), image)
    if strip.ruled:
        painter.setPen(QPen(_RULE, 0.4))
        painter.drawLine(QLineF(0, y + strip.height + 1, width, y + strip.height + 1))


def _strike(painter: QPainter, x: float, y: float, text: QRectF) -> None:
    painter.setPen(QPen(_INK, 0.9))
    painter.drawLine(QLineF(x + text.left(), y, x + text.right(), y))


def _draw(painter: QPainter, strip: Strip, y: float) -> None:
    painter.setPen(QPen(_INK, 1.4, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
    for stroke in strip.drawing:
        painter.drawPolyline([QPointF(point.x(), point.y() + y) for point in stroke])
    if strip.struck:
        right = max((p.x() for stroke in strip.drawing for p in stroke), default=0.0)
        painter.drawLine(QLineF(0, y + strip.height / 2, right, y + strip.height / 2))
