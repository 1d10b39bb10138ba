"""A session by keyboard: prefilled, judged against what went before, signed, and closed."""

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from infrared_desktop.domain.follow_ups.due import FollowUpKind
from infrared_desktop.domain.records.answers import (
    Answer,
    AppointmentStatus,
    Endpoint,
    NextStepKind,
    Reaction,
    Verdict,
)
from infrared_desktop.domain.records.areas import Area, LaxityScale, Side, Site
from infrared_desktop.domain.records.care import (
    AdverseEvent,
    AreaFinding,
    AreaSettings,
    DayAnswer,
    PlanArea,
    Session,
)
from infrared_desktop.domain.records.consents import Handout, HandoutKind, Withdrawal
from infrared_desktop.domain.sessions.day_check import day_questions
from infrared_desktop.storage.desks.protocols import load_protocol
from infrared_desktop.views.inputs.field_errors import error_of
from infrared_desktop.views.screen import STORED
from infrared_desktop.views.sessions.session import SessionScreen
from tests import scenes
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.told_once import told_once
from tests.views.answering import Hand
from tests.views.desk import Desk
from tests.views.record_room import RecordRoom, question, treated

TODAY = NOW.date()
LAST = AreaSettings(
    Area.NECK_FRONT,
    handpiece="V",
    fluence_j_cm2=36.0,
    passes=6,
    pulses_total=384,
    cooling_temp_c=20.0,
    endpoints=(Endpoint.CONTRACTION,),
    pain_nrs=3,
    no_adverse_event=True,
)
# What the protocol knows of the handpiece and the device.
PRESET: dict[str, Any] = {
    "spot_w_mm": 15.0,
    "spot_h_mm": 10.0,
    "wavelength_low_nm": 1100,
    "wavelength_high_nm": 1800,
}
NECK = AreaFinding(
    Area.NECK_FRONT,
    laxity_grade=2.5,
    laxity_scale=LaxityScale.ALEXIADES,
    verdict=Verdict.SUITABLE,
)


class Room(RecordRoom[SessionScreen]):
    """A patient in treatment, and the session screen that was opened for the visit."""

    place = "session"

    def facts(self) -> str:
        return "\n".join(self.screen.panel.facts.words())

    def answer_day(self) -> None:
        """Answer each question of the day as it is wished."""
        check = self.screen.page.binder.input("day_check")
        check.setFocus()
        for row in range(check.model().rowCount()):
            check.setCurrentIndex(check.model().index(row, 0))
            self.desk.press(str(GOOD[row].answer)[0].upper())

    def answer_all(self) -> None:
        """Answer everything of a session like the last one."""
        self.answer_day()
        self.head.tick("eye_protection")
        self.head.choose("window_clean", "yes")
        self.head.choose("cooling_works", "yes")
        self.desk.press("Ctrl+L")
        self.row.type("pain_nrs", "2")
        self.row.choose("endpoints", "visible tightening")
        self.row.tick("no_adverse_event")


GOOD = tuple(
    DayAnswer(one.code, one.wanted)
    for one in day_questions(load_protocol("titan"), (Site(Area.NECK_FRONT),))
)


def play(desk: Desk, days_ago: int = 31, last: AreaSettings = LAST) -> Room:
    """Play a patient's way to the second session, up to the treatment room."""
    clinic = desk.clinic
    day = TODAY - timedelta(days_ago)
    with told_once(clinic):
        number, plan_id = treated(clinic, day, NECK, sessions=3, areas=(last,))
        scenes.agreed(clinic, number, (Site(Area.NECK_FRONT),), NOW - timedelta(days_ago + 2))
        wanted = scenes.visit(number, plan_id=plan_id, sites=(Site(Area.NECK_FRONT),))
        booked = clinic.diary.book(wanted, RECEPTION, NOW)
        arrived = clinic.diary.step(booked, AppointmentStatus.ARRIVED, RECEPTION, NOW)
        visit = clinic.diary.step(arrived, AppointmentStatus.IN_TREATMENT, CLINICIAN, NOW)
    return Room(desk, number, plan_id, visit)


@pytest.fixture
def room(desk: Desk) -> Room:
    return play(desk).open()


def test_the_visit_and_its_plan_fill_in_what_is_known(room: Room) -> None:
    assert room.screen.record() == Session(
        room.patient,
        TODAY,
        CLINICIAN,
        plan_id=room.plan_id,
        appointment_id=room.visit.id,
        device_id=1,
        areas=(AreaSettings(Area.NECK_FRONT),),
        started=time(4, 0),
        room_id=1,
    )


def test_eyes_that_nobody_spoke_of_are_not_called_unshielded(room: Room) -> None:
    assert "Eye protection not ticked yet\nShield the eyes" in room.facts()
    assert "not shielded" not in room.facts()
    room.head.tick("eye_protection")
    assert "Eye protection" not in room.facts()


def test_without_a_visit_named_todays_one_is_taken(room: Room) -> None:
    room.desk.go("session", room.patient)
    assert room.screen.record().appointment_id == room.visit.id


def test_the_last_values_stand_beside_each_field(room: Room) -> None:
    names = ("fluence_j_cm2", "passes", "pulses_total", "cooling_temp_c", "pain_nrs")
    beside = [room.label(f"last_{name}") for name in names]
    assert beside == ["last: 36", "last: 6", "last: 384", "last: 20", "last: 3"]
    assert room.label("before_words") == "Last: 23 Oct 2026, tolerated."
    assert "23 Oct 2026: tolerated\nV · 36 J/cm² · 6 passes · 384 pulses · 20 °C" in room.facts()


def test_one_key_takes_the_settings_over_but_not_what_was_seen(room: Room) -> None:
    room.desk.press("Ctrl+L")
    (row,) = room.screen.record().areas
    unseen = replace(LAST, endpoints=None, pain_nrs=None, no_adverse_event=False)
    assert row == replace(unseen, **PRESET)
    assert "As last time: V · 36 J/cm²" in room.screen.areas.undo_banner.text()
    room.screen.areas.undo_banner.action_button().click()
    assert room.screen.record().areas == (AreaSettings(Area.NECK_FRONT),)


def test_a_dose_of_the_same_skin_under_another_name_stands_beside_the_area(desk: Desk) -> None:
    room = play(desk)
    face = replace(LAST, area=Area.FACE_FULL, fluence_j_cm2=34.0)
    jaw = replace(face, area=Area.JOWL_JAWLINE, side=Side.BOTH, endpoints=(Endpoint.BLISTER,))
    for days, row in ((70, face), (31, replace(jaw, fluence_j_cm2=40.0))):
        held = scenes.session(room.patient, TODAY - timedelta(days), plan_id=None, areas=(row,))
        desk.clinic.care.sign(held, CLINICIAN, NOW)
    room.open()
    room.row.pick("area", "Cheek")
    assert room.label("before_words") == (
        "This skin last: 14 Sep 2026 as Face, full, V · 34 J/cm² · 6 passes · 384 pulses · 20 °C, "
        "tolerated."
    )
    assert not room.screen.areas.as_last_button.isEnabled()
    room.row.type("fluence_j_cm2", "38")
    assert "More than this skin had\n" in room.facts()
    assert "11.8 % more fluence than this skin had on 14 Sep 2026 as Face, full" in room.facts()
    room.row.pick("area", "Face, full")
    assert room.label("before_words").startswith("This skin last: 23 Oct 2026 as Jaw line, both")
    assert "blister. Last: 14 Sep 2026, tolerated." in room.label("before_words")


def sore(desk: Desk) -> Room:
    """Play the way to a session after one that left the skin grey, and a milder one before it."""
    room = play(desk, last=replace(LAST, fluence_j_cm2=42.0, endpoints=(Endpoint.GREY_WHITE,)))
    mild = scenes.session(
        room.patient,
        TODAY - timedelta(70),
        plan_id=room.plan_id,
        areas=(replace(LAST, fluence_j_cm2=30.0, passes=4),),
    )
    desk.clinic.care.sign(mild, CLINICIAN, NOW)
    return room.open()


def test_after_a_bad_sign_the_last_tolerated_settings_are_offered_and_taken(desk: Desk) -> None:
    room = sore(desk)
    offer = room.screen.areas.as_last_button.text()
    assert offer == "Last tolerated: 30 J/cm², 14 Sep 2026  Ctrl+L"
    assert room.screen.panel.facts.words()[0].startswith(
        "Reaction the last time\n42 J/cm² on 23 Oct 2026 was followed by grey or white skin. "
        "30 J/cm² on 14 Sep 2026 was tolerated."
    )
    desk.press("Ctrl+L")
    (row,) = room.screen.record().areas
    assert (row.fluence_j_cm2, row.passes) == (30.0, 4)
    assert room.screen.areas.undo_banner.text().startswith(
        "The last time was not tolerated. Taken from 14 Sep 2026: V · 30 J/cm²"
    )


def test_where_nothing_was_tolerated_nothing_is_taken_over(desk: Desk) -> None:
    room = play(desk, last=replace(LAST, endpoints=(Endpoint.BLISTER,))).open()
    assert not room.screen.areas.as_last_button.isEnabled()
    desk.press("Ctrl+L")
    assert room.screen.record().areas == (AreaSettings(Area.NECK_FRONT),)
    assert "no settings here were tolerated yet" in room.screen.areas.undo_banner.text()


def test_the_skin_type_stands_in_the_head(room: Room) -> None:
    assert " · skin type II · " in room.screen.header.line.text()


def test_a_dark_skin_type_asks_for_a_test_spot_before_treating(desk: Desk) -> None:
    room = play(desk)
    again = scenes.consultation(room.patient, fitzpatrick_type=5, areas=(NECK,))
    desk.clinic.care.sign(again, CLINICIAN, NOW)
    room.open()
    assert " · skin type V · " in room.screen.header.line.text()
    (said,) = [fact for fact in room.screen.panel.facts.words() if fact.startswith("Skin type V")]
    assert "Test spot" in said and "R-TYPE" in said
    assert room.screen.panel.state.accessibleName() == "With care"
    room.row.pick("area", "Upper arm")
    assert "Arms: little benefit" in room.facts()


def test_the_reaction_is_read_before_what_blocks(desk: Desk) -> None:
    room = play(desk, days_ago=5, last=replace(LAST, endpoints=(Endpoint.BLISTER,))).open()
    first, second, *_ = room.screen.panel.facts.words()
    assert first.startswith("Reaction the last time")
    assert second.startswith("Much too soon")


def test_the_energy_is_told_from_fluence_spot_and_pulses(room: Room) -> None:
    assert "needs fluence, spot" in room.label("energy")
    room.desk.press("Ctrl+L")
    assert room.label("energy") == "Energy 20\u202f736 J: 36 J/cm² × 1.5 cm² × 384 pulses."


def test_a_session_is_recorded_signed_and_closed_by_keyboard(room: Room) -> None:
    room.answer_all()
    assert room.screen.header.missing.isHidden()
    room.desk.press("Ctrl+Return")
    assert "Neck, front 36 J/cm²" in room.screen.banner.text()
    assert len(room.chart.sessions) == 1
    room.desk.press("Ctrl+Return")
    stored = room.chart.sessions[-1].record
    assert stored.areas == (replace(LAST, pain_nrs=2, **PRESET),)
    assert stored.protocol_version == room.desk.clinic.protocol.title
    assert (stored.day_check, stored.eye_protection) == (GOOD, True)
    assert (stored.skin_clean, stored.tan_checked) == (None, None)
    assert "Session 3 of 3 is to be booked" in room.desk.words(question(room.desk))
    room.desk.press("Ctrl+Return")
    assert room.desk.clinic.diary.get(room.visit.id).record.status is AppointmentStatus.FULFILLED
    assert room.chart.next_steps[-1].record.kind is NextStepKind.FOLLOW_UP
    assert room.screen.banner.text().startswith("Signed. Session 3 of 3 is best from 21 Dec 2026")
    assert room.screen.banner.action_button().text() == "Book session 3"


def test_a_visit_left_open_is_said_and_stays_open(room: Room) -> None:
    room.answer_all()
    room.sign()
    question(room.desk)
    room.desk.press("Escape")
    assert room.desk.clinic.diary.get(room.visit.id).record.is_open
    assert "still open" in room.screen.banner.text()


def test_nothing_is_signed_while_something_is_missing(room: Room) -> None:
    room.sign()
    assert len(room.chart.sessions) == 1
    check = room.screen.page.binder.input("day_check")
    assert error_of(check).startswith("14 questions must still be asked")
    assert room.screen.header.missing.text() == "8 things missing before you can sign"


def test_a_wrong_answer_of_the_day_blocks_with_its_advice_and_its_source(room: Room) -> None:
    room.answer_all()
    tan = [one.code for one in GOOD].index("D-TAN")
    check = room.screen.page.binder.input("day_check")
    check.setFocus()
    check.setCurrentIndex(check.model().index(tan, 0))
    room.desk.press("Y")
    told = (
        "Is there a tan, a sunburn or self-tanner on the area?\nAnswered: yes. Put the day of the"
    )
    assert told in room.facts()
    assert "clinical reference 3, C09, and 8.1" in room.facts()
    room.sign()
    assert len(room.chart.sessions) == 1
    room.screen.panel.binder.input("override_reason").setFocus()
    room.desk.type("an old tan, test spot fine")
    room.sign()
    assert room.chart.sessions[-1].record.day_check[tan] == DayAnswer("D-TAN", Answer.YES)


def test_a_question_that_only_warns_may_stay_unasked_and_stays_so(room: Room) -> None:
    room.answer_all()
    smoking = [one.code for one in GOOD].index("P11")
    check = room.screen.page.binder.input("day_check")
    check.setFocus()
    check.setCurrentIndex(check.model().index(smoking, 0))
    room.desk.press("Delete")
    room.sign()
    given = {one.code for one in room.chart.sessions[-1].record.day_check}
    assert given == {one.code for one in GOOD} - {"P11"}


def test_a_rule_of_the_day_speaks_once_for_its_question(room: Room) -> None:
    check = room.screen.page.binder.input("day_check")
    check.setFocus()
    check.setCurrentIndex(check.model().index([one.code for one in GOOD].index("D-SOBER"), 0))
    room.desk.press("N")
    assert "Not sober today" in room.facts()
    assert "Is the patient sober" not in room.facts()


def test_a_session_without_instructions_is_warned_of_and_one_with_them_is_not(room: Room) -> None:
    assert "No instructions handed over\nNeck, front: nothing was handed over" in room.facts()
    sheet = Handout(
        room.patient, HandoutKind.INSTRUCTIONS, NOW, "en", "# Before", (Site(Area.NECK_FRONT),)
    )
    room.desk.clinic.papers.hand_out(sheet, RECEPTION, NOW)
    assert "No instructions handed over" not in room.facts()


def test_the_two_older_answers_of_a_signed_session_are_still_read(room: Room) -> None:
    signed = room.chart.sessions[0]
    older = replace(
        signed.record, appointment_id=None, skin_clean=Answer.YES, tan_checked=Answer.UNKNOWN
    )
    kept = room.desk.clinic.care.sign(older, CLINICIAN, NOW)
    room.desk.go("session", room.patient, kept.id, about=STORED)
    assert room.label("older_check") == "Skin clean: yes · Tan looked for: unknown"
    room.desk.go("session", room.patient, signed.id, about=STORED)
    assert room.label("older_check") == ""


def test_after_signing_one_key_leads_to_the_after_care_sheet(room: Room) -> None:
    room.desk.press("Ctrl+E")
    assert room.desk.screen is room.screen
    room.answer_all()
    room.sign()
    question(room.desk)
    room.desk.press("Ctrl+Return")
    room.desk.frame.activateWindow()
    room.desk.qtbot.waitUntil(room.desk.frame.isActiveWindow)
    room.desk.press("Ctrl+E")
    assert "When to call us at once" in room.desk.screen.paper.toPlainText()
    room.desk.press("Ctrl+Return")
    _, given = room.chart.handouts
    assert (given.record.kind, given.record.appointment_id) == (
        HandoutKind.AFTERCARE,
        room.visit.id,
    )


def test_a_rise_over_the_limit_is_pointed_out_with_its_source(room: Room) -> None:
    room.row.type("fluence_j_cm2", "40")
    assert "11 % more fluence than on 23 Oct 2026" in room.facts()
    ground = "Clinic default, to be confirmed. Source: clinical reference 8.2: change against"
    assert ground in room.facts()
    index = room.screen.areas.table.model().index(0, 1)
    assert index.data() == "40 J/cm²  +11 %"
    room.row.type("fluence_j_cm2", "39")
    assert "more fluence" not in room.facts()


def test_the_sources_behind_a_gate_are_spelled_out_when_asked_for(room: Room) -> None:
    panel = room.screen.panel
    citation = "S33: Queensland Health and ARPANSA, Australia"
    assert citation in room.facts()
    assert citation not in room.desk.words(panel)
    panel.sources.click()
    QApplication.processEvents()
    assert citation in room.desk.words(panel)
    room.row.type("fluence_j_cm2", "40")
    QApplication.processEvents()
    assert citation in room.desk.words(panel)


def test_an_area_on_the_midline_has_no_side_whatever_stood_there_before(room: Room) -> None:
    room.row.pick("area", "Upper arm")
    room.row.choose("side", "left")
    assert room.screen.record().areas[0].site == Site(Area.UPPER_ARM, Side.LEFT)
    room.row.pick("area", "Neck, front")
    assert room.screen.record().areas[0].site == Site(Area.NECK_FRONT)
    assert room.cell(0) == "Neck, front"
    room.row.pick("area", "Upper arm")
    assert room.screen.record().areas[0].side is None


def test_a_fluence_outside_the_hard_limits_is_refused(room: Room) -> None:
    room.answer_all()
    room.row.type("fluence_j_cm2", "400")
    room.sign()
    assert len(room.chart.sessions) == 1
    assert "From 1 to 100." in room.screen.banner.text()


def test_a_gate_that_blocks_asks_for_a_reason_which_is_stored(desk: Desk) -> None:
    room = play(desk, days_ago=5).open()
    room.answer_all()
    assert room.screen.panel.state.accessibleName() == "Stop: goes on only with a reason"
    assert "Much too soon" in room.facts()
    room.sign()
    reason = room.screen.panel.binder.input("override_reason")
    assert error_of(reason) == "Say why the session takes place all the same."
    assert len(room.chart.sessions) == 1
    Hand(desk.qtbot, room.screen.panel.binder).type("override_reason", "leaves for a year")
    room.sign()
    assert room.chart.sessions[-1].record.override_reason == "leaves for a year"


def test_an_open_reaction_blocks(desk: Desk) -> None:
    room = play(desk)
    event = AdverseEvent(
        Area.NECK_FRONT, patient_id=room.patient, noted_on=TODAY, session_id=1, severity=2
    )
    desk.clinic.care.report(event, RECEPTION, NOW)
    room.open()
    assert "Reaction still open" in room.facts()
    assert "Reaction the last time\nThe last time, on 23 Oct 2026, was followed by a reaction." in (
        room.facts()
    )


def test_a_site_that_nobody_judged_blocks(room: Room) -> None:
    room.row.pick("area", "Under the chin")
    assert "Under the chin: no signed consultation has judged it yet." in room.facts()


def test_a_reaction_of_the_session_becomes_an_event_to_be_followed(room: Room) -> None:
    room.answer_all()
    room.row.pick("reaction", "blister")
    assert not room.screen.record().areas[0].no_adverse_event
    room.sign()
    assert error_of(room.screen.areas.binder.input("severity")) == "Say how severe it was."
    room.row.choose("severity", "moderate")
    room.sign()
    (event,) = room.chart.adverse_events
    assert (event.record.reaction, event.record.severity) == (Reaction.BLISTER, 2)
    assert event.record.session_id == room.chart.sessions[-1].id


def test_a_blister_without_a_reaction_asks_for_its_name_or_a_reason(room: Room) -> None:
    room.answer_all()
    room.row.choose("endpoints", "blister")
    room.sign()
    assert error_of(room.screen.areas.binder.input("reaction")) == (
        "Seen: blister. Name the reaction, or write under the reason why it is none."
    )
    assert len(room.chart.sessions) == 1
    Hand(room.desk.qtbot, room.screen.panel.binder).type("override_reason", "from new shoes")
    room.sign()
    assert room.chart.sessions[-1].record.override_reason == "from new shoes"


def test_what_was_blanched_is_never_called_tolerated(desk: Desk) -> None:
    room = play(desk, last=replace(LAST, endpoints=(Endpoint.BLANCHING,))).open()
    assert "tolerated" not in room.facts()
    assert "23 Oct 2026: blanching" in room.facts()


def test_to_tick_none_takes_a_reaction_back(room: Room) -> None:
    room.row.pick("reaction", "blister")
    room.row.choose("severity", "mild")
    room.row.tick("no_adverse_event")
    (row,) = room.screen.record().areas
    assert (row.no_adverse_event, row.reaction, row.severity) == (True, None, None)


def test_a_draft_comes_back_and_can_be_thrown_away_and_fetched_again(room: Room) -> None:
    room.row.type("fluence_j_cm2", "35")
    room.desk.go("today")
    room.desk.go("session", room.patient, room.visit.id)
    assert "is back. Nothing of it is signed yet." in room.screen.banner.text()
    assert room.screen.record().areas[0].fluence_j_cm2 == 35
    room.screen.banner.action_button().click()
    assert room.screen.record().areas[0].fluence_j_cm2 is None
    room.screen.banner.action_button().click()
    assert room.screen.record().areas[0].fluence_j_cm2 == 35


def test_a_draft_is_shown_at_its_own_visit_alone_and_named_by_it(room: Room) -> None:
    room.row.type("fluence_j_cm2", "35")
    wanted = scenes.visit(room.patient, starts=time(14), plan_id=room.plan_id)
    second = room.desk.clinic.diary.book(wanted, RECEPTION, NOW)
    room.desk.go("session", room.patient, second.id)
    assert room.screen.record().appointment_id == second.id
    assert room.screen.record().areas[0].fluence_j_cm2 is None
    assert "is back" not in room.screen.banner.text()
    room.head.type("note", "second visit")
    room.open()
    assert room.screen.banner.text().startswith("Visit of 23 Nov 2026, 10:00: your draft is back")
    assert (room.screen.record().note, room.screen.record().areas[0].fluence_j_cm2) == ("", 35)
    room.desk.go("session", room.patient, second.id)
    assert room.screen.record().note == "second visit"


def test_the_reason_is_part_of_the_draft(desk: Desk) -> None:
    room = play(desk, days_ago=5).open()
    Hand(desk.qtbot, room.screen.panel.binder).type("override_reason", "leaves")
    desk.go("today")
    draft = desk.clinic.care.draft(Session, room.patient, CLINICIAN)
    assert draft is not None
    assert draft.record(Session).override_reason == "leaves"


def test_a_signed_session_is_read_only_and_says_what_went_before(room: Room) -> None:
    signed = room.chart.sessions[0]
    room.desk.go("session", room.patient, signed.id, about=STORED)
    assert room.screen.header.sign.isHidden()
    assert room.screen.panel.title.text() == "What went before"
    assert room.facts() == "Neck, front: nothing given before"
    room.row.type("fluence_j_cm2", "40")
    assert room.screen.record() == signed.record
    assert room.desk.clinic.care.draft(Session, room.patient, CLINICIAN) is None


def test_the_visit_of_a_signed_session_opens_that_session(room: Room) -> None:
    room.answer_all()
    room.sign()
    question(room.desk)
    room.desk.press("Escape")
    room.desk.go("session", room.patient, room.visit.id)
    assert room.screen.signed.stored == room.chart.sessions[-1]


def test_an_addendum_is_added_to_a_signed_session(room: Room) -> None:
    room.desk.go("session", room.patient, room.chart.sessions[0].id, about=STORED)
    room.screen.header.add.click()
    card = Hand(room.desk.qtbot, room.screen.page.card.binder)
    card.type("text", "Handpiece was V")
    card.type("reason", "forgotten")
    room.desk.press("Ctrl+Return")
    (addendum,) = room.chart.addenda
    assert (addendum.record.about_kind, addendum.record.text) == ("session", "Handpiece was V")


def signed_session(room: Room) -> Room:
    """Open the first session, which is signed, with the keys on its Add button."""
    room.desk.go("session", room.patient, room.chart.sessions[0].id, about=STORED)
    room.screen.header.add.setFocus()
    return room


def test_an_addendum_is_written_and_signed_by_keyboard_to_the_end(room: Room) -> None:
    desk = signed_session(room).desk
    desk.press("Return")
    desk.type("Cooling gel was used")
    desk.press("Tab")
    desk.press("Ctrl+Return")
    assert "This is needed." in desk.words(room.screen)
    desk.type("left out")
    desk.press("Ctrl+Return")
    (addendum,) = room.chart.addenda
    assert (addendum.record.text, addendum.record.reason) == ("Cooling gel was used", "left out")
    desk.qtbot.waitUntil(lambda: "Cooling gel was used" in desk.words(room.screen))
    assert room.screen.page.card.isHidden()


def test_escape_warns_before_a_typed_addendum_goes(room: Room) -> None:
    desk, card = signed_session(room).desk, room.screen.page.card
    desk.press("Return")
    desk.type("Half a sentence")
    desk.press("Escape")
    assert "What you typed is not signed yet. Esc again throws it away." in desk.words(card)
    desk.press("End")
    desk.qtbot.keyClicks(card.binder.input("text"), " more")
    assert card.warning.isHidden()
    assert card.binder.values()["text"] == "Half a sentence more"
    desk.go("today")
    assert room.screen.banner.text() == "The addendum is not signed yet. Sign it or cancel it."
    card.binder.input("text").setFocus()
    desk.press("Escape", times=2)
    assert card.isHidden()
    assert room.chart.addenda == ()


def test_escape_puts_an_empty_addendum_away_at_once(room: Room) -> None:
    desk = signed_session(room).desk
    desk.press("Return")
    desk.press("Escape")
    assert room.screen.page.card.isHidden()


def test_a_session_is_struck_through_by_keyboard_to_the_end(room: Room) -> None:
    desk = signed_session(room).desk
    desk.press("Tab")
    desk.press("Return")
    desk.type("wrong patient")
    desk.press("Ctrl+Return")
    assert room.chart.sessions == ()
    assert room.screen.header.chip.chip().text == "struck through"
    assert room.screen.header.strike.isHidden()


def test_after_the_last_session_the_review_comes_next(desk: Desk) -> None:
    room = play(desk)
    (plan,) = room.chart.plans
    last = replace(plan.record, areas=(PlanArea(Area.NECK_FRONT, sessions=2),))
    desk.clinic.care.change_plan(plan, last, CLINICIAN, NOW)
    room.open().answer_all()
    room.sign()
    question(desk)
    desk.press("Ctrl+Return")
    assert room.screen.header.next.text() == "Book the review"
    assert room.screen.banner.text().startswith(
        "Signed. This was the plan's last session: a review comes next."
    )
    gone: list[Any] = []
    room.screen.going.disconnect()
    room.screen.going.connect(gone.append)
    room.screen.header.next.click()
    assert gone[0].about.kind is FollowUpKind.REVIEW_1


def test_the_front_desk_keeps_a_draft_but_does_not_sign(desk: Desk) -> None:
    room = play(desk)
    desk.sit_down(RECEPTION)
    desk.qtbot.waitUntil(desk.frame.isActiveWindow)
    room.open()
    room.sign()
    assert room.screen.banner.text() == "A clinician signs this. Your draft stays as it is."
    assert len(room.chart.sessions) == 1


def test_a_visit_of_somebody_else_is_refused(room: Room) -> None:
    clinic = room.desk.clinic
    other = clinic.people.register(scenes.patient("Ito"), RECEPTION, NOW).id
    visit = clinic.diary.book(scenes.visit(other, starts=time(14)), RECEPTION, NOW)
    room.desk.go("today")
    room.desk.go("session", room.patient, visit.id)
    assert "belongs to somebody else" in room.desk.told()


def test_tab_leads_through_the_form_in_order(room: Room) -> None:
    walked: list[str] = []
    room.screen.page.binder.input("performed_on").setFocus()
    for _ in range(30):
        widget: Any = room.desk.frame.window().focusWidget()
        walked.append(widget.objectName())
        room.desk.press("Tab")
    order = [
        *("performed_on", "operator_id", "device_id", "day_check"),
        *("eye_protection", "as_last", "area", "handpiece", "fluence_j_cm2", "passes"),
        *("pulses_total", "cooling_temp_c", "pain_nrs", "endpoints", "no_adverse_event"),
        *("reaction", "note"),
    ]
    assert [name for name in walked if name in order][: len(order)] == order


def test_the_day_of_a_session_is_not_one_to_come(room: Room) -> None:
    room.answer_all()
    tomorrow = date(2026, 11, 24)
    room.head.type("performed_on", tomorrow.isoformat())
    room.sign()
    assert error_of(room.screen.page.binder.input("performed_on")) == "This day lies ahead."
    assert len(room.chart.sessions) == 1


def test_the_day_board_leads_to_the_record_of_its_visit(room: Room) -> None:
    room.desk.go("today")
    room.desk.screen.visits.setFocus()
    room.desk.press("V")
    assert room.screen.record().appointment_id == room.visit.id


def test_a_signed_session_names_the_consent_that_was_confirmed(room: Room) -> None:
    (agreed,) = room.chart.consents
    room.answer_all()
    room.sign()
    signed = room.chart.sessions[-1].record
    assert (signed.consent_reconfirmed, signed.consent_id) == (True, agreed.id)


def test_the_answer_of_the_day_confirms_the_consent_and_is_never_left_out(room: Room) -> None:
    room.answer_all()
    check = room.screen.page.binder.input("day_check")
    check.setFocus()
    check.setCurrentIndex(check.model().index(0, 0))
    assert GOOD[0].code == "D-CONSENT"
    room.desk.press("Delete")
    room.sign()
    assert "1 question must still be asked" in error_of(check)
    check.setFocus()
    check.setCurrentIndex(check.model().index(0, 0))
    room.desk.press("N")
    room.sign()
    assert len(room.chart.sessions) == 1
    Hand(room.desk.qtbot, room.screen.panel.binder).type("override_reason", "Only the test spot.")
    room.sign()
    signed = room.chart.sessions[-1].record
    assert (signed.consent_reconfirmed, signed.consent_id) == (False, None)


def test_a_consent_that_was_taken_back_blocks_the_session_until_a_reason_is_written(
    room: Room,
) -> None:
    (agreed,) = room.chart.consents
    back = Withdrawal(room.patient, agreed.id, TODAY, "wants to wait")
    room.desk.clinic.papers.withdraw(back, CLINICIAN, NOW)
    assert "Consent taken back\nNeck, front: the patient took the consent back." in room.facts()
    room.answer_all()
    room.sign()
    assert len(room.chart.sessions) == 1
    Hand(room.desk.qtbot, room.screen.panel.binder).type("override_reason", "Agreed again today.")
    room.sign()
    assert room.chart.sessions[-1].record.consent_id is None


def test_one_key_leads_to_the_consent_and_back(room: Room) -> None:
    room.desk.press("Ctrl+O")
    assert type(room.desk.screen).__name__ == "ConsentScreen"
    room.desk.press("Alt+Left")
    assert type(room.desk.screen).__name__ == "SessionScreen"


def test_the_questions_fold_when_all_are_answered_and_open_where_one_is_missing(
    room: Room,
) -> None:
    fold, check = room.screen.fold, room.screen.page.binder.input("day_check")
    assert fold.isChecked()
    room.answer_day()
    assert (fold.isChecked(), check.isVisible()) == (False, False)
    assert fold.accessibleName() == f"Questions of today, all {len(GOOD)} answered, folded away"
    fold.click()
    assert check.hasFocus()
    tan = [one.code for one in GOOD].index("D-TAN")
    check.setCurrentIndex(check.model().index(tan, 0))
    room.desk.press("Delete")
    fold.setChecked(False)
    assert "1 must be asked" in fold.accessibleName()
    room.screen.show_gap(next(gap for gap in room.screen.gaps if gap.field == "day_check"))
    assert fold.isChecked()
    assert check.currentIndex().row() == tan


def test_an_answer_that_stands_out_is_told_while_the_questions_are_folded(room: Room) -> None:
    room.answer_day()
    room.screen.fold.click()
    check = room.screen.page.binder.input("day_check")
    tan = [one.code for one in GOOD].index("D-TAN")
    check.setCurrentIndex(check.model().index(tan, 0))
    room.desk.press("Y")
    assert room.screen.fold.isChecked()  # what was folded once is opened and closed by hand
    room.desk.press("Tab", times=2)  # past its reason
    assert not room.screen.fold.isChecked()
    count = len(GOOD)
    assert f"{count} of {count} answered, 1 not as wanted" in room.screen.fold.accessibleName()
