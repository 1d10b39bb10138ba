"""The pictures of a comparison, painted under one zoom and one place."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from infrared_desktop.domain.photographs.alignment import Point, Size
from infrared_desktop.views.look.theme import theme
from infrared_desktop.views.photos import compare_sight
from infrared_desktop.views.photos.compare_marks import Marks
from infrared_desktop.views.photos.compare_paint import CAPTION_PX, ComparePainter, Mode, Shown
from infrared_desktop.views.photos.compare_sight import Sight, fitted, panned, placed, zoomed

_SETTLED_MS = 120
FLICKER_MS = 500  # two changes a second; from three on, flashing harms some people


class CompareCanvas(QWidget):
    """Shows up to six pictures beside each other, or two of them on one place.

    Nothing moves by itself but the flicker that somebody starts.
    """

    sight_changed = Signal()
    share_changed = Signal(float)  # how far the wipe is, or how much of the later one is seen
    flickering = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: list[Shown] = []
        self.mode, self.share, self.other = Mode.ROW, 0.5, 1
        self.marks: Marks | None = None
        self.has_grid = self.has_points = self.is_blurred = False
        self.mm_per_px: float | None = None  # of the earliest picture, where somebody said it
        self._sight: Sight | None = None  # None is all of the picture
        self._later_seen = False
        self._timer = QTimer(self)
        self._timer.setInterval(FLICKER_MS)
        self._timer.timeout.connect(self.flip)
        self._settling = QTimer(self, singleShot=True)
        self._settling.setInterval(_SETTLED_MS)
        self._settling.timeout.connect(self.update)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 240)

    def set_shown(self, shown: Sequence[Shown], other: int, anew: bool) -> None:
        """Show other pictures, the earliest first; `anew` shows all of them again."""
        self._shown, self.other = list(shown), min(other, max(len(shown) - 1, 0))
        self._later_seen = False
        if anew:
            self._sight = None
        self.update()

    def set_mode(self, mode: Mode) -> None:
        """Compare in another way; a flicker ends."""
        self.stop_flicker()
        self.mode = mode
        self.update()

    def set_share(self, share: float) -> None:
        """Move the wipe, or let more or less of the later picture through."""
        self.share = min(max(share, 0.0), 1.0)
        self._settling.start()
        self.share_changed.emit(self.share)
        self.update()

    @property
    def sight(self) -> Sight:
        """What is seen now."""
        return self._sight or fitted(self._size, self._room)

    def seen(self) -> QRectF:
        """Return the part of the earliest picture that is seen, in its pixels."""
        if self._sight is None:
            return compare_sight.whole(self._size)
        return compare_sight.seen(self._sight, self._size, self._room)

    @property
    def pair(self) -> list[Shown]:
        """The earliest picture and the one that is compared with it."""
        return [self._shown[n] for n in sorted({0, self.other})] if self._shown else []

    @property
    def is_flickering(self) -> bool:
        """Whether the pictures change by themselves now."""
        return self._timer.isActive()

    def start_flicker(self) -> None:
        """Let the two pictures change twice a second, until somebody stops it."""
        if self.mode is Mode.FLICKER and len(self.pair) > 1 and self.isVisible():
            self._timer.start()
            self.flickering.emit(True)

    def stop_flicker(self) -> None:
        """Stand still."""
        if self._timer.isActive():
            self._timer.stop()
            self.flickering.emit(False)

    def flip(self) -> None:
        """Show the other one of the two."""
        self._later_seen = not self._later_seen
        self.update()

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Come nearer or go back in every picture."""
        if self._shown:
            away = at or QPointF()
            self._see(zoomed(self.sight, factor, self._size, self._room, away))

    def pan(self, dx: float, dy: float) -> None:
        """Move every picture by pixels of the screen."""
        if self._shown:
            self._see(panned(self.sight, QPointF(dx, dy), self._size))

    def fit(self) -> None:
        """Show all of the earliest picture."""
        self._see(None)

    def panes(self) -> list[tuple[Shown, QRectF]]:
        """Return the pictures with the room of each; two on one place have the same."""
        if not self._beside:
            room = self._framed(QRectF(self.rect()))
            return [(each, room) for each in self.pair]
        shown = self.pair if self.marks else self._shown
        boxes = compare_sight.panes(len(shown), QRectF(self.rect()), self._boxed)
        return [(each, self._framed(box)) for each, box in zip(shown, boxes, strict=True)]

    def place_of(self, shown: Shown, pane: QRectF, point: Point) -> QPointF:
        """Return where a share of a picture lies on the screen."""
        pixel = QPointF(point[0] * shown.size.width, point[1] * shown.size.height)
        return placed(self.sight, pane, shown.by).map(pixel)

    def share_at(self, shown: Shown, pane: QRectF, place: QPointF) -> Point:
        """Return which share of a picture lies at a place of the screen."""
        back, _ = placed(self.sight, pane, shown.by).inverted()
        pixel = back.map(place)
        return pixel.x() / shown.size.width, pixel.y() / shown.size.height

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().sunk)
        if self._shown:
            moving = self._settling.isActive()
            brush = ComparePainter(painter, self.sight, self.is_blurred, moving)
            if self._beside:
                self._paint_row(brush)
            else:
                self._paint_pair(brush)
        if self.hasFocus():
            painter.setPen(theme().accent)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.sight_changed.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        self.stop_flicker()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.stop_flicker()
        super().changeEvent(event)

    def _see(self, sight: Sight | None) -> None:
        self._sight = sight
        self._settling.start()
        self.sight_changed.emit()
        self.update()

    @property
    def _beside(self) -> bool:
        return self.mode is Mode.ROW or self.marks is not None

    @property
    def _size(self) -> Size:
        return self._shown[0].size if self._shown else Size(1, 1)

    @property
    def _boxed(self) -> Size:
        """The earliest picture with its caption, as it asks for room."""
        size = self._size
        return Size(size.width, size.height * (1 + CAPTION_PX / max(self.height(), 1)))

    @property
    def _room(self) -> QSizeF:
        boxes = self.panes()
        return boxes[0][1].size() if boxes else QSizeF(1, 1)

    def _framed(self, box: QRectF) -> QRectF:
        return box.adjusted(0, CAPTION_PX, 0, 0)

    def _paint_row(self, brush: ComparePainter) -> None:
        for side, (shown, pane) in enumerate(self.panes()):
            brush.picture(shown, pane)
            brush.caption(shown, pane.adjusted(0, -CAPTION_PX, 0, 0))
            if len(self._shown) > 2 and shown in self.pair and not self.marks:
                brush.chosen(pane)
            if self.has_grid:
                brush.grid(pane, self._size, self.mm_per_px)
            if self.marks is not None:
                self._paint_marks(brush, self.marks, side, shown, pane)
            elif self.has_points and not self.is_blurred:
                stored = shown.marks if side else self.pair[-1].onto_marks
                places = [self.place_of(shown, pane, point) for point in stored]
                brush.points(enumerate(places), pane)

    def _paint_marks(
        self, brush: ComparePainter, marks: Marks, side: int, shown: Shown, pane: QRectF
    ) -> None:
        points = sorted(marks.points[side].items())
        places = [(number, self.place_of(shown, pane, point)) for number, point in points]
        brush.points(places, pane, marks.number if side == marks.side else None)

    def _paint_pair(self, brush: ComparePainter) -> None:
        room = self._framed(QRectF(self.rect()))
        first, last = self.pair[0], self.pair[-1]
        half = room.width() / 2
        top = QRectF(room.left(), room.top() - CAPTION_PX, half, CAPTION_PX)
        if self.mode is Mode.FLICKER:
            seen = last if self._later_seen else first
            brush.picture(seen, room)
            brush.caption(seen, top.adjusted(0, 0, half, 0))
        else:
            self._paint_both(brush, room, first, last)
            brush.caption(first, top)
            brush.caption(last, top.translated(half, 0), right=True)
        if self.has_grid:
            brush.grid(room, self._size, self.mm_per_px)

    def _paint_both(self, brush: ComparePainter, room: QRectF, first: Shown, last: Shown) -> None:
        if self.mode is Mode.OVERLAY:
            brush.picture(first, room)
            brush.picture(last, room, self.share)
            return
        x = room.left() + self.share * room.width()
        brush.clipped(first, room, QRectF(room.left(), room.top(), x - room.left(), room.height()))
        brush.clipped(last, room, QRectF(x, room.top(), room.right() - x, room.height()))
        brush.handle(x, room)
