"""A patient's result at one area over time: the chart, and below it each day in words."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.chart import Chart
from infrared_desktop.domain.results.course import course_of, courses_sites
from infrared_desktop.domain.results.outcomes import baseline_of, last_session_at
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.sight import Sight
from infrared_desktop.views.look.theme import GRID
from infrared_desktop.views.results.course_chart import CourseChart
from infrared_desktop.views.wording import say_site


class ResultPanel(Panel):
    """Shows grades, sessions and satisfaction of the area that is chosen in its head."""

    def __init__(self) -> None:
        super().__init__(self.tr("Result over time"))
        self.areas, self.course, self.lines = QComboBox(), CourseChart(), QLabel()
        self.areas.setAccessibleName(self.tr("Area"))
        self.areas.activated.connect(self._show)
        self.add_to_head(self.areas)
        self.lines.setTextFormat(Qt.TextFormat.PlainText)
        self.lines.setWordWrap(True)
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(2 * GRID, GRID, 2 * GRID, GRID)
        box.setSpacing(GRID)
        box.addWidget(self.course)
        box.addWidget(self.lines)
        box.addStretch(1)
        self.sight = Sight(page)
        self.sight.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(self.sight)
        self._chart: Chart | None = None
        self._sites: tuple[Site, ...] = ()
        self._today = date.min

    def show_chart(self, chart: Chart, today: date) -> None:
        """Take the graded areas of a chart; the area that was chosen stays, where it is there."""
        chosen = self.site()
        self._chart, self._today, self._sites = chart, today, courses_sites(chart, today)
        self.areas.clear()
        self.areas.addItems([say_site(site) for site in self._sites])
        if chosen in self._sites:
            self.areas.setCurrentIndex(self._sites.index(chosen))
        self.areas.setEnabled(len(self._sites) > 1)
        if self.isVisible():
            self._show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()  # a long course takes its time, so it is made when it is looked at

    def has_result(self) -> bool:
        """Say whether anything was graded."""
        return bool(self._sites)

    def site(self) -> Site | None:
        """Return the area that is shown."""
        at = self.areas.currentIndex()
        return self._sites[at] if 0 <= at < len(self._sites) else None

    def take_keys(self) -> None:
        """Give the keys to the chart, and show it from its top."""
        self.sight.verticalScrollBar().setValue(0)
        self.course.setFocus()

    def _show(self) -> None:
        site, chart = self.site(), self._chart
        if site is None or chart is None:
            return
        last = last_session_at(chart, site, self._today)
        baseline = baseline_of(chart, site, last.record.plan_id if last else None, self._today)
        course = course_of(chart, site, self._today)
        self.course.set_course(course, baseline.grade if baseline else None, say_site(site))
        self.lines.setText("\n".join(reversed(self.course.lines())))
