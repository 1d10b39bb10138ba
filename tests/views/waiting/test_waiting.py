"""The waiting list by keyboard: put on, offered, booked, declined, and all of it taken back."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment
from infrared_desktop.domain.records.waiting import Offer, OfferStatus, Wish, WishStatus
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.waiting.opening_banner import OpeningBanner
from infrared_desktop.views.waiting.wish import WishScreen
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import TODAY, later, next_step, patient
from tests.views.desk import Desk

REVIEW = AppointmentKind.REVIEW
TUESDAY, SOON = TODAY + timedelta(1), TODAY + timedelta(8)


def review(number: int, day: Any = TUESDAY, at: time = time(10)) -> Appointment:
    return Appointment(number, REVIEW, day, at, 20, CLINICIAN, 1)


@pytest.fixture
def played(desk: Desk) -> Desk:
    """Return a desk where Tuesday 10:00 fell free, and Bo and then Cy would take it."""
    names = ("Ash", "Bo", "Cy")
    people = [patient(name, phone=f"+1416555{n:04}") for n, name in enumerate(names)]
    desk.clinic.people.take_in(people, RECEPTION, NOW)
    gone = desk.clinic.diary.book(review(1), RECEPTION, NOW)
    old = desk.clinic.diary.book(review(2, SOON), RECEPTION, NOW)
    last = TODAY + timedelta(20)
    desk.clinic.waiting.wish(Wish(2, REVIEW, TODAY, last, appointment_id=old.id), RECEPTION, NOW)
    desk.clinic.waiting.wish(Wish(3, REVIEW, TODAY, last), RECEPTION, NOW)
    cancelled = AppointmentStatus.CANCELLED
    desk.clinic.diary.close(gone, cancelled, next_step(1), RECEPTION, NOW)
    return desk


def offers(clinic: Clinic) -> list[tuple[int, OfferStatus]]:
    found: list[Stored[Offer]] = clinic.waiting.every()[1]
    return [(each.record.patient_id, each.record.status) for each in found]


def test_a_freed_time_is_offered_and_booked_in_three_keys_and_undone(played: Desk) -> None:
    screen = played.go("waiting")
    assert "2 waiting + 0 hidden = 2 in all" in played.words()
    assert QApplication.focusWidget() is screen.times
    assert "2 would take it, first Bo, Ottilie" in screen.times.current_row().note
    played.press("O")
    assert "Offered to Bo, Ottilie" in played.told()
    assert offers(played.clinic) == [(2, OfferStatus.OPEN)]
    played.press("Y")
    assert "Booked: Bo, Ottilie, Tue 24 Nov 10:00" in played.told()
    visit = played.clinic.diary.get(2).record
    assert (visit.day, visit.status) == (TUESDAY, AppointmentStatus.BOOKED)
    assert "1 waiting + 1 hidden = 2 in all" in played.words()
    assert "booked 1" in played.words()
    played.press("Ctrl+Z")
    assert played.clinic.diary.get(2).record.day == SOON
    assert offers(played.clinic) == [(2, OfferStatus.OPEN)]


def test_the_next_key_answers_the_offer_that_was_just_made(played: Desk) -> None:
    other = played.clinic.diary.book(review(1, at=time(15)), RECEPTION, NOW)
    cancelled = AppointmentStatus.CANCELLED
    played.clinic.diary.close(other, cancelled, next_step(1), RECEPTION, NOW)
    screen = played.go("waiting")
    assert screen.times.rows().rowCount() == 2
    played.press("Down")
    played.press("O")
    assert "Tue 24 Nov 15:00: Bo, Ottilie" in screen.times.current_row().title
    played.press("Y")
    assert played.clinic.diary.get(2).record.starts == time(15)


def test_who_declines_makes_way_for_the_next_one(played: Desk) -> None:
    screen = played.go("waiting")
    played.press("O")
    played.press("D")
    assert offers(played.clinic) == [(2, OfferStatus.DECLINED)]
    assert "Cy, Ottilie would take it" in screen.times.current_row().note
    played.press("O")
    played.press("Ctrl+Z")
    assert "Cy, Ottilie would take it" in screen.times.current_row().note


def test_an_offer_that_runs_out_is_told_and_never_closed_by_itself(played: Desk) -> None:
    screen = played.go("waiting")
    played.press("O")
    played.now = later(hours=5)
    screen.tick()
    assert "without an answer" in screen.times.rows().row(0).note
    assert offers(played.clinic) == [(2, OfferStatus.OPEN)]
    played.press("D")
    assert offers(played.clinic) == [(2, OfferStatus.EXPIRED)]
    played.press("Ctrl+Z")
    assert offers(played.clinic) == [(2, OfferStatus.OPEN)]


def test_keys_without_a_time_say_why_nothing_happens(desk: Desk) -> None:
    desk.go("waiting")
    assert "Nobody waits for a sooner visit." in desk.words()
    for key in ("O", "Y", "D"):
        desk.press(key)
        assert "time" in desk.told() or "offer" in desk.told()
    for key in ("E", "X", "H"):
        desk.press(key)


def test_a_wish_is_put_on_the_list_for_the_visit_that_is_booked(played: Desk) -> None:
    played.clinic.diary.book(review(1, SOON, time(15)), RECEPTION, NOW)
    screen = played.go("wish", 1)
    assert isinstance(screen, WishScreen)
    assert "moves the visit of Tue 1 Dec 2026 at 15:00" in played.words()
    played.fill("not_before", "9:30")
    played.press("Ctrl+S")
    assert "Saved on the waiting list" in played.told()
    stored = played.clinic.waiting.every()[0][-1].record
    assert (stored.patient_id, stored.last_day, stored.appointment_id) == (1, SOON, 3)
    assert stored.not_before == time(9, 30)
    played.press("Ctrl+Z")
    assert len(played.clinic.waiting.every()[0]) == 2


def test_a_wish_is_changed_and_withdrawn_by_keys(played: Desk) -> None:
    played.go("waiting")
    played.screen.list.setFocus()
    played.press("E")
    played.fill("note", "mornings, please")
    played.press("Ctrl+S")
    assert played.clinic.waiting.get(1).record.note == "mornings, please"
    played.go("waiting")
    played.screen.list.setFocus()
    played.press("X")
    assert played.clinic.waiting.get(1).record.status is WishStatus.WITHDRAWN
    assert "1 waiting + 1 hidden = 2 in all" in played.words()
    played.press("H")
    assert played.screen.list.rows().rowCount() == 2
    played.press("Ctrl+Z")
    assert "2 waiting + 0 hidden = 2 in all" in played.words()


def test_a_wish_that_ends_before_it_begins_is_refused_in_words(played: Desk) -> None:
    screen = played.go("wish", 1)
    played.fill("first_day", "2026-12-20")
    played.fill("last_day", "2026-12-10")
    played.press("Ctrl+S")
    assert "lies before the first" in screen.banner.text()
    assert len(played.clinic.waiting.every()[0]) == 2
    played.frame.go_back()
    assert played.screen is screen, "nothing typed is lost"
    screen._give_up()


@pytest.mark.parametrize("name", ["diary", "today"])
def test_diary_and_today_say_calmly_that_a_time_fell_free(played: Desk, name: str) -> None:
    screen = played.go(name)
    banner = screen.findChild(OpeningBanner)
    played.qtbot.waitUntil(lambda: bool(banner.text()))
    assert banner.text() == "Tue 24 Nov 10:00 is free: 2 who wait would take it."
    assert QApplication.focusWidget() is not banner.action_button()
    played.press("L")
    assert type(played.screen).__name__ == "WaitingScreen"
    played.press("O")
    played.now = datetime(2026, 11, 23, 15, tzinfo=NOW.tzinfo)
    screen = played.go(name)
    words = "The offer of Tue 24 Nov 10:00 to Bo, Ottilie ran out at 08:00 without an answer."
    played.qtbot.waitUntil(lambda: banner.text() == words)


def test_the_word_of_the_list_reads_nothing_of_a_clinic_that_is_locked(played: Desk) -> None:
    banner = played.go("today").findChild(OpeningBanner)
    banner.look()
    played.clinic.close()
    QApplication.processEvents()  # a slot that raises fails the test
    assert not played.clinic.is_open


def test_a_patients_page_leads_to_the_wish_by_one_key(played: Desk) -> None:
    played.go("patient", 3)
    played.press("K")
    assert isinstance(played.screen, WishScreen)
    assert "Waiting list: Cy, Ottilie" in played.words()


def test_a_visit_of_the_day_leads_to_a_wish_for_it(played: Desk) -> None:
    played.clinic.diary.book(review(1, TODAY, time(15)), RECEPTION, NOW)
    played.go("today")
    played.press("Shift+L")
    assert "moves the visit of Mon 23 Nov 2026 at 15:00" in played.words()


def test_a_time_that_nobody_would_take_says_why_and_is_offered_to_nobody(played: Desk) -> None:
    for number in (1, 2):
        wish = played.clinic.waiting.get(number)
        later_on = replace(wish.record, first_day=SOON)
        played.clinic.waiting.change_wish(wish, later_on, RECEPTION, NOW)
    screen = played.go("waiting")
    row = screen.times.current_row()
    assert row.title == "Tue 24 Nov 10:00, 20 min"
    assert row.note == "Nobody who waits would take it. Not asked: wants another day 2."
    played.press("O")
    assert "nothing was offered" in played.told()
    assert offers(played.clinic) == []
    banner = played.go("today").findChild(OpeningBanner)
    banner._look()
    assert not banner.isVisible()


def test_who_is_passed_over_is_counted_beside_who_is_asked(played: Desk) -> None:
    wish = played.clinic.waiting.get(2)
    later_on = replace(wish.record, not_before=time(12))
    played.clinic.waiting.change_wish(wish, later_on, RECEPTION, NOW)
    note = played.go("waiting").times.current_row().note
    assert note == "Bo, Ottilie would take it. O offers it. Not asked: wants other hours 1."
