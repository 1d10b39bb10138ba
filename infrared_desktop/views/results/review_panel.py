"""The way of one area to its review: grades, sessions and reviews, newest first."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import Review
from infrared_desktop.domain.records.chart import Chart, State
from infrared_desktop.domain.results.course import course_of
from infrared_desktop.domain.results.outcomes import baseline_of
from infrared_desktop.domain.schedule.schedule import touches
from infrared_desktop.domain.sessions.doses import doses_before
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.lists.fact_list import Fact, FactList
from infrared_desktop.views.look.panel import Panel
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.records.dose_words import borne, dose_line, reaction_words, seen_line
from infrared_desktop.views.results.course_chart import CourseChart
from infrared_desktop.views.results.outcome_words import gais_words, grade_words
from infrared_desktop.views.wording import say_day, say_site

_Dated = tuple[date, Fact]


class ReviewPanel(Panel):
    """Shows what led to the result at the selected area."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.title, self.since = QLabel(), QLabel()
        self.course, self.facts = CourseChart(), FactList()
        self.title.setProperty("role", "heading")
        self.since.setProperty("role", "caption")
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        box.setSpacing(GRID)
        self.report = QPushButton(self.tr("Report a reaction  Ctrl+R"))
        self.report.setAutoDefault(True)
        for widget in (self.title, self.since, self.course, self.facts):
            box.addWidget(widget)
        box.addWidget(self.report, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(page)

    def show_way(self, chart: Chart, record: Review, site: Site | None, own_id: int | None) -> None:
        """Show everything up to the review's day that concerns a site."""
        name = say_site(site) if site else self.tr("No area is selected.")
        self.title.setText(name)
        self.facts.setAccessibleName(name)
        self.course.setVisible(site is not None)
        if site is None:
            self.since.setText("")
            self.facts.show_facts(())
            return
        day = record.reviewed_on
        course = course_of(chart, site, day, record if own_id is None else None)
        baseline = baseline_of(chart, site, record.plan_id, day)
        self.course.set_course(course, baseline.grade if baseline else None, name)
        doses = doses_before(site, day, chart.sessions, chart.adverse_events)
        treated = [
            (
                dose.day,
                Fact(
                    borne(dose),
                    self.tr("{day}: session, {how}").format(
                        day=say_day(dose.day), how=reaction_words(dose)
                    ),
                    dose_line(dose.row),
                    seen_line(dose.row),
                ),
            )
            for dose in doses
        ]
        self.since.setText(self._since(doses[0].day if doses else None, day))
        found = [
            *treated,
            *self._grades(chart, site, day),
            *self._reviews(chart, site, day, own_id),
        ]
        found.sort(key=lambda pair: pair[0], reverse=True)
        self.facts.show_facts([fact for _, fact in found])

    def _since(self, last: date | None, day: date) -> str:
        if last is None:
            return self.tr("Not treated yet.")
        one, many = (
            self.tr("1 day since the last session"),
            self.tr("{n} days since the last session"),
        )
        days = (day - last).days
        return one if days == 1 else many.format(n=days)

    def _grades(self, chart: Chart, site: Site, day: date) -> Iterator[_Dated]:
        for stored in chart.consultations:
            found = stored.record
            if found.consulted_on > day or stored.state is not State.SIGNED:
                continue
            for row in found.areas:
                if row.laxity_grade is not None and touches(site, row.site):
                    title = self.tr("{day}: consultation").format(day=say_day(found.consulted_on))
                    words = grade_words(row.laxity_scale, row.laxity_grade)
                    yield found.consulted_on, Fact(Meaning.INFORMATION, title, words)

    def _reviews(self, chart: Chart, site: Site, day: date, own_id: int | None) -> Iterator[_Dated]:
        for stored in chart.reviews:
            found = stored.record
            if found.reviewed_on > day or stored.id == own_id:
                continue
            for row in found.areas:
                if row.laxity_grade is not None and touches(site, row.site):
                    title = self.tr("{day}: review").format(day=say_day(found.reviewed_on))
                    words = grade_words(row.laxity_scale, row.laxity_grade)
                    eye = gais_words(row.gais_clinician) if row.gais_clinician else ""
                    content = choices.label(found.satisfaction)
                    said = " · ".join(part for part in (eye, content) if part)
                    yield found.reviewed_on, Fact(Meaning.DUE, title, words, said)
