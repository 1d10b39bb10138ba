"""A review by keyboard: graded beside the baseline, told in words, decided, signed, closed."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from infrared_desktop.domain.records.answers import (
    Answer,
    AppointmentKind,
    AppointmentStatus,
    GoalMet,
    NextStepKind,
    ReviewDecision,
    Satisfaction,
    Timepoint,
)
from infrared_desktop.domain.records.areas import Area, LaxityScale, Site
from infrared_desktop.domain.records.care import AdverseEvent, AreaFinding, AreaOutcome, Review
from infrared_desktop.domain.records.treatment_answers import Improvement
from infrared_desktop.domain.results.outcomes import Baseline, Change
from infrared_desktop.views.inputs.field_errors import error_of
from infrared_desktop.views.look.chips import Chip, chip_width
from infrared_desktop.views.look.theme import GRID, Meaning
from infrared_desktop.views.results.outcome_words import short_change
from infrared_desktop.views.results.outcomes_editor import scale_for
from infrared_desktop.views.results.reaction import ReactionScreen
from infrared_desktop.views.results.review import ReviewScreen
from infrared_desktop.views.screen import STORED
from tests import scenes
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.told_once import told_once
from tests.views.desk import Desk
from tests.views.record_room import RecordRoom, question, treated

TODAY = NOW.date()
ALEXIADES = LaxityScale.ALEXIADES


class Room(RecordRoom[ReviewScreen]):
    """A patient who comes for a review, and the screen that was opened for the visit."""

    place = "review"

    def answer_all(self, decision: str = "maintenance") -> None:
        self.row.choose("laxity_grade", "2")
        self.row.choose("gais_clinician", "much improved")
        self.row.pick("gais_patient", "improved")
        self.row.choose("improvement", "moderate")
        self.head.pick("gais_patient", "improved")
        self.head.pick("satisfaction", "satisfied")
        self.head.choose("goal_met", "partly")
        self.head.choose("late_event", "no")
        self.head.choose("photographs_complete", "yes")
        self.head.choose("decision", decision)


def play(desk: Desk, days_ago: int = 95, grade: float | None = 2.5) -> Room:
    """Play a patient's way to the review after the last session."""
    clinic, day = desk.clinic, TODAY - timedelta(days_ago)
    neck = AreaFinding(Area.NECK_FRONT, laxity_grade=grade, laxity_scale=ALEXIADES)
    with told_once(clinic):
        number, plan_id = treated(clinic, day, neck)
        wanted = scenes.visit(number, plan_id=plan_id, device_id=None)
        booked = clinic.diary.book(replace(wanted, kind=AppointmentKind.REVIEW), RECEPTION, NOW)
    return Room(desk, number, plan_id, booked)


@pytest.fixture
def room(desk: Desk) -> Room:
    return play(desk).open()


def test_the_treated_sites_are_there_on_their_scale_at_the_nearest_timepoint(room: Room) -> None:
    assert room.screen.record() == Review(
        room.patient,
        TODAY,
        CLINICIAN,
        plan_id=room.plan_id,
        timepoint=Timepoint.MONTH_3,
        areas=(AreaOutcome(Area.NECK_FRONT, laxity_scale=ALEXIADES),),
    )
    assert room.screen.panel.since.text() == "95 days since the last session"


@pytest.mark.parametrize(
    ("days", "expected"),
    [(5, Timepoint.OTHER), (31, Timepoint.MONTH_1), (182, Timepoint.MONTH_6)],
)
def test_the_timepoint_follows_the_days(desk: Desk, days: int, expected: Timepoint) -> None:
    assert play(desk, days).open().screen.record().timepoint is expected


def test_baseline_and_change_stand_beside_the_grade(room: Room) -> None:
    assert room.label("baseline_words").startswith("Baseline of 11 Aug 2026: 2.5 Alexiades, folds")
    room.row.choose("laxity_grade", "2")
    assert room.label("change_words").endswith(
        "0.5 below the baseline (20 %): better by one step of the scale."
    )
    assert (room.cell(1), room.cell(2), room.cell(3)) == (
        "2.5 Alexiades",
        "2 Alexiades",
        "0.5 better, 20 %",
    )
    room.row.choose("laxity_grade", "3")
    assert room.cell(3) == "0.5 worse, 20 %"


def test_the_change_is_never_cut_off_before_its_percentage(room: Room) -> None:
    change = Change(-1.5, -100.0)
    needed = chip_width(Chip(Meaning.CAUTION, short_change(change)))
    assert room.screen.areas.table.columnWidth(3) >= needed + 2 * GRID


def test_a_late_reaction_is_reported_from_the_review_by_one_key(room: Room) -> None:
    room.row.choose("laxity_grade", "2")
    room.desk.press("Ctrl+R")
    assert isinstance(room.desk.screen, ReactionScreen)
    room.desk.press("Alt+Left")
    assert room.screen.record().areas[0].laxity_grade == 2.0
    room.screen.panel.report.setFocus()
    room.desk.press("Return")
    assert isinstance(room.desk.screen, ReactionScreen)


def test_only_the_scales_of_the_area_are_offered(room: Room) -> None:
    scale = room.screen.page.rows.binder.input("laxity_scale")
    assert scale.labels() == ["Alexiades", "clinic scale"]
    room.row.pick("area", "Abdomen, lower")
    assert (scale.get_value(), scale.labels()) == ("clinic", ["clinic scale"])


def test_a_baseline_on_a_scale_that_is_not_the_areas_is_not_taken_over() -> None:
    found = Baseline(TODAY, 3.0, ALEXIADES, "")
    assert scale_for(Site(Area.NECK_FRONT), found) is ALEXIADES
    assert scale_for(Site(Area.ABDOMEN_LOWER), found) is LaxityScale.CLINIC


def test_on_another_scale_no_change_is_claimed(room: Room) -> None:
    room.row.choose("laxity_grade", "2")
    room.row.choose("laxity_scale", "clinic scale")
    assert room.screen.record().areas[0].laxity_grade is None
    room.row.choose("laxity_grade", "2")
    assert "Another scale than the baseline: no change can be told." in room.label("change_words")
    assert room.cell(3) == ""


def test_without_a_grade_before_nothing_is_compared(desk: Desk) -> None:
    room = play(desk, grade=None).open()
    assert "nothing to compare with" in room.label("baseline_words")


def test_the_goal_is_asked_beside_the_patients_own_words(room: Room) -> None:
    assert "“The neck looks tired”" in room.label("concern_words")


def test_what_led_here_is_told_newest_first(room: Room) -> None:
    session, consultation = room.screen.panel.facts.words()
    assert session.startswith("20 Aug 2026: session, tolerated\n36 J/cm² · 2 passes")
    assert consultation == "11 Aug 2026: consultation\n2.5 Alexiades"


def test_a_review_is_recorded_signed_and_closed_by_keyboard(room: Room) -> None:
    room.answer_all()
    room.desk.press("Ctrl+Return")
    assert "Neck, front 2 Alexiades; maintenance" in room.screen.banner.text()
    room.desk.press("Ctrl+Return")
    (stored,) = room.chart.reviews
    assert stored.record.areas == (
        AreaOutcome(
            Area.NECK_FRONT,
            None,
            2.0,
            ALEXIADES,
            gais_clinician=2,
            gais_patient=3,
            improvement=Improvement.MODERATE,
        ),
    )
    assert (stored.record.satisfaction, stored.record.gais_patient) == (Satisfaction.SATISFIED, 3)
    assert stored.record.goal_met is GoalMet.PARTLY
    assert stored.record.decision is ReviewDecision.MAINTENANCE
    assert stored.record.maintenance_on == date(2027, 8, 20)
    assert (stored.record.late_event, stored.record.photographs_complete) == (
        Answer.NO,
        Answer.YES,
    )
    assert "Maintenance, as the review says." in room.desk.words(question(room.desk))
    room.desk.press("Ctrl+Return")
    assert room.desk.clinic.diary.get(room.visit.id).record.status is AppointmentStatus.FULFILLED
    step = room.chart.next_steps[-1].record
    assert (step.kind, step.due) == (NextStepKind.FOLLOW_UP, date(2027, 8, 20))
    assert "maintenance recall" in room.screen.banner.text()


def test_a_further_session_leads_to_a_plan(room: Room) -> None:
    room.answer_all("one more session")
    room.sign()
    question(room.desk)
    room.desk.press("Ctrl+Return")
    assert room.screen.banner.action_button().text() == "Make a plan"


def test_nothing_is_signed_while_something_is_missing(room: Room) -> None:
    room.sign()
    assert room.chart.reviews == ()
    assert error_of(room.screen.areas.binder.input("laxity_grade")) == "The grade is needed."
    assert room.screen.header.missing.text() == "7 things missing before you can sign"


def test_the_scales_say_that_lower_is_better(room: Room) -> None:
    eye, here, whole = (
        room.screen.areas.binder.input("gais_clinician"),
        room.screen.areas.binder.input("gais_patient"),
        room.screen.page.binder.input("gais_patient"),
    )
    assert all("lower is better" in each.accessibleName() for each in (eye, here, whole))
    assert "lower is better" in room.label("gais_clinician_label")


def test_another_day_for_maintenance_is_what_the_visit_closes_with(room: Room) -> None:
    room.answer_all()
    room.head.type("maintenance_on", "2028-02-01")
    room.sign()
    question(room.desk)
    room.desk.press("Ctrl+Return")
    assert room.chart.next_steps[-1].record.due == date(2028, 2, 1)


def test_maintenance_before_the_review_is_refused_beside_its_day(room: Room) -> None:
    room.answer_all()
    room.head.type("maintenance_on", "2026-01-05")
    room.sign()
    assert room.chart.reviews == ()
    day = room.screen.page.binder.input("maintenance_on")
    assert error_of(day) == "Maintenance lies after this review."


def test_a_next_review_is_agreed_only_while_the_treatment_goes_on(room: Room) -> None:
    again = room.screen.page.binder.input("next_review_on")
    room.answer_all("finished")
    assert again.isHidden() and room.screen.page.binder.input("maintenance_on").isHidden()
    room.head.choose("decision", "refer")
    room.head.type("next_review_on", "2027-01-15")
    room.head.choose("decision", "finished")
    assert not again.isHidden()
    room.sign()
    assert error_of(again).startswith("The decision ends the treatment")
    room.head.choose("decision", "refer")
    room.sign()
    question(room.desk)
    room.desk.press("Ctrl+Return")
    assert room.chart.next_steps[-1].record.due == date(2027, 1, 15)


def test_a_late_reaction_is_reported_before_the_review_is_signed(room: Room) -> None:
    room.answer_all()
    room.head.choose("late_event", "yes")
    room.sign()
    asked = room.screen.page.binder.input("late_event")
    assert error_of(asked) == "Report the reaction first: Ctrl+R, this waits here."
    event = AdverseEvent(
        Area.NECK_FRONT, patient_id=room.patient, noted_on=TODAY - timedelta(9), severity=1
    )
    room.desk.clinic.care.report(event, CLINICIAN, NOW)
    assert "A reaction was noted on 14 Nov 2026" in room.label("late_words")
    room.sign()
    question(room.desk)
    room.desk.press("Ctrl+Return")
    assert room.chart.reviews[0].record.late_event is Answer.YES


def test_quarters_that_do_not_fit_are_refused(room: Room) -> None:
    room.answer_all()
    room.row.choose("gais_clinician", "worse")
    room.sign()
    field = room.screen.areas.binder.input("improvement")
    assert error_of(field).startswith("This does not fit the improvement by your eye.")


def test_a_draft_comes_back(room: Room) -> None:
    room.row.choose("laxity_grade", "2")
    room.desk.go("today")
    room.desk.go("review", room.patient, room.visit.id)
    assert "Nothing of it is signed yet." in room.screen.banner.text()
    assert room.screen.record().areas[0].laxity_grade == 2.0


def test_a_draft_stays_with_its_visit(room: Room) -> None:
    room.row.choose("laxity_grade", "2")
    other = replace(room.visit.record, starts=time(15))
    second = room.desk.clinic.diary.book(other, RECEPTION, NOW)
    room.desk.go("review", room.patient, second.id)
    assert room.screen.record().areas[0].laxity_grade is None
    room.open()
    assert room.screen.banner.text().startswith("Visit of 23 Nov 2026, 10:00")
    assert room.screen.record().areas[0].laxity_grade == 2.0


def test_a_signed_review_is_read_only(room: Room) -> None:
    room.answer_all()
    room.sign()
    question(room.desk)
    room.desk.press("Ctrl+Return")
    (stored,) = room.chart.reviews
    room.desk.go("review", room.patient, stored.id, about=STORED)
    room.row.choose("laxity_grade", "3")
    assert room.screen.record() == stored.record
    assert room.screen.header.sign.isHidden()


def test_the_visit_of_a_signed_review_opens_that_review(room: Room) -> None:
    room.answer_all()
    room.sign()
    question(room.desk)
    room.desk.press("Ctrl+Return")
    room.desk.go("review", room.patient, room.visit.id)
    assert room.screen.signed.stored == room.chart.reviews[0]
