"""The painted timeline: which days are seen, what is selected, and the picture of both."""

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from infrared_desktop.domain.timeline import Ref, Timeline
from infrared_desktop.domain.timeline_model import Item, Lane
from infrared_desktop.views.timeline.timeline_frame import HEADER_PX, column_width
from infrared_desktop.views.timeline.timeline_layout import Layout
from infrared_desktop.views.timeline.timeline_paint import LanePainter
from infrared_desktop.views.timeline.timeline_picture import lanes_height, paint_scene
from infrared_desktop.views.timeline.timeline_scale import Scale
from infrared_desktop.views.timeline.timeline_scene import Hit, Scene
from infrared_desktop.views.timeline.timeline_text import altered_text, item_text

EDGE_PX = 28
WORD_PX = 92
SHORT_PLAN_DAYS = 183  # less than half a year would show a plan of one day and nothing around it


class TimelineCanvas(QAbstractScrollArea):
    """Paints a timeline at a scale; the whole state of the view is here, its input elsewhere.

    `selected` and `opened` carry the record's ref, `item_selected` the very mark or span.
    """

    selected = Signal(object)
    item_selected = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lanes = LanePainter()
        self._shown: Layout | None = None
        self._scale = Scale(1.0, 1.0, 112.0, 640.0)
        self._fit: Callable[[], None] | None = None
        self._selected: Item | None = None
        self._altered: frozenset[Ref] = frozenset()
        self._hits: list[Hit] = []
        self._pill = QRectF()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Timeline"))
        self.setMinimumHeight(160)

    def set_timeline(self, timeline: Timeline, keep_view: bool = False) -> None:
        """Show a timeline, whole; or as far and with what was selected, after a change to it."""
        before = self._selected
        self._shown = Layout(timeline)
        self._lanes.forget()
        self._selected = None
        self._fit_lanes()
        again = self._find(before.ref, before.lane) if before and keep_view else None
        self._mark_selected(again)
        if not keep_view:
            self.fit_all()

    def set_altered(self, altered: frozenset[Ref]) -> None:
        """Strike in red what is not what was stored, and say so."""
        self._altered = altered
        self._lanes.forget()
        self._mark_selected(self._selected)

    def timeline(self) -> Timeline | None:
        """Return the timeline that is shown."""
        return self._shown.timeline if self._shown else None

    def visible_range(self) -> tuple[date, date]:
        """Return the first and the last day in sight."""
        first, last = int(self._scale.start), int(self._scale.end)
        return date.fromordinal(max(first, 1)), date.fromordinal(max(last, 1))

    def days_in_sight(self) -> float:
        """Return how many days the width shows."""
        return self._scale.end - self._scale.start

    # Ranges

    def fit_all(self) -> None:
        """Show everything from the first record to the last that is planned."""
        if self._shown:
            timeline = self._shown.timeline
            ends_in_words = any(mark.day == timeline.last for mark in timeline.marks[-1:])
            margin = WORD_PX if ends_in_words else EDGE_PX
            self._show(timeline.first, timeline.last, self.fit_all, margin)

    def show_last_year(self) -> None:
        """Show the year up to today, and a little of what comes."""
        if self._shown:
            today = self._shown.timeline.today
            self._show(today - timedelta(365), today + timedelta(30), self.show_last_year)

    def show_plan(self) -> None:
        """Show the plan begun last, an open one before others; everything where there is none."""
        days = self._shown.timeline.newest_plan_days() if self._shown else None
        if days is None:
            return self.fit_all()
        first, last = days
        short = max(SHORT_PLAN_DAYS - (last - first).days, 0)
        before, after = timedelta(short // 4), timedelta(short - short // 4)
        return self._show(first - before, last + after, self.show_plan)

    def show_today(self) -> None:
        """Bring today into the middle at the present zoom."""
        if self._shown:
            middle = self._shown.timeline.today.toordinal() + 0.5
            self._move_to(self._scale.moved(self._scale.x(middle) - self._middle()))

    def show_days(self, first: date, last: date) -> None:
        """Show the days from one to another."""
        self._show(first, last, None)

    def zoom_by(self, factor: float, x: float | None = None) -> None:
        """Widen days by a factor around a pixel, the middle unless one is given."""
        self._move_to(self._scale.zoomed(factor, self._middle() if x is None else x))

    def pan_by(self, pixels: float) -> None:
        """Move so many pixels later."""
        self._move_to(self._scale.moved(pixels))

    def _middle(self) -> float:
        return self._scale.left + self._scale.width / 2

    def _show(
        self, first: date, last: date, fit: Callable[[], None] | None, margin: int = EDGE_PX
    ) -> None:
        scale = self._scale
        day_px = max(scale.width - EDGE_PX - margin, 1.0) / ((last - first).days + 1)
        start = first.toordinal() - EDGE_PX / day_px
        self._move_to(Scale.fitting(start, start + scale.width / day_px, scale.left, scale.width))
        self._fit = fit

    def _move_to(self, scale: Scale) -> None:
        if self._shown:
            timeline = self._shown.timeline
            first, last = timeline.first.toordinal(), timeline.last.toordinal() + 1
            self._scale = scale.kept_within(first, last)
            self._fit = None
            self.viewport().update()

    # Selection

    def selected_ref(self) -> Ref | None:
        """Return the record that is selected."""
        return self._selected.ref if self._selected else None

    def selected_item(self) -> Item | None:
        """Return the mark or span that is selected."""
        return self._selected

    def select(self, ref: Ref | None, lane: Lane | None = None) -> None:
        """Select a record's mark, in one lane where several show it, and bring it into sight."""
        self.select_item(self._find(ref, lane) if ref else None)

    def select_item(self, item: Item | None) -> None:
        """Select a mark or span, bring it into sight, and say so if it is another."""
        if item is not None:
            self._bring_into_sight(item)
        if item is not self._selected:
            self._mark_selected(item)
            self.item_selected.emit(item)
            self.selected.emit(item.ref if item else None)

    def _mark_selected(self, item: Item | None) -> None:
        self._selected = item
        self.setAccessibleDescription(self._description())
        self.viewport().update()

    def _description(self) -> str:
        if not self._shown or not self._shown.items:
            return self.tr("Nothing is recorded yet.")
        if self._selected:
            return self._words(self._selected)
        text = self.tr("{count} events. Step through them with the arrow keys.")
        return text.format(count=len(self._shown.items))

    def _words(self, item: Item) -> str:
        assert self._shown is not None
        text = item_text(item, self._shown.timeline.today)
        return altered_text(text) if item.ref in self._altered else text

    def _find(self, ref: Ref, lane: Lane | None) -> Item | None:
        return self._shown.find(ref, lane) if self._shown else None

    def _bring_into_sight(self, item: Item) -> None:
        scale, x = self._scale, self._scale.x(item.day.toordinal() + 0.5)
        over, under = x - (scale.right - WORD_PX), x - (scale.left + EDGE_PX)
        if over > 0 or under < 0:
            self.pan_by(over if over > 0 else under)
        assert self._shown is not None
        box = self._shown.box(item.lane)
        bar = self.verticalScrollBar()
        bar.setValue(min(max(bar.value(), box.bottom - self._lanes_height()), box.top))

    # Painting

    def sizeHint(self) -> QSize:
        """Ask for the height of all lanes, so that scrolling is the exception."""
        return QSize(960, HEADER_PX + (self._shown.height if self._shown else 240) + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the days in sight, or what they were fitted to."""
        super().resizeEvent(event)
        self._fit_lanes()

    def _fit_lanes(self) -> None:
        if not self._shown:
            return
        bar = self.verticalScrollBar()
        bar.setRange(0, max(self._shown.height - self._lanes_height(), 0))
        bar.setPageStep(self._lanes_height())
        bar.setSingleStep(24)
        fit, old, left = self._fit, self._scale, column_width(self._shown)
        width = max(self.viewport().width() - left, 1)
        self._move_to(Scale.fitting(old.start, old.end, left, width))
        if fit:
            fit()

    def _lanes_height(self) -> int:
        return lanes_height(self.viewport().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in sight, and nothing else."""
        painter = QPainter(self.viewport())
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._shown:
                self._paint(painter, self._shown)
        finally:
            painter.end()  # a painter that outlives its event takes the program down

    def _paint(self, painter: QPainter, shown: Layout) -> None:
        top, focused = HEADER_PX - self.verticalScrollBar().value(), self.hasFocus()
        scene = Scene(shown, self._scale, top, self._selected, focused, self._altered)
        self._pill = paint_scene(painter, scene, self._lanes, QRectF(self.viewport().rect()))
        self._hits = scene.hits

    def _plot(self) -> QRectF:
        return QRectF(self._scale.left, HEADER_PX, self._scale.width, self.viewport().height())

    def _hit(self, place: QPointF) -> Hit | None:
        """Return what was painted last under a place: signs lie over spans."""
        if not self._plot().contains(place):
            return None
        return next((hit for hit in reversed(self._hits) if hit.rect.contains(place)), None)
