"""A visit closes with its next step, or it stays open."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from PySide6.QtWidgets import QApplication

from infrared_desktop.domain.follow_ups.kinds import FollowUpKind
from infrared_desktop.domain.records.answers import AppointmentStatus, NextStepKind
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.diary import Appointment, NextStep
from infrared_desktop.views.closing.next_step import NextStepDialog, ask_next_step
from infrared_desktop.views.inputs.field_errors import error_of
from infrared_desktop.views.wording import say_day
from tests import scenes
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.views.answering import Hand
from tests.views.desk import Desk

TODAY = NOW.date()
DONE = AppointmentStatus.FULFILLED


@pytest.fixture
def visit(desk: Desk) -> Stored[Appointment]:
    """A visit that arrived."""
    clinic = desk.clinic
    number = clinic.people.register(scenes.patient("Côté"), RECEPTION, NOW).id
    booked = clinic.diary.book(scenes.visit(number), RECEPTION, NOW)
    return clinic.diary.step(booked, AppointmentStatus.ARRIVED, CLINICIAN, NOW)


def ask(desk: Desk, visit: Stored[Appointment], status: AppointmentStatus = DONE) -> NextStepDialog:
    dialog = ask_next_step(desk.frame, desk.frame.workplace, visit, status)
    desk.qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    return dialog


def hand(desk: Desk, dialog: NextStepDialog) -> Hand:
    return Hand(desk.qtbot, dialog.binder)


def stored_step(desk: Desk, visit: Stored[Appointment]) -> NextStep | None:
    steps = desk.clinic.people.chart(visit.record.patient_id).next_steps
    return steps[-1].record if steps else None


def status(desk: Desk, visit: Stored[Appointment]) -> AppointmentStatus:
    return desk.clinic.diary.get(visit.id).record.status


def test_whose_visit_it_is_and_why_stand_above_the_question(
    desk: Desk, visit: Stored[Appointment]
) -> None:
    dialog = ask(desk, visit)
    words = desk.words(dialog)
    assert "Côté, Ottilie: done" in words
    assert "born 14 Mar 1971 (55) · no. 0001" in words
    assert "After the last session: the first review." in words
    assert "First in the follow-up list: agreed next step, on 23 Dec 2026." in words
    dialog.reject()


def test_of_a_past_visit_the_day_is_said_too(desk: Desk, visit: Stored[Appointment]) -> None:
    desk.now += timedelta(days=3)
    dialog = ask(desk, visit)
    assert f"Mon 23 Nov {visit.record.starts:%H:%M} · " in desk.words(dialog)
    dialog.reject()


def test_the_proposal_is_taken_by_one_key(desk: Desk, visit: Stored[Appointment]) -> None:
    ask(desk, visit)
    desk.press("Ctrl+Return")
    assert status(desk, visit) is DONE
    assert stored_step(desk, visit) == NextStep(
        visit.record.patient_id,
        NextStepKind.FOLLOW_UP,
        TODAY,
        appointment_id=visit.id,
        due=TODAY + timedelta(30),
    )


def test_the_day_follows_the_answer_until_a_person_sets_it(
    desk: Desk, visit: Stored[Appointment]
) -> None:
    dialog = ask(desk, visit)
    hand(desk, dialog).choose("kind", "waiting for the patient")
    assert dialog.binder.values()["due"] == TODAY + timedelta(14)
    hand(desk, dialog).type("due", "2026-12-01")
    hand(desk, dialog).choose("kind", "follow-up due")
    assert dialog.binder.values()["due"] == TODAY + timedelta(8)
    dialog.reject()


@pytest.mark.parametrize(
    ("words", "kind"), [("declined", NextStepKind.DECLINED), ("finished", NextStepKind.FINISHED)]
)
def test_an_answer_that_needs_no_day_stores_none(
    desk: Desk, visit: Stored[Appointment], words: str, kind: NextStepKind
) -> None:
    dialog = ask(desk, visit)
    hand(desk, dialog).choose("kind", words)
    assert dialog.form.due.isHidden()
    assert "Nobody is reminded" in desk.words(dialog)
    hand(desk, dialog).type("reason", "moves away")
    desk.press("Ctrl+Return")
    step = stored_step(desk, visit)
    assert step is not None
    assert (step.kind, step.due, step.reason) == (kind, None, "moves away")


def test_a_booking_ahead_is_the_proposal(desk: Desk, visit: Stored[Appointment]) -> None:
    later = replace(scenes.visit(visit.record.patient_id), day=TODAY + timedelta(30))
    desk.clinic.diary.book(later, RECEPTION, NOW)
    dialog = ask(desk, visit)
    assert "The next visit is booked on 23 Dec 2026 at 10:00." in desk.words(dialog)
    desk.press("Ctrl+Return")
    step = stored_step(desk, visit)
    assert step is not None
    assert (step.kind, step.due) == (NextStepKind.BOOKED, None)


def test_booked_without_a_booking_says_that_it_is_still_to_do(
    desk: Desk, visit: Stored[Appointment]
) -> None:
    dialog = ask(desk, visit)
    hand(desk, dialog).choose("kind", "booked")
    assert "Nothing is booked ahead yet" in desk.words(dialog)
    dialog.reject()


def test_escape_leaves_the_visit_open(desk: Desk, visit: Stored[Appointment]) -> None:
    ask(desk, visit)
    desk.press("Escape")
    assert status(desk, visit) is AppointmentStatus.ARRIVED
    assert stored_step(desk, visit) is None


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("2026-11-01", "This day has passed."),
        ("", "Say on which day to come back to it."),
        ("31.02.2027", None),
    ],
)
def test_a_day_that_is_no_good_keeps_the_question_open(
    desk: Desk, visit: Stored[Appointment], text: str, error: str | None
) -> None:
    dialog = ask(desk, visit)
    hand(desk, dialog).type("due", text or " ")
    desk.press("Ctrl+Return")
    assert stored_step(desk, visit) is None
    assert error_of(dialog.form.due) if error is None else error_of(dialog.form.due) == error
    dialog.reject()


def test_closing_is_taken_back_with_its_next_step(desk: Desk, visit: Stored[Appointment]) -> None:
    ask(desk, visit, AppointmentStatus.NO_SHOW)
    desk.press("Ctrl+Return")
    assert status(desk, visit) is AppointmentStatus.NO_SHOW
    desk.frame.activateWindow()
    desk.qtbot.waitUntil(desk.frame.isActiveWindow)
    desk.press("Ctrl+Z")
    assert status(desk, visit) is AppointmentStatus.ARRIVED
    assert stored_step(desk, visit) is None


def test_a_visit_that_was_changed_meanwhile_is_not_closed_over_it(
    desk: Desk, visit: Stored[Appointment]
) -> None:
    dialog = ask(desk, visit)
    desk.clinic.diary.step(visit, AppointmentStatus.IN_TREATMENT, RECEPTION, NOW)
    desk.press("Ctrl+Return")
    assert status(desk, visit) is AppointmentStatus.IN_TREATMENT
    assert dialog.error.text()
    dialog.reject()


def test_what_stays_on_record_is_said_before(desk: Desk, visit: Stored[Appointment]) -> None:
    dialog = ask(desk, visit, AppointmentStatus.NO_SHOW)
    assert "It stays on record as missed, whatever is booked later." in desk.words(dialog)
    assert not dialog.noted.in_time.isVisible()
    dialog.reject()
    dialog = ask(desk, visit, AppointmentStatus.CANCELLED)  # sent home: she was here in time
    assert "stays on record" not in desk.words(dialog)
    dialog.reject()


@pytest.mark.parametrize("in_time", [True, False])
def test_a_late_cancellation_is_one_unless_it_came_in_time(
    desk: Desk, visit: Stored[Appointment], in_time: bool
) -> None:
    before = replace(visit.record, status=AppointmentStatus.BOOKED, arrived_at=None)
    visit = desk.clinic.diary.take_back(visit, before, RECEPTION, NOW)
    desk.now += timedelta(days=1)
    dialog = ask(desk, visit, AppointmentStatus.CANCELLED)
    late = "Less than 24 hours before: it stays on record as cancelled late."
    assert late in desk.words(dialog)
    if in_time:
        dialog.noted.in_time.click()
        assert late not in desk.words(dialog)
    desk.press("Ctrl+Return")
    assert status(desk, visit) is AppointmentStatus.CANCELLED
    chart = desk.clinic.people.chart(visit.record.patient_id)
    assert len(chart.absences) == (0 if in_time else 1)


def test_who_can_still_come_is_not_missed_without_a_word(
    desk: Desk, visit: Stored[Appointment]
) -> None:
    begins = "The visit begins only at 10:00."
    desk.now = datetime.combine(TODAY, time(14, 59), UTC)
    dialog = ask(desk, visit, AppointmentStatus.NO_SHOW)
    assert begins in desk.words(dialog)
    dialog.reject()
    desk.now += timedelta(minutes=1)
    dialog = ask(desk, visit, AppointmentStatus.NO_SHOW)
    assert begins not in desk.words(dialog)
    dialog.reject()


def test_cancelling_says_when_the_patient_is_on_the_list_and_the_list_says_the_same(
    desk: Desk,
) -> None:
    clinic, before = desk.clinic, TODAY - timedelta(40)
    number = clinic.people.register(scenes.patient("Côté"), RECEPTION, NOW).id
    planned = replace(scenes.plan(number), planned_on=before)
    made = clinic.care.plan(planned, CLINICIAN, NOW)
    clinic.care.sign(scenes.session(number, before, plan_id=made.id), CLINICIAN, NOW)
    booked = clinic.diary.book(scenes.visit(number, TODAY + timedelta(2)), RECEPTION, NOW)
    dialog = ask(desk, booked, AppointmentStatus.CANCELLED)
    overdue = before + timedelta(28)
    says = f"n the follow-up list at once: book a session, overdue since {say_day(overdue)}."
    assert f"I{says}" in desk.words(dialog)
    assert dialog.binder.values()["due"] == TODAY
    hand(desk, dialog).type("due", "+3w")
    assert says in desk.words(dialog), "to agree on a later day puts nothing off that is due"
    hand(desk, dialog).choose("kind", "finished")
    assert f"Still to do, besides. I{says}" in desk.words(dialog)
    desk.press("Ctrl+Return")
    rows = {row.follow_up.kind: row.follow_up for row in clinic.follow_ups.due(TODAY)}
    assert rows[FollowUpKind.BOOK_SESSION].overdue_from == overdue
