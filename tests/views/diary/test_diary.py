"""The diary by keyboard: turn days, work through visits, answer what was left open, book."""

from datetime import date, time, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from infrared_desktop.domain.records.answers import AppointmentStatus, NextStepKind
from infrared_desktop.domain.records.areas import Area, Site
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment, NextStep
from infrared_desktop.domain.timeline.model import Ref
from infrared_desktop.storage.clinic import Clinic
from tests.clinics import CLINICIAN, NOW
from tests.scenes import TODAY, patient, visit
from tests.views.desk import Desk


def book(
    clinic: Clinic, surname: str, day: date = TODAY, starts: time = time(10)
) -> Stored[Appointment]:
    """Register somebody and book a visit."""
    number = clinic.people.register(patient(surname), CLINICIAN, NOW).id
    return clinic.diary.book(visit(number, day, starts), CLINICIAN, NOW)


def test_the_day_is_shown_with_who_comes_and_how_to_reach_them(desk: Desk) -> None:
    book(desk.clinic, "Ahlgren")
    desk.go("diary")
    seen = desk.words(desk.screen)
    assert "Monday 23 November" in seen
    assert "Ahlgren, Ottilie" in seen and "(416) 555-0123" in seen and "Room 1" in seen
    assert desk.screen.summary.text() == "today · 1 visit"


def test_days_are_turned_by_keys_and_by_what_is_typed(desk: Desk) -> None:
    book(desk.clinic, "Ahlgren", TODAY + timedelta(14))
    desk.go("diary")
    desk.press("PageDown")
    assert desk.screen.day == TODAY + timedelta(1)
    desk.press("PageUp", 2)
    assert desk.screen.day == TODAY - timedelta(1)
    desk.press("G")
    desk.type("+2w")
    desk.press("Return")
    assert desk.screen.day == TODAY + timedelta(14)
    assert "Ahlgren, Ottilie" in desk.words(desk.screen)
    desk.press("T")
    assert desk.screen.day == TODAY


def test_letters_typed_into_the_day_field_work_on_no_visit(desk: Desk) -> None:
    stored = book(desk.clinic, "Ahlgren")
    desk.go("diary")
    desk.press("G")
    desk.type("m")
    assert desk.screen.day == TODAY + timedelta(1)
    assert desk.clinic.diary.get(stored.id).version == stored.version


def test_a_visit_is_worked_through_by_single_keys(desk: Desk) -> None:
    stored = book(desk.clinic, "Ahlgren")
    desk.go("diary")
    desk.press("A")
    assert desk.clinic.diary.get(stored.id).record.status is AppointmentStatus.ARRIVED
    desk.press("S")
    assert desk.clinic.diary.get(stored.id).record.status is AppointmentStatus.IN_TREATMENT
    desk.press("Ctrl+Z")
    assert desk.clinic.diary.get(stored.id).record.status is AppointmentStatus.ARRIVED


def test_nobody_comes_or_stays_away_before_the_day_of_the_visit(desk: Desk) -> None:
    ahead = book(desk.clinic, "Ahlgren", TODAY + timedelta(1))
    desk.go("diary")
    desk.press("PageDown")
    for key in ("A", "S", "D", "X"):
        desk.press(key)
        assert QApplication.activeModalWidget() is None, key
        assert desk.clinic.diary.get(ahead.id).version == ahead.version, key
        assert "This visit is only on 24 Nov 2026." in desk.frame.banner.text()
    desk.press("C")
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.reject()


def test_a_visit_of_the_past_is_answered_with_its_next_step(desk: Desk) -> None:
    old = book(desk.clinic, "Ahlgren", TODAY - timedelta(3))
    book(desk.clinic, "Besson", TODAY - timedelta(1))
    desk.go("diary")
    banner = desk.screen.unresolved
    assert banner.text() == ("2 past days have visits without an outcome: Fri 20 Nov, Sun 22 Nov.")
    desk.press("U")
    assert desk.screen.day == TODAY - timedelta(3)
    assert "Ahlgren, Ottilie" in desk.words(desk.screen.detail)
    desk.press("X")
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    dialog.accept()
    closed = desk.clinic.diary.get(old.id).record
    assert closed.status is AppointmentStatus.NO_SHOW
    assert banner.text() == "A past day has visits without an outcome: Sun 22 Nov."
    desk.press("U")
    assert desk.screen.day == TODAY - timedelta(1)
    assert banner.text().startswith("Visits of this day have no outcome yet")


def test_who_did_not_come_stays_in_sight(desk: Desk) -> None:
    stored = book(desk.clinic, "Ahlgren")
    step = NextStep(stored.record.patient_id, NextStepKind.DECLINED, TODAY)
    desk.clinic.diary.close(stored, AppointmentStatus.NO_SHOW, step, CLINICIAN, NOW)
    book(desk.clinic, "Besson")
    desk.go("diary")
    assert desk.screen.summary.text() == "today · 1 visit"
    assert "1 cancelled or not come" in desk.words(desk.screen)
    assert desk.screen.grid.go_to_visit(stored.id)
    assert "did not come" in desk.screen.grid.words()


def test_a_booking_in_error_is_counted_though_not_shown(desk: Desk) -> None:
    stored = book(desk.clinic, "Ahlgren")
    desk.clinic.diary.step(stored, AppointmentStatus.ENTERED_IN_ERROR, CLINICIAN, NOW)
    desk.go("diary")
    assert desk.screen.summary.text() == "today · 0 visits"
    assert "1 entered in error, not shown" in desk.words(desk.screen)
    assert not desk.screen.grid.go_to_visit(stored.id)


def test_a_free_slot_is_booked_and_one_comes_back_to_it(desk: Desk) -> None:
    number = desk.clinic.people.register(patient("Ahlgren"), CLINICIAN, NOW).id
    desk.go("diary")
    desk.press("PageDown")
    desk.press("Down", 4)
    assert desk.screen.grid.words() == "free at 09:00, Dr. Åsa Lindqvist"
    desk.press("Return")
    desk.type("ahlgren")
    desk.press("Return")
    desk.press("Ctrl+S")
    assert desk.screen.section == "diary"
    assert desk.screen.day == TODAY + timedelta(1)
    assert desk.screen.grid.current_visit().record.patient_id == number
    assert "Booked: Ahlgren, Ottilie, consultation, Tue 24 Nov 2026 at 09:00." in desk.told()


def test_m_twice_opens_the_form_and_w_asks_whose_visit_it_is(desk: Desk) -> None:
    book(desk.clinic, "Ahlgren")
    desk.go("diary")
    desk.press("M", 2)
    assert "Move a visit: Ahlgren, Ottilie" in desk.words()
    desk.press("Escape")
    desk.press("W")
    assert "Whose visit is this?" in desk.words()


def test_b_books_and_asks_for_whom(desk: Desk) -> None:
    desk.go("diary")
    desk.press("N")
    assert desk.screen.day == TODAY
    desk.press("B")
    assert "Who is the visit for?" in desk.words()


@pytest.mark.parametrize("key", ["A", "V", "D", "X", "C", "M", "W"])
def test_on_a_free_slot_a_key_says_why_nothing_happens(desk: Desk, key: str) -> None:
    desk.go("diary")
    assert desk.screen.grid.current_visit() is None
    desk.press(key)
    assert desk.told() == "There is no visit here, so nothing was done. Go to a visit first."


def test_every_step_names_the_person_and_the_time(desk: Desk) -> None:
    book(desk.clinic, "Ahlgren")
    desk.go("diary")
    desk.press("A")
    assert desk.told() == "Ahlgren, Ottilie, 10:00: arrived. Ctrl+Z takes it back."
    desk.press("Ctrl+Z")
    assert desk.told() == "Taken back: Ahlgren, Ottilie, 10:00: arrived"
    for key, words in (("X", "did not come"), ("C", "cancelled"), ("D", "done")):
        desk.press(key)
        dialog = QApplication.activeModalWidget()
        assert dialog is not None
        dialog.accept()
        assert desk.told() == f"Ahlgren, Ottilie, 10:00: {words}. Ctrl+Z takes it back."
        desk.press("Ctrl+Z")
        assert desk.told() == f"Taken back: Ahlgren, Ottilie, 10:00: {words}"


def test_the_day_field_has_room_for_its_words(desk: Desk) -> None:
    screen = desk.go("diary")
    for days in (0, 1, -1, 365, -728):
        screen.show_day(TODAY + timedelta(days))
        assert screen.go_to.shows_hint(), screen.go_to.hint()


def test_columns_are_those_of_clinicians_rooms_or_devices(desk: Desk) -> None:
    number = desk.clinic.people.register(patient("Ahlgren"), CLINICIAN, NOW).id
    call = visit(number, clinician_id=None, room_id=None, device_id=None)
    desk.clinic.diary.book(call, CLINICIAN, NOW)
    screen = desk.go("diary")
    titles = [column.title for column in screen.grid.columns()]
    assert titles == ["Dr. Åsa Lindqvist", "no clinician"]
    screen.grouping.button("room").click()
    assert [column.title for column in screen.grid.columns()] == ["Room 1", "Room 2", "no room"]
    screen.grouping.button("device").click()
    assert [column.title for column in screen.grid.columns()] == ["Titan", "no device"]
    screen.grouping.button("device").click()
    assert next(column.title for column in screen.grid.columns()) == "Dr. Åsa Lindqvist"


def test_going_back_leads_to_the_day_that_was_shown(desk: Desk) -> None:
    book(desk.clinic, "Ahlgren", TODAY + timedelta(2))
    desk.go("diary")
    desk.press("PageDown", 2)
    desk.press("Return")
    assert desk.screen.section == "people"
    desk.frame.go_back()
    assert desk.screen.day == TODAY + timedelta(2)


def test_the_desk_sees_in_the_diary_who_has_no_consent_yet(desk: Desk) -> None:
    number = desk.clinic.people.register(patient("Ahlgren"), CLINICIAN, NOW).id
    sites = (Site(Area.NECK_FRONT),)
    desk.clinic.diary.book(visit(number, sites=sites), CLINICIAN, NOW)
    desk.go("diary")
    chip = desk.screen.detail.alert.chip()
    assert chip is not None and chip.text == "no consent +3"


def test_the_visit_that_somebody_comes_for_is_the_one_that_keys_mark(desk: Desk) -> None:
    book(desk.clinic, "Ahlgren", starts=time(9))
    later = book(desk.clinic, "Besson", starts=time(14))
    patient = desk.go("patient", later.record.patient_id)
    patient._open_ref(Ref("appointment", later.id))
    assert desk.screen.grid.current_visit() == later
