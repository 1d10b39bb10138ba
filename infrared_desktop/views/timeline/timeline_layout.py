"""Where things lie on the timeline: the lanes, and the rows of each lane."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate

from infrared_desktop.domain.timeline_model import (
    Item,
    Lane,
    LaneKind,
    Mark,
    MarkKind,
    Measure,
    PlotPoint,
    Ref,
    Span,
    SpanKind,
    Timeline,
)
from infrared_desktop.views.timeline.timeline_places import GLYPH_PX, Glyphs, Row

__all__ = ["GIVEN", "GLYPH_PX", "LaneBox", "Layout"]

PADDING_PX = 8
PLAN_PX = 28
MARKS_PX = 30
SETTINGS_PX = 26
PHOTOS_PX = 46
LAXITY_PX = 44
LEAST_PX = 46
THUMB_PX = 40
GIVEN = (Measure.FLUENCE, Measure.PULSES, Measure.ENERGY)  # what a site was given


@dataclass
class LaneBox:
    """One lane: what lies in it, and where its rows begin, in pixels from its top."""

    lane: Lane
    marks: list[Mark] = field(default_factory=list)
    photos: list[Mark] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    top: int = 0
    marks_y: int = PADDING_PX
    windows_y: int = PADDING_PX
    settings_y: int | None = None
    photos_y: int | None = None
    laxity_y: int | None = None
    height: int = LEAST_PX
    measure: Measure = Measure.FLUENCE

    def __post_init__(self) -> None:
        self.due: list[bool] = []
        self.alerts: list[int] = [0]
        self.fresh: list[int] = [0]
        self.courses: list[Mark] = []
        self.laxity: list[PlotPoint] = []
        self.laxity_days: list[int] = []
        self.grades = 0.0, 0.0
        self.tracks: dict[Ref, int] = {}
        self.values: list[float] = []
        self.measures: tuple[Measure, ...] = ()

    @property
    def bottom(self) -> int:
        """Where the next lane begins."""
        return self.top + self.height

    def gather(self, item: Item) -> None:
        """Take what lies in the lane, in the order of time."""
        self.items.append(item)
        if isinstance(item, Span):
            self.spans.append(item)
        elif item.kind is MarkKind.PHOTOS:
            self.photos.append(item)
        else:
            self.marks.append(item)

    def settle(self, top: int, ahead: float) -> None:
        """Sort out what was gathered and measure the rows, the lane beginning at `top`."""
        self.due = [mark.kind is MarkKind.DUE for mark in self.marks]
        # Running counts and plain lists let a crowded glyph be summed up without a walk.
        self.alerts = [0, *accumulate(_alerts(mark) for mark in self.marks)]
        self.fresh = [0, *accumulate(mark.is_new for mark in self.marks)]
        self.courses = [mark for mark in self.marks if mark.until and not mark.struck]
        self.row = Row([mark.place for mark in self.marks], self.due, ahead)
        places = [mark.place for mark in self.photos]
        self.photo_row = Row(places, [False] * len(places), ahead, THUMB_PX)
        points = [point for mark in self.marks for point in mark.points]
        plotted = {point.measure for point in points}
        self.measures = tuple(measure for measure in GIVEN if measure in plotted)
        self.plot(self.measures[0] if self.measures else Measure.FLUENCE)
        self.laxity = [point for point in points if point.measure is Measure.LAXITY]
        self.laxity_days = [point.day.toordinal() for point in self.laxity]
        grades = [point.value for point in self.laxity] or [0.0]
        self.grades = min(grades), max(grades)
        self.top = top
        self._measure_rows()

    def plot(self, measure: Measure) -> None:
        """Plot another of the lane's measures."""
        self.measure = measure
        points = (mark.value(measure) for mark in self.marks)
        self.values = [point.value if point else 0.0 for point in points]

    def _measure_rows(self) -> None:
        plans = self._stack(SpanKind.PLAN) + self._stack(SpanKind.MEDICINE)
        windows = self._stack(SpanKind.WINDOW) + self._stack(SpanKind.RECALL)
        y = self.marks_y = PADDING_PX + plans * PLAN_PX
        if self.marks or (self.lane.kind is LaneKind.SITE and not plans):
            y += MARKS_PX
        self.windows_y = y
        if self.measures:
            self.settings_y = y
            y += 0 if windows and self._windows_are_after() else SETTINGS_PX
            self.windows_y = y
        y += windows * SETTINGS_PX
        if self.photos:
            self.photos_y = y
            y += PHOTOS_PX
        if self.laxity:
            self.laxity_y = y
            y += LAXITY_PX
        self.height = max(y + PADDING_PX, LEAST_PX)

    def _windows_are_after(self) -> bool:
        """Say whether the windows have room beside the bars, as they begin after the last."""
        bars = (SpanKind.PLAN, SpanKind.MEDICINE)
        first = min(span.place for span in self.spans if span.kind not in bars)
        plotted = (mark.place for mark, value in zip(self.marks, self.values, strict=True) if value)
        return max(plotted, default=0.0) < first

    def _stack(self, kind: SpanKind) -> int:
        """Give spans that overlap a track each; return how many tracks there are."""
        ends: list[int] = []
        for span in self.spans:
            if span.kind is kind:
                first, last = span.day.toordinal(), span.until.toordinal()
                track = next((t for t, end in enumerate(ends) if end < first), len(ends))
                ends[track : track + 1] = [last]
                self.tracks[span.ref] = track
        return len(ends)


class Layout:
    """The lanes of a timeline from the top down; glyphs are set anew only when the zoom changes."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        boxes = {lane: LaneBox(lane) for lane in timeline.lanes}
        for item in timeline.items:
            boxes[item.lane].gather(item)
        self.boxes = tuple(boxes.values())
        self.tops: list[int] = []
        top, ahead = 0, timeline.today.toordinal() + 1.0
        for box in self.boxes:
            box.settle(top, ahead)
            self.tops.append(top)
            top = box.bottom
        self.height = top
        self.items = timeline.items
        self.highest = _highest(timeline.points)
        self._day_px = 0.0
        self._glyphs: dict[tuple[int, bool], Glyphs] = {}

    def glyphs(self, box: LaneBox, day_px: float, photos: bool = False) -> Glyphs:
        """Return a lane's glyphs at a zoom: of its signs, or of its photographs."""
        if day_px != self._day_px:
            self._day_px, self._glyphs = day_px, {}
        key = box.top, photos
        if key not in self._glyphs:
            self._glyphs[key] = (box.photo_row if photos else box.row).at(day_px)
        return self._glyphs[key]

    def between(self, top: int, bottom: int) -> tuple[LaneBox, ...]:
        """Return the lanes that touch a stretch from the top."""
        first = max(bisect_right(self.tops, top) - 1, 0)
        return self.boxes[first : bisect_left(self.tops, bottom)]

    def box(self, lane: Lane) -> LaneBox:
        """Return what lies in a lane."""
        return next(box for box in self.boxes if box.lane == lane)

    def find(self, ref: Ref, lane: Lane | None) -> Item | None:
        """Return a record's mark or span: the one in a lane, or else its first."""
        items = [item for item in self.items if item.ref == ref]
        return next((item for item in items if item.lane == lane), items[0] if items else None)


def _highest(points: Iterable[PlotPoint]) -> dict[Measure, float]:
    highest: dict[Measure, float] = {}
    for point in points:
        highest[point.measure] = max(highest.get(point.measure, 0.0), point.value)
    return highest


def _alerts(mark: Mark) -> bool:
    return mark.kind is MarkKind.ADVERSE_EVENT and not mark.struck
