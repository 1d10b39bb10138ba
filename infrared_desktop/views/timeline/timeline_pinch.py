"""Two fingers on a touchpad or a screen: by how much they pinch, and where."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QNativeGestureEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget


class Pinch(NamedTuple):
    """How many times wider days become, and around which pixel."""

    factor: float
    x: float


def listen(viewport: QWidget) -> None:
    """Have a widget told of pinches on a touch screen; touchpads tell of theirs unasked."""
    viewport.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
    viewport.grabGesture(Qt.GestureType.PinchGesture)


def pinch_in(event: QEvent, viewport: QWidget) -> Pinch | None:
    """Return the pinch that an event tells of; None if it tells of something else."""
    if isinstance(event, QNativeGestureEvent):
        if event.gestureType() is Qt.NativeGestureType.ZoomNativeGesture:
            return Pinch(max(1 + event.value(), 0.1), event.position().x())
    elif isinstance(event, QGestureEvent):
        gesture = event.gesture(Qt.GestureType.PinchGesture)
        if isinstance(gesture, QPinchGesture):
            middle = viewport.mapFromGlobal(gesture.centerPoint().toPoint())
            return Pinch(gesture.scaleFactor(), middle.x())
    return None
