"""A field to sign in, with a pen, a finger or the mouse."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QTabletEvent,
    QTouchEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from infrared_desktop.domain.records.consents import Stroke, is_drawn
from infrared_desktop.views.inputs.promoted import register
from infrared_desktop.views.inputs.user_property import value_property
from infrared_desktop.views.look.theme import GRID, font_px, theme

_SHAPE = 0.26  # height by width
_UNITS = 1000  # a point lies so many thousandths of the width from the left edge
_NEAREST = 2  # thousandths between two points of a stroke
_MOST_POINTS = 6000  # of one signature; what is drawn beyond is not taken
_INK = 4.0  # thousandths

_TABLET = {QEvent.Type.TabletPress: "down", QEvent.Type.TabletMove: "on"}
_TOUCH = {QEvent.Type.TouchBegin: "down", QEvent.Type.TouchUpdate: "on"}


class SignaturePad(QWidget):
    """Holds what was drawn as strokes; Delete clears it, and it can be drawn anew."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strokes: list[list[int]] = []
        self._is_drawing = self._read_only = False
        self._locked = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        self.setCursor(Qt.CursorShape.CrossCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def get_value(self) -> list[Stroke]:
        """Return the strokes."""
        return [Stroke(tuple(points)) for points in self._strokes]

    def set_value(self, value: Any) -> None:
        """Show strokes; None or an empty list shows none."""
        self._strokes = [list(stroke.points) for stroke in value or ()]
        self._is_drawing = False
        self._refresh()

    def clear(self) -> None:
        """Take everything away that was drawn, to sign again."""
        if self._strokes and self.is_open():
            self.set_value(())
            self.changed.emit()

    def lock(self, words: str) -> None:
        """Take no strokes and say why; no words take strokes again."""
        self._locked = words
        self._refresh()

    def is_open(self) -> bool:
        """Return whether it can be drawn in."""
        return not self._read_only and not self._locked

    def setReadOnly(self, read_only: bool) -> None:
        """Let the signature be seen but not changed."""
        self._read_only = read_only
        self._refresh()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * _SHAPE)

    def sizeHint(self) -> QSize:
        return QSize(480, self.heightForWidth(480))

    def minimumSizeHint(self) -> QSize:
        return QSize(300, self.heightForWidth(300))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QTouchEvent):
            self._on_touch(event)
            return True
        return super().event(event)

    def tabletEvent(self, event: QTabletEvent) -> None:
        self._take(_TABLET.get(event.type(), "up"), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._take("down", event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._take("on", event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._take("up", event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not event.modifiers():
            self.clear()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        if self._strokes:
            self._paint_strokes(painter)
        else:
            self._paint_words(painter)
        painter.end()

    def _on_touch(self, event: QTouchEvent) -> None:
        points = event.points()
        if points:
            self._take(_TOUCH.get(event.type(), "up"), points[0].position())
        event.accept()

    def _take(self, step: str, at: QPointF) -> None:
        """Take a point of a stroke: "down" begins it, "on" goes on, "up" ends it."""
        if not self.is_open() or not self.width():
            return
        x, y = (round(each * _UNITS / self.width()) for each in (at.x(), at.y()))
        x = min(max(x, 0), _UNITS)
        y = min(max(y, 0), round(self.height() * _UNITS / self.width()))
        if step == "down":
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._strokes.append([x, y])
            self._is_drawing = True
        elif self._is_drawing and self._is_far(x, y):
            self._strokes[-1] += [x, y]
        if step == "up" and self._is_drawing:
            self._is_drawing = False
            self.changed.emit()
        self._refresh()

    def _is_far(self, x: int, y: int) -> bool:
        before_x, before_y = self._strokes[-1][-2:]
        room = sum(map(len, self._strokes)) < 2 * _MOST_POINTS
        return room and abs(x - before_x) + abs(y - before_y) >= _NEAREST

    def _refresh(self) -> None:
        self.setAccessibleDescription(self._words())
        self.update()

    def _words(self) -> str:
        if is_drawn(self.get_value()):
            return self.tr("signed")
        return self._locked or self.tr("Sign here with pen, finger or mouse.")

    def _paint_ground(self, painter: QPainter) -> None:
        colours = theme()
        box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        wrong = bool(self.property("wrong"))
        edge = colours.stop if wrong else colours.accent if self.hasFocus() else colours.line
        painter.setPen(QPen(edge, 1.5))
        painter.setBrush(colours.surface if self.is_open() else colours.sunk)
        painter.drawRoundedRect(box, 4, 4)
        line = QPen(colours.line, 1)
        painter.setPen(line)
        y = self.height() * 0.78
        painter.drawLine(QPointF(2 * GRID, y), QPointF(self.width() - 2 * GRID, y))

    def _paint_strokes(self, painter: QPainter) -> None:
        scale = self.width() / _UNITS
        width = max(_INK * scale, 1.5)
        pen = QPen(theme().text, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in self._strokes:
            painter.drawPolyline(_polygon(stroke, scale))

    def _paint_words(self, painter: QPainter) -> None:
        painter.setFont(font_px(14))
        painter.setPen(theme().muted)
        room = self.rect().adjusted(2 * GRID, GRID, -2 * GRID, -GRID)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, flags, "" if self._read_only else self._words())

    value = value_property()


def _polygon(points: Sequence[int], scale: float) -> QPolygonF:
    """Return a stroke in pixels; a single point is a short line, so that it is seen."""
    placed = [
        QPointF(x * scale, y * scale) for x, y in zip(points[::2], points[1::2], strict=False)
    ]
    return QPolygonF([*placed, *(each + QPointF(0.1, 0) for each in placed[-1:])])


register(SignaturePad)
