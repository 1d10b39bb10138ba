"""A day of reception that does not read the record: no key that is offered ends in a refusal."""

from collections.abc import Iterator
from datetime import time, timedelta

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.access.rights import REFUSALS
from infrared_desktop.domain.follow_ups.kinds import FollowUpKind
from infrared_desktop.domain.records.answers import AppointmentKind, AppointmentStatus, Reaction
from infrared_desktop.domain.records.areas import Area, Site
from infrared_desktop.domain.records.care import AdverseEvent
from infrared_desktop.domain.records.consents import HandoutKind
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.diary.booking import BookingScreen
from infrared_desktop.views.results.reaction import ReactionScreen
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import TODAY, close_the_record, patient, treated_patient, visit
from tests.views.answering import Hand
from tests.views.desk import Desk


@pytest.fixture
def comes(clinic: Clinic) -> int:
    """Return who comes at ten, before somebody who will not come."""
    first = clinic.people.register(patient("Okafor", phone="+14165550199"), RECEPTION, NOW).id
    clinic.diary.book(visit(first, sites=(Site(Area.NECK_FRONT),)), RECEPTION, NOW)
    other = clinic.people.register(patient("Petrov"), RECEPTION, NOW).id
    clinic.diary.book(visit(other, starts=time(15)), RECEPTION, NOW)
    return first


@pytest.fixture
def front(dressed: QApplication, qtbot: QtBot, clinic: Clinic, comes: int) -> Iterator[Desk]:
    """Yield the window of reception, where the owner keeps the record from it."""
    close_the_record(clinic)
    desk = Desk(qtbot, clinic).sit_down(RECEPTION)
    yield desk
    assert refused(clinic) == []
    desk.get_up()


def refused(clinic: Clinic) -> list[tuple[str]]:
    return clinic.ledger.db.execute("SELECT act FROM audit WHERE outcome = 'refused'").fetchall()


def goes_on(desk: Desk) -> None:
    """Hold that nothing that was said so far is a refusal."""
    words = desk.words()
    assert not [said for said in REFUSALS.values() if said in words], words


def close_by(desk: Desk, key: str) -> None:
    desk.press(key)
    desk.qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), QDialog))
    desk.press("Ctrl+Return")
    desk.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    desk.frame.activateWindow()
    desk.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)


def at_visit(desk: Desk, number: int) -> None:
    """Go to the visit of a patient on Today."""
    desk.go("today")
    desk.screen.visits.select_key(desk.clinic.people.chart(number).appointments[0].id)


def status(desk: Desk, number: int) -> AppointmentStatus:
    return desk.clinic.people.chart(number).appointments[0].record.status


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of menus, offscreen
def test_a_day_at_the_front_desk(front: Desk, comes: int) -> None:
    # Who calls is found by half a number, and the page offers what reception does.
    front.press("Ctrl+K")
    front.type("0199")
    front.press("Return")
    assert front.screen.number == comes
    offered = {action.text() for action in front.screen.actions() if action.isEnabled()}
    assert {"Book", "Report a reaction", "Hand out a sheet"} <= offered
    assert not offered & {"Consultation", "Session", "Review", "Plan", "Test spot", "History"}
    goes_on(front)
    # Somebody new is registered and booked.
    front.press("Ctrl+N")
    front.type("Lindgren")
    front.press("Ctrl+S")
    front.press("B")
    assert isinstance(front.screen, BookingScreen)
    front.press("Ctrl+S")
    goes_on(front)
    (booked,) = front.clinic.people.chart(front.clinic.people.count()).appointments
    assert booked.record.status is AppointmentStatus.BOOKED
    # Who is booked arrives; what is missing is told to a clinician, and the sheet handed out.
    at_visit(front, comes)
    front.press("A")
    assert status(front, comes) is AppointmentStatus.ARRIVED
    assert "V reaction" in front.words()
    front.press("N")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(each for each in menu.actions() if each.text() == "no history").trigger()
    menu.close()
    assert "A clinician sees to this: no history." in front.told()
    (visit_today,) = front.clinic.people.chart(comes).appointments
    front.go("handout", comes, visit_today.id, about=HandoutKind.INSTRUCTIONS)
    front.press("Ctrl+Return")
    assert len(front.clinic.people.chart(comes).handouts) == 1
    goes_on(front)
    # The visit ends with its next step; another one does not take place.
    at_visit(front, comes)
    close_by(front, "D")
    assert status(front, comes) is AppointmentStatus.FULFILLED
    at_visit(front, comes + 1)
    close_by(front, "X")
    assert status(front, comes + 1) is AppointmentStatus.NO_SHOW
    goes_on(front)


def test_a_blister_told_on_the_phone_is_reported_from_today_and_from_the_page(
    front: Desk, comes: int
) -> None:
    at_visit(front, comes)
    front.press("V")
    assert isinstance(front.screen, ReactionScreen)
    front.go("patient", comes)
    front.press("R")
    screen = front.screen
    assert isinstance(screen, ReactionScreen)
    hand = Hand(front.qtbot, screen.binder)
    hand.pick("area", "Neck, front")
    hand.pick("reaction", "blister")
    hand.choose("severity", "moderate")
    front.press("Ctrl+Return")
    assert "Reported." in screen.banner.text()
    goes_on(front)
    front.clinic.read_as(CLINICIAN)
    (event,) = front.clinic.people.chart(comes).adverse_events
    assert (event.record.reaction, event.by) == (Reaction.BLISTER, RECEPTION)
    front.clinic.read_as(RECEPTION)


def test_a_reaction_that_is_due_is_called_back_or_booked(front: Desk) -> None:
    number = treated_patient(front.clinic, "Çelik", time(18))
    event = AdverseEvent(
        Area.NECK_FRONT, patient_id=number, noted_on=TODAY, reaction=Reaction.BLISTER, severity=2
    )
    front.clinic.care.report(event, CLINICIAN, NOW)
    front.now = NOW + timedelta(days=1)
    rows = front.clinic.follow_ups.of_patient(number)
    key = next(row.key for row in rows if row.kind is FollowUpKind.ADVERSE_EVENT)
    screen = front.go("follow_ups", about=(number, key))
    assert "See to the reaction" not in {action.text() for action in screen.actions()}
    front.press("L")
    front.press("R")
    front.press("Return")
    assert len(front.clinic.people.chart(number).attempts) == 1
    screen = front.go("follow_ups", about=(number, key))
    front.press("B")
    assert isinstance(front.screen, BookingScreen)
    front.press("Ctrl+S")
    goes_on(front)
    (booked,) = front.clinic.people.chart(number).appointments[1:]
    assert booked.record.kind is AppointmentKind.UNSCHEDULED_AE
