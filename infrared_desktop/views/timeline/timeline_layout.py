"""Where things lie on the timeline: the lanes, and the rows of each lane."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import TypeVar

from infrared_desktop.domain.timeline.model import (
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
    in_order,
    places,
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
T = TypeVar("T", Mark, Span, PlotPoint)
GIVEN = (Measure.FLUENCE, Measure.PULSES, Measure.ENERGY)  # what a site was given


class LaneBox:
    """One lane: what lies in it, and where its rows begin, in pixels from its top.

    What only painting or stepping asks for is worked out when it is asked for: of a long history
    most lanes lie out of sight.
    """

    def __init__(
        self, lane: Lane, marks: list[Mark], spans: list[Span], points: list[PlotPoint]
    ) -> None:
        self.lane, self.spans = lane, spans
        photos = MarkKind.PHOTOS  # to look a kind up takes longer than to compare it
        self.photos = [mark for mark in marks if mark.kind is photos]
        self.marks = [mark for mark in marks if mark.kind is not photos] if self.photos else marks
        self.kinds = [mark.kind for mark in self.marks]
        plotted = {point.measure for point in points}
        self.measures = tuple(measure for measure in GIVEN if measure in plotted)
        self.measure = self.measures[0] if self.measures else Measure.FLUENCE
        self.laxity = [point for point in points if point.measure is Measure.LAXITY]
        self.laxity_days = [point.day.toordinal() for point in self.laxity]
        grades = [point.value for point in self.laxity] or [0.0]
        self.grades = min(grades), max(grades)
        self.tracks: dict[Ref, int] = {}
        self.settings_y: int | None = None
        self.photos_y: int | None = None
        self.laxity_y: int | None = None
        self.top, self.ahead = 0, 0.0

    @property
    def bottom(self) -> int:
        """Where the next lane begins."""
        return self.top + self.height

    def settle(self, top: int, ahead: float) -> None:
        """Measure the rows, the lane beginning at `top` and the future at `ahead`."""
        self.top, self.ahead = top, ahead
        self._measure_rows()

    def plot(self, measure: Measure) -> None:
        """Plot another of the lane's measures."""
        self.measure = measure
        self.__dict__.pop("values", None)

    @cached_property
    def values(self) -> list[float]:
        """What is plotted of each mark; nought where nothing is."""
        points = (mark.value(self.measure) if mark.points else None for mark in self.marks)
        return [point.value if point else 0.0 for point in points]

    # Plain lists, and where in the row the few are that matter, sum up a crowd without a walk.

    @cached_property
    def due(self) -> list[bool]:
        """Which marks are due, and have not happened."""
        due = MarkKind.DUE
        return [kind is due for kind in self.kinds]

    @cached_property
    def alerts(self) -> list[int]:
        """Which marks are reactions that stand."""
        reaction, marks = MarkKind.ADVERSE_EVENT, enumerate(self.kinds)
        return [at for at, kind in marks if kind is reaction and not self.marks[at].struck]

    @cached_property
    def fresh(self) -> list[int]:
        """Which marks are new to the reader."""
        return [at for at, mark in enumerate(self.marks) if mark.is_new]

    @property
    def courses(self) -> list[Mark]:
        """The marks that last."""
        return [self.marks[at] for at in self.alerts]

    @cached_property
    def items(self) -> list[Item]:
        """All that lies in the lane, in the order of time."""
        return sorted((*self.spans, *self.marks, *self.photos), key=in_order)

    @cached_property
    def row(self) -> Row:
        """Where its signs stand."""
        return Row(places(self.marks), self.due, self.ahead)

    @cached_property
    def photo_row(self) -> Row:
        """Where its photographs stand."""
        return Row(places(self.photos), [False] * len(self.photos), self.ahead, THUMB_PX)

    def _measure_rows(self) -> None:
        plans = self._stack(SpanKind.PLAN) + self._stack(SpanKind.MEDICINE)
        windows = self._stack(SpanKind.WINDOW) + self._stack(SpanKind.RECALL)
        y = self.marks_y = PADDING_PX + plans * PLAN_PX
        bare = self.lane.kind is LaneKind.SITE and not plans and not self.photos
        if self.marks or bare:
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
        marks, spans = _by_lane(timeline.marks), _by_lane(timeline.spans)
        points = _by_lane(timeline.points)
        self.boxes = tuple(
            LaneBox(lane, marks[lane.order], spans[lane.order], points[lane.order])
            for lane in timeline.lanes
        )
        self.tops: list[int] = []
        top, ahead = 0, timeline.today.toordinal() + 1.0
        for box in self.boxes:
            box.settle(top, ahead)
            self.tops.append(top)
            top = box.bottom
        self.height = top
        self.count = len(timeline.marks) + len(timeline.spans)
        self.highest = _highest(timeline.points)
        self._day_px = 0.0
        self._glyphs: dict[tuple[int, bool], Glyphs] = {}

    @property
    def items(self) -> tuple[Item, ...]:
        """Every mark and span in the order of time."""
        return self.timeline.items

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


def _by_lane(things: Iterable[T]) -> dict[int, list[T]]:
    """Gather by the order of lanes, a number, as it is looked up sooner than a lane."""
    lanes: dict[int, list[T]] = defaultdict(list)
    for thing in things:
        lanes[thing.lane.order].append(thing)
    return lanes


def _highest(points: Iterable[PlotPoint]) -> dict[Measure, float]:
    highest: dict[Measure, float] = {}
    for point in points:
        highest[point.measure] = max(highest.get(point.measure, 0.0), point.value)
    return highest
