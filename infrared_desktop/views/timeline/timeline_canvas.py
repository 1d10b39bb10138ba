"""The painted timeline: which days are seen, what is selected, and the picture of both."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from infrared_desktop.domain.timeline.build import Ref, Timeline
from infrared_desktop.domain.timeline.model import Item, Lane, Measure, Span
from infrared_desktop.domain.timeline.refs import is_among
from infrared_desktop.views.timeline.timeline_frame import HEADER_PX, column_width
from infrared_desktop.views.timeline.timeline_layout import GLYPH_PX, Layout
from infrared_desktop.views.timeline.timeline_paint import LanePainter
from infrared_desktop.views.timeline.timeline_picture import lanes_height, paint_scene
from infrared_desktop.views.timeline.timeline_ranges import EDGE_PX, WORD_PX, TimelineRanges
from infrared_desktop.views.timeline.timeline_scale import Scale
from infrared_desktop.views.timeline.timeline_scene import Hit, Scene, Switch
from infrared_desktop.views.timeline.timeline_text import altered_text, item_text
from infrared_desktop.views.timeline.timeline_thumbs import Fetch


class TimelineCanvas(TimelineRanges):
    """Paints a timeline at a scale; the whole state of the view is here, its input elsewhere.

    `selected` and `opened` carry the record's ref, `item_selected` the very mark or span.
    """

    selected = Signal(object)
    item_selected = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lanes = LanePainter()
        self._number, self._who = 0, ""
        self._measures: dict[Lane, Measure] = {}
        self._selected: Item | None = None
        self._altered: frozenset[Ref] = frozenset()
        self._hits: list[Hit] = []
        self._switches: list[Switch] = []
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
        self._plot_again(keep_view)
        self._lanes.forget()
        self._selected = None
        self._fit_lanes()
        again = self._find(before.ref, before.lane) if before and keep_view else None
        self._mark_selected(again)
        if not keep_view:
            self.fit_all()

    def _plot_again(self, keep_view: bool) -> None:
        """Keep which measures are plotted, unless another patient's timeline is shown."""
        assert self._shown is not None
        self._measures = self._measures if keep_view else {}
        for box in self._shown.boxes:
            if self._measures.get(box.lane) in box.measures:
                box.plot(self._measures[box.lane])

    def set_altered(self, altered: frozenset[Ref]) -> None:
        """Strike in red what is not what was stored, and say so."""
        self._altered = altered
        self._lanes.forget()
        self._mark_selected(self._selected)

    def set_whose(self, number: int, name: str) -> None:
        """Say whose timeline it is, in its head and by a colour."""
        self._number, self._who = number, name
        self.viewport().update()

    def set_pictures(self, fetch: Fetch) -> None:
        """Say who gives the small pictures of photographs."""
        self._lanes.fetch = fetch

    def switch_measure(self, lane: Lane | None = None) -> None:
        """Plot the next of what a lane's sessions were measured by, or of all lanes' together."""
        boxes = self._shown.boxes if self._shown else ()
        for box in boxes:
            if lane in (None, box.lane) and len(box.measures) > 1:
                following = (box.measures.index(box.measure) + 1) % len(box.measures)
                self._measures[box.lane] = box.measures[following]
                box.plot(box.measures[following])
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
        if self._shown and not self._shown.count and self._shown.timeline.hidden:
            return self.tr("All of it is hidden by your choice. U shows it.")
        if not self._shown or not self._shown.count:
            return self.tr("Nothing is recorded yet.")
        if self._selected:
            return self._words(self._selected)
        text = self.tr("{count} events. Step through them with the arrow keys.")
        return text.format(count=self._shown.count)

    def _words(self, item: Item) -> str:
        assert self._shown is not None
        text = item_text(item, self._shown.timeline.today)
        return altered_text(text) if is_among(item, self._altered) else text

    def _find(self, ref: Ref, lane: Lane | None) -> Item | None:
        return self._shown.find(ref, lane) if self._shown else None

    def _bring_into_sight(self, item: Item) -> None:
        scale, x = self._scale, self._scale.x(item.place)
        # A sign may stand aside by its own width, and must not hide behind the titles then.
        over, under = x - (scale.right - WORD_PX), x - (scale.left + EDGE_PX + GLYPH_PX / 2)
        if isinstance(item, Span) and over <= 0:
            seen = scale.x(item.until.toordinal() + 1) - scale.left
            under = 0 if seen > WORD_PX else under
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
        scene.number, scene.who = self._number, self._who
        self._pill = paint_scene(painter, scene, self._lanes, QRectF(self.viewport().rect()))
        self._hits, self._switches = scene.hits, scene.switches

    def _plot(self) -> QRectF:
        return QRectF(self._scale.left, HEADER_PX, self._scale.width, self.viewport().height())

    def _hit(self, place: QPointF) -> Hit | None:
        """Return what was painted last under a place: signs lie over spans."""
        if not self._plot().contains(place):
            return None
        return next((hit for hit in reversed(self._hits) if hit.rect.contains(place)), None)

    def _switch_at(self, place: QPointF) -> Switch | None:
        return next((each for each in self._switches if each.rect.contains(place)), None)
