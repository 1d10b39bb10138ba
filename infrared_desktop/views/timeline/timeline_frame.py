"""Paints what stands around the lanes: axis, grid, today, the shaded future and the titles."""

from math import ceil

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen

from infrared_desktop.domain.timeline.model import Measure
from infrared_desktop.domain.timeline.words import title_of
from infrared_desktop.views.look.theme import font_px, theme
from infrared_desktop.views.timeline.timeline_layout import LAXITY_PX, SETTINGS_PX, LaneBox, Layout
from infrared_desktop.views.timeline.timeline_scale import Tick, lower_unit, spread, upper_unit
from infrared_desktop.views.timeline.timeline_scene import Scene, Switch
from infrared_desktop.views.timeline.timeline_whose import LEFT, paint_whose
from infrared_desktop.views.wording import say

HEADER_PX = 48
MARGIN_PX = 16


def column_width(layout: Layout) -> int:
    """Return how wide the titles are, within reason."""
    widest = max((_title_width(box) for box in layout.boxes), default=0.0)
    return ceil(min(max(widest + 2 * MARGIN_PX + 2, 112), 208))


def measure_name(measure: Measure) -> str:
    """Name the unit of the bars."""
    translate = QCoreApplication.translate
    names = {
        Measure.FLUENCE: translate("Timeline", "J/cm²"),
        Measure.PULSES: translate("Timeline", "pulses"),
        Measure.ENERGY: translate("Timeline", "J in all"),
    }
    return names[measure]


def _title_width(box: LaneBox) -> float:
    title, *side = map(say, title_of(box.lane))
    width = QFontMetricsF(font_px(14, bold=True)).horizontalAdvance(title)
    return width + sum(8 + QFontMetricsF(font_px(12)).horizontalAdvance(each) for each in side)


class FramePainter:
    """Paints the frame of one scene into a rectangle."""

    def __init__(self, painter: QPainter, scene: Scene, rect: QRectF) -> None:
        self._painter, self._scene, self._rect = painter, scene, rect
        self._metrics = QFontMetricsF(font_px(12))
        width_of = self._metrics.horizontalAdvance
        lower = lower_unit(scene.scale, width_of)
        upper = upper_unit(lower)
        self._lower = list(lower.ticks(scene.scale))
        self._upper = list(upper.ticks(scene.scale)) if upper else []
        self.pill = self._pill_rect()

    def ground(self) -> None:
        """Paint the surface, the future in its shade, and the grid."""
        scale, painter = self._scene.scale, self._painter
        painter.fillRect(self._rect, theme().surface)
        future = max(self._scene.today_x, scale.left)
        if future < scale.right:
            area = QRectF(future, HEADER_PX, scale.right - future, self._rect.height())
            painter.fillRect(area, theme().ground)
        painter.setPen(QPen(theme().line, 1))
        xs = (scale.x(tick.day) for tick in self._lower)
        painter.drawLines([self._upright(x) for x in xs if x > scale.left])

    def lane_edges(self, boxes: tuple[LaneBox, ...]) -> None:
        """Paint a line under each lane."""
        self._painter.setPen(QPen(theme().line, 1))
        for box in boxes:
            y = round(self._scene.top + box.bottom) - 0.5
            self._painter.drawLine(QLineF(0, y, self._rect.width(), y))

    def today_line(self) -> None:
        """Paint the line of today, where it is in sight."""
        scale, x = self._scene.scale, self._scene.today_x
        if scale.left <= x <= scale.right:
            self._painter.setPen(QPen(theme().accent, 2))
            self._painter.drawLine(QLineF(round(x), 24, round(x), self._rect.height()))

    def header(self) -> None:
        """Paint the axis in two storeys, so that years, months and today never meet."""
        painter, scale = self._painter, self._scene.scale
        painter.fillRect(QRectF(0, 0, self._rect.width(), HEADER_PX), theme().surface)
        painter.setPen(QPen(theme().line, 1))
        painter.drawLine(QLineF(0, HEADER_PX - 0.5, self._rect.width(), HEADER_PX - 0.5))
        starts = (x for x in (scale.x(t.day) for t in self._upper) if x >= scale.left)
        painter.drawLines([QLineF(round(x) + 0.5, 4, round(x) + 0.5, HEADER_PX) for x in starts])
        taken = (self.pill.left(), self.pill.right())
        self._tick_labels(self._upper, 4, taken, bold=True)
        self._tick_labels(self._lower, 25, (0.0, 0.0), bold=False)

    def _tick_labels(
        self, ticks: list[Tick], y: float, taken: tuple[float, float], bold: bool
    ) -> None:
        font = font_px(12, bold)
        self._painter.setFont(font)
        self._painter.setPen(theme().text if bold else theme().muted)
        width_of = QFontMetricsF(font).horizontalAdvance
        for x, tick in spread(ticks, self._scene.scale, width_of, taken):
            self._painter.drawText(QRectF(x, y, 200, 20), LEFT, tick.label)

    def today_pill(self) -> None:
        """Paint today's name over its line, or at the edge behind which today lies."""
        painter = self._painter
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().accent)
        painter.drawRoundedRect(self.pill, 10, 10)
        painter.setFont(font_px(12, bold=True))
        painter.setPen(theme().on_accent)
        painter.drawText(self.pill, Qt.AlignmentFlag.AlignCenter, self._pill_text())

    def _pill_text(self) -> str:
        scale, x = self._scene.scale, self._scene.today_x
        today = QCoreApplication.translate("Timeline", "today")
        return f"‹ {today}" if x < scale.left else f"{today} ›" if x > scale.right else today

    def _pill_rect(self) -> QRectF:
        scale, metrics = self._scene.scale, QFontMetricsF(font_px(12, bold=True))
        width = metrics.horizontalAdvance(self._pill_text()) + 16
        left = min(max(self._scene.today_x - width / 2, scale.left + 4), scale.right - width - 4)
        return QRectF(round(left), 4, width, 20)

    def titles(self, boxes: tuple[LaneBox, ...]) -> None:
        """Paint the titles of lanes, and beside each row of values what it measures."""
        painter, width = self._painter, self._scene.scale.left
        area = QRectF(0, HEADER_PX, width, self._rect.height())
        painter.fillRect(area, theme().surface)
        for box in boxes:
            self._title(box)
        self.lane_edges(boxes)
        painter.setPen(QPen(theme().line, 1))
        painter.drawLine(QLineF(width - 0.5, 0, width - 0.5, self._rect.height()))

    def whose(self) -> None:
        """Paint whose timeline it is over its titles."""
        room = QRectF(0, 0, self._scene.scale.left, self._rect.height())
        paint_whose(self._painter, room, self._scene.number, self._scene.who)

    def _title(self, box: LaneBox) -> None:
        painter, top = self._painter, self._scene.top + box.top
        title, *side = map(say, title_of(box.lane))
        bold = font_px(14, bold=True)
        taken = sum(8 + self._metrics.horizontalAdvance(word) for word in side)
        room = self._scene.scale.left - 2 * MARGIN_PX - taken
        painter.setFont(bold)
        painter.setPen(theme().text)
        metrics = QFontMetricsF(bold)
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(MARGIN_PX, top + 10, room, 20), LEFT, shown)
        painter.setFont(font_px(12))
        painter.setPen(theme().muted)
        after = MARGIN_PX + metrics.horizontalAdvance(shown) + 8
        for word in side:
            painter.drawText(QRectF(after, top + 11, room, 20), LEFT, word)
        self._row_names(box, top)

    def _row_names(self, box: LaneBox, top: float) -> None:
        if box.settings_y is not None and box.measures:
            self._measure_name(box, top + box.settings_y)
        if box.laxity_y is not None:
            rect = QRectF(MARGIN_PX, top + box.laxity_y + 8, 200, LAXITY_PX - 16)
            self._painter.drawText(rect, LEFT, QCoreApplication.translate("Timeline", "laxity"))

    def _measure_name(self, box: LaneBox, top: float) -> None:
        """Name what the bars measure; where there is a choice, with a sign that it can be made."""
        name = measure_name(box.measure)
        rect = QRectF(MARGIN_PX, top + 2, self._scene.scale.left - MARGIN_PX, SETTINGS_PX - 4)
        self._painter.drawText(rect, LEFT, name)
        if len(box.measures) > 1:
            x = MARGIN_PX + self._metrics.horizontalAdvance(name) + 10
            y = rect.center().y()
            corners = [QPointF(x - 3.5, y - 1.5), QPointF(x, y + 2.5), QPointF(x + 3.5, y - 1.5)]
            self._painter.drawPolyline(corners)
            self._scene.switches.append(Switch(rect, box.lane))

    def nothing_yet(self) -> None:
        """Say what to do where there is nothing to show."""
        translate = QCoreApplication.translate
        text = translate("Timeline", "Nothing is recorded yet.")
        advice = translate("Timeline", "The first consultation starts the timeline.")
        if self._scene.layout.timeline.hidden:
            text = translate("Timeline", "All of it is hidden by your choice.")
            advice = translate("Timeline", "U shows it.")
        self._painter.fillRect(self._rect, theme().surface)
        middle = self._rect.center()
        for words, size, colour, shift in (
            (text, 16, theme().text, -24),
            (advice, 14, theme().muted, 4),
        ):
            self._painter.setFont(font_px(size, bold=size == 16))
            self._painter.setPen(colour)
            rect = QRectF(0, middle.y() + shift, self._rect.width(), 24)
            self._painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)

    def border(self) -> None:
        """Round the corners off and draw the edge, stronger where the keyboard is."""
        painter, focused = self._painter, self._scene.focused
        corners, rounded = QPainterPath(), QPainterPath()
        corners.addRect(self._rect)
        inset = 1.0 if focused else 0.5
        edge = self._rect.adjusted(inset, inset, -inset, -inset)
        rounded.addRoundedRect(edge, 8, 8)
        painter.fillPath(corners.subtracted(rounded), theme().ground)
        painter.setPen(QPen(theme().accent, 2) if focused else QPen(theme().line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(edge, 8, 8)

    def _upright(self, x: float) -> QLineF:
        return QLineF(round(x) + 0.5, HEADER_PX, round(x) + 0.5, self._rect.height())
