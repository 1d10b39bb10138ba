"""A sheet is seen as the patient reads it, handed over word for word, and never sent."""

from dataclasses import replace
from datetime import time, timedelta

import pytest
from PySide6.QtGui import QGuiApplication

from infrared_desktop.domain.records.answers import AppointmentKind, Verdict
from infrared_desktop.domain.records.areas import Area, LaxityScale, Site
from infrared_desktop.domain.records.care import AreaFinding
from infrared_desktop.domain.records.consents import HandoutKind
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.views.papers.handout import HandoutScreen
from infrared_desktop.views.screen import STORED
from tests import scenes
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.views.answering import Hand
from tests.views.desk import Desk
from tests.views.record_room import treated

TODAY = NOW.date()
SITES = (Site(Area.NECK_FRONT),)
NECK = AreaFinding(
    Area.NECK_FRONT,
    laxity_grade=2.5,
    laxity_scale=LaxityScale.ALEXIADES,
    verdict=Verdict.SUITABLE,
)


def registered(desk: Desk, language: str = "") -> int:
    person = replace(scenes.patient("Jørgensen"), language=language)
    return desk.clinic.people.register(person, RECEPTION, NOW).id


def booked(desk: Desk, number: int, days: int = 20) -> int:
    visit = Appointment(
        number,
        AppointmentKind.SESSION,
        TODAY + timedelta(days),
        time(9),
        60,
        CLINICIAN,
        sites=SITES,
    )
    return desk.clinic.diary.book(visit, RECEPTION, NOW).id


def opened(desk: Desk, number: int, about: object = HandoutKind.INSTRUCTIONS) -> HandoutScreen:
    screen = desk.go("handout", number, about=about)
    assert isinstance(screen, HandoutScreen)
    return screen


def shown(screen: HandoutScreen) -> str:
    return screen.paper.toPlainText()


def test_the_sheet_for_the_next_visit_is_handed_over_by_one_key(desk: Desk) -> None:
    number = registered(desk)
    visit = booked(desk, number)
    screen = opened(desk, number)
    assert "Your session: " in shown(screen)
    assert "not handed over yet" in screen.header.chip.accessibleName()
    desk.press("Ctrl+Return")
    (given,) = desk.clinic.people.chart(number).handouts
    assert given.record.kind is HandoutKind.INSTRUCTIONS
    assert (given.record.appointment_id, given.record.sites) == (visit, SITES)
    assert given.record.text == screen.paper.text()
    assert given.record.codes[0] == "P01" and len(given.record.codes) == 16
    assert given.record.protocol_version == "Titan 1"
    assert "The program sent nothing by itself." in desk.words(screen)
    desk.press("Ctrl+Return")
    assert len(desk.clinic.people.chart(number).handouts) == 1


def test_what_can_no_longer_be_met_is_told_to_staff_and_holds_from_now_on(desk: Desk) -> None:
    number = registered(desk)
    booked(desk, number, days=10)
    screen = opened(desk, number)
    words = "\n".join(screen.panel.facts.words())
    assert "Too late for 4 of 16" in words
    assert "• Use no self-tanner for 14 days before" in words
    assert "From now on" in shown(screen)


def test_what_was_told_in_time_is_not_called_too_late_when_the_sheet_is_made_again(
    desk: Desk,
) -> None:
    number = registered(desk)
    booked(desk, number, days=10)
    opened(desk, number)
    desk.press("Ctrl+Return")
    desk.now = scenes.later(days=9)
    words = "\n".join(opened(desk, number).panel.facts.words())
    assert "Too late for 4 of 16" in words, "what was late on the day that it was told stays late"
    assert "7 days before" not in words, "what was told in time is not late now"


def test_the_sheet_speaks_the_patients_language_which_can_be_changed(desk: Desk) -> None:
    number = registered(desk, "Deutsch")
    booked(desk, number)
    screen = opened(desk, number)
    assert shown(screen).startswith("Vor Ihrer Behandlung")
    hand = Hand(desk.qtbot, screen.panel.binder)
    hand.pick("language", "English")
    assert shown(screen).startswith("Before your treatment")
    screen.hand_over()
    assert desk.clinic.people.chart(number).handouts[0].record.language == "en"


def test_a_language_without_a_sheet_is_named_and_english_is_shown(desk: Desk) -> None:
    number, swede = registered(desk, "Dansk"), registered(desk, "sv")
    booked(desk, number)
    booked(desk, swede, days=21)
    assert "There is no sheet in Swedish." in "\n".join(opened(desk, swede).panel.facts.words())
    screen = opened(desk, number)
    assert "There is no sheet in Dansk." in "\n".join(screen.panel.facts.words())
    assert shown(screen).startswith("Before your treatment")


def test_after_a_session_the_other_sheet_says_until_when(desk: Desk) -> None:
    number, _ = treated(desk.clinic, TODAY - timedelta(2), NECK)
    screen = opened(desk, number, HandoutKind.AFTERCARE)
    assert "When to call us at once" in shown(screen)
    assert "Until " in shown(screen)
    screen.hand_over()
    (given,) = desk.clinic.people.chart(number).handouts
    assert given.record.kind is HandoutKind.AFTERCARE
    assert given.record.codes[0] == "A01"


def test_who_was_treated_today_is_given_the_care_after_it_until_that_is_handed_over(
    desk: Desk,
) -> None:
    number, _ = treated(desk.clinic, TODAY, NECK)
    screen = opened(desk, number, about=None)
    assert "When to call us at once" in shown(screen)
    desk.press("Ctrl+Return")
    (given,) = desk.clinic.people.chart(number).handouts
    assert given.record.kind is HandoutKind.AFTERCARE
    assert shown(opened(desk, number, about=None)).startswith("Before your treatment")


def test_who_was_treated_before_today_is_given_what_to_do_before_the_next(desk: Desk) -> None:
    number, _ = treated(desk.clinic, TODAY - timedelta(1), NECK)
    assert shown(opened(desk, number, about=None)).startswith("Before your treatment")


def test_what_was_handed_over_is_read_again_word_for_word(desk: Desk) -> None:
    number = registered(desk)
    booked(desk, number)
    opened(desk, number).hand_over()
    (given,) = desk.clinic.people.chart(number).handouts
    desk.go("patient", number)
    screen = desk.go("handout", number, given.id, about=STORED)
    assert screen.paper.text() == given.record.text
    assert given.record.document_hash[:12] in "\n".join(screen.panel.facts.words())
    assert not screen.give.isVisible()
    screen.fresh.click()
    assert screen.give.isVisible()
    screen.panel.given.opened.emit(given.id)
    assert not screen.give.isVisible()


def test_the_list_stands_on_the_sheet_that_is_shown(desk: Desk) -> None:
    number = registered(desk)
    booked(desk, number)
    opened(desk, number).hand_over()
    screen = opened(desk, number)
    screen.hand_over()
    first, second = (one.id for one in desk.clinic.people.chart(number).handouts)
    assert screen.panel.given.current_key() == second
    screen.panel.given.opened.emit(first)
    assert screen.panel.given.current_key() == first


def test_ctrl_z_after_handing_over_leaves_the_booking_alone(desk: Desk) -> None:
    number = registered(desk)
    booked(desk, number)
    desk.frame.workplace.can_take_back("the booking", lambda: pytest.fail("taken back"))
    opened(desk, number).hand_over()
    desk.press("Ctrl+Z")
    assert "Ctrl+Z can't take it back" in desk.told()


def test_nobody_without_an_area_gets_a_sheet(desk: Desk) -> None:
    screen = opened(desk, registered(desk))
    assert "nothing to instruct about" in shown(screen)
    desk.press("Ctrl+Return")
    assert not screen.give.isEnabled()
    aftercare = opened(desk, registered(desk), HandoutKind.AFTERCARE)
    assert "There was no session yet" in shown(aftercare)


def test_the_text_can_be_copied_and_is_not_sent(desk: Desk) -> None:
    number = registered(desk)
    booked(desk, number)
    screen = opened(desk, number)
    desk.press("Ctrl+Shift+C")
    assert "Your session: " in QGuiApplication.clipboard().text()
    assert "the program sends nothing by itself" in desk.words(screen)


def test_a_sheet_follows_a_visit_that_is_moved_while_it_is_open(desk: Desk) -> None:
    number = registered(desk)
    visit = booked(desk, number)
    screen = opened(desk, number)
    stored = desk.clinic.diary.get(visit)
    moved = replace(stored.record, day=TODAY + timedelta(40))
    before = shown(screen)
    desk.clinic.diary.move(stored, moved, RECEPTION, NOW)
    assert shown(screen) != before


def test_all_that_is_too_late_can_be_seen_while_the_list_below_keeps_a_row(desk: Desk) -> None:
    number = registered(desk)
    booked(desk, number, days=0)
    opened(desk, number).hand_over()
    screen = opened(desk, number)
    assert not screen.panel.given.currentIndex().isValid()  # nothing of it is what is shown
    desk.frame.window().resize(1366, 768)
    facts, given = screen.panel.facts, screen.panel.given
    wanted = facts.sizeHint().height()
    desk.qtbot.waitUntil(lambda: facts.height() >= min(wanted, 250))
    assert given.height() >= given.rowHeight(0)


@pytest.mark.parametrize("number", [0, 999])
def test_a_paper_that_is_not_on_record_is_told_in_words(desk: Desk, number: int) -> None:
    patient = registered(desk)
    desk.go("handout", patient, number, about=STORED)
    assert "This paper is not on record." in desk.told()
