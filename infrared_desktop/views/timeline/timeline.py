"""The timeline as people use it: walked event by event, by wheel, mouse and keys."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from infrared_desktop.views.actions import KeyGroup
from infrared_desktop.views.timeline.timeline_canvas import TimelineCanvas
from infrared_desktop.views.timeline.timeline_scene import Hit
from infrared_desktop.views.timeline.timeline_steps import Step, stepped

ZOOM_STEP = 1.25
WHEEL_NOTCH = 120
BALLOON_LINES = 8

_STEPS = {
    Qt.Key.Key_Left: Step.EARLIER,
    Qt.Key.Key_Right: Step.LATER,
    Qt.Key.Key_Up: Step.UP,
    Qt.Key.Key_Down: Step.DOWN,
    Qt.Key.Key_Home: Step.LANE_FIRST,
    Qt.Key.Key_End: Step.LANE_LAST,
}
_FAR_STEPS = {Qt.Key.Key_Home: Step.FIRST, Qt.Key.Key_End: Step.LAST}


class TimelineView(TimelineCanvas):
    """Shows one patient's timeline and answers wheel, mouse and keys.

    Keys: + and − zoom, arrows step, Home and End go to the ends of a lane (with Ctrl of all),
    0 or F shows all, Y the last year, P this plan, T today, Page Up and Down move in time.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed: QPointF | None = None
        self._dragged: QPointF | None = None
        self.viewport().setMouseTracking(True)
        self._acts = {
            Qt.Key.Key_Plus: lambda: self._zoom_at_selection(ZOOM_STEP),
            Qt.Key.Key_Equal: lambda: self._zoom_at_selection(ZOOM_STEP),
            Qt.Key.Key_Minus: lambda: self._zoom_at_selection(1 / ZOOM_STEP),
            Qt.Key.Key_0: self.fit_all,
            Qt.Key.Key_F: self.fit_all,
            Qt.Key.Key_Y: self.show_last_year,
            Qt.Key.Key_P: self.show_plan,
            Qt.Key.Key_T: self.show_today,
            Qt.Key.Key_PageUp: lambda: self.pan_by(-self._scale.width * 0.8),
            Qt.Key.Key_PageDown: lambda: self.pan_by(self._scale.width * 0.8),
            Qt.Key.Key_Return: self._open_selected,
            Qt.Key.Key_Enter: self._open_selected,
        }

    def keys(self) -> KeyGroup:
        """Return the keys that the timeline answers, and what they do."""
        lines = (
            ("← →", self.tr("Event before, event after")),
            ("↑ ↓", self.tr("Lane above, lane below")),
            ("Home End", self.tr("First, last of the lane")),
            ("Ctrl+Home End", self.tr("First, last of all")),
            ("Enter", self.tr("Open the record")),
            ("+ −", self.tr("Zoom in, zoom out")),
            ("PgUp PgDown", self.tr("Earlier, later")),
            ("0 F", self.tr("Show all")),
            ("Y", self.tr("Show the last year")),
            ("P", self.tr("Show this plan")),
            ("T", self.tr("Show today")),
        )
        return KeyGroup(self.tr("In the timeline"), lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the keys named above; leave all others to the window."""
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        far = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        step = _FAR_STEPS.get(key) if far else _STEPS.get(key)
        act = (
            None if far and key not in (Qt.Key.Key_Plus, Qt.Key.Key_Minus) else self._acts.get(key)
        )
        if modifiers & Qt.KeyboardModifier.AltModifier or not (step or act):
            super().keyPressEvent(event)
        elif step and self._shown:
            self.select_item(stepped(self._shown, self._selected, step))
        elif act:
            act()

    def _zoom_at_selection(self, factor: float) -> None:
        x = self._scale.x(self._selected.day.toordinal() + 0.5) if self._selected else None
        seen = x is not None and self._scale.left <= x <= self._scale.right
        self.zoom_by(factor, x if seen else None)

    def _open_selected(self) -> None:
        if self._selected:
            self.opened.emit(self._selected.ref)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer; with Shift, or sideways, move in time; over the titles, scroll."""
        turn = event.angleDelta()
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
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the days, and the lanes where they don't all fit."""
        place = event.position()
        if self._pressed is None:
            hit = self._hit(place) or self._pill.contains(place)
            shape = Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
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
        """Say in a balloon what lies under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            text = self.balloon(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), text, self.viewport())
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

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()
