"""The pictures of a comparison as people use them: by wheel, mouse and keys."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from infrared_desktop.domain.photographs.alignment import Point
from infrared_desktop.views.actions import KeyGroup
from infrared_desktop.views.photos.compare_canvas import CompareCanvas
from infrared_desktop.views.photos.compare_marks import Marks
from infrared_desktop.views.photos.compare_paint import Mode, Shown

_STEP, _NOTCH = 1.25, 120
_PAN_PX, _GRIP_PX = 40, 12
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class CompareView(CompareCanvas):
    """Answers the keys that `keys` names; a click sets a point while aligning."""

    marked = Signal()  # a point was set or moved
    looked = Signal()  # somebody wants to see what is blurred

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dragged: QPointF | None = None
        self._wiping = False

    def keys(self) -> KeyGroup:
        """Return the keys that the pictures answer, and what they do."""
        lines = (
            ("← → ↑ ↓", self.tr("Move all pictures, or the point that is being set")),
            ("+ −", self.tr("Come nearer, go back")),
            ("0", self.tr("Show all")),
            (", .", self.tr("Move the wipe, or more or less of the later one")),
            (self.tr("Space"), self.tr("Start or stop the flicker")),
            ("Enter", self.tr("Change to the other picture once; set the next point")),
        )
        return KeyGroup(self.tr("In the pictures"), lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        arrow, marks = _ARROWS.get(key), self.marks
        if event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
            super().keyPressEvent(event)
        elif arrow and marks and marks.current:
            far = 10 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
            self._nudge(marks, *(each * far for each in arrow))
        elif arrow:
            self.pan(*(-each * _PAN_PX for each in arrow))
        elif not self._answer(key):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer, in every picture alike."""
        pane = next((box for _, box in self.panes() if box.contains(event.position())), None)
        if pane is not None:
            factor = _STEP ** (event.angleDelta().y() / _NOTCH)
            self.zoom(factor, event.position() - pane.center())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to drag the pictures or the wipe; set a point while aligning."""
        if event.button() is not Qt.MouseButton.LeftButton or not self._shown:
            return
        if self.is_blurred:
            self.looked.emit()
        elif self.marks is not None:
            self._mark(event.position(), self.marks)
        else:
            self._dragged = event.position()
            self._wiping = self.mode is Mode.WIPE and self._is_on_wipe(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the wipe, or every picture."""
        if self._dragged is None:
            return
        moved, self._dragged = event.position() - self._dragged, event.position()
        if self._wiping:
            pane = self.panes()[0][1]
            self.set_share((event.position().x() - pane.left()) / pane.width())
        else:
            self.pan(moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a drag."""
        self._dragged, self._wiping = None, False

    def _answer(self, key: Qt.Key) -> bool:
        acts = {
            Qt.Key.Key_Plus: lambda: self.zoom(_STEP),
            Qt.Key.Key_Equal: lambda: self.zoom(_STEP),
            Qt.Key.Key_Minus: lambda: self.zoom(1 / _STEP),
            Qt.Key.Key_0: self.fit,
            Qt.Key.Key_Comma: lambda: self.set_share(self.share - 0.05),
            Qt.Key.Key_Period: lambda: self.set_share(self.share + 0.05),
            Qt.Key.Key_Space: self.turn_flicker,
            Qt.Key.Key_Return: self._enter,
            Qt.Key.Key_Enter: self._enter,
            Qt.Key.Key_Backspace: self._unmark,
        }
        act = acts.get(key)
        if act is not None:
            act()
        return act is not None

    def turn_flicker(self) -> None:
        """Start the flicker, or stop it."""
        if self.is_flickering:
            self.stop_flicker()
        else:
            self.start_flicker()

    def _enter(self) -> None:
        if self.is_blurred:
            self.looked.emit()
        elif self.marks is not None:
            self._go_on(self.marks)
        elif self.mode is Mode.FLICKER:
            self.flip()

    def _go_on(self, marks: Marks) -> None:
        """Set the current point in the middle where there is none, else go on to the next."""
        if marks.current is not None:
            marks.go_on()
        if marks.current is None:
            shown, pane = self.panes()[marks.side]
            marks.put(marks.side, self.share_at(shown, pane, pane.center()))
        self._tell_marked()

    def _mark(self, place: QPointF, marks: Marks) -> None:
        for side, (shown, pane) in enumerate(self.panes()):
            if pane.contains(place):
                near = self._number_near(place, shown, pane, marks.points[side])
                if near is not None:
                    marks.choose(side, near)
                elif side == marks.side and marks.current is not None:
                    marks.go_on()
                marks.put(side, self.share_at(shown, pane, place))
                self._tell_marked()

    def _number_near(
        self, place: QPointF, shown: Shown, pane: QRectF, points: dict[int, Point]
    ) -> int | None:
        for number, point in points.items():
            away = self.place_of(shown, pane, point) - place
            if away.manhattanLength() <= _GRIP_PX:
                return number
        return None

    def _nudge(self, marks: Marks, dx: float, dy: float) -> None:
        shown = self.pair[marks.side]
        pixel = self.sight.zoom * shown.by.scale
        marks.move(dx / pixel / shown.size.width, dy / pixel / shown.size.height)
        self._tell_marked()

    def _unmark(self) -> None:
        if self.marks is not None:
            self.marks.remove()
            self._tell_marked()

    def _tell_marked(self) -> None:
        self.marked.emit()
        self.update()

    def _is_on_wipe(self, place: QPointF) -> bool:
        pane = self.panes()[0][1]
        return abs(place.x() - pane.left() - self.share * pane.width()) <= _GRIP_PX
