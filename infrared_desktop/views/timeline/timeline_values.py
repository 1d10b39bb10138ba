"""Paints the values of a lane: fluence bars with their change, and the line of laxity grades."""

from bisect import bisect_left, bisect_right

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from infrared_desktop.domain.timeline_model import Item, Mark, Measure, PlotPoint, SpanKind
from infrared_desktop.domain.timeline_words import number, signed
from infrared_desktop.views.look.theme import font_px, theme
from infrared_desktop.views.timeline.timeline_layout import SETTINGS_PX, LaneBox
from infrared_desktop.views.timeline.timeline_scene import Scene

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
        return about.ref in self._scene.altered

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
            altered = any(map(self._is_altered, box.marks[marks.start : marks.stop]))
            fill = theme().stop if altered else caution if steep else accent
            self._painter.fillRect(QRectF(round(x) - 6, bottom - height, 12, height), fill)
        for x, marks in bars:
            wall = bisect_right(walls, x)
            if len(marks) == 1:
                limit = walls[wall] if wall < len(walls) else None
                self._value_beside(x, bottom, box.marks[marks.start], limit)

    def _value_beside(self, x: float, bottom: float, mark: Mark, limit: float | None) -> None:
        room = QRectF(x + 10, bottom - 18, self._free_until(x, limit) - x - 10, 18)
        colour = theme().caution if _is_steep(mark) else theme().muted
        colour = theme().stop if self._is_altered(mark) else colour
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
        self._painter.setPen(QPen(theme().stop, 9, c=Qt.PenCapStyle.SquareCap))
        told = zip(points, places, strict=True)
        self._painter.drawPoints([at for point, at in told if self._is_altered(point)])
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
            text, x = number(point.value), place.x() + 4
            crowded = index + 1 < len(places) and places[index + 1].x() - place.x() < CROWDED_PX
            if x > free and not crowded:
                self._painter.drawText(QPointF(x, place.y() + (15 if rises else -6)), text)
                free = x + metrics.horizontalAdvance(text) + 4
        self._painter.setFont(font_px(12))

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
