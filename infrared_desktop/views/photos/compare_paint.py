"""What a comparison paints: pictures under one sight, their dates, a grid and the points."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF

from infrared_desktop.domain.photographs.alignment import Point, Similarity, Size
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.photographs import Photo
from infrared_desktop.views.look.theme import font_px, theme
from infrared_desktop.views.photos.compare_sight import Sight, placed

CAPTION_PX = 46.0
_CELLS = 8  # of the grid, along the shorter edge of the earliest picture
_RING_PX, _REACH_PX = 9.0, 15.0
_CELL_PX, _BAR_PX, _ROUND_CM = 32.0, 60.0, (0.1, 0.2, 0.5, 1, 2, 5, 10, 20)
_BLUR_PX = 14
_LIGHT, _SHADE = QColor(255, 255, 255, 225), QColor(0, 0, 0, 150)
_POINTS = (QColor("#ffb000"), QColor("#4cc9f0"), QColor("#f72585"))


class Mode(StrEnum):
    """How pictures are compared."""

    ROW = "row"
    WIPE = "wipe"
    FLICKER = "flicker"
    OVERLAY = "overlay"


@dataclass(eq=False)
class Shown:
    """A photograph in the comparison; its size is that of the whole picture as it is turned.

    `by` lays it onto the earliest one, and `marks` are the points by which it does, in shares.
    """

    photo: Stored[Photo]
    size: Size
    by: Similarity
    day: str
    words: str
    marks: tuple[Point, ...] = ()
    onto_marks: tuple[Point, ...] = ()
    image: QImage | None = None
    matched: QImage | None = None
    refusal: str = ""

    @property
    def seen(self) -> QImage | None:
        """The picture as it is shown, made equally bright where that is wished."""
        return self.matched or self.image


class ComparePainter:
    """Paints the pictures of one comparison under one sight."""

    def __init__(
        self, painter: QPainter, sight: Sight, blurred: bool = False, moving: bool = False
    ) -> None:
        self._painter, self._sight, self._blurred = painter, sight, blurred
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # A picture that moves is painted faster, and finely once it stands still.
        smooth = blurred or not moving
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)

    def picture(self, shown: Shown, pane: QRectF, opacity: float = 1.0) -> None:
        """Paint a picture in its pane, or say why it is not there."""
        image = shown.seen
        if image is None or image.isNull():
            self._instead(shown, pane)
            return
        if self._blurred:
            image = _blurred(image)
        self._painter.save()
        self._painter.setClipRect(pane, Qt.ClipOperation.IntersectClip)
        self._painter.setOpacity(opacity)
        self._painter.setTransform(placed(self._sight, pane, shown.by), True)
        whole = QRectF(0, 0, shown.size.width, shown.size.height)
        self._painter.drawImage(whole, image)
        self._painter.restore()

    def clipped(self, shown: Shown, pane: QRectF, clip: QRectF) -> None:
        """Paint the part of a picture that lies in a clip."""
        self._painter.save()
        self._painter.setClipRect(clip)
        self.picture(shown, pane)
        self._painter.restore()

    def caption(self, shown: Shown, box: QRectF, right: bool = False) -> None:
        """Write date and place in the course over a picture."""
        colours = theme()
        edge = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        lines = ((shown.day, 14, True, colours.text), (shown.words, 12, False, colours.muted))
        for place, (text, size, bold, colour) in enumerate(lines):
            self._painter.setFont(font_px(size, bold=bold))
            self._painter.setPen(colour)
            line = QRectF(box.x() + 4, box.y() + 3 + 20 * place, box.width() - 8, 20)
            metrics = self._painter.fontMetrics()
            fits = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(line.width()))
            self._painter.drawText(line, int(edge | Qt.AlignmentFlag.AlignVCenter), fits)

    def chosen(self, pane: QRectF) -> None:
        """Underline the caption of one of the two that the words beside speak of."""
        line = QRectF(pane.left() + 4, pane.top() - 4, pane.width() - 8, 3)
        self._painter.fillRect(line, theme().accent)

    def grid(self, pane: QRectF, size: Size, mm_per_px: float | None) -> None:
        """Lay one grid over every picture, in round centimetres where the scale is known."""
        if not mm_per_px:
            self._lattice(pane, size, min(size.width, size.height) / _CELLS)
            return
        px_per_cm = 10 / mm_per_px
        per_cm = px_per_cm * self._sight.zoom
        self._lattice(pane, size, px_per_cm * _round_cm(_CELL_PX / per_cm))
        self._bar(pane, per_cm)

    def _lattice(self, pane: QRectF, size: Size, cell: float) -> None:
        sight, middle = self._sight, pane.center()
        lines = []
        for number in range(int(size.width / cell) + 1):
            x = middle.x() + (number * cell - sight.x) * sight.zoom
            lines.append(QLineF(x, pane.top(), x, pane.bottom()))
        for number in range(int(size.height / cell) + 1):
            y = middle.y() + (number * cell - sight.y) * sight.zoom
            lines.append(QLineF(pane.left(), y, pane.right(), y))
        self._painter.save()
        self._painter.setClipRect(pane)
        for colour, width in ((_SHADE, 1.6), (_LIGHT, 0.8)):
            self._painter.setPen(QPen(colour, width))
            self._painter.drawLines(lines)
        self._painter.restore()

    def _bar(self, pane: QRectF, per_cm: float) -> None:
        """Draw a bar of a round length, with the length over it."""
        length = _round_cm(_BAR_PX / per_cm)
        right, y = pane.left() + 16 + length * per_cm, pane.bottom() - 16
        for colour, width in ((_SHADE, 7.0), (_LIGHT, 3.0)):
            self._painter.setPen(QPen(colour, width))
            self._painter.drawLine(QLineF(pane.left() + 16, y, right, y))
        self._painter.setFont(font_px(14, bold=True))
        self._painter.setPen(QColor("#ffffff"))
        words = f"{length:g} cm"
        tag = QRectF(
            pane.left() + 12, y - 28, self._painter.fontMetrics().horizontalAdvance(words) + 12, 20
        )
        self._painter.fillRect(tag, _SHADE)
        self._painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, words)

    def points(
        self, places: Iterable[tuple[int, QPointF]], pane: QRectF, current: int | None = None
    ) -> None:
        """Draw points with their numbers and the lines between them; the current one is larger."""
        drawn = list(places)
        self._painter.save()
        self._painter.setClipRect(pane)
        self._lines([place for _, place in drawn])
        for number, place in drawn:
            self._point(number, place, number == current)
        self._painter.restore()

    def handle(self, x: float, pane: QRectF) -> None:
        """Draw the line of the wipe, with a knob to take it by."""
        for colour, width in ((_SHADE, 4.0), (_LIGHT, 2.0)):
            self._painter.setPen(QPen(colour, width))
            self._painter.drawLine(QLineF(x, pane.top(), x, pane.bottom()))
        self._painter.setBrush(theme().accent)
        self._painter.drawEllipse(QPointF(x, pane.center().y()), 9, 9)

    def _lines(self, places: Sequence[QPointF]) -> None:
        if len(places) < 2:
            return
        shape = QPolygonF([*places, places[0]])
        for colour, width in ((_SHADE, 3.5), (_LIGHT, 1.5)):
            self._painter.setPen(QPen(colour, width))
            self._painter.drawPolyline(shape)

    def _point(self, number: int, place: QPointF, is_current: bool) -> None:
        colour = _POINTS[number % len(_POINTS)]
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        reach = _REACH_PX if is_current else _RING_PX
        for ink, width in ((_SHADE, 4.0), (colour, 2.0)):
            self._painter.setPen(QPen(ink, width))
            self._painter.drawEllipse(place, _RING_PX, _RING_PX)
            for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
                inner, outer = QPointF(dx, dy) * 3.0, QPointF(dx, dy) * reach
                self._painter.drawLine(QLineF(place + inner, place + outer))
        self._painter.setFont(font_px(12, bold=True))
        tag = QRectF(place.x() + 9, place.y() - 26, 18, 18)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        self._painter.drawEllipse(tag)
        self._painter.setPen(QColor("#101214"))
        self._painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, str(number + 1))

    def _instead(self, shown: Shown, pane: QRectF) -> None:
        self._painter.setFont(font_px(14))
        self._painter.setPen(theme().stop if shown.refusal else theme().muted)
        room = pane.adjusted(12, 12, -12, -12)
        flags = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)
        self._painter.drawText(room, flags, shown.refusal or "…")


def _round_cm(least: float) -> float:
    return next((cm for cm in _ROUND_CM if cm >= least), _ROUND_CM[-1])


def _blurred(image: QImage) -> QImage:
    smooth = Qt.TransformationMode.SmoothTransformation
    return image.scaled(_BLUR_PX, _BLUR_PX, Qt.AspectRatioMode.KeepAspectRatio, smooth)
