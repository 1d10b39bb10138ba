"""A mark of the timeline leads to the record behind it."""

from dataclasses import replace

import pytest

from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.messages import Message, MessageStatus
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.domain.records.review_copies import Remark, RemarkStatus
from infrared_desktop.domain.timeline.model import Ref
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.people.ref_places import place_of_ref
from infrared_desktop.views.screen import STORED, Place
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import full_day
from tests.views.desk import Desk


@pytest.fixture
def treated(clinic: Clinic) -> int:
    return full_day(clinic)


@pytest.fixture
def newcomer(clinic: Clinic) -> int:
    return clinic.people.register(Patient("Okafor", "Adaeze"), RECEPTION, NOW).id


def came_back(clinic: Clinic, number: int, text: str = "Less on the left.") -> Stored[Remark]:
    """Take a remark in; nothing of a newcomer is signed, so that it is about no record there."""
    about = ("session", 1) if clinic.people.chart(number).sessions else ("", None)
    written = Remark(number, text, "c" * 32, NOW, CLINICIAN, text, *about)
    return clinic.review_copies.take_in([written], RECEPTION, NOW)[0]


def chips(desk: Desk) -> list[str]:
    labels = desk.screen.patient_banner.chips
    return [label.chip().text for label in labels if label.chip()]


def test_a_photograph_opens_the_wall_at_it(clinic: Clinic, treated: int) -> None:
    assert place_of_ref(clinic, treated, Ref("photo", 3)) == Place("photos", treated, 3)


def test_a_remark_leads_to_its_decision_and_later_to_its_record(
    clinic: Clinic, treated: int
) -> None:
    stored = came_back(clinic, treated)
    ref = Ref("remark", stored.id)
    assert place_of_ref(clinic, treated, ref) == Place("review_copies", record=stored.id)
    clinic.review_copies.dismiss(stored, CLINICIAN, NOW)
    assert place_of_ref(clinic, treated, ref) == Place("session", treated, 1, STORED)


def test_a_decided_remark_about_nothing_leads_nowhere(clinic: Clinic, treated: int) -> None:
    about_all = Remark(treated, "r" * 32, "c" * 32, NOW, CLINICIAN, "Call again.")
    (stored,) = clinic.review_copies.take_in([about_all], RECEPTION, NOW)
    aside = clinic.review_copies.dismiss(stored, CLINICIAN, NOW)
    assert aside.record == replace(about_all, status=RemarkStatus.DISMISSED)
    assert place_of_ref(clinic, treated, Ref("remark", stored.id)) is None


def test_a_message_that_left_is_shown_among_what_has_left(treated: int, desk: Desk) -> None:
    known = ("a@example.org", "A message", "", MessageStatus.TAKEN, 1, NOW)
    key = f"review:{treated}"
    wanted = [
        Message(treated, key, Channel.EMAIL, NOW, "en", text, *known) for text in ("One", "Two")
    ]
    first, _ = desk.clinic.messages.write(wanted, CLINICIAN, NOW)
    place = place_of_ref(desk.clinic, treated, Ref("message", first.id))
    assert place is not None
    desk.frame.go(place)
    assert desk.screen.list.current_key() == first.id


def test_the_page_of_whoever_wrote_it_leads_to_the_remark(newcomer: int, desk: Desk) -> None:
    came_back(desk.clinic, newcomer, "First.")
    wanted = came_back(desk.clinic, newcomer, "Second.")
    page = desk.go("patient", newcomer)
    assert "2 remarks to decide" in chips(desk)
    assert page.unfinished.text() == "2 remarks of yours came back from a review copy."
    page.unfinished.action_button().click()
    assert type(desk.screen).__name__ == "ReviewCopiesScreen"
    desk.go("review_copies", record=wanted.id)
    assert desk.screen.drafts.list.current_key() == wanted.id


def test_others_see_that_a_remark_waits(newcomer: int, desk: Desk) -> None:
    stored = came_back(desk.clinic, newcomer)
    reception = Desk(desk.qtbot, desk.clinic).sit_down(RECEPTION)
    page = reception.go("patient", newcomer)
    assert "1 remark to decide" in chips(reception)
    assert page.unfinished.text() == ""
    desk.clinic.review_copies.dismiss(stored, CLINICIAN, NOW)
    assert not [text for text in chips(reception) if "remark" in text]
    reception.get_up()
