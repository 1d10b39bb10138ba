"""Pictures made equally bright for viewing; what is stored, printed and handed over stays."""

import math
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

_GAMMA = 2.2
_SMALL = 64
_MOST_STOPS = 2.0
_DARKEST = 1e-4


@dataclass(frozen=True)
class Matched:
    """A picture as bright as another one, and by how many stops it was made so."""

    image: QImage
    stops: float


def brightness(image: QImage) -> float:
    """Return the mean light of a picture's middle, from 0 to 1; the ground around counts less."""
    ignore, smooth = (
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    width, height = image.width(), image.height()
    middle = image.copy(width // 6, height // 6, max(width * 2 // 3, 1), max(height * 2 // 3, 1))
    grey = middle.scaled(_SMALL, _SMALL, ignore, smooth).convertToFormat(
        QImage.Format.Format_Grayscale8
    )
    shades = bytes(grey.constBits())
    return sum(math.pow(shade / 255, _GAMMA) for shade in shades) / len(shades)


def match(image: QImage, wanted: float) -> Matched:
    """Return a picture with the mean light that is wanted, within two stops either way.

    It takes a while for a large picture: call it beside the window.
    """
    present = max(brightness(image), _DARKEST)
    stops = math.log2(max(wanted, _DARKEST) / present)
    stops = min(max(stops, -_MOST_STOPS), _MOST_STOPS)
    # Three bytes a pixel, as a fourth one must not be changed along with them.
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    shades = bytes(rgb.constBits()).translate(_table(2.0**stops))
    made = QImage(shades, rgb.width(), rgb.height(), rgb.bytesPerLine(), rgb.format())
    # The image would go on pointing into bytes that end with this call.
    return Matched(made.convertToFormat(QImage.Format.Format_RGB32), stops)


def _table(gain: float) -> bytes:
    lit = (255 * (shade / 255 * gain ** (1 / _GAMMA)) for shade in range(256))
    return bytes(min(255, round(shade)) for shade in lit)
