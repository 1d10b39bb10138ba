"""A results review: each area graded again, what the patient says of it, and what is decided."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtWidgets import QLabel

from infrared_desktop.domain.booking.next_steps import recall_day
from infrared_desktop.domain.records.answers import AppointmentKind, ReviewDecision
from infrared_desktop.domain.records.areas import Site
from infrared_desktop.domain.records.care import AreaOutcome, Review, Session
from infrared_desktop.domain.records.chart import Chart, Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.gaps import Gap
from infrared_desktop.domain.results.outcomes import (
    Baseline,
    baseline_of,
    last_session,
    late_event_day,
    timepoint_after,
)
from infrared_desktop.domain.results.review_gaps import review_gaps
from infrared_desktop.domain.schedule.schedule import sites_of
from infrared_desktop.views.actions import KeyGroup, add_action
from infrared_desktop.views.closing.visit_record import VisitRecordScreen
from infrared_desktop.views.inputs import choices
from infrared_desktop.views.inputs.date_field import DateField
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.records.record_page import RecordPage
from infrared_desktop.views.results.outcome_words import grade_words
from infrared_desktop.views.results.outcomes_editor import OutcomesEditor, scale_for
from infrared_desktop.views.results.review_panel import ReviewPanel
from infrared_desktop.views.screen import Place
from infrared_desktop.views.visits.choice import open_visit
from infrared_desktop.views.wording import say_day, say_site
from infrared_desktop.views.workplace import Workplace

_KINDS = (AppointmentKind.REVIEW, AppointmentKind.MAINTENANCE)
_ENDS = (ReviewDecision.FINISH, ReviewDecision.DISCHARGE)


class ReviewScreen(VisitRecordScreen):
    """Records the review of a plan, at today's visit if there is one."""

    record_type = Review

    def __init__(self, workplace: Workplace) -> None:
        page = RecordPage(workplace, "review", Review)
        panel, areas = ReviewPanel(), page.rows
        assert isinstance(areas, OutcomesEditor)
        super().__init__(workplace, page, panel)
        self.panel, self.areas = panel, areas
        self._visit: Stored[Appointment] | None = None
        self.header.next.setText(self.tr("Book the next visit"))
        panel.report.clicked.connect(lambda: self._report())
        add_action(self, self.tr("Report a reaction that came later"), "Ctrl+R", self._report)

    def title(self) -> str:
        """Name the review."""
        return self.tr("Review")

    def signed_ones(self, chart: Chart) -> Sequence[Stored[Review]]:
        """Return the patient's reviews."""
        return chart.reviews

    def already_signed(self, chart: Chart, place: Place) -> Stored[Review] | None:
        """Return the review of the appointment's day, once the appointment is closed."""
        if place.record is None:
            return None
        visit = self.clinic.diary.get(place.record).record
        found = [r for r in chart.reviews if r.record.reviewed_on == visit.day]
        return found[-1] if found and not visit.is_open else None

    def day_of(self, record: Review) -> date:
        """Return the day of the review."""
        return record.reviewed_on

    def open(self, place: Place) -> None:
        """Show a signed review, or what this person has begun with this patient."""
        self._visit = None
        super().open(place)

    def blank(self, chart: Chart, place: Place) -> Review:
        """Return a review of the sites that were treated, at the timepoint that is nearest."""
        self._visit = visit = open_visit(self.workplace, chart, place.record, _KINDS)
        day = self.day_at(visit)
        wanted = visit.record.plan_id if visit else None
        last = last_session(chart, day, wanted)
        plan_id = wanted if last is None else last.record.plan_id
        days = (day - last.record.performed_on).days if last else None
        sites = _treated(chart, plan_id) if last else ()
        return Review(
            chart.patient.id,
            day,
            self.workplace.by,
            plan_id=plan_id,
            timepoint=timepoint_after(days, self.clinic.protocol.follow_ups),
            areas=tuple(_outcome(s, baseline_of(chart, s, plan_id, day)) for s in sites),
        )

    def visit_number(self, record: Review, place: Place) -> int | None:
        """Return the visit that the review was begun at."""
        return self._visit.id if self._visit else None

    def judge(self, record: Review) -> tuple[Gap, ...]:
        """Show what led here, and return what is missing."""
        chart = self.chart
        assert chart is not None
        day = record.reviewed_on

        def baseline(site: Site) -> Baseline | None:
            return baseline_of(chart, site, record.plan_id, day)

        self.areas.configure(self.clinic.protocol, baseline)
        row = self.areas.current_row()
        site = record.areas[row].site if 0 <= row < len(record.areas) else None
        signed = self.signed.stored
        self.panel.show_way(chart, record, site, signed.id if signed else None)
        self._show_concern([baseline(row.site) for row in record.areas])
        late_on = late_event_day(chart, day, record.plan_id)
        self._show_late(late_on)
        self._show_what_comes(record)
        return review_gaps(record, self.workplace.today(), late_on)

    def summary(self, record: Review) -> str:
        """Say in one line what each area came to, and what is decided."""
        parts = [
            f"{say_site(row.site)} {grade_words(row.laxity_scale, row.laxity_grade)}"
            for row in record.areas
            if row.laxity_grade is not None
        ]
        return "; ".join((*parts, choices.label(record.decision)))

    def record(self) -> Review:
        """Return the review as it stands on the screen, by the person who writes it."""
        record: Review = super().record()
        signed = self.signed.stored is not None
        return record if signed else replace(record, clinician_id=self.workplace.by)

    def part_keys(self) -> tuple[KeyGroup, ...]:
        """Name the keys of the chart."""
        return (self.panel.course.keys(),)

    def visit_of(self, signed: Stored[Review]) -> Stored[Appointment] | None:
        """Return the visit that the review was begun at."""
        return self.clinic.diary.get(self._visit.id) if self._visit else None

    def offer(self, signed: Stored[Review]) -> None:
        """Offer what the review decided."""
        if signed.record.decision is ReviewDecision.FURTHER_SESSION:
            words = self.tr("Signed. A further session needs a plan.")
            self.banner.tell(Meaning.SUITABLE, words, self.tr("Make a plan"), self._plan)
            self.banner.take_keys()
        elif signed.record.decision is ReviewDecision.MAINTENANCE:
            words = self.tr("Signed. The maintenance recall stands in the follow-up list.")
            self.banner.tell(Meaning.SUITABLE, words, self.tr("Book it now"), self.go_on)
        else:
            self.banner.tell(Meaning.SUITABLE, self.tr("Signed."))

    def on_changed(self, field: str = "") -> None:
        """Propose the plan's own day with the decision for maintenance."""
        if field == "decision" and self.signed.stored is None and self.chart is not None:
            record, day = self.record(), self.page.binder.input("maintenance_on")
            assert isinstance(day, DateField)
            if record.decision is ReviewDecision.MAINTENANCE and record.maintenance_on is None:
                schedule = self.clinic.protocol.follow_ups
                day.set_value(recall_day(self.chart, schedule, record.reviewed_on, record.plan_id))
        super().on_changed(field)

    def _report(self) -> None:
        """Go and report a late reaction; the review is kept as a draft meanwhile."""
        assert self.chart is not None
        self.going.emit(Place("reaction", self.chart.patient.id))

    def _plan(self) -> None:
        assert self.chart is not None
        self.going.emit(Place("plan", self.chart.patient.id))

    def _show_concern(self, found: Sequence[Baseline | None]) -> None:
        said = next((one.concern for one in found if one and one.concern), "")
        text = self.tr("What troubled the patient, in own words: “{concern}”").format(concern=said)
        words = text if said else self.tr("No words of concern were written down before.")
        self._label("concern_words").setText(words)

    def _show_late(self, late_on: date | None) -> None:
        label = self._label("late_words")
        text = self.tr("A reaction was noted on {day}, after the last session.")
        label.setText(text.format(day=say_day(late_on)) if late_on else "")
        label.setVisible(late_on is not None)

    def _show_what_comes(self, record: Review) -> None:
        """Ask for the days that the decision calls for; a day that was given is never hidden."""
        wanted = record.decision is ReviewDecision.MAINTENANCE
        shown = {
            "next_review_on": record.decision not in _ENDS or record.next_review_on is not None,
            "maintenance_on": wanted or record.maintenance_on is not None,
        }
        for field, is_shown in shown.items():
            self.page.binder.input(field).setVisible(is_shown)
            self._label(f"{field}_label").setVisible(is_shown)

    def _label(self, name: str) -> QLabel:
        label = self.page.fields.findChild(QLabel, name)
        assert isinstance(label, QLabel)
        return label


def _treated(chart: Chart, plan_id: int | None) -> tuple[Site, ...]:
    sessions: list[Session] = [s.record for s in chart.sessions if s.record.plan_id == plan_id]
    return tuple(dict.fromkeys(site for session in sessions for site in sites_of(session)))


def _outcome(site: Site, baseline: Baseline | None) -> AreaOutcome:
    return AreaOutcome(site.area, site.side, laxity_scale=scale_for(site, baseline))
