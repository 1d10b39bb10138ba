"""Paints the values of a lane: bars with their change, and the line of laxity grades."""

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from infrared_desktop.domain.timeline.model import Item, Mark, Measure, PlotPoint, SpanKind
from infrared_desktop.domain.timeline.refs import is_among
from infrared_desktop.domain.timeline.words import number, signed
from infrared_desktop.views.look.theme import font_px, theme
from infrared_desktop.views.timeline.timeline_layout import SETTINGS_PX, LaneBox
from infrared_desktop.views.timeline.timeline_scene import Scene, Written

BAR_PX = 20
DOT_PX = 7
CROWDED_PX = 28
LEAST_WORD_PX = 40


class ValuePainter:
    """Paints the values of one lane at a time, and words where there is room for them."""

    def _begin(self, painter: QPainter, scene: Scene, box: LaneBox) -> None:
        self._painter, self._scene, self._box = painter, scene, box
        self._y = scene.top + box.top
        self._words = QFontMetricsF(font_px(12))
        painter.setFont(font_px(12))

    def _is_altered(self, about: Item | PlotPoint) -> bool:
        altered = self._scene.altered
        if isinstance(about, PlotPoint):
            return about.ref in altered
        return is_among(about, altered)

    def _bars(self, bars: list[tuple[float, range]]) -> None:
        box, scale = self._box, self._scene.scale
        windows = [span for span in box.spans if span.kind is SpanKind.WINDOW]
        shared = windows if box.windows_y == box.settings_y else []
        walls = sorted([scale.x(window.place) for window in shared] + [x - 8 for x, _ in bars])
        bottom = self._y + (box.settings_y or 0) + SETTINGS_PX - 4
        highest = self._scene.layout.highest.get(box.measure) or 1.0
        for x, marks in bars:
            height = BAR_PX * max(box.values[marks.start : marks.stop]) / highest
            bar = QRectF(round(x) - 6, bottom - height, 12, height)
            self._painter.fillRect(bar, self._bar_colour(marks))
        for x, marks in bars:
            wall = bisect_right(walls, x)
            if len(marks) == 1 and x > scale.left - 6:
                limit = walls[wall] if wall < len(walls) else None
                self._value_beside(x, bottom, box.marks[marks.start], limit)

    def _bar_colour(self, marks: range) -> QColor:
        """Return the colour of a bar; one that stands for several tells of none's rise."""
        here = self._box.marks[marks.start : marks.stop]
        if self._scene.altered and any(map(self._is_altered, here)):
            return theme().stop
        steep = len(here) == 1 and _is_steep(here[0].value(self._box.measure))
        return _faded(theme().caution if steep else theme().accent, 110)

    def _value_beside(self, x: float, bottom: float, mark: Mark, limit: float | None) -> None:
        room = QRectF(x + 10, bottom - 18, self._free_until(x, limit) - x - 10, 18)
        point = mark.value(self._box.measure)
        colour = theme().caution if _is_steep(point) else theme().muted
        colour = theme().stop if self._is_altered(mark) else colour
        for text in _value_texts(point):
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
        self._painter.setPen(QPen(theme().stop, 9, c=Qt.PenCapStyle.SquareCap))
        told = zip(points, places, strict=True)
        self._painter.drawPoints([at for point, at in told if self._is_altered(point)])
        self._grades(points, places)

    def _place(self, point: PlotPoint) -> QPointF:
        low, high = self._box.grades
        span = max(high - low, 1.0)
        share = (point.value - (low + high - span) / 2) / span
        top = self._y + (self._box.laxity_y or 0)
        return QPointF(self._scene.scale.x(point.day.toordinal() + 0.5), top + 31 - 11 * share)

    def _lines(self, points: list[PlotPoint], places: list[QPointF]) -> None:
        """Join grades of one scale; grades of two scales can't be compared."""
        self._painter.setPen(QPen(theme().text, 1.5))
        start = 0
        for index in range(1, len(points) + 1):
            if index == len(points) or points[index].scale != points[start].scale:
                self._painter.drawPolyline(QPolygonF(places[start:index]))
                start = index

    def _grades(self, points: list[PlotPoint], places: list[QPointF]) -> None:
        """Write grades where there is room, below the line where it rises, and their change."""
        bold = font_px(12, bold=True)
        metrics, free = QFontMetricsF(bold), float("-inf")
        for index, (point, place) in enumerate(zip(points, places, strict=True)):
            following = places[index + 1].x() if index + 1 < len(places) else float("inf")
            rises = index + 1 < len(points) and points[index + 1].value > point.value
            text, x = number(point.value), place.x() + 4
            if x <= free or following - place.x() < CROWDED_PX:
                continue
            at = QPointF(x, place.y() + (14 if rises else -6))
            self._painter.setFont(bold)
            self._write(at, text, metrics, theme().text)
            free = x + metrics.horizontalAdvance(text) + 4
            if point.change:
                free = self._change(QPointF(free, at.y()), point.change, following - 8)
        self._painter.setFont(font_px(12))

    def _change(self, at: QPointF, change: float, limit: float) -> float:
        """Write the change of a grade after it, if there is room; return where it ends."""
        text = f"{change:+g}".replace("-", "−")
        end = at.x() + self._words.horizontalAdvance(text) + 4
        if end > limit:
            return at.x()
        self._painter.setFont(font_px(12))
        self._write(at, text, self._words, theme().suitable if change < 0 else theme().caution)
        return end

    def _write(self, at: QPointF, text: str, metrics: QFontMetricsF, colour: QColor) -> None:
        """Write from a point on the line of writing, and note the place that it takes."""
        self._painter.setPen(colour)
        self._painter.drawText(at, text)
        size = (metrics.horizontalAdvance(text), metrics.capHeight())
        rect = QRectF(at.x(), at.y() - size[1], *size)
        self._scene.texts.append(Written(self._box.lane, rect, text))

    def _free_until(self, x: float, after: float | None) -> float:
        """Return how far a word may reach: to the next sign, today's line, or the edge."""
        limits = [self._scene.scale.right - 4]
        limits += [after - 4] if after is not None else []
        limits += [self._scene.today_x - 4] if x < self._scene.today_x - 2 else []
        return min(limits)

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
        width = min(width, room.width())
        left = room.center().x() - width / 2 if centred else room.left()
        rect = QRectF(left, room.center().y() - 7, width, 14)
        self._scene.texts.append(Written(self._box.lane, rect, text))
        return width


def _is_steep(point: PlotPoint | None) -> bool:
    return point is not None and point.is_steep


def _value_texts(point: PlotPoint | None) -> list[str]:
    if point is None:
        return []
    value = number(round(point.value) if point.measure is Measure.ENERGY else point.value)
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
