"""Draws a timeline's lanes on paper, in black and white, so that no two words ever overlap."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from infrared_desktop.documents.timeline_sheet import Bar, SheetLane, Sign

TITLE_WIDTH, AXIS_HEIGHT = 140.0, 26.0
_TRACK, _SIGNS, _GIVEN, _GRADES, _PADDING = 15.0, 27.0, 11.0, 34.0, 4.0
_SIGN, _GAP = 15.0, 2.0
_INK, _GREY, _RULE = QColor("#000000"), QColor("#555555"), QColor("#c8c8c8")
_FILL, _PAPER = QColor("#ececec"), QColor("#ffffff")
_DASHES = {"window": (3.0, 2.0), "recall": (3.0, 2.0), "medicine": (1.0, 1.5)}


@dataclass(frozen=True)
class Chart:
    """The days that a chart shows, from ordinal to ordinal, and where it stands on the page."""

    first: int
    last: int
    left: float
    right: float

    def x(self, place: float) -> float:
        """Return where a day stands."""
        return self.left + (place - self.first) * self.day_width

    @property
    def day_width(self) -> float:
        """How wide a day is."""
        return (self.right - self.left) / (self.last + 1 - self.first)


def height_of(lane: SheetLane) -> float:
    """Return how high a lane is drawn."""
    rows = lane.tracks * _TRACK + (_SIGNS if lane.signs else 0)
    rows += (_GIVEN if lane.has_given else 0) + (_GRADES if lane.has_grades else 0)
    return max(rows + 2 * _PADDING, 22.0)


class LaneDrawing:
    """Draws one chart's axis and lanes; a word that has no room is left to the numbered list."""

    def __init__(self, painter: QPainter, chart: Chart) -> None:
        self._painter, self._chart = painter, chart
        self._small, self._bold = paper_font(9), paper_font(10, bold=True)

    def axis(self, y: float, bottom: float, today: int, today_word: str) -> None:
        """Draw the days' axis with its ticks down to the bottom, and today."""
        self._painter.setFont(self._small)
        free = self._chart.left
        for day, label in _ticks(self._chart):
            x = self._chart.x(day)
            self._line(QLineF(x, y + AXIS_HEIGHT - 6, x, bottom), QPen(_RULE, 0.5))
            width = self._width(label)
            if x >= free and x + width < self._chart.right:
                self._text(QRectF(x + 2, y + 10, width + 2, 10), label, _GREY)
                free = x + width + 8
        if self._chart.first <= today <= self._chart.last:
            x = self._chart.x(today + 0.5)
            self._line(
                QLineF(x, y + AXIS_HEIGHT - 6, x, bottom), QPen(_INK, 0.8, Qt.PenStyle.DashLine)
            )
            width = self._width(today_word)
            left = min(max(x - width / 2, self._chart.left), self._chart.right - width)
            self._text(QRectF(left, y, width + 2, 9), today_word, _INK)

    def lane(self, lane: SheetLane, y: float) -> float:
        """Draw a lane from y on; return where it ends."""
        bottom = y + height_of(lane)
        self._line(QLineF(0, bottom, self._chart.right, bottom), QPen(_RULE, 0.5))
        self._title(lane.title, QRectF(0, y + _PADDING, TITLE_WIDTH - 8, bottom - y - _PADDING))
        seen = lane.within(self._chart.first, self._chart.last)
        top = y + _PADDING
        for bar in seen.bars:
            self._bar(bar, top + bar.track * _TRACK)
        top += lane.tracks * _TRACK
        groups = self._groups(seen.signs)
        if lane.signs:
            self._signs(groups, top)
            top += _SIGNS
        if lane.has_given:
            given = [(x, group[0].given) for x, group in groups if len(group) == 1]
            self._row(iter(given), top)
            self._row_name(lane.names[0] if any(text for _, text in given) else "", top, 10)
            top += _GIVEN
        if lane.has_grades:
            self._grades([sign for sign in seen.signs if sign.grade is not None], top)
            self._row_name(lane.names[1], top, _GRADES)
        return bottom

    def _row_name(self, name: str, y: float, height: float) -> None:
        """Say before a row what its numbers are."""
        self._text(QRectF(TITLE_WIDTH - 12 - self._width(name), y, 10, height), name, _GREY)

    def _title(self, title: str, room: QRectF) -> None:
        self._painter.setFont(self._bold)
        self._painter.setPen(_INK)
        wrapped = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)
        self._painter.drawText(room, wrapped, title)
        self._painter.setFont(self._small)

    def _bar(self, bar: Bar, y: float) -> None:
        left = max(self._chart.x(bar.first), self._chart.left)
        right = min(self._chart.x(bar.last + 1), self._chart.right)
        rect = QRectF(left, y + 1, max(right - left, 2.0), _TRACK - 3)
        pen = QPen(_GREY, 0.7)
        if dashes := _DASHES.get(bar.kind):
            pen.setDashPattern(dashes)
        self._painter.setPen(pen)
        self._painter.setBrush(_FILL if bar.kind == "plan" else _PAPER)
        self._painter.drawRoundedRect(rect, 2, 2)
        words = QFontMetricsF(self._small)
        text = words.elidedText(bar.text, Qt.TextElideMode.ElideRight, rect.width() - 6)
        if len(text) > 2:
            self._text(rect.adjusted(3, 0, 0, 0), text, _INK)

    def _groups(self, signs: Sequence[Sign]) -> list[tuple[float, list[Sign]]]:
        """Gather signs that would touch; each group stands where its first does."""
        groups: list[tuple[float, list[Sign]]] = []
        half = _SIGN / 2
        for sign in signs:
            x = self._chart.x(sign.place)
            x = min(max(x, self._chart.left + half), self._chart.right - half)
            if groups and x - groups[-1][0] < _SIGN + _GAP:
                groups[-1][1].append(sign)
            else:
                groups.append((x, [sign]))
        return groups

    def _signs(self, groups: Sequence[tuple[float, Sequence[Sign]]], y: float) -> None:
        for x, group in groups:
            box = QRectF(x - _SIGN / 2, y, _SIGN, _SIGN)
            self._painter.setPen(QPen(_INK, 0.8))
            self._painter.setBrush(_PAPER)
            if len(group) == 1:
                self._painter.drawEllipse(box)
            else:
                self._painter.drawRect(box)
            said = group[0].letters if len(group) == 1 else str(len(group))
            self._text(box, said, _INK, centred=True)
            if len(group) == 1 and group[0].struck:
                middle = box.center().y()
                self._line(QLineF(box.left() - 2, middle, box.right() + 2, middle), QPen(_INK, 1.2))
        first_of = ((x, _numbers(group)) for x, group in groups)
        self._row(first_of, y + _SIGN + 1)

    def _row(self, said: Iterator[tuple[float, str]], y: float) -> None:
        """Write words under their signs, leaving out what would touch the word before."""
        free = self._chart.left - 10
        for x, text in said:
            width = self._width(text)
            left = min(x - width / 2, self._chart.right - width)
            if text and left > free:
                self._beside_lines(QRectF(left, y, width + 1, 10), text, _GREY)
                free = left + width + 4

    def _grades(self, signs: Sequence[Sign], y: float) -> None:
        """Plot the grades from 0 at the bottom to 4 at the top; those of one scale are joined."""
        floor, reach = y + _GRADES - 4, _GRADES - 15
        points = [
            QPointF(self._chart.x(sign.place), floor - (sign.grade or 0.0) / 4 * reach)
            for sign in signs
        ]
        self._painter.setPen(QPen(_INK, 0.9))
        for _, run in groupby(zip(points, signs, strict=True), key=lambda told: told[1].scale):
            self._painter.drawPolyline([point for point, _ in run])
        self._painter.setBrush(_INK)
        free = self._chart.left - 10
        for point, sign in zip(points, signs, strict=True):
            self._painter.drawEllipse(point, 1.8, 1.8)
            text = f"{sign.grade:g}"
            width = self._width(text)
            if point.x() - width / 2 > free:
                box = QRectF(point.x() - width / 2, point.y() - 12, width + 1, 9)
                self._beside_lines(box, text, _INK)
                free = point.x() + width / 2 + 3
            self._painter.setPen(QPen(_INK, 0.9))
            self._painter.setBrush(_INK)

    def _width(self, text: str) -> float:
        return QFontMetricsF(self._small).horizontalAdvance(text)

    def _beside_lines(self, box: QRectF, text: str, ink: QColor) -> None:
        """Write on a ground of its own, so that no line of the axis crosses the word."""
        self._painter.fillRect(box, _PAPER)
        self._text(box, text, ink)

    def _text(self, box: QRectF, text: str, ink: QColor, centred: bool = False) -> None:
        self._painter.setPen(ink)
        side = Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
        flags = int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip)
        self._painter.drawText(box, flags, text)

    def _line(self, line: QLineF, pen: QPen) -> None:
        self._painter.setPen(pen)
        self._painter.drawLine(line)


def _numbers(group: Sequence[Sign]) -> str:
    """Return the numbers of a group in the list; of many, the first and how it goes on."""
    told = [str(sign.number) for sign in group]
    return told[0] if len(told) == 1 else f"{told[0]} …"


def _ticks(chart: Chart) -> Iterator[tuple[int, str]]:
    """Yield the first days of months, quarters or years, so that they keep their distance."""
    months = next((m for m in (1, 3, 12, 60) if m * 30.4 * chart.day_width >= 34), 240)
    day = date.fromordinal(chart.first).replace(day=1)
    while day.toordinal() <= chart.last:
        if (day.year * 12 + day.month - 1) % months == 0 and day.toordinal() >= chart.first:
            yield day.toordinal(), f"{day:%Y}" if months >= 12 else f"{day:%m/%Y}"
        if day.year == date.max.year:
            return
        day = day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1)


def paper_font(pixels: int, bold: bool = False) -> QFont:
    """Return a font that is measured alike for every printer."""
    made = QFont()
    made.setPixelSize(pixels)
    made.setBold(bold)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made
