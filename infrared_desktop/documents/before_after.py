"""The before-and-after sheet: photographs on one place, dates, what was given, what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

from infrared_desktop.documents.markup import pictures, plain
from infrared_desktop.documents.press import Paper
from infrared_desktop.domain.photographs.alignment import Similarity, Size

SHEET_PX = 1400  # the longer edge of a picture: 300 points an inch at half a page's width
_QUALITY = 90
_BESIDE = {2: 2, 4: 2}  # pictures in one row by how many there are; else three


@dataclass(frozen=True)
class SheetPhoto:
    """A photograph of the sheet, what stands under it, and since the first one what was done."""

    jpeg: bytes
    day: str
    words: str
    since: tuple[str, ...] = ()


@dataclass(frozen=True)
class SheetHead:
    """What stands on the sheet besides; `whom` is empty where it must not name the patient."""

    clinic: str
    whom: str
    made: str
    country: str
    subject: str
    stamps: tuple[str, ...]


def before_after_paper(head: SheetHead, photos: Sequence[SheetPhoto]) -> Paper:
    """Return the sheet: the photographs in rows, then each date beside the first."""
    title = _tr("Before and after")
    lines = [f"# {title}", plain(head.subject)]
    beside = _BESIDE.get(len(photos), 3)
    for start in range(0, len(photos), beside):
        row = [(each.jpeg, each.day, each.words) for each in photos[start : start + beside]]
        # Those of a row that is not full are no larger than the others.
        lines.append(pictures([*row, *[(b"", "", "")] * (beside - len(row))]))
    for photo in photos[1:]:
        lines.append(
            f"### {plain(_tr('{first} to {day}').format(first=photos[0].day, day=photo.day))}"
        )
        lines += [f"- {each}" for each in photo.since]
    lines.append("> " + _tr("Brightness and colours are as they were taken."))
    lines += [f"> {stamp}" for stamp in head.stamps]
    page = _tr("Page {number} of {count}")
    return Paper(title, tuple(lines), head.clinic, head.whom, head.made, "", head.country, page)


def framed(image: QImage, size: Size, by: Similarity, frame: Size) -> bytes:
    """Return a picture as it lies in the frame of the earliest one, as a JPEG without metadata."""
    zoom = SHEET_PX / frame.longer
    whole = QSize(max(round(frame.width * zoom), 1), max(round(frame.height * zoom), 1))
    made = QImage(whole, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(zoom, zoom)
    painter.setTransform(QTransform(by.a, by.b, -by.b, by.a, by.dx, by.dy), True)
    painter.drawImage(QRectF(0, 0, size.width, size.height), image)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # What PySide calls the format's type differs between its releases; both take it as text.
    made.save(buffer, "JPEG", _QUALITY)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _tr(text: str) -> str:
    return QCoreApplication.translate("BeforeAfter", text)
