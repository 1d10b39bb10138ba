"""The course of a result as a chart: stepped grades, sessions as ticks, satisfaction below.

It is one stop of the Tab key; arrows go from day to day and the day is told in words.
"""

from datetime import date

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from infrared_desktop.domain.records.areas import Area, Site
from infrared_desktop.domain.results.course import Course
from infrared_desktop.views.actions import KeyGroup
from infrared_desktop.views.results.course_paint import PLOT_PX, ROW_PX, CoursePainter, Frame
from infrared_desktop.views.results.course_words import course_lines, day_line, scale_words

_NEAR_PX = 12


class CourseChart(QWidget):
    """Shows one site's course; the chosen day is painted with its words."""

    day_chosen = Signal(object)  # date

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._course = Course(Site(Area.FACE_FULL))
        self._baseline: float | None = None
        self._chosen: date | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def set_course(self, course: Course, baseline: float | None, name: str) -> None:
        """Show another course, with the grade that its site began from; the chosen day stays."""
        self._course, self._baseline = course, baseline
        if self._chosen not in course.days:
            self._chosen = None
        self.setAccessibleName(self.tr("Course of the result at {site}").format(site=name))
        self.updateGeometry()
        self._tell()

    def chosen_words(self) -> str:
        """Say what is shown of the chosen day; without one, what the line measures."""
        if self._chosen is None:
            return scale_words(self._course)
        return day_line(self._course, self._chosen)

    def lines(self) -> list[str]:
        """Return all that is painted, in words."""
        return course_lines(self._course)

    def choose(self, day: date | None) -> None:
        """Tell a day in words, or none."""
        self._chosen = day
        self._tell()
        self.day_chosen.emit(day)

    def keys(self) -> KeyGroup:
        """Return the keys that the chart answers, and what they do."""
        lines = (
            ("← →", self.tr("Day before, day after")),
            ("Home End", self.tr("First day, last day")),
        )
        return KeyGroup(self.tr("In the chart"), lines)

    def sizeHint(self) -> QSize:
        return QSize(360, PLOT_PX + self._below())

    def minimumSizeHint(self) -> QSize:
        return QSize(240, PLOT_PX + self._below())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        brush = CoursePainter(painter, self._frame(), self._course)
        if self._course.days:
            brush.axes(self._baseline)
            brush.sessions()
            brush.grades()
            brush.contents()
            brush.chosen(self._chosen)
            brush.told(self.chosen_words())
            if self._chosen is None:
                brush.legend(self.chosen_words())
        else:
            brush.nothing_yet(self.tr("Nothing is graded or treated here yet."))
        if self.hasFocus():
            brush.ring()
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        days, key = self._course.days, event.key()
        at = days.index(self._chosen) if self._chosen in days else None
        last = len(days) - 1
        places = {
            Qt.Key.Key_Left: last if at is None else max(at - 1, 0),
            Qt.Key.Key_Right: 0 if at is None else min(at + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        if key in places and days and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.choose(days[places[Qt.Key(key)]])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.choose(self.day_at(event.position()))

    def day_at(self, place: QPointF) -> date | None:
        """Return the day whose signs lie near a place."""
        frame = self._frame()
        near = sorted((abs(frame.x(day) - place.x()), day) for day in self._course.days)
        return near[0][1] if near and near[0][0] <= _NEAR_PX else None

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            day = self.day_at(QPointF(event.pos()))
            text = day_line(self._course, day) if day else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)

    def _frame(self) -> Frame:
        days = self._course.days or (date.min,)
        return Frame(self.width(), self.height(), days[0], days[-1], self._below())

    def _below(self) -> int:
        return (3 if self._course.contents else 1) * ROW_PX + 12

    def _tell(self) -> None:
        told = [self.chosen_words(), *self.lines()]
        self.setAccessibleDescription("\n".join(told))
        self.update()
