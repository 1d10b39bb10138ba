"""Today shows who comes, what to know before, what is due, and what was left without an outcome."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from infrared_desktop.domain.records.answers import AppointmentStatus, Reaction, Tan
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.care import AdverseEvent
from infrared_desktop.domain.records.consents import HandoutKind
from infrared_desktop.views.lists.row_list import RowList
from infrared_desktop.views.look.chips import Glyph
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import (
    TODAY,
    consent,
    consultation,
    history,
    next_step,
    outline,
    patient,
    plan,
    treated_patient,
    visit,
)
from tests.views.desk import Desk

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


def spoken(rows: RowList) -> list[str]:
    model = rows.rows()
    return [str(model.index(n, 0).data(SPOKEN)) for n in range(model.rowCount())]


def someone_comes(desk: Desk, surname: str = "Okafor", **fields: Any) -> int:
    """Book a session for somebody new, today at ten."""
    number = desk.clinic.people.register(patient(surname), RECEPTION, NOW).id
    return desk.clinic.diary.book(visit(number, **fields), RECEPTION, NOW).id


def close_by(desk: Desk, key: str) -> None:
    """Close the current visit by a key, with the next step that is proposed."""
    desk.press(key)
    desk.qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), QDialog))
    desk.press("Ctrl+Return")
    desk.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    desk.frame.activateWindow()  # as a window manager does
    desk.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


def row_of(desk: Desk, surname: str) -> str:
    (found,) = (words for words in spoken(desk.screen.visits) if surname in words)
    return found


def test_an_empty_day_says_what_to_do(desk: Desk) -> None:
    assert "Monday 23 November" in desk.words()
    assert "Nobody is booked today." in desk.words()
    assert "Nothing is due." in desk.words()


def test_a_visit_is_worked_through_by_single_keys(desk: Desk) -> None:
    number = someone_comes(desk)
    desk.go("today")
    desk.press("A")
    assert desk.clinic.diary.get(number).record.status is AppointmentStatus.ARRIVED
    assert "arrived 0 min" in row_of(desk, "Okafor")
    desk.press("S")
    assert "treating 0 min" in row_of(desk, "Okafor")
    desk.press("Ctrl+Z")
    assert desk.clinic.diary.get(number).record.status is AppointmentStatus.ARRIVED
    assert "1 arrived" in desk.words()


def test_the_keys_begin_at_the_first_visit_that_is_still_open(desk: Desk) -> None:
    first, second, third = (
        someone_comes(desk, surname, starts=time(hour))
        for surname, hour in (("Okafor", 9), ("Petrov", 11), ("Quist", 13))
    )
    came_not = desk.clinic.diary.get(first)
    step = next_step(came_not.record.patient_id)
    desk.clinic.diary.close(came_not, AppointmentStatus.NO_SHOW, step, RECEPTION, NOW)
    visits = desk.go("today").visits
    assert visits.current_key() == second
    desk.press("Down")
    assert visits.current_key() == third


def test_somebody_who_waits_still_is_stayed_at(desk: Desk) -> None:
    someone_comes(desk, "Okafor", starts=time(9))
    second = someone_comes(desk, "Petrov", starts=time(11))
    visits = desk.go("today").visits
    visits.select_key(second)
    desk.go("people")
    desk.go("today")
    assert visits.current_key() == second


def test_the_minutes_go_on_by_themselves(desk: Desk) -> None:
    someone_comes(desk)
    desk.go("today")
    desk.press("A")
    desk.now += timedelta(minutes=12)
    desk.frame._clock.timeout.emit()
    assert "arrived 12 min" in row_of(desk, "Okafor")
    desk.now += timedelta(minutes=218)
    desk.frame._clock.timeout.emit()
    assert "arrived 3 h" in row_of(desk, "Okafor")


def test_no_time_is_told_since_a_moment_that_is_still_to_come(desk: Desk) -> None:
    someone_comes(desk)
    desk.go("today")
    desk.press("A")
    desk.now = NOW - timedelta(minutes=30)
    desk.screen.tick()
    row = row_of(desk, "Okafor")
    assert "arrived" in row and "min" not in row


def test_at_midnight_the_next_day_begins(desk: Desk) -> None:
    someone_comes(desk)
    someone_comes(desk, "Petrov", day=TODAY + timedelta(days=1))
    desk.go("today")
    desk.now += timedelta(days=1)
    desk.frame._clock.timeout.emit()
    assert "Tuesday 24 November" in desk.words()
    assert [words.split(", ")[1] for words in spoken(desk.screen.visits)] == ["Petrov"]
    assert "A visit of Monday 23 November has no outcome." in desk.screen.notices.unresolved.text()


def test_past_visits_are_told_and_answered_one_after_the_other(desk: Desk) -> None:
    numbers = [
        someone_comes(desk, surname, starts=time(hour))
        for surname, hour in (("Okafor", 10), ("Petrov", 12), ("Quist", 14))
    ]
    desk.now += timedelta(days=3)
    desk.go("today")
    assert "3 visits of Monday 23 November have no outcome." in desk.words()
    desk.press("U")
    assert "3 left · 0 answered." in desk.words()
    close_by(desk, "D")
    assert desk.screen.visits.current_key() == numbers[1]
    close_by(desk, "X")
    assert "1 left · 2 answered." in desk.words()
    desk.press("Ctrl+Z")
    assert "2 left · 1 answered." in desk.words()
    for _ in range(2):
        close_by(desk, "X")
    assert "Every past visit has its outcome." in desk.words()
    stands = [desk.clinic.diary.get(number).record.status for number in numbers]
    assert stands == [AppointmentStatus.FULFILLED, *[AppointmentStatus.NO_SHOW] * 2]
    desk.press("Ctrl+Z")
    close_by(desk, "X")  # the list that comes back has the keys again
    assert "3 answered." in desk.words()
    desk.press("Return")
    assert "have no outcome" not in desk.words()


def test_the_clock_marks_nothing_in_a_month(desk: Desk) -> None:
    number = someone_comes(desk)
    desk.now += timedelta(days=31)
    desk.go("today")
    assert desk.clinic.diary.get(number).record.status is AppointmentStatus.BOOKED


def test_each_step_goes_back_by_one_key(desk: Desk) -> None:
    number = someone_comes(desk)
    desk.go("today")
    for key in ("A", "S"):
        desk.press(key)
    desk.press("Backspace")
    assert desk.clinic.diary.get(number).record.status is AppointmentStatus.ARRIVED
    desk.press("Backspace")
    assert "One step back. Okafor, Ottilie, 10:00: expected." in desk.told()
    desk.press("Backspace")
    assert "no step to take back" in desk.told()
    close_by(desk, "X")
    chart = desk.clinic.people.chart(desk.clinic.diary.get(number).record.patient_id)
    assert (len(chart.absences), len(chart.next_steps)) == (1, 1)
    desk.press("Backspace")
    chart = desk.clinic.people.chart(desk.clinic.diary.get(number).record.patient_id)
    assert (len(chart.absences), len(chart.next_steps)) == (0, 0)
    assert desk.clinic.diary.get(number).record.status is AppointmentStatus.BOOKED


def test_what_takes_too_long_is_told_by_a_word_and_a_shape(desk: Desk) -> None:
    someone_comes(desk)
    desk.now = datetime.combine(TODAY, time(15, 16), UTC)
    desk.go("today")
    told = "expected, late 16 min, no plan, no history, no instructions"
    assert row_of(desk, "Okafor").endswith(told)
    desk.press("A")
    desk.now += timedelta(minutes=16)
    desk.frame._clock.timeout.emit()
    assert "waits 16 min" in row_of(desk, "Okafor")
    assert desk.screen.visits.rows().row(0).chip.glyph is Glyph.BANG
    assert "1 arrived · 1 waiting too long" in desk.words()


def test_a_clock_that_was_set_back_is_told_of(desk: Desk) -> None:
    someone_comes(desk)
    desk.now -= timedelta(days=1)
    desk.go("today")
    told = desk.screen.notices.clock.text()
    assert "The clock of this PC says Sun 22 Nov 2026" in told
    assert "stored here on Mon 23 Nov 2026" in told
    desk.frame._clock.timeout.emit()
    noted = "SELECT act, reason FROM audit WHERE act = 'clock-changed'"
    assert desk.clinic.ledger.db.execute(noted).fetchall() == [
        ("clock-changed", "minutes back: 1440")
    ]
    desk.now += timedelta(days=1)
    desk.frame._clock.timeout.emit()
    assert desk.screen.notices.clock.text() == ""


def test_a_clock_that_was_put_right_is_believed_once_somebody_says_so(desk: Desk) -> None:
    desk.clinic.note("unlocked", CLINICIAN, desk.now + timedelta(days=365))  # by a wrong clock
    desk.go("today")
    band = desk.screen.notices.clock
    assert "if it is right now, say so" in band.text()
    band.action_button().click()
    assert band.text() == ""
    assert desk.clinic.last_stored_at() == desk.now
    desk.now -= timedelta(days=1)
    desk.frame._clock.timeout.emit()
    assert "Set the clock right" in band.text()


def test_an_invented_day_may_be_told_beyond_the_clock(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    someone_comes(desk)
    clinic = desk.clinic
    invented = replace(clinic.settings, practice=True)
    monkeypatch.setattr(clinic, "_settings", replace(clinic._settings, record=invented))
    desk.now -= timedelta(days=1)
    desk.go("today")
    assert desk.screen.notices.clock.text() == ""


@pytest.mark.parametrize(
    ("scene", "says"), [("reaction", "open reaction"), ("no_plan", "no plan"), ("tan", "tan: ask")]
)
def test_a_row_says_what_to_know_before_the_visit(desk: Desk, scene: str, says: str) -> None:
    number = desk.clinic.people.register(patient("Okafor"), RECEPTION, NOW).id
    care = desk.clinic.care
    tan = Tan.SUNBED if scene == "tan" else Tan.NONE
    care.sign(consultation(number, current_tan=tan), CLINICIAN, NOW)
    if scene != "no_plan":
        care.plan(plan(number), CLINICIAN, NOW)
    if scene == "reaction":
        blister = AdverseEvent(
            Area.NECK_FRONT, patient_id=number, noted_on=TODAY, reaction=Reaction.BLISTER
        )
        care.report(blister, CLINICIAN, NOW)
    booked = desk.clinic.diary.book(visit(number), RECEPTION, NOW)
    desk.go("today")
    assert says in row_of(desk, "Okafor")
    wrong = AppointmentStatus.ENTERED_IN_ERROR
    desk.clinic.diary.step(booked, wrong, RECEPTION, NOW)
    assert says not in row_of(desk, "Okafor")


def test_a_visit_with_all_in_order_warns_of_nothing(desk: Desk) -> None:
    number = desk.clinic.people.register(patient("Okafor"), RECEPTION, NOW).id
    desk.clinic.care.sign(consultation(number, current_tan=Tan.NONE), CLINICIAN, NOW)
    desk.clinic.care.plan(plan(number), CLINICIAN, NOW)
    desk.clinic.diary.book(visit(number), RECEPTION, NOW)
    desk.go("today")
    assert "no history, no instructions" in row_of(desk, "Okafor")
    desk.clinic.history.take(history(number), RECEPTION, NOW)
    given = replace(outline(number), kind=HandoutKind.INSTRUCTIONS)
    desk.clinic.papers.hand_out(given, RECEPTION, NOW)
    desk.go("today")
    assert desk.screen.visits.rows().row(0).chip2 is None


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of a menu, offscreen
def test_what_is_missing_leads_to_where_it_is_mended(desk: Desk) -> None:
    someone_comes(desk)
    desk.go("today")
    desk.press("N")
    lines = [action.text() for action in desk.screen.steps._mending.actions()]
    assert lines == ["no plan", "no history", "no instructions"]
    visits = desk.screen.visits
    row = visits.visualRect(visits.currentIndex()).bottomLeft()
    assert desk.screen.steps._mending.y() == visits.viewport().mapToGlobal(row).y()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        desk.qtbot.keyClick(desk.screen.steps._mending, key)
    assert type(desk.screen).__name__ == "HistoryScreen"


@pytest.mark.parametrize("key", ["A", "S"])
def test_a_step_that_is_taken_already_does_not_begin_its_minutes_anew(desk: Desk, key: str) -> None:
    number = someone_comes(desk)
    desk.go("today")
    desk.press(key)
    noted = desk.clinic.diary.get(number)
    desk.now += timedelta(minutes=9)
    desk.press(key)
    assert desk.told().endswith(" – that is noted already.")
    assert desk.clinic.diary.get(number) == noted
    desk.press("Ctrl+Z")
    assert desk.clinic.diary.get(number).record.status is AppointmentStatus.BOOKED


def test_what_is_due_leads_to_its_row_of_the_list(desk: Desk) -> None:
    treated_patient(desk.clinic, "Okafor")
    desk.now += timedelta(days=4)
    desk.go("today")
    due = desk.screen.due
    assert len(spoken(due)) == desk.screen.due.rows().rowCount() > 1
    desk.press("F")
    assert QApplication.focusWidget() is due
    desk.press("Down")
    key = due.current_key()
    desk.press("Return")
    assert desk.screen.list.rows.current_key() == key


def test_what_is_hidden_is_counted(desk: Desk) -> None:
    treated_patient(desk.clinic, "Okafor")
    desk.now += timedelta(days=4)
    screen = desk.go("today")
    count, total = len(spoken(screen.due)), desk.clinic.follow_ups.total()
    hint = f"{count} due · {total - count} upcoming or hidden, why?"
    desk.qtbot.waitUntil(lambda: hint in desk.words())


def test_a_new_booking_first_asks_for_whom(desk: Desk) -> None:
    someone_comes(desk)
    desk.go("today")
    desk.press("B")
    assert type(desk.screen).__name__ == "BookingScreen"
    assert "Who is it?" in desk.words()


def test_enter_opens_the_patient(desk: Desk) -> None:
    someone_comes(desk)
    desk.go("today")
    desk.press("Return")
    assert type(desk.screen).__name__ == "PatientScreen"


def test_unfinished_work_waits_on_today_until_it_is_opened(desk: Desk) -> None:
    number = desk.clinic.people.register(patient("Okafor"), RECEPTION, NOW).id
    desk.clinic.care.keep_draft(consultation(number), RECEPTION, NOW)
    desk.go("today")
    assert "unfinished" not in desk.words()
    desk.clinic.care.keep_draft(consultation(number), CLINICIAN, NOW)
    desk.go("today")
    assert "1 unfinished consultation – Okafor, Ottilie" in desk.words()
    desk.press("O")
    assert type(desk.screen).__name__ == "ConsultationScreen"
    assert "is back. Nothing of it is signed yet." in desk.words()


def test_a_consent_to_confirm_waits_on_today_before_drafts(desk: Desk) -> None:
    clinic = desk.clinic
    number = clinic.people.register(patient("Okafor"), RECEPTION, NOW).id
    given = clinic.papers.hand_out(outline(number), RECEPTION, NOW)
    waits = clinic.papers.consent(consent(given), RECEPTION, NOW)
    clinic.care.keep_draft(consultation(number), CLINICIAN, NOW)
    desk.go("today")
    told = "2 not finished yet: consent to confirm – Okafor, Ottilie · unfinished consultation"
    assert told in desk.words()
    desk.press("O")
    assert desk.screen.signed == waits
    desk.go("patient", number)
    assert "stored on 23 Nov 2026 waits for you to confirm it" in desk.screen.unfinished.text()
    desk.screen.unfinished.action_button().click()
    desk.press("Ctrl+Return")
    desk.go("patient", number)
    assert "waits for you to confirm" not in desk.screen.unfinished.text()
    desk.go("today")
    assert "1 unfinished consultation" in desk.words()
