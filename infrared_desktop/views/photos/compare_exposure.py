"""Pictures made equally bright for viewing; what is stored, printed and handed over stays."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

from infrared_desktop.domain.photographs.alignment import Similarity, Size

_GAMMA = 2.2
_SMALL = 96
_MOST_STOPS = 2.0
_DARKEST = 1e-4
_OPAQUE = 250
_LINEAR = [math.pow(shade / 255, _GAMMA) for shade in range(256)]


@dataclass(frozen=True)
class Laid:
    """A picture, how large the whole is, and how it lies onto the earliest one."""

    image: QImage
    size: Size
    by: Similarity


@dataclass(frozen=True)
class Matched:
    """A picture as bright as another one, and by how many stops it was made so."""

    image: QImage
    stops: float


def match(picture: Laid, first: Laid) -> Matched:
    """Return a picture with the mean light of the earliest one, within two stops either way.

    Only what both of them show is measured. It takes a while: call it beside the window.
    """
    mine, theirs = _common_light(_small(picture, first.size), _small(first, first.size))
    stops = math.log2(max(theirs, _DARKEST) / max(mine, _DARKEST))
    stops = min(max(stops, -_MOST_STOPS), _MOST_STOPS)
    return Matched(brighter(picture.image, stops), stops)


def brighter(image: QImage, stops: float) -> QImage:
    """Return a picture with more light by so many stops, or with less below zero."""
    # Three bytes a pixel, as a fourth one must not be changed along with them.
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    shades = bytes(rgb.constBits()).translate(_table(2.0**stops))
    made = QImage(shades, rgb.width(), rgb.height(), rgb.bytesPerLine(), rgb.format())
    # The conversion copies: the image would go on pointing into bytes that end with this call.
    return made.convertToFormat(QImage.Format.Format_RGB32)


def _small(picture: Laid, frame: Size) -> bytes:
    """Return the picture small, as it lies in the frame of the earliest one; clear beside it."""
    image = QImage(_SMALL, _SMALL, QImage.Format.Format_RGBA8888)
    image.fill(Qt.GlobalColor.transparent)
    by = picture.by
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.scale(_SMALL / frame.width, _SMALL / frame.height)
    painter.setTransform(QTransform(by.a, by.b, -by.b, by.a, by.dx, by.dy), True)
    painter.drawImage(QRectF(0, 0, picture.size.width, picture.size.height), picture.image)
    painter.end()
    return bytes(image.constBits())


def _common_light(one: bytes, other: bytes) -> tuple[float, float]:
    sums, count = [0.0, 0.0], 0
    for at in range(0, len(one), 4):
        if one[at + 3] >= _OPAQUE and other[at + 3] >= _OPAQUE:
            count += 1
            for place, shades in enumerate((one, other)):
                red, green, blue = (_LINEAR[shades[at + part]] for part in range(3))
                sums[place] += 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return (sums[0] / count, sums[1] / count) if count else (1.0, 1.0)


def _table(gain: float) -> bytes:
    lit = (shade * gain ** (1 / _GAMMA) for shade in range(256))
    return bytes(min(255, round(shade)) for shade in lit)
