"""The patient's page: what it shows first, what its keys do, and what happens with no room."""

from dataclasses import replace
from datetime import date, time, timedelta
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from infrared_desktop.domain.labels.codes import plain_label
from infrared_desktop.domain.records.answers import Reaction, Satisfaction
from infrared_desktop.domain.records.areas import Area, LaxityScale
from infrared_desktop.domain.records.care import AdverseEvent, AreaOutcome, PlanArea, Review
from infrared_desktop.domain.records.history import Allergy, Implant
from infrared_desktop.domain.records.history_answers import Allergen, ImplantKind
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.look.chips import chip_width
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import TODAY, consultation, full_day, history, plan, session, visit
from tests.views.desk import Desk


@pytest.fixture
def newcomer(clinic: Clinic) -> int:
    somebody = Patient("Okafor", "Adaeze", date(1980, 1, 2), phone="+14165550101")
    return clinic.people.register(somebody, RECEPTION, NOW).id


@pytest.fixture
def treated(clinic: Clinic) -> int:
    return full_day(clinic)


def test_somebody_new_has_nothing_recorded_and_a_way_to_begin(newcomer: int, desk: Desk) -> None:
    desk.go("patient", newcomer)
    assert "Nothing is recorded yet." in desk.words()
    assert not desk.screen.lines.isVisible()
    desk.press("Space")
    assert "Consultation" in desk.words(desk.screen)
    assert type(desk.screen).__name__ == "ConsultationScreen"


def test_reception_begins_with_a_booking_for_somebody_new(newcomer: int, desk: Desk) -> None:
    reception = Desk(desk.qtbot, desk.clinic).sit_down(RECEPTION)
    reception.go("patient", newcomer)
    assert "Book a visit" in reception.screen.nothing.action_button.text()
    assert "There is nothing to show yet." in reception.words()
    assert "Nothing is recorded" not in reception.words()  # it may be, out of sight
    assert "consultation" not in reception.words(reception.screen)
    reception.press("Space")
    assert type(reception.screen).__name__ == "BookingScreen"
    reception.get_up()


def test_one_key_leads_to_todays_visit_or_says_that_there_is_none(
    newcomer: int, desk: Desk
) -> None:
    desk.go("patient", newcomer)
    desk.press("A")
    assert "No visit of today is open for this patient." in desk.told()
    other = desk.clinic.people.register(Patient("Ahlgren"), RECEPTION, NOW).id
    desk.clinic.diary.book(visit(other, starts=time(8)), RECEPTION, NOW)
    stored = desk.clinic.diary.book(visit(newcomer), RECEPTION, NOW)
    desk.go("patient", newcomer)
    desk.press("A")
    assert desk.screen.visits.current_key() == stored.id


def test_the_timeline_appears_with_the_first_record(newcomer: int, desk: Desk) -> None:
    page = desk.go("patient", newcomer)
    desk.clinic.care.plan(plan(newcomer), CLINICIAN, NOW)
    assert page.timeline.isVisible() and page.lines.isVisible()
    assert "Nothing is recorded yet." not in desk.words()


def test_a_plan_of_one_day_is_shown_with_half_a_year_around_it(newcomer: int, desk: Desk) -> None:
    desk.clinic.care.plan(plan(newcomer), CLINICIAN, NOW)
    page = desk.go("patient", newcomer)
    first, last = page.timeline.visible_range()
    assert last - first >= timedelta(183)
    assert first <= TODAY <= last


def test_a_plan_whose_sessions_are_done_is_shown_up_to_today(newcomer: int, desk: Desk) -> None:
    begun = TODAY - timedelta(300)
    one = replace(plan(newcomer, areas=(PlanArea(Area.NECK_FRONT, sessions=1),)), planned_on=begun)
    planned = desk.clinic.care.plan(one, CLINICIAN, NOW)
    done = session(newcomer, begun + timedelta(10), plan_id=planned.id)
    desk.clinic.care.sign(done, CLINICIAN, NOW)
    first, last = desk.go("patient", newcomer).timeline.visible_range()
    assert first <= begun and last >= TODAY


@pytest.mark.parametrize(
    ("key", "screen"),
    [
        ("V", "ConsultationScreen"),
        ("L", "PlanScreen"),
        ("B", "BookingScreen"),
        ("Ctrl+Shift+B", "SeriesScreen"),
        ("S", "SessionScreen"),
        ("W", "ReviewScreen"),
        ("R", "ReactionScreen"),
        ("E", "PatientFormScreen"),
    ],
)
def test_each_letter_opens_its_work(treated: int, desk: Desk, key: str, screen: str) -> None:
    desk.go("patient", treated)
    desk.press(key)
    assert type(desk.screen).__name__ == screen


def test_the_list_and_the_timeline_select_the_same_event(treated: int, desk: Desk) -> None:
    page = desk.go("patient", treated)
    assert "Arrow keys go from event to event" in page.detail.text()
    desk.press("Home")
    first = page.timeline.selected_item()
    assert first is not None
    page.lines.setFocus()
    desk.press("Down")
    assert page.timeline.selected_item() is not first
    line = str(page.lines.currentIndex().data())
    assert page.detail.days.text() in line
    assert page.detail.headline.text().split(" · ")[0].lower() in line.lower()


@pytest.mark.parametrize(
    ("line", "screen"),
    [
        ("Consultation", "ConsultationScreen"),
        ("Session 1", "SessionScreen"),
        ("Plan:", "PlanScreen"),
        ("Adverse event", "ReactionScreen"),
        ("call due", "FollowUpsScreen"),
    ],
)
def test_enter_opens_the_record_of_a_line(treated: int, desk: Desk, line: str, screen: str) -> None:
    page = desk.go("patient", treated)
    model = page.lines.model()
    rows = [n for n in range(model.rowCount()) if line in str(model.index(n, 0).data())]
    page.lines.setFocus()
    page.lines.setCurrentIndex(model.index(rows[0], 0))
    desk.press("Return")
    assert type(desk.screen).__name__ == screen


def test_what_has_no_room_goes_into_a_menu(treated: int, desk: Desk) -> None:
    page = desk.go("patient", treated)
    bar = page.bar
    desk.frame.resize(2200, 768)
    desk.qtbot.waitUntil(lambda: not bar.more.isVisible())
    desk.frame.resize(960, 600)
    desk.qtbot.waitUntil(bar.more.isVisible)
    assert bar.more.isVisible()
    shown = [button.text() for button in bar.buttons if button.isVisible()]
    hidden = [action.text() for action in bar.menu.actions()]
    assert "Consultation  V" in shown
    assert "Edit the person" in hidden
    assert len(shown) + len(hidden) == len(bar.buttons)
    assert all(button.geometry().right() <= bar.width() for button in bar.buttons[: len(shown)])


def test_long_lines_are_cut_instead_of_scrolled(treated: int, desk: Desk) -> None:
    page = desk.go("patient", treated)
    desk.frame.resize(960, 600)
    desk.frame.grab()
    assert not page.lines.horizontalScrollBar().isVisible()
    assert page.lines.visualRect(page.lines.model().index(0, 0)).width() <= page.lines.width()


def test_the_page_follows_what_others_record(newcomer: int, desk: Desk) -> None:
    page = desk.go("patient", newcomer)
    stored = desk.clinic.people.get(newcomer)
    desk.clinic.people.edit(stored, Patient("Okafor-Bell", "Adaeze"), CLINICIAN, NOW)
    assert page.patient_banner.name.text() == "Okafor-Bell, Adaeze"


def test_nothing_that_must_be_known_is_cut_or_left_out_of_the_banner(
    treated: int, desk: Desk
) -> None:
    """Where there is much to know, a second line holds it: "blis…" tells nobody of a blister."""
    reactions = (Reaction.BLISTER, Reaction.BURN, Reaction.HERPES, Reaction.INFECTION)
    for reaction in reactions:
        event = AdverseEvent(
            Area.NECK_FRONT, patient_id=treated, noted_on=TODAY, reaction=reaction, severity=2
        )
        desk.clinic.care.report(event, CLINICIAN, NOW)
    devices = (Implant(ImplantKind.PACEMAKER), Implant(ImplantKind.NEUROSTIMULATOR))
    known = history(treated, implants=devices, allergies=(Allergy(Allergen.LATEX, "rash"),))
    before = desk.clinic.history.of_patient(treated)
    desk.clinic.history.take(known, CLINICIAN, NOW, before)
    banner = desk.go("patient", treated).patient_banner
    desk.frame.grab()
    shown = [label for label in banner.chips if label.chip()]
    words = [label.chip().text for label in shown]
    assert {plain_label(reaction) for reaction in reactions} <= set(words)
    assert {"pacemaker", "allergic: latex, rash", "skin type II"} <= set(words)
    assert all(label.width() == chip_width(label.chip()) for label in shown)
    inside = [label.geometry() for label in shown]
    room = shown[0].parentWidget().rect()
    assert all(room.contains(box) for box in inside)
    assert not any(a.intersects(b) for a, b in combinations(inside, 2))
    assert banner.rect().contains(banner.name.geometry())


def test_opening_the_chart_is_told_to_the_audit_log(newcomer: int, desk: Desk) -> None:
    desk.go("patient", newcomer)
    acts = [act for (act,) in desk.clinic.ledger.db.execute("SELECT act FROM audit ORDER BY seq")]
    assert acts[-1] == "chart-opened"


def test_an_accidental_draft_is_said_and_thrown_away_only_after_a_warning(
    newcomer: int, desk: Desk
) -> None:
    care = desk.clinic.care
    care.keep_draft(consultation(newcomer), CLINICIAN, NOW)
    page = desk.go("patient", newcomer)
    chips = [label.chip().text for label in page.patient_banner.chips if label.chip()]
    assert "unfinished consultation" in chips
    assert "Your unfinished consultation of 23 Nov 2026 waits." in desk.words()
    desk.press("X")
    assert "All that is written in it goes." in desk.words()
    desk.press("Return")
    assert len(care.drafts()) == 1
    desk.press("X")
    desk.press("T")
    assert len(care.drafts()) == 1
    desk.press("Shift+Backtab")
    desk.press("Return")
    assert care.drafts() == []
    assert "unfinished" not in desk.words()
    desk.press("Ctrl+Z")
    assert "Taken back: unfinished consultation thrown away" in desk.told()
    assert [draft.patient_id for draft in care.drafts(CLINICIAN)] == [newcomer]
    assert "Your unfinished consultation" in desk.words()


def test_a_draft_brought_back_belongs_to_its_visit_again(newcomer: int, desk: Desk) -> None:
    care = desk.clinic.care
    booked = desk.clinic.diary.book(visit(newcomer), RECEPTION, NOW)
    care.keep_draft(Review(newcomer, NOW.date(), CLINICIAN), CLINICIAN, NOW, booked.id)
    desk.go("patient", newcomer)
    desk.press("X")
    desk.press("Shift+Backtab")
    desk.press("Return")
    assert care.drafts() == []
    desk.press("Ctrl+Z")
    assert [draft.appointment_id for draft in care.drafts(CLINICIAN)] == [booked.id]


def test_the_draft_of_somebody_else_is_theirs(newcomer: int, desk: Desk) -> None:
    desk.clinic.care.keep_draft(consultation(newcomer), RECEPTION, NOW)
    page = desk.go("patient", newcomer)
    assert "unfinished" not in desk.words()
    chips = [label.chip().text for label in page.patient_banner.chips if label.chip()]
    assert "unfinished consultation of Noor Haddad" in chips
    desk.press("X")
    assert len(desk.clinic.care.drafts()) == 1


@pytest.mark.parametrize(
    ("kind", "people"),
    [
        (
            "session",
            "Operator: Dr. Åsa Lindqvist\nSigned by Dr. Åsa Lindqvist, owner, on 23 Nov 2026 at "
            "04:00. “I carried out this session.”",
        ),
        (
            "consultation",
            "Clinician: Dr. Åsa Lindqvist\nSigned by Dr. Åsa Lindqvist, owner, on 23 Nov 2026 at "
            "04:00. “I made these findings.”",
        ),
        ("plan", "Clinician: Dr. Åsa Lindqvist\nNoted by Dr. Åsa Lindqvist on 23 Nov 2026"),
        ("contact_attempt", "Noted by Noor Haddad on 23 Nov 2026 at 04:00"),
    ],
)
def test_the_detail_says_who_did_it_and_who_signed_it_when(
    treated: int, desk: Desk, kind: str, people: str
) -> None:
    page = desk.go("patient", treated)
    items = page.timeline.timeline().items
    page.timeline.select_item(next(each for each in items if each.ref.kind == kind))
    assert people in page.detail.text()
    page.timeline.select_item(next(each for each in items if each.ref.kind == "follow_up"))
    assert " by " not in page.detail.people.text()


NECK_BETTER = AreaOutcome(Area.NECK_FRONT, laxity_grade=2.0, laxity_scale=LaxityScale.ALEXIADES)


def test_the_result_over_time_stands_on_the_page_in_a_chart_and_in_words(
    treated: int, desk: Desk
) -> None:
    desk.clinic.care.sign(
        Review(
            treated,
            TODAY,
            CLINICIAN,
            areas=(NECK_BETTER,),
            satisfaction=Satisfaction.SATISFIED,
        ),
        CLINICIAN,
        NOW,
    )
    page = desk.go("patient", treated)
    result = page.below.result
    assert page.lines.isVisible() and not result.isVisible()
    desk.press("G")
    assert result.isVisible() and not page.lines.isVisible()
    assert QApplication.focusWidget() is result.course
    assert result.areas.currentText() == "Neck, front"
    day = "23 Nov 2026: session, consultation, 3 Alexiades, review, 2 Alexiades, satisfied"
    assert result.lines.text() == day
    assert day in result.course.accessibleDescription()
    desk.press("Home")
    assert result.course.chosen_words() == day
    result.areas.setFocus()
    desk.press("Down")
    assert result.areas.currentText() == "Upper arm, left"
    assert result.course.accessibleName() == "Course of the result at Upper arm, left"
    desk.press("G")
    assert page.lines.isVisible() and page.lines.hasFocus()


def test_without_a_grade_no_result_is_offered(newcomer: int, desk: Desk) -> None:
    desk.clinic.care.plan(plan(newcomer), CLINICIAN, NOW)
    page = desk.go("patient", newcomer)
    assert not page.below.to_result.isVisible()
    desk.press("G")
    assert page.lines.isVisible()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of a menu, offscreen
def test_what_was_signed_is_opened_by_keys_without_the_timeline(treated: int, desk: Desk) -> None:
    page = desk.go("patient", treated)
    (stored,) = desk.clinic.people.chart(treated).consultations
    desk.press("O")
    lines = [action.text() for action in page.signed.actions()]
    assert "23 Nov 2026 · Consultation · Neck, front; Upper arm, left" in lines
    assert any("· Session ·" in line for line in lines)
    at = next(n for n, line in enumerate(lines) if "Consultation" in line)
    for _ in range(at):
        desk.qtbot.keyClick(page.signed, Qt.Key.Key_Down)
    desk.qtbot.keyClick(page.signed, Qt.Key.Key_Return)
    assert type(desk.screen).__name__ == "ConsultationScreen"
    assert desk.screen.signed.stored == stored


def test_v_leads_to_what_was_signed_today_and_offers_another(newcomer: int, desk: Desk) -> None:
    desk.clinic.care.sign(consultation(newcomer), CLINICIAN, NOW)
    desk.go("patient", newcomer)
    desk.press("V")
    assert desk.screen.signed.stored is not None
    assert desk.screen.banner.action_button().text().startswith("Begin another")
