"""Where things lie on the timeline: the rows of each lane, and glyphs that never overlap."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from infrared_desktop.domain.timeline_model import (
    Item,
    Lane,
    Mark,
    MarkKind,
    Measure,
    PlotPoint,
    Ref,
    Span,
    SpanKind,
    Timeline,
)

GLYPH_PX = 22
PADDING_PX = 8
PLAN_PX = 28
MARKS_PX = 30
SETTINGS_PX = 26
LAXITY_PX = 38
LEAST_PX = 46


@dataclass
class Glyphs:
    """The glyphs of a lane at one zoom: glyph i stands for the marks from `starts[i]` on.

    `xs` are centres in pixels from ordinal day 0; days that crowd share a glyph with a count.
    """

    starts: list[int]
    xs: list[float]
    total: int

    def between(self, left: float, right: float) -> range:
        """Return the glyphs whose box touches a stretch."""
        half = GLYPH_PX / 2
        return range(bisect_left(self.xs, left - half), bisect_right(self.xs, right + half))

    def marks(self, glyph: int) -> range:
        """Return the marks that a glyph stands for."""
        following = glyph + 1
        end = self.starts[following] if following < len(self.starts) else self.total
        return range(self.starts[glyph], end)

    def of_mark(self, mark: int) -> int:
        """Return the glyph that a mark is part of."""
        return bisect_right(self.starts, mark) - 1


def place(days: Sequence[int], due: Sequence[bool], day_px: float) -> Glyphs:
    """Set glyphs side by side: each may yield by its own width, then joins its neighbour.

    What is due never joins what has happened.
    """
    starts: list[int] = []
    xs: list[float] = []
    free = float("-inf")
    for index, day in enumerate(days):
        x = (day + 0.5) * day_px
        lag = free - x
        if lag > GLYPH_PX and (due[index] == due[starts[-1]] or lag > 3 * GLYPH_PX):
            continue
        x = max(x, free)
        starts.append(index)
        xs.append(x)
        free = x + GLYPH_PX
    return Glyphs(starts, xs, len(days))


@dataclass
class LaneBox:
    """One lane: what lies in it, and where its rows begin, in pixels from its top."""

    lane: Lane
    marks: list[Mark] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    top: int = 0
    marks_y: int = PADDING_PX
    settings_y: int | None = None
    laxity_y: int | None = None
    height: int = LEAST_PX

    def __post_init__(self) -> None:
        self.days: list[int] = []
        self.due: list[bool] = []
        self.items: list[Item] = []
        self.fluences: list[float] = []
        self.alerts: list[int] = [0]
        self.laxity: list[PlotPoint] = []
        self.laxity_days: list[int] = []
        self.grades = 0.0, 0.0
        self.tracks: dict[Ref, int] = {}

    @property
    def bottom(self) -> int:
        """Where the next lane begins."""
        return self.top + self.height

    def settle(self, top: int) -> None:
        """Sort out what was gathered and measure the rows, the lane beginning at `top`."""
        self.days = [mark.day.toordinal() for mark in self.marks]
        self.due = [mark.kind is MarkKind.DUE for mark in self.marks]
        self.items = sorted((*self.spans, *self.marks), key=lambda item: item.day)
        # Running counts and plain lists let a crowded glyph be summed up without a walk.
        self.alerts = [0, *accumulate(_alerts(mark) for mark in self.marks)]
        points = [mark.point for mark in self.marks if mark.point]
        self.fluences = [_fluence(mark) for mark in self.marks]
        self.laxity = [point for point in points if point.measure is Measure.LAXITY]
        self.laxity_days = [point.day.toordinal() for point in self.laxity]
        grades = [point.value for point in self.laxity] or [0.0]
        self.grades = min(grades), max(grades)
        self.top = top
        self._measure(len(self.laxity) < len(points))

    def _measure(self, has_fluence: bool) -> None:
        plans = self._stack(SpanKind.PLAN) + self._stack(SpanKind.MEDICINE)
        windows = self._stack(SpanKind.WINDOW)
        self._stack(SpanKind.RECALL)
        y = self.marks_y = PADDING_PX + plans * PLAN_PX
        if self.marks or not plans:
            y += MARKS_PX
        if has_fluence or windows:
            self.settings_y = y
            y += max(windows, 1) * SETTINGS_PX
        if self.laxity:
            self.laxity_y = y
            y += LAXITY_PX
        self.height = max(y + PADDING_PX, LEAST_PX)

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
        _gather(boxes, timeline)
        self.boxes = tuple(boxes.values())
        self.tops: list[int] = []
        top = 0
        for box in self.boxes:
            box.settle(top)
            self.tops.append(top)
            top = box.bottom
        self.height = top
        self.items = timeline.items
        self.highest_fluence = max(_fluences(timeline.points), default=1.0) or 1.0
        self._day_px = 0.0
        self._glyphs: dict[int, Glyphs] = {}

    def glyphs(self, box: LaneBox, day_px: float) -> Glyphs:
        """Return a lane's glyphs at a zoom."""
        if day_px != self._day_px:
            self._day_px, self._glyphs = day_px, {}
        if box.top not in self._glyphs:
            self._glyphs[box.top] = place(box.days, box.due, day_px)
        return self._glyphs[box.top]

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


def _gather(boxes: dict[Lane, LaneBox], timeline: Timeline) -> None:
    by_lane: dict[Lane, tuple[list[Mark], list[Span]]] = defaultdict(lambda: ([], []))
    for mark in timeline.marks:
        by_lane[mark.lane][0].append(mark)
    for span in timeline.spans:
        by_lane[span.lane][1].append(span)
    for lane, (marks, spans) in by_lane.items():
        boxes[lane].marks, boxes[lane].spans = marks, spans


def _fluence(mark: Mark) -> float:
    point = mark.point
    return point.value if point and point.measure is Measure.FLUENCE else 0.0


def _fluences(points: Iterable[PlotPoint]) -> Iterable[float]:
    return (point.value for point in points if point.measure is Measure.FLUENCE)


def _alerts(mark: Mark) -> bool:
    return mark.kind is MarkKind.ADVERSE_EVENT and not mark.struck
