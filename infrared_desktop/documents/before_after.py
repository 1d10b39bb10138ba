"""The before-and-after sheet: photographs on one place, dates, what was given, what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

from infrared_desktop.documents.markup import pictures, plain
from infrared_desktop.documents.press import Paper
from infrared_desktop.domain.photographs.alignment import Similarity, Size

SHEET_PX = 1400  # the longer edge of a picture: 300 points an inch at half a page's width
_MOST_PX = 6000  # of a photograph that is opened for it
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
    """What stands on the sheet besides; `whom` is empty where it must not name the patient.

    `subject` is empty where the photographs show different things, as their words say then.
    `is_part` says that not all of the earliest photograph is shown.
    """

    clinic: str
    whom: str
    made: str
    country: str
    subject: str
    stamps: tuple[str, ...]
    is_part: bool = False


def before_after_paper(head: SheetHead, photos: Sequence[SheetPhoto]) -> Paper:
    """Return the sheet: the photographs in rows, then each date beside the first."""
    title = _tr("Before and after")
    lines = [f"# {title}", *([plain(head.subject)] if head.subject else [])]
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
    if head.is_part:
        lines.append("> " + _tr("A part of the photographs is shown, the same part of each."))
    lines += [f"> {stamp}" for stamp in head.stamps]
    page = _tr("Page {number} of {count}")
    return Paper(title, tuple(lines), head.clinic, head.whom, head.made, "", head.country, page)


def box_px(size: Size, by: Similarity, seen: QRectF) -> int:
    """Return how large a photograph is to be opened so that the part that is seen is sharp."""
    return min(round(size.longer * by.scale * _zoom(seen)) + 1, _MOST_PX)


def framed(image: QImage, size: Size, by: Similarity, seen: QRectF) -> bytes:
    """Return a picture as it lies in the part of the earliest one that is seen.

    It is a JPEG without metadata.
    """
    zoom = _zoom(seen)
    whole = QSize(max(round(seen.width() * zoom), 1), max(round(seen.height() * zoom), 1))
    made = QImage(whole, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(zoom, zoom)
    painter.translate(-seen.topLeft())
    painter.setTransform(QTransform(by.a, by.b, -by.b, by.a, by.dx, by.dy), True)
    painter.drawImage(QRectF(0, 0, size.width, size.height), image)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # What PySide calls the format's type differs between its releases; both take it as text.
    made.save(buffer, "JPEG", _QUALITY)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _zoom(seen: QRectF) -> float:
    return SHEET_PX / max(seen.width(), seen.height(), 1.0)


def _tr(text: str) -> str:
    return QCoreApplication.translate("BeforeAfter", text)
