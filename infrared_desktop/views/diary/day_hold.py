"""Picking up, carrying and dropping in the diary, by mouse and by keys alike."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from infrared_desktop.domain.booking.booking import STEP_MINUTES
from infrared_desktop.views.diary.day_cursor import DayCursor
from infrared_desktop.views.diary.day_grip import FINE_MINUTES, Deed, Grip, snapped
from infrared_desktop.views.diary.day_layout import SHOWN_MINUTES, Stop
from infrared_desktop.views.diary.day_paint import Frame

NEAR_PX = 8  # how far the mouse goes before it drags
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_LIGHT = _SHIFT | Qt.KeyboardModifier.KeypadModifier
_DROPS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_UP_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_ASIDE = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
# Left to the screen while something is held: it is carried to another day, and keys are read up.
_PASSED_ON = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_F1)


class Hold(QObject):
    """Holds one thing at a time for a grid."""

    changed = Signal()
    dropped = Signal(object)  # Grip
    opened = Signal(int)  # the visit that is rather changed in its form
    refused = Signal()  # a visit that is not open any more

    def __init__(self, cursor: Callable[[], DayCursor | None], parent: QObject) -> None:
        super().__init__(parent)
        self._cursor = cursor
        self.grip: Grip | None = None
        self._pressed: tuple[QPointF, Grip] | None = None
        self._grabbed = 0  # minutes from the edge that goes along to the mouse

    def claims(self, event: QKeyEvent) -> bool:
        """Say whether a key is for what is held, or picks up what the cursor stands on."""
        if self.grip is not None and event.matches(QKeySequence.StandardKey.Undo):
            return True  # it is this that is left, and nothing that was done before
        if event.modifiers() & ~_LIGHT:
            return False
        key = Qt.Key(event.key())
        if self.grip is not None:
            return key not in _PASSED_ON
        return self._picked_by(key) is not None and not event.modifiers() & _SHIFT

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key means here; say whether it means anything."""
        if not self.claims(event):
            return False
        key = Qt.Key(event.key())
        if self.grip is None:
            self._pick_up(self._picked_by(key))
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.let_go()
        else:
            self._carry(key, bool(event.modifiers() & _SHIFT), self.grip)
        return True

    def press(self, point: QPointF, stop: Stop, frame: Frame) -> None:
        """Remember what the mouse would drag from here."""
        grip = self._grip_of(stop, Deed.MOVE if stop.visit else Deed.MARK)
        minute = round(frame.minute_at(point.y()))
        self._grabbed = minute - grip.starts if grip.visit else 0
        shown = max(grip.minutes, SHOWN_MINUTES)
        if grip.visit is not None and frame.is_near(point.y(), grip.starts + shown):
            grip = replace(grip, deed=Deed.STRETCH)
            self._grabbed = minute - grip.ends
        self._pressed = (point, grip)

    def drag(self, point: QPointF, frame: Frame, columns: int) -> None:
        """Carry what was pressed along with the mouse."""
        if self._pressed is None:
            return
        start, grip = self._pressed
        if self.grip is None and (point - start).manhattanLength() < NEAR_PX:
            return
        if grip.visit is not None and not grip.visit.record.is_open:
            self.let_go()
            self.refused.emit()
            return
        minute = frame.minute_at(point.y())
        if grip.deed is Deed.MOVE:
            column = min(max(frame.column_at(point.x()), 0), columns - 1)
            self._set(grip.at(snapped(minute - self._grabbed), column))
        else:
            self._set(grip.until(snapped(minute - self._grabbed)))

    def release(self) -> None:
        """Drop what the mouse carried."""
        was_pressed, self._pressed = self._pressed, None
        if was_pressed is not None and self.grip is not None:
            self.dropped.emit(self.grip)
            self.let_go()

    def let_go(self) -> None:
        """Leave everything as it was."""
        self._pressed = None
        if self.grip is not None:
            self._set(None)

    def _picked_by(self, key: Qt.Key) -> Grip | None:
        cursor = self._cursor()
        stop = cursor.stop if cursor else None
        if stop is not None and stop.visit is not None and key == Qt.Key.Key_M:
            return self._grip_of(stop, Deed.MOVE)
        if stop is not None and stop.visit is None and key == Qt.Key.Key_S:
            return self._grip_of(stop, Deed.MARK)
        return None

    def _grip_of(self, stop: Stop, deed: Deed) -> Grip:
        minutes = stop.visit.record.minutes if stop.visit else STEP_MINUTES
        return Grip(deed, stop.column, stop.minute, minutes, stop.visit, self._name_of(stop))

    def _name_of(self, stop: Stop) -> str:
        cursor = self._cursor()
        return cursor.day.blocks[stop.visit.id].name if cursor and stop.visit else ""

    def _pick_up(self, grip: Grip | None) -> None:
        if grip is not None and grip.visit is not None and not grip.visit.record.is_open:
            self.refused.emit()
        else:
            self._set(grip)

    def _carry(self, key: Qt.Key, stretches: bool, grip: Grip) -> None:
        cursor = self._cursor()
        columns = len(cursor.day.columns) if cursor else 1
        step = STEP_MINUTES if grip.deed is Deed.MARK else FINE_MINUTES
        if key in _UP_DOWN and (stretches or grip.deed is Deed.MARK):
            self._set(grip.lasting(grip.minutes + _UP_DOWN[key] * step))
        elif key in _UP_DOWN:
            self._set(grip.moved(_UP_DOWN[key]))
        elif key in _ASIDE:
            self._set(grip.aside(_ASIDE[key], columns))
        elif key in _DROPS:
            self.dropped.emit(grip)
        elif key == Qt.Key.Key_Escape:
            self.let_go()
        elif key == Qt.Key.Key_M and grip.visit is not None:
            self.let_go()
            self.opened.emit(grip.visit.id)

    def _set(self, grip: Grip | None) -> None:
        if grip != self.grip:
            self.grip = grip
            self.changed.emit()
