"""The front desk's loop through the real widgets, without a mouse, and how many keys it takes."""

from datetime import UTC, datetime, time

from pytestqt.qtbot import QtBot

from infrared_desktop.domain.records.answers import (
    AppointmentStatus,
    Channel,
    ContactOutcome,
    NextStepKind,
)
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import TODAY, patient, plan, session, visit
from tests.views.desk import Desk
from tests.views.keyboard import Keyboard

# Typed letters included; a longer way has to be a decision, not an accident. Two of the keys to
# the call go past what is due for others.
FIND, ARRIVE, DONE_AND_NEXT, BOOK, CALL = 6, 2, 3, 1, 7


def someone_comes(desk: Desk) -> int:
    """Leave a patient at home whose second session is today at ten, after those of others."""
    clinic = desk.clinic
    for hour, name in enumerate(("Ahlgren", "Besson"), start=8):
        other = clinic.people.register(patient(name), RECEPTION, NOW).id
        clinic.diary.book(visit(other, starts=time(hour)), RECEPTION, NOW)
    number = clinic.people.register(patient("Okafor"), RECEPTION, NOW).id
    planned = clinic.care.plan(plan(number), CLINICIAN, NOW)
    clinic.diary.book(visit(number, plan_id=planned.id), RECEPTION, NOW)
    clinic.care.sign(session(number, plan_id=planned.id), CLINICIAN, NOW)
    return number


def test_the_front_desks_loop_by_keyboard(desk: Desk, qtbot: QtBot) -> None:
    number = someone_comes(desk)
    desk.now = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
    keys = Keyboard(qtbot, desk.frame)
    assert keys.count(lambda: find(keys)) == FIND
    assert keys.count(lambda: keys.press("A", "A")) == ARRIVE
    keys.reads("arrived 0 min", "2 expected · 1 arrived")
    assert keys.count(lambda: close_and_go_on(keys)) == DONE_AND_NEXT
    keys.reads("Book: Okafor, Ottilie", "Okafor, Ottilie, 10:00: done. Ctrl+Z takes it back.")
    assert keys.count(lambda: keys.press("Ctrl+S")) == BOOK
    keys.reads("Booked: Okafor, Ottilie, session · Neck, front")
    desk.now = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
    assert keys.count(lambda: log_call(keys)) == CALL
    keys.reads("Noted about Okafor, Ottilie: reached.")
    judge(desk, number)


def find(keys: Keyboard) -> None:
    """Find by four letters of the name, and open."""
    keys.press("Ctrl+K")
    keys.type("okaf")
    keys.reads("Okafor, Ottilie, born")
    keys.press("Return")
    keys.reads("Consultation  V")


def close_and_go_on(keys: Keyboard) -> None:
    """Done, and what comes next is a visit that is booked at once."""
    keys.press("D")
    keys.reads("Okafor, Ottilie: done", "Session 2 of 2 is to be booked")
    keys.type("b")
    keys.reads("Nothing is booked ahead yet: book it right after.")
    keys.press("Ctrl+Return")


def log_call(keys: Keyboard) -> None:
    """Log the after-care call that is due the day after, below what others wait for."""
    keys.press("Ctrl+4")
    keys.choose("after-care call")
    keys.reads("Rule T1, after-care call")
    keys.press("L")
    keys.answer("Outcome", "reached")
    keys.press("Return")


def judge(desk: Desk, number: int) -> None:
    """Look at what is stored."""
    chart = desk.clinic.people.chart(number)
    first, second = (stored.record for stored in chart.appointments)
    assert (first.status, second.status) == (
        AppointmentStatus.FULFILLED,
        AppointmentStatus.BOOKED,
    )
    assert second.day > TODAY
    assert [step.record.kind for step in chart.next_steps] == [NextStepKind.BOOKED]
    (call,) = chart.attempts
    assert (call.record.channel, call.record.outcome) == (Channel.PHONE, ContactOutcome.REACHED)
