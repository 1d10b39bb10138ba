"""The timeline as people use it: walked event by event with the keys."""

from datetime import date

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from infrared_desktop.domain.timeline.model import Item
from infrared_desktop.views.actions import KeyGroup
from infrared_desktop.views.timeline.timeline_layout import Layout
from infrared_desktop.views.timeline.timeline_pointed import ZOOM_STEP, TimelinePointed
from infrared_desktop.views.timeline.timeline_steps import Step, stepped

_STEPS = {
    Qt.Key.Key_Left: Step.EARLIER,
    Qt.Key.Key_Right: Step.LATER,
    Qt.Key.Key_Up: Step.UP,
    Qt.Key.Key_Down: Step.DOWN,
    Qt.Key.Key_Home: Step.LANE_FIRST,
    Qt.Key.Key_End: Step.LANE_LAST,
}
_FAR_STEPS = {Qt.Key.Key_Home: Step.FIRST, Qt.Key.Key_End: Step.LAST}


class TimelineView(TimelinePointed):
    """Shows one patient's timeline and answers wheel, mouse and keys.

    Keys: + and − zoom, arrows step, Home and End go to the ends of a lane (with Ctrl of all),
    0 or F shows all, Y the last year, Z this plan, T today, Page Up and Down move in time. N goes
    through what is new, M plots another measure. What is chosen to be shown is not decided here:
    Q asks for that choice, U for everything.
    """

    choosing = Signal()
    showing_all = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._came: tuple[Item | None, date | None] = None, None
        self._acts = {
            Qt.Key.Key_Plus: lambda: self._zoom_at_selection(ZOOM_STEP),
            Qt.Key.Key_Equal: lambda: self._zoom_at_selection(ZOOM_STEP),
            Qt.Key.Key_Minus: lambda: self._zoom_at_selection(1 / ZOOM_STEP),
            Qt.Key.Key_0: self.fit_all,
            Qt.Key.Key_F: self.fit_all,
            Qt.Key.Key_Y: self.show_last_year,
            Qt.Key.Key_Z: self.show_plan,
            Qt.Key.Key_T: self.show_today,
            Qt.Key.Key_PageUp: lambda: self.pan_by(-self._scale.width * 0.8),
            Qt.Key.Key_PageDown: lambda: self.pan_by(self._scale.width * 0.8),
            Qt.Key.Key_N: self.step_new,
            Qt.Key.Key_M: self._switch_measure,
            Qt.Key.Key_Q: self.choosing.emit,
            Qt.Key.Key_U: self.showing_all.emit,
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
            ("Z", self.tr("Zoom to this plan")),
            ("T", self.tr("Show today")),
            ("N", self.tr("Next of what is new since you last looked")),
            ("M", self.tr("Fluence, pulses or energy")),
            ("Q", self.tr("Choose what is shown")),
            ("U", self.tr("Show what was hidden")),
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
            self._balloon.hide()
            self._step(self._shown, step)
            self._tell_selected()
        elif act:
            self._balloon.hide()
            act()

    def _step(self, shown: Layout, step: Step) -> None:
        """Go a step on; from lane to lane the day stays that from which the first step went."""
        between = step in (Step.UP, Step.DOWN)
        item, near = self._came if between else (None, None)
        if between and self._selected and (item is not self._selected or near is None):
            near = self._selected.day
        self.select_item(stepped(shown, self._selected, step, near))
        self._came = self._selected, near

    def step_new(self) -> None:
        """Show what is new to the reader, then go from one to the next of it."""
        new = self._shown.timeline.news if self._shown else ()
        if not new:
            head = QRectF(self._scale.left, 0, self._scale.width, 1)
            self._balloon.say(self.tr("Nothing is new since you last looked."), head)
            return
        places = [place for place, item in enumerate(new) if item is self._selected]
        if not places:
            self.show_new()
        self.select_item(new[(places[0] + 1) % len(new) if places else 0])
        self._tell_selected()

    def _switch_measure(self) -> None:
        item = self._selected
        box = self._shown.box(item.lane) if self._shown and item else None
        self.switch_measure(box.lane if box and len(box.measures) > 1 else None)

    def _tell_selected(self) -> None:
        """Say beside the selected event what it is."""
        self.viewport().repaint()
        hits = (hit for hit in self._hits if any(item is self._selected for item in hit.items))
        hit = next(hits, None)
        if hit is not None and self._selected is not None:
            self._balloon.say(self._words(self._selected), self._around(hit))

    def _zoom_at_selection(self, factor: float) -> None:
        x = self._scale.x(self._selected.place) if self._selected else None
        seen = x is not None and self._scale.left <= x <= self._scale.right
        self.zoom_by(factor, x if seen else None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self._balloon.hide()
        self.viewport().update()
