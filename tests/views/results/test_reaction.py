"""Somebody calls with a blister: noted, told what to do, first in the list, and closed."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from infrared_desktop.domain.follow_ups.due import FollowUp, FollowUpKind
from infrared_desktop.domain.follow_ups.worklist import worklist
from infrared_desktop.domain.records.answers import Answer, Endpoint, Reaction
from infrared_desktop.domain.records.areas import Area, Side, Site
from infrared_desktop.domain.records.care import AdverseEvent, AreaSettings
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.treatment_answers import EventOutcome
from infrared_desktop.domain.sessions.doses import doses_before
from infrared_desktop.views.inputs.field_errors import error_of
from infrared_desktop.views.results.reaction import ReactionScreen
from infrared_desktop.views.screen import Place
from tests import scenes
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.views.answering import Hand
from tests.views.desk import Desk

TODAY = NOW.date()


@pytest.fixture
def patient(desk: Desk) -> int:
    """Somebody whose arm was treated three days ago."""
    clinic = desk.clinic
    number = clinic.people.register(scenes.patient("Côté"), RECEPTION, NOW).id
    arm = AreaSettings(
        Area.UPPER_ARM,
        Side.LEFT,
        fluence_j_cm2=36.0,
        endpoints=(Endpoint.WARM,),
        no_adverse_event=True,
    )
    done = scenes.session(number, TODAY - timedelta(3), areas=(arm,))
    clinic.care.sign(done, CLINICIAN, NOW)
    desk.go("reaction", number)
    return number


def screen(desk: Desk) -> ReactionScreen:
    shown = desk.screen
    assert isinstance(shown, ReactionScreen)
    return shown


def hand(desk: Desk) -> Hand:
    return Hand(desk.qtbot, screen(desk).binder)


def events(desk: Desk, patient: int) -> tuple[Stored[AdverseEvent], ...]:
    return desk.clinic.people.chart(patient).adverse_events


def facts(desk: Desk) -> str:
    return "\n".join(screen(desk).panel.facts.words())


def report(
    desk: Desk, reaction: str = "blister", severity: str = "moderate", side: str = "left"
) -> None:
    if side:
        hand(desk).choose("side", side)
    hand(desk).pick("reaction", reaction)
    hand(desk).choose("severity", severity)
    hand(desk).type("note", "Two blisters since this morning")
    desk.press("Ctrl+Return")


def first_on_the_list(desk: Desk) -> FollowUp:
    rows = [each.follow_up for each in desk.clinic.follow_ups.due(TODAY)]
    return worklist(rows, TODAY)[0][0]


def test_the_site_of_the_last_session_is_proposed_and_nothing_else(
    desk: Desk, patient: int
) -> None:
    given = screen(desk).binder.values()
    assert (given["area"], given["side"], given["noted_on"]) == (Area.UPPER_ARM, None, TODAY)
    assert screen(desk).binder.input("area").currentText() == "Upper arm · treated 20 Nov 2026"
    assert (given["reaction"], given["severity"]) == (None, None)
    assert "Ask what it looks like, since when" in facts(desk)
    assert "20 Nov 2026: tolerated\n36 J/cm²\nwarm skin" in facts(desk)


@pytest.mark.parametrize("areas", [(), (Area.UPPER_ARM, Area.NECK_FRONT)])
def test_of_several_areas_or_none_the_patient_says_which(
    desk: Desk, areas: tuple[Area, ...]
) -> None:
    clinic = desk.clinic
    number = clinic.people.register(scenes.patient("Côté", given_name="Ada"), RECEPTION, NOW).id
    if areas:
        rows = tuple(AreaSettings(area, Side.BOTH, no_adverse_event=True) for area in areas)
        clinic.care.sign(scenes.session(number, TODAY, areas=rows), CLINICIAN, NOW)
    desk.go("reaction", number)
    area = screen(desk).binder.input("area")
    assert area.get_value() is None
    hand(desk).pick("reaction", "blister")
    hand(desk).choose("severity", "moderate")
    desk.press("Ctrl+Return")
    assert "needed" in error_of(area)
    assert not events(desk, number)


def test_the_skin_type_stands_in_the_head(desk: Desk, patient: int) -> None:
    assert screen(desk).header.line.text().endswith(" · skin type not noted")
    found = scenes.consultation(patient, fitzpatrick_type=4)
    desk.clinic.care.sign(found, CLINICIAN, NOW)
    desk.go("reaction", patient)
    assert screen(desk).header.line.text().endswith(" · skin type IV")


def test_what_to_do_stands_there_as_soon_as_it_has_a_name(desk: Desk, patient: int) -> None:
    hand(desk).pick("reaction", "blister")
    assert screen(desk).panel.urgency.accessibleName() == "Today: the clinician sees it"
    assert "Suggestion: the clinician sees it the same day" in facts(desk)
    ground = "Clinic default, to be confirmed. Source: clinical reference 5.2; S7"
    assert ground in facts(desk)
    hand(desk).pick("reaction", "redness")
    assert screen(desk).panel.urgency.accessibleName() == "To be watched"
    hand(desk).choose("severity", "serious")
    assert screen(desk).panel.urgency.accessibleName() == "At once: fetch the clinician now"


def test_the_sources_of_an_advice_are_spelled_out_when_asked_for(desk: Desk, patient: int) -> None:
    panel = screen(desk).panel
    assert not panel.sources.isVisible()
    hand(desk).pick("reaction", "blister")
    QApplication.processEvents()
    assert "Source: clinical reference 5.2; S7" in desk.words(panel)
    assert "S7: Chua 2007" not in desk.words(panel)
    panel.sources.click()
    assert "S7: Chua 2007" in desk.words(panel)


def test_a_blister_is_reported_by_keyboard_and_stands_first_in_the_list(
    desk: Desk, patient: int
) -> None:
    report(desk)
    (event,) = events(desk, patient)
    assert event.record == AdverseEvent(
        Area.UPPER_ARM,
        Side.LEFT,
        patient_id=patient,
        session_id=1,
        noted_on=TODAY,
        reaction=Reaction.BLISTER,
        severity=2,
        note="Two blisters since this morning",
    )
    assert "It stands first in the follow-up list now, for the clinician." in (
        screen(desk).banner.text()
    )
    first = first_on_the_list(desk)
    assert (first.kind, first.patient_id) == (FollowUpKind.ADVERSE_EVENT, patient)


def test_to_report_twice_in_a_hurry_reports_once(desk: Desk, patient: int) -> None:
    report(desk)
    desk.press("Ctrl+Return")
    assert len(events(desk, patient)) == 1
    assert events(desk, patient)[0].record.closed_on is None


def test_a_visit_is_offered_for_it(desk: Desk, patient: int) -> None:
    gone: list[Place] = []
    screen(desk).going.disconnect()
    screen(desk).going.connect(gone.append)
    report(desk)
    screen(desk).banner.action_button().click()
    (place,) = gone
    assert (place.name, place.patient, place.about.kind) == (
        "booking",
        patient,
        FollowUpKind.ADVERSE_EVENT,
    )


def test_a_report_can_be_taken_back(desk: Desk, patient: int) -> None:
    report(desk)
    desk.press("Ctrl+Z")
    assert events(desk, patient) == ()
    assert "Taken back: Reaction reported" in desk.told()


def test_reaction_and_severity_are_needed(desk: Desk, patient: int) -> None:
    desk.press("Ctrl+Return")
    assert error_of(screen(desk).binder.input("reaction")) == "This is needed."
    assert error_of(screen(desk).binder.input("severity")) == "This is needed."
    assert events(desk, patient) == ()


def test_a_paired_area_needs_its_side(desk: Desk, patient: int) -> None:
    hand(desk).choose("side", "left")
    hand(desk).pick("area", "Knee")
    report(desk, side="")
    assert events(desk, patient) == ()
    assert error_of(screen(desk).binder.input("side")) == "Say which side."


def test_a_site_that_the_last_session_did_not_touch_is_not_laid_to_it(
    desk: Desk, patient: int
) -> None:
    hand(desk).pick("area", "Neck, front")
    report(desk, side="")
    (event,) = events(desk, patient)
    assert (event.record.session_id, event.record.side) == (None, None)


def test_a_reaction_after_another_area_was_treated_takes_its_own_dose_from_the_tolerated(
    desk: Desk, patient: int
) -> None:
    neck = AreaSettings(Area.NECK_FRONT, fluence_j_cm2=30.0, no_adverse_event=True)
    done = scenes.session(patient, TODAY - timedelta(1), areas=(neck,))
    desk.clinic.care.sign(done, CLINICIAN, NOW)
    desk.go("reaction", patient)
    hand(desk).pick("area", "Upper arm")
    report(desk)
    chart = desk.clinic.people.chart(patient)
    doses = doses_before(
        Site(Area.UPPER_ARM, Side.LEFT),
        TODAY,
        chart.sessions,
        chart.adverse_events,
    )
    assert [dose.is_tolerated for dose in doses] == [False]


def test_a_day_to_come_is_refused(desk: Desk, patient: int) -> None:
    hand(desk).type("noted_on", "2026-11-24")
    report(desk)
    assert error_of(screen(desk).binder.input("noted_on")) == "This day lies ahead."
    assert events(desk, patient) == ()


def test_what_is_typed_is_not_lost_by_going_elsewhere(desk: Desk, patient: int) -> None:
    hand(desk).pick("reaction", "blister")
    desk.go("today")
    assert isinstance(desk.screen, ReactionScreen)
    assert "not reported yet" in screen(desk).banner.text()
    screen(desk).banner.action_button().click()
    desk.go("today")
    assert not isinstance(desk.screen, ReactionScreen)


def told(desk: Desk, patient: int) -> Stored[AdverseEvent]:
    event = AdverseEvent(
        Area.UPPER_ARM,
        Side.LEFT,
        patient_id=patient,
        noted_on=TODAY - timedelta(2),
        reaction=Reaction.BLISTER,
        severity=2,
        note="One blister",
    )
    return desk.clinic.care.report(event, RECEPTION, NOW)


def test_an_open_reaction_is_shown_before_another_is_reported(desk: Desk, patient: int) -> None:
    told(desk, patient)
    desk.go("reaction", patient)
    assert screen(desk).banner.text() == (
        "Still open: blister, moderate at Upper arm, left, noted on 21 Nov 2026."
    )
    screen(desk).banner.action_button().click()
    assert screen(desk).header.title.text() == "Follow a reaction up"


def end(desk: Desk, outcome: str = "gone") -> None:
    hand(desk).type("course", "Dried up, no scar")
    hand(desk).choose("outcome", outcome)


def test_a_reaction_is_closed_with_what_became_of_it(desk: Desk, patient: int) -> None:
    event = told(desk, patient)
    desk.go("reaction", patient, event.id)
    assert "What was told\nOne blister" in facts(desk)
    desk.press("Ctrl+Return")
    form = screen(desk).binder
    assert error_of(form.input("course")) == "Say what became of it."
    assert error_of(form.input("outcome")) == "Say how it ended."
    end(desk)
    hand(desk).type("care_given", "A dressing")
    desk.press("Ctrl+Return")
    (stored,) = events(desk, patient)
    assert stored.record == replace(
        event.record,
        closed_on=TODAY,
        course="Dried up, no scar",
        care_given="A dressing",
        outcome=EventOutcome.RESOLVED,
    )
    assert "left the follow-up list" in screen(desk).banner.text()
    assert first_on_the_list(desk).kind is not FollowUpKind.ADVERSE_EVENT


def test_how_it_goes_on_is_saved_while_it_stays_open(desk: Desk, patient: int) -> None:
    event = told(desk, patient)
    desk.go("reaction", patient, event.id)
    hand(desk).type("course", "Half as large")
    hand(desk).choose("severity", "severe")
    desk.press("Ctrl+S")
    (stored,) = events(desk, patient)
    assert stored.record == replace(event.record, course="Half as large", severity=3)
    assert first_on_the_list(desk).kind is FollowUpKind.ADVERSE_EVENT
    assert screen(desk).leave()


def test_it_cannot_be_closed_before_it_was_noted(desk: Desk, patient: int) -> None:
    event = told(desk, patient)
    desk.go("reaction", patient, event.id)
    end(desk)
    hand(desk).type("closed_on", "2026-11-20")
    desk.press("Ctrl+Return")
    closed_on = screen(desk).binder.input("closed_on")
    assert error_of(closed_on) == "This lies before the reaction was noted."
    assert events(desk, patient)[0].record.closed_on is None


def test_what_was_told_cannot_be_changed_while_closing(desk: Desk, patient: int) -> None:
    event = told(desk, patient)
    desk.go("reaction", patient, event.id)
    hand(desk).choose("side", "right")
    assert screen(desk).binder.values()["side"] is Side.LEFT
    end(desk)
    desk.press("Ctrl+Return")
    stored = events(desk, patient)[0].record
    assert (stored.side, stored.reaction, stored.note) == (
        Side.LEFT,
        Reaction.BLISTER,
        "One blister",
    )


def test_what_is_permanent_is_serious_and_somebody_is_told(desk: Desk, patient: int) -> None:
    event = told(desk, patient)
    desk.go("reaction", patient, event.id)
    end(desk, "stays")
    desk.press("Ctrl+Return")
    form = screen(desk).binder
    assert "the severity is to be 4" in error_of(form.input("outcome"))
    hand(desk).choose("severity", "serious")
    desk.press("Ctrl+Return")
    assert error_of(form.input("device_incident")).startswith("It is serious")
    hand(desk).choose("device_incident", "no")
    desk.press("Ctrl+Return")
    assert error_of(form.input("reported_on")).startswith("Give the day")
    hand(desk).type("reported_on", "2026-11-20")
    desk.press("Ctrl+Return")
    assert error_of(form.input("reported_on")) == "This lies before the reaction was noted."
    hand(desk).type("reported_on", "2026-11-22")
    desk.press("Ctrl+Return")
    stored = events(desk, patient)[0].record
    assert (stored.severity, stored.device_incident) == (4, Answer.NO)
    assert (stored.reported_on, stored.closed_on) == (TODAY - timedelta(1), TODAY)


def test_the_day_of_a_report_to_an_authority_is_asked_where_it_may_be_needed(
    desk: Desk, patient: int
) -> None:
    day = screen(desk).binder.input("reported_on")
    assert day.isHidden()
    hand(desk).choose("device_incident", "yes")
    assert not day.isHidden()
    hand(desk).choose("device_incident", "no")
    assert day.isHidden()
    hand(desk).choose("severity", "serious")
    assert not day.isHidden()


def test_how_often_it_is_seen_stands_below_its_name(desk: Desk, patient: int) -> None:
    label = screen(desk).form.fields.findChild(QLabel, "frequency_words")
    assert label.isHidden()
    hand(desk).pick("reaction", "blister")
    words = "How often: 7 in 63 treatments of skin types IV and V; rare otherwise."
    assert label.text() == words


def test_a_half_written_report_is_back_after_a_crash_as_far_as_it_was_told(
    desk: Desk, patient: int
) -> None:
    hand(desk).choose("severity", "moderate")
    screen(desk).binder.input("note").setFocus()
    desk.type("It burns")
    desk.qtbot.waitUntil(lambda: bool(desk.clinic.care.drafts()))
    again = Desk(desk.qtbot, desk.clinic).sit_down()
    assert "unfinished report of a reaction – Côté" in again.words()
    again.press("O")
    assert "is back. Nothing of it is saved yet." in again.words()
    given = screen(again).binder.values()
    assert (given["severity"], given["note"], given["reaction"]) == (2, "It burns", None)
    assert events(again, patient) == ()
    assert not screen(again).leave()
    hand(again).pick("reaction", "blister")
    hand(again).choose("side", "left")
    again.press("Ctrl+Return")
    (event,) = events(again, patient)
    assert event.record.note == "It burns"
    assert again.clinic.care.drafts() == []
    again.get_up()


def test_a_report_can_be_left_for_another_patient_and_waits_as_a_draft(
    desk: Desk, patient: int
) -> None:
    report = screen(desk)
    hand(desk).choose("severity", "moderate")
    desk.go("today")
    assert desk.screen is report, "a report is not left unseen"
    leave = report.banner.action_button()
    assert leave.text() == "&Leave it as a draft"
    leave.click()
    assert desk.screen is not report
    (draft,) = desk.clinic.care.drafts()
    assert (draft.kind, draft.patient_id) == ("adverse_event", patient)
    desk.go("today")
    assert "unfinished report of a reaction – Côté" in desk.words()
    desk.go("reaction", patient)
    assert screen(desk).binder.values()["severity"] == 2


def test_a_report_that_was_left_is_thrown_away_on_the_patients_page(
    desk: Desk, patient: int
) -> None:
    hand(desk).choose("severity", "moderate")
    assert not screen(desk).leave()
    screen(desk).banner.action_button().click()
    desk.go("patient", patient)
    desk.press("X")
    desk.screen.unfinished.action_button().click()
    assert desk.clinic.care.drafts() == []
    desk.go("reaction", patient)
    assert screen(desk).binder.values()["severity"] is None


def test_the_same_reaction_again_is_said_beside_its_name_and_offered(
    desk: Desk, patient: int
) -> None:
    first = told(desk, patient)
    desk.go("reaction", patient)
    beside = screen(desk).binder.input("reaction")
    hand(desk).pick("reaction", "burn")
    assert error_of(beside) == ""
    hand(desk).pick("reaction", "blister")
    assert error_of(beside) == "The same is reported here already, and is still open."
    assert screen(desk).banner.text().startswith("Is it this one again? blister, moderate")
    hand(desk).choose("side", "right")
    assert error_of(beside) == "", "the other arm is another place"
    hand(desk).choose("side", "left")
    screen(desk).banner.action_button().click()
    assert screen(desk).stored == first
    assert screen(desk).header.title.text() == "Follow a reaction up"
    (draft,) = desk.clinic.care.drafts()
    assert draft.appointment_id is None, "the report that was begun waits"


def test_a_second_report_of_the_same_is_not_kept_back(desk: Desk, patient: int) -> None:
    told(desk, patient)
    desk.go("reaction", patient)
    report(desk)
    assert len(events(desk, patient)) == 2


def test_a_struck_reaction_is_read_with_its_strike_and_reason(desk: Desk, patient: int) -> None:
    event = told(desk, patient)
    desk.clinic.care.invalidate(event, "Another patient's", CLINICIAN, NOW)
    desk.go("reaction", patient, event.id)
    shown = screen(desk)
    assert "Reason: Another patient's" in shown.seal.text()
    assert shown.header.chip.accessibleName() == "struck through"
    assert shown.strikes.isVisible() and list(shown.strikes.lines())
    assert not shown.do.isVisible() and not shown.keep.isVisible()
    hand(desk).type("care_given", "A dressing")
    desk.press("Ctrl+Return")
    desk.press("Ctrl+S")
    assert desk.clinic.care.find(AdverseEvent, event.id).record == event.record
    desk.go("reaction", patient)
    assert not screen(desk).strikes.isVisible() and screen(desk).seal.text() == ""


def test_a_reaction_of_another_patient_is_not_shown(desk: Desk, patient: int) -> None:
    event = told(desk, patient)
    other = desk.clinic.people.register(scenes.patient("Okafor"), RECEPTION, NOW).id
    desk.go("reaction", other, event.id)
    assert "another patient's" in desk.told()


def follow_up_begun(desk: Desk, patient: int) -> tuple[Stored[AdverseEvent], Desk]:
    """Write on a reaction that was reported, and let the window crash."""
    event = told(desk, patient)
    desk.go("reaction", patient, event.id)
    hand(desk).type("course", "Half as large")
    desk.qtbot.waitUntil(lambda: bool(desk.clinic.care.drafts()))
    return event, Desk(desk.qtbot, desk.clinic).sit_down()


def test_a_half_written_follow_up_is_back_after_a_crash(desk: Desk, patient: int) -> None:
    event, again = follow_up_begun(desk, patient)
    assert "unfinished follow-up of a reaction – Côté" in again.words()
    again.press("O")
    assert screen(again).header.title.text() == "Follow a reaction up"
    assert screen(again).binder.values()["course"] == "Half as large"
    assert not screen(again).leave()
    again.press("Ctrl+S")
    assert events(again, patient)[0].record == replace(event.record, course="Half as large")
    assert again.clinic.care.drafts() == []
    assert screen(again).leave()
    again.get_up()


def test_a_half_written_follow_up_never_hides_what_was_saved_since(
    desk: Desk, patient: int
) -> None:
    event, again = follow_up_begun(desk, patient)
    theirs = replace(event.record, course="Gone since Sunday")
    again.clinic.care.follow_event(event, theirs, RECEPTION, scenes.later(minutes=5))
    again.go("reaction", patient, event.id)
    assert screen(again).binder.values()["course"] == "Gone since Sunday"
    assert "Somebody saved this reaction after you began" in screen(again).banner.text()
    screen(again).banner.action_button().click()
    assert screen(again).binder.values()["course"] == "Half as large"
    again.get_up()
