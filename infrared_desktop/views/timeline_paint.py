"""Paints the lanes of the timeline: plans, windows, signs with their words, laxity and fluence."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from infrared_desktop.domain.diary import Appointment
from infrared_desktop.domain.follow_ups import FollowUp
from infrared_desktop.domain.timeline_model import (
    Item,
    Mark,
    Measure,
    PlotPoint,
    Span,
    SpanKind,
)
from infrared_desktop.domain.timeline_words import number, signed
from infrared_desktop.views.theme import font_px, theme
from infrared_desktop.views.timeline_glyphs import Glyph, GlyphBook, Shape, glyph_of, tint_of
from infrared_desktop.views.timeline_layout import (
    GLYPH_PX,
    MARKS_PX,
    PADDING_PX,
    PLAN_PX,
    SETTINGS_PX,
    LaneBox,
    Layout,
)
from infrared_desktop.views.timeline_scale import Scale
from infrared_desktop.views.timeline_text import label_text

BAR_PX = 20
DOT_PX = 7
CROWDED_PX = 28
LEAST_WORD_PX = 40
SMALL = (Shape.DOT, Shape.RING, Shape.CROSS)


class Hit(NamedTuple):
    """A painted place and the marks or the span that it stands for."""

    rect: QRectF
    items: tuple[Item, ...]


@dataclass
class Scene:
    """What is to be painted: the layout at a scale, scrolled, with what is selected."""

    layout: Layout
    scale: Scale
    top: float
    selected: Item | None = None
    focused: bool = False
    hits: list[Hit] = field(default_factory=list)

    @property
    def today_x(self) -> float:
        """Where today is, in the middle of its day."""
        return self.scale.x(self.layout.timeline.today.toordinal() + 0.5)


class LanePainter:
    """Paints lanes; it keeps words and signs between paints, until `forget`."""

    def __init__(self) -> None:
        self._book = GlyphBook()
        self.forget()

    def forget(self) -> None:
        """Drop what was kept about another timeline."""
        self._labels: dict[int, str] = {}
        self._glyphs: dict[int, Glyph] = {}

    def paint(self, painter: QPainter, scene: Scene, box: LaneBox, over_today: bool) -> None:
        """Paint what lies over today's line, or under it; note what is where in the hits."""
        self._painter, self._scene, self._box = painter, scene, box
        self._y = scene.top + box.top
        self._words = QFontMetricsF(font_px(12))
        self._book.open_for(painter)
        painter.setFont(font_px(12))
        if over_today:
            self._laxity()
            self._marks()
        else:
            for span in box.spans:
                self._span(span)

    # Spans

    def _span(self, span: Span) -> None:
        scale, track = self._scene.scale, self._box.tracks[span.ref]
        left = max(scale.x(span.day.toordinal()), scale.left - 9)
        right = min(scale.x(span.until.toordinal() + 1), scale.right + 9)
        if right < scale.left or left > scale.right:
            return
        rect = QRectF(left, self._y, max(right - left, 6), 24)
        if span.kind is SpanKind.PLAN:
            rect.translate(0, PADDING_PX + track * PLAN_PX)
            self._bar(rect, span)
        elif span.kind is SpanKind.WINDOW:
            rect.translate(0, (self._box.settings_y or 0) + track * SETTINGS_PX + 1)
            self._dashed_bar(rect, span)
        else:
            rect.translate(0, self._box.marks_y + 3)
            self._dashed_bar(rect, span)
        self._scene.hits.append(Hit(rect, (span,)))

    def _bar(self, rect: QRectF, span: Span) -> None:
        worn = theme()
        self._rounded(rect, worn.accent_soft, self._outline(span, None))
        self._word(self._inside(rect, span), self._label(span), worn.accent, centred=False)

    def _dashed_bar(self, rect: QRectF, span: Span) -> None:
        worn = theme()
        dashed = QPen(worn.due, 1)
        dashed.setDashPattern([4, 3])
        self._rounded(rect, worn.due_soft, self._outline(span, dashed))
        self._word(self._inside(rect, span), self._label(span), worn.due, centred=True)

    def _inside(self, rect: QRectF, span: Span) -> QRectF:
        """Return where in a bar its word goes: in sight, and beside today's line, not across."""
        left = max(rect.left(), self._scene.scale.left) + 8
        right = min(rect.right(), self._scene.scale.right) - 4
        today, width = self._scene.today_x, self._words.horizontalAdvance(self._label(span))
        if left < today < left + width and today + 8 + width < right:
            left = today + 8
        return QRectF(left, rect.top(), right - left, rect.height())

    def _outline(self, item: Item, otherwise: QPen | None) -> QPen:
        if item is self._scene.selected:
            return self._ring_pen()
        return otherwise or QPen(Qt.PenStyle.NoPen)

    def _rounded(self, rect: QRectF, fill: QColor, pen: QPen) -> None:
        self._painter.setPen(pen)
        self._painter.setBrush(fill)
        self._painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    # Marks

    def _marks(self) -> None:
        box, scale = self._box, self._scene.scale
        shift = scale.left - scale.start * scale.day_px
        glyphs = self._scene.layout.glyphs(box, scale.day_px)
        # A word may reach into sight from a sign that is just out of it.
        seen = glyphs.between(-shift + scale.left - 90, -shift + scale.right)
        y = self._y + box.marks_y + MARKS_PX / 2
        self._chosen = self._index_of(self._scene.selected)
        bars: list[tuple[float, range]] = []
        for glyph in seen:
            x = glyphs.xs[glyph] + shift
            after = glyphs.xs[glyph + 1] + shift if glyph + 1 < len(glyphs.xs) else None
            marks = glyphs.marks(glyph)
            self._sign(QPointF(x, y), marks, after)
            if box.settings_y is not None and max(box.fluences[marks.start : marks.stop]):
                bars.append((x, marks))
        self._fluences(bars)

    def _index_of(self, item: Item | None) -> int:
        if item is None or item.lane != self._box.lane:
            return -1
        return next((index for index, mark in enumerate(self._box.marks) if mark is item), -1)

    def _sign(self, centre: QPointF, marks: range, after: float | None) -> None:
        items = self._box.marks[marks.start : marks.stop]
        glyph = self._glyph(items[0]) if len(items) == 1 else self._count(marks)
        if marks.start <= self._chosen < marks.stop:
            self._ring(centre, 10 if glyph.shape in SMALL else 14)
        self._book.draw(self._painter, centre, glyph)
        rect = QRectF(centre.x() - 11, centre.y() - 13, 22, 26)
        if len(items) == 1:
            rect.setRight(rect.right() + self._word_beside(centre, items[0], glyph, after))
        self._scene.hits.append(Hit(rect, tuple(items)))

    def _word_beside(self, centre: QPointF, mark: Mark, glyph: Glyph, after: float | None) -> float:
        left = centre.x() + (10 if glyph.shape in SMALL else 15)
        right = self._free_until(
            centre.x(), after - GLYPH_PX / 2 + 2 if after is not None else None
        )
        room = QRectF(left, centre.y() - 12, right - left, 24)
        return self._word(room, self._label(mark), getattr(theme(), tint_of(glyph)), centred=False)

    def _free_until(self, x: float, after: float | None) -> float:
        """Return how far a word may reach: to the next sign, today's line, or the edge."""
        limits = [self._scene.scale.right - 4]
        limits += [after - 4] if after is not None else []
        limits += [self._scene.today_x - 4] if x < self._scene.today_x - 2 else []
        return min(limits)

    def _count(self, marks: range) -> Glyph:
        alerts = self._box.alerts[marks.stop] - self._box.alerts[marks.start]
        text = str(len(marks)) if len(marks) < 100 else "99+"
        due = self._box.due[marks.start]
        return Glyph(Shape.COUNT, text, "due" if due else "muted", flagged=alerts > 0)

    def _glyph(self, mark: Mark) -> Glyph:
        glyph = self._glyphs.get(id(mark))
        if glyph is None:
            today, about = self._scene.layout.timeline.today, mark.about
            overdue = isinstance(about, FollowUp) and about.overdue_from <= today
            unresolved = isinstance(about, Appointment) and about.day < today
            glyph = self._glyphs[id(mark)] = glyph_of(mark, overdue, unresolved)
        return glyph

    def _ring(self, centre: QPointF, radius: int) -> None:
        self._painter.setPen(self._ring_pen())
        self._painter.setBrush(theme().selected)
        around = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        self._painter.drawRoundedRect(around, radius * 0.6, radius * 0.6)

    def _ring_pen(self) -> QPen:
        return QPen(theme().text if self._scene.focused else theme().muted, 2)

    # Values

    def _fluences(self, bars: list[tuple[float, range]]) -> None:
        box, scale = self._box, self._scene.scale
        windows = [span for span in box.spans if span.kind is SpanKind.WINDOW]
        walls = [scale.x(window.day.toordinal()) for window in windows]
        bottom = self._y + (box.settings_y or 0) + SETTINGS_PX - 4
        accent, caution = _faded(theme().accent, 110), _faded(theme().caution, 110)
        walls = sorted(walls + [x - 8 for x, _ in bars])
        for x, marks in bars:
            highest = max(box.fluences[marks.start : marks.stop])
            steep = len(marks) == 1 and _is_steep(box.marks[marks.start])
            height = BAR_PX * highest / self._scene.layout.highest_fluence
            fill = caution if steep else accent
            self._painter.fillRect(QRectF(round(x) - 6, bottom - height, 12, height), fill)
        for x, marks in bars:
            wall = bisect_right(walls, x)
            if len(marks) == 1:
                limit = walls[wall] if wall < len(walls) else None
                self._value_beside(x, bottom, box.marks[marks.start], limit)

    def _value_beside(self, x: float, bottom: float, mark: Mark, limit: float | None) -> None:
        room = QRectF(x + 10, bottom - 18, self._free_until(x, limit) - x - 10, 18)
        colour = theme().caution if _is_steep(mark) else theme().muted
        for text in _value_texts(mark.point):
            if self._words.horizontalAdvance(text) <= room.width():
                self._word(room, text, colour, centred=False)
                return

    def _laxity(self) -> None:
        box, scale = self._box, self._scene.scale
        if box.laxity_y is None:
            return
        first = max(bisect_left(box.laxity_days, int(scale.start)) - 1, 0)
        last = bisect_right(box.laxity_days, int(scale.end)) + 1
        points = _thinned(box.laxity[first:last], DOT_PX / scale.day_px)
        places = [self._place(point) for point in points]
        self._lines(points, places)
        dots = QPen(theme().text, 6, c=Qt.PenCapStyle.RoundCap)
        self._painter.setPen(dots)
        self._painter.drawPoints(QPolygonF(places))
        self._grades(points, places)

    def _place(self, point: PlotPoint) -> QPointF:
        low, high = self._box.grades
        span = max(high - low, 1.0)
        share = (point.value - (low + high - span) / 2) / span
        top = self._y + (self._box.laxity_y or 0)
        return QPointF(self._scene.scale.x(point.day.toordinal() + 0.5), top + 28 - 11 * share)

    def _lines(self, points: list[PlotPoint], places: list[QPointF]) -> None:
        """Join grades of one scale; grades of two scales can't be compared."""
        self._painter.setPen(QPen(theme().text, 1.5))
        start = 0
        for index in range(1, len(points) + 1):
            if index == len(points) or points[index].scale != points[start].scale:
                self._painter.drawPolyline(QPolygonF(places[start:index]))
                start = index

    def _grades(self, points: list[PlotPoint], places: list[QPointF]) -> None:
        """Write grades where there is room, below the line where it rises."""
        bold = font_px(12, bold=True)
        self._painter.setFont(bold)
        metrics, free = QFontMetricsF(bold), float("-inf")
        self._painter.setPen(theme().text)
        for index, (point, place) in enumerate(zip(points, places, strict=True)):
            rises = index + 1 < len(points) and points[index + 1].value > point.value
            text, x = f"{point.value:.1f}", place.x() + 4
            crowded = index + 1 < len(places) and places[index + 1].x() - place.x() < CROWDED_PX
            if x > free and not crowded:
                self._painter.drawText(QPointF(x, place.y() + (15 if rises else -6)), text)
                free = x + metrics.horizontalAdvance(text) + 4
        self._painter.setFont(font_px(12))

    # Words

    def _label(self, item: Item) -> str:
        text = self._labels.get(id(item))
        if text is None:
            text = self._labels[id(item)] = label_text(item, self._scene.layout.timeline.today)
        return text

    def _word(self, room: QRectF, text: str, colour: QColor, centred: bool) -> float:
        """Write a word where there is room for it, or the beginning of it; return its width."""
        if not text or room.width() < 12:
            return 0.0
        width = self._words.horizontalAdvance(text)
        if width > room.width():
            if room.width() < LEAST_WORD_PX:
                return 0.0
            text = self._words.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        self._painter.setPen(colour)
        self._painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, text)
        return min(width, room.width())


def _is_steep(mark: Mark) -> bool:
    return mark.point is not None and mark.point.is_steep


def _value_texts(point: PlotPoint | None) -> list[str]:
    if point is None or point.measure is not Measure.FLUENCE:
        return []
    value = number(point.value)
    if not point.change_percent:
        return [value]
    sign = "▲ " if point.is_steep else ""
    return [f"{value} {sign}{signed(point.change_percent)} %", f"{value} {sign}".strip(), value]


def _thinned(points: list[PlotPoint], days: float) -> list[PlotPoint]:
    """Leave out grades that fall on the pixels of the one before, but never the last."""
    kept: list[PlotPoint] = []
    for point in points:
        if kept and (point.day - kept[-1].day).days < days:
            kept.pop()
        kept.append(point)
    return kept


def _faded(colour: QColor, alpha: int) -> QColor:
    faded = QColor(colour)
    faded.setAlpha(alpha)
    return faded
