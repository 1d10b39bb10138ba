"""Paints the course of a result: its axes, stepped line, ticks and marks, and its words."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from infrared_desktop.domain.records.answers import Satisfaction
from infrared_desktop.domain.records.areas import LaxityScale
from infrared_desktop.domain.results.course import ContentPoint, Course, GradePoint
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.look.theme import Meaning, font_px, theme
from infrared_desktop.views.results.course_words import SIGNS
from infrared_desktop.views.wording import say_day

LEFT_PX, RIGHT_PX, TOP_PX = 80, 22, 42
_EDGE = 8  # between words and the ring around the chart
ROW_PX = 22
_HIGHEST = 4  # both scales end there
_DOT = 5.0
PLOT_PX = 162  # down to grade 0
_MEANINGS = {
    Satisfaction.VERY_DISSATISFIED: Meaning.STOP,
    Satisfaction.DISSATISFIED: Meaning.CAUTION,
    Satisfaction.NEUTRAL: Meaning.INFORMATION,
    Satisfaction.SATISFIED: Meaning.SUITABLE,
    Satisfaction.VERY_SATISFIED: Meaning.SUITABLE,
}
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True)
class Frame:
    """Where days and grades lie in a chart of some size."""

    width: int
    height: int
    first: date
    last: date
    below: int

    @property
    def bottom(self) -> float:
        """Where grade 0 lies; below it are sessions, and satisfaction where it was asked."""
        return self.height - self.below

    def x(self, day: date) -> float:
        """Return where a day lies; a single day lies in the middle."""
        left, right = LEFT_PX + 14.0, self.width - RIGHT_PX
        days = (self.last - self.first).days
        share = (day - self.first).days / days if days else 0.5
        return round(left + share * (right - left)) + 0.5

    def y(self, grade: float) -> float:
        """Return where a grade lies, none at the bottom."""
        return round(self.bottom - grade / _HIGHEST * (self.bottom - TOP_PX)) + 0.5

    def row(self, number: int) -> QRectF:
        """Return one of the rows below the grades, from the left edge on."""
        return QRectF(_EDGE, self.bottom + 8 + number * ROW_PX, self.width - _EDGE, ROW_PX)


class CoursePainter:
    """Paints one course into a frame."""

    def __init__(self, painter: QPainter, frame: Frame, course: Course) -> None:
        self._painter, self._frame, self._course = painter, frame, course
        self._font = font_px(12)
        self._words = QFontMetricsF(self._font)
        painter.setFont(self._font)

    def axes(self, baseline: float | None) -> None:
        """Paint a line for each whole grade, the names of the rows, and the first and last day."""
        painter, frame = self._painter, self._frame
        for grade in range(_HIGHEST + 1):
            y = frame.y(grade)
            painter.setPen(QPen(theme().line, 1))
            painter.drawLine(QLineF(LEFT_PX, y, frame.width - 8, y))
            self._text(QRectF(0, y - 9, LEFT_PX - 8, 18), f"{grade}", theme().muted, _RIGHT)
        if baseline is not None:
            y, pen = frame.y(baseline), QPen(theme().muted, 1, Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(QLineF(LEFT_PX, y, frame.width - 8, y))
            self._text(
                QRectF(_EDGE, y - 9, LEFT_PX - 20, 18), _say("baseline"), theme().muted, _LEFT
            )
        names = [_say("sessions"), *([_say("satisfied?")] if self._course.contents else [])]
        for number, name in enumerate(names):
            self._text(self._frame.row(number), name, theme().muted, _LEFT)
        self._ends()

    def sessions(self) -> None:
        """Paint a tick for each session, into the grades and into its own row."""
        row = self._frame.row(0)
        for day in self._course.sessions:
            x = self._frame.x(day)
            self._painter.setPen(QPen(theme().accent, 1, Qt.PenStyle.DotLine))
            self._painter.drawLine(QLineF(x, TOP_PX, x, row.top()))
            self._painter.setPen(QPen(theme().accent, 3))
            self._painter.drawLine(QLineF(x, row.top() + 4, x, row.bottom() - 4))

    def grades(self) -> None:
        """Paint the steps of each run on one scale, then a sign and a figure for each grade."""
        for run in self._course.runs():
            self._steps(run)
        taken = -1e9
        for point in self._course.grades:
            place = self._place(point)
            self._sign(place, point)
            text = f"{point.grade:g}"
            width = self._words.horizontalAdvance(text)
            if place.x() - width / 2 > taken + 4:
                box = QRectF(place.x() - 24, place.y() - 24, 48, 16)
                self._text(box, text, theme().text, _CENTRE)
                taken = place.x() + width / 2

    def contents(self) -> None:
        """Paint a disc for each answer, its colour, sign and, where there is room, its word."""
        xs = [self._frame.x(point.day) for point in self._course.contents]
        row, taken = self._frame.row(1), -1e9
        for point, x in zip(self._course.contents, xs, strict=True):
            self._disc(point, QPointF(x, row.center().y()))
        for point, x in zip(reversed(self._course.contents), reversed(xs), strict=True):
            word = choices.label(point.satisfaction)
            width = self._words.horizontalAdvance(word)
            left = min(x - width / 2, self._frame.width - width - _EDGE)
            if taken < -1e8 or left + width < taken - 6:
                box = QRectF(left, row.bottom() - 2, width + 2, 16)
                self._text(box, word, theme().text, _LEFT)
                taken = left

    def chosen(self, day: date | None) -> None:
        """Paint a line through the chosen day."""
        if day is not None:
            x = self._frame.x(day)
            self._painter.setPen(QPen(theme().text, 1))
            self._painter.drawLine(QLineF(x, TOP_PX - 6, x, self._frame.row(1).bottom()))

    def told(self, words: str) -> None:
        """Write what is told, above the grades."""
        room = self._frame.width - 2.0 * _EDGE
        shown = self._words.elidedText(words, Qt.TextElideMode.ElideRight, room)
        self._text(QRectF(_EDGE, 2, room, 18), shown, theme().text, _LEFT)

    def legend(self, after: str) -> None:
        """Name the signs of consultation and review at the right end of a line of words."""
        names = (_say("consultation"), _say("review"))
        x = self._frame.width - 8 - sum(20 + self._words.horizontalAdvance(each) for each in names)
        if x < self._words.horizontalAdvance(after) + _EDGE + 12:
            return
        day = self._frame.first
        for name, by_review in zip(names, (False, True), strict=True):
            point = GradePoint(day, 0.0, LaxityScale.CLINIC, by_review)
            self._sign(QPointF(round(x) + 8.5, 11.5), point)
            width = self._words.horizontalAdvance(name)
            self._text(QRectF(x + 17, 2, width + 2, 18), name, theme().muted, _LEFT)
            x += 20 + width

    def nothing_yet(self, words: str) -> None:
        """Say that there is nothing to show."""
        box = QRectF(8, 8, self._frame.width - 16, self._frame.height - 16)
        self._painter.setPen(theme().muted)
        flags = _CENTRE | Qt.TextFlag.TextWordWrap
        self._painter.drawText(box, flags, words)

    def ring(self) -> None:
        """Show that the keyboard is here."""
        self._painter.setPen(QPen(theme().accent, 2))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        box = QRectF(1, 1, self._frame.width - 2, self._frame.height - 2)
        self._painter.drawRoundedRect(box, 6, 6)

    def _steps(self, run: tuple[GradePoint, ...]) -> None:
        line = QPolygonF([self._place(run[0])])
        for point in run[1:]:
            place = self._place(point)
            line.append(QPointF(place.x(), line.last().y()))
            line.append(place)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.setPen(QPen(theme().text, 2))
        self._painter.drawPolyline(line)

    def _sign(self, place: QPointF, point: GradePoint) -> None:
        """Paint a consultation as a disc, a review as a diamond, hollow while it is a draft."""
        ink = theme().due if point.by_review else theme().text
        self._painter.setPen(QPen(ink, 2))
        self._painter.setBrush(theme().surface if point.is_draft else ink)
        if not point.by_review:
            self._painter.drawEllipse(place, _DOT - 1, _DOT - 1)
            return
        ways = ((0, -_DOT), (_DOT, 0), (0, _DOT), (-_DOT, 0))
        self._painter.drawPolygon(QPolygonF([place + QPointF(x, y) for x, y in ways]))

    def _disc(self, point: ContentPoint, place: QPointF) -> None:
        ink, soft = theme().pair(_MEANINGS[point.satisfaction])
        style = Qt.PenStyle.DashLine if point.is_draft else Qt.PenStyle.SolidLine
        self._painter.setPen(QPen(ink, 1, style))
        self._painter.setBrush(soft)
        box = QRectF(place.x() - 9, place.y() - 9, 18, 18)
        self._painter.drawEllipse(box)
        self._text(box, SIGNS[point.satisfaction], ink, _CENTRE)

    def _place(self, point: GradePoint) -> QPointF:
        return QPointF(self._frame.x(point.day), self._frame.y(point.grade))

    def _ends(self) -> None:
        """Write the first and the last month where nothing else stands: above the grades."""
        first, last = self._frame.first, self._frame.last
        box = QRectF(LEFT_PX, TOP_PX - 19, self._frame.width - LEFT_PX - 8, 14)
        self._text(box, say_day(first, "MMM yyyy"), theme().muted, _LEFT)
        if (first.year, first.month) != (last.year, last.month):
            self._text(box, say_day(last, "MMM yyyy"), theme().muted, _RIGHT)

    def _text(self, box: QRectF, text: str, ink: QColor, flags: Qt.AlignmentFlag) -> None:
        self._painter.setPen(ink)
        self._painter.drawText(box, flags, text)


def _say(text: str) -> str:
    return QCoreApplication.translate("Course", text)
