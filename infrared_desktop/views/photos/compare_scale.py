"""A scale by hand: how far two of the aligning points are apart on the skin, or on a ruler.

No camera tells how large its sensor is, so that distance and focal length alone make no scale.
"""

import math

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from infrared_desktop.views.inputs.number_field import DecimalField
from infrared_desktop.views.photos.compare_paint import Shown

_LEAST_MM, _MOST_MM = 1.0, 1000.0


class ScaleField(QWidget):
    """Asks for the distance of points 1 and 2; it is kept as long as the same pair is compared."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        caption = QLabel(self.tr("Points 1 and 2 &measure"))
        caption.setProperty("role", "caption")
        self.input = DecimalField()
        self.input.setProperty("unit", self.tr("mm"))
        self.input.setProperty("minimum", _LEAST_MM)
        self.input.setProperty("maximum", _MOST_MM)
        self.input.setAccessibleName(self.tr("Millimetres between points 1 and 2"))
        caption.setBuddy(self.input)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 8, 16, 12)
        box.setSpacing(4)
        box.addWidget(caption)
        box.addWidget(self.input)
        self.input.changed.connect(self.changed)
        self._pair: tuple[int, ...] = ()

    def offer(self, pair: list[Shown], wanted: bool) -> None:
        """Ask where two points stand and a grid is wished; of another pair it is asked anew."""
        ids = tuple(shown.photo.id for shown in pair)
        if ids != self._pair:
            self._pair = ids
            self.input.set_value(None)
        self.setVisible(wanted and len(pair) > 1 and len(pair[-1].onto_marks) > 1)

    def mm_per_px(self, pair: list[Shown]) -> float | None:
        """Return how many millimetres one pixel of the earliest picture is, if somebody said."""
        apart = self.input.get_value()
        if self.isHidden() or apart is None or self.input.problem() or len(pair) < 2:
            return None
        (ax, ay), (bx, by) = pair[-1].onto_marks[:2]
        size = pair[0].size
        return apart / math.hypot((ax - bx) * size.width, (ay - by) * size.height)
