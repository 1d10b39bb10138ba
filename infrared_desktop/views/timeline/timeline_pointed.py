"""The timeline under a pointer: wheel, drag, click and two fingers, and the balloon beside it."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from infrared_desktop.domain.timeline.build import Timeline
from infrared_desktop.views.timeline.timeline_balloon import Balloon
from infrared_desktop.views.timeline.timeline_canvas import TimelineCanvas
from infrared_desktop.views.timeline.timeline_frame import HEADER_PX
from infrared_desktop.views.timeline.timeline_pinch import listen, pinch_in
from infrared_desktop.views.timeline.timeline_scene import Hit

ZOOM_STEP = 1.25
WHEEL_NOTCH = 120
BALLOON_LINES = 8
BELOW_PX = 8


class TimelinePointed(TimelineCanvas):
    """Zooms at the pointer, drags the days, selects and opens what is clicked, says what it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed: QPointF | None = None
        self._dragged: QPointF | None = None
        self.viewport().setMouseTracking(True)
        self._balloon = Balloon(self.viewport())
        listen(self.viewport())

    def set_timeline(self, timeline: Timeline, keep_view: bool = False) -> None:
        """Show a timeline; words and places of the one before go at once."""
        self._balloon.hide()
        self._hits, self._switches, self._pressed, self._dragged = [], [], None, None
        super().set_timeline(timeline, keep_view)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; with Shift, or sideways, move in time; over the titles, scroll."""
        turn = event.angleDelta()
        self._balloon.hide()
        if event.position().x() < self._scale.left:
            super().wheelEvent(event)
            return
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan_by(-(turn.y() or turn.x()))
        elif abs(turn.x()) > abs(turn.y()):
            self.pan_by(-turn.x())
        else:
            self.zoom_by(ZOOM_STEP ** (turn.y() / WHEEL_NOTCH), event.position().x())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        self._balloon.hide()
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the days, and the lanes where they don't all fit."""
        place = event.position()
        if self._pressed is None:
            hit = self._hit(place) or self._pill.contains(place) or self._switch_at(place)
            self._hover(place, bool(hit))
            return
        away = (place - self._pressed).manhattanLength()
        if self._dragged is None and away < QApplication.startDragDistance():
            return
        self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        moved = place - (self._dragged or self._pressed)
        self._dragged = place
        self.pan_by(-moved.x())
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() - round(moved.y()))

    def _hover(self, place: QPointF, is_live: bool) -> None:
        """Say what lies under the pointer."""
        shape = Qt.CursorShape.PointingHandCursor if is_live else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        hit = self._hit(place)
        self._balloon.say(self.balloon(place), self._around(hit) if hit else QRectF())

    def _around(self, hit: Hit) -> QRectF:
        """Return what a balloon must leave free: the event, and the values that belong to it."""
        rect = hit.rect & self._plot()
        box = self._shown.box(hit.items[0].lane) if self._shown else None
        if box and (box.measures or box.laxity):
            top = HEADER_PX - self.verticalScrollBar().value()
            rect.setTop(min(rect.top(), max(top + box.top, HEADER_PX)))
            rect.setBottom(max(rect.bottom(), top + box.bottom - BELOW_PX))
        return rect

    def leaveEvent(self, event: QEvent) -> None:
        """Let the balloon go with the pointer."""
        self._balloon.hide()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag, or select what was clicked."""
        clicked = self._pressed is not None and self._dragged is None
        self._pressed = self._dragged = None
        self.viewport().unsetCursor()
        if not clicked:
            return
        if self._pill.contains(event.position()):
            self.show_today()
        elif hit := self._hit(event.position()):
            self._select_in(hit)
        elif switch := self._switch_at(event.position()):
            self.switch_measure(switch.lane)

    def _select_in(self, hit: Hit) -> None:
        """Select what was hit; clicking a crowded sign again goes on to its next event."""
        places = [place for place, item in enumerate(hit.items) if item is self._selected]
        following = (places[0] + 1) % len(hit.items) if places else 0
        self.select_item(hit.items[following])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open one event; of several that crowd, come nearer to them."""
        hit = self._hit(event.position())
        if hit is None:
            return
        first, last = hit.items[0].day, hit.items[-1].day
        if len(hit.items) > 1 and first < last:
            self.show_days(first, last)
        else:
            self.select_item(self._selected if self._selected in hit.items else hit.items[0])
            self._open_selected()

    def viewportEvent(self, event: QEvent) -> bool:
        """Follow two fingers."""
        pinch = pinch_in(event, self.viewport())
        if pinch is not None:
            self._balloon.hide()
            self.zoom_by(pinch.factor, max(pinch.x, self._scale.left))
            event.accept()
            return True
        return super().viewportEvent(event)

    def balloon(self, place: QPointF | QPoint) -> str:
        """Return what the balloon says about a place; nothing where nothing lies."""
        hit = self._hit(QPointF(place))
        if hit is None or self._shown is None:
            return ""
        lines = [self._words(item) for item in hit.items[:BALLOON_LINES]]
        if more := len(hit.items) - len(lines):
            lines.append(self.tr("and {count} more").format(count=more))
        return "\n".join(lines)

    def _open_selected(self) -> None:
        if self._selected:
            self.opened.emit(self._selected.ref)
