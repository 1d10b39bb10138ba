"""Which place opens for whom, and what the window offers to whom: written out, role by role."""

from typing import Any

import pytest
from PySide6.QtGui import QAction

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views import screens
from infrared_desktop.views.screen import Place, Screen
from infrared_desktop.views.workplace import Workplace
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import close_the_record, patient
from tests.views.desk import Desk

# R reception, C clinician, O owner.
PLACES = {
    "RCO": """
        today unresolved people patient patient_form import consultation follow_ups plan diary
        booking series session review reaction history history_version consent handout clinic
        clinic_facts protocol test_spot devices waiting wish desk_rules closures messages message
        message_text mail_server reports outcomes photos compare photo_register backups
        own_key patient_rights rights_wish erasure
    """,
    "CO": """
        photo_export review_copies leaving health restricted restriction join
        part alike keeping
    """,
    "O": "audit restore staff",
}
OPENS_FOR = {name: who for who, names in PLACES.items() for name in names.split()}
# What reception loses where the owner keeps the medical record from it.
OF_THE_RECORD = {
    *("consultation", "plan", "session", "review", "history", "history_version", "test_spot"),
    *("photos", "compare", "outcomes"),
}
NOT_OFFERED_THEN = {
    *("Consultation", "History", "Plan", "Session", "Review", "Test spot", "Photographs"),
    "Results of treatment",
}
# What the window offers everywhere, on a patient's page and on the page of the clinic.
OFFERED = {
    "RCO": (
        "Today",
        "People",
        "Diary",
        "Follow-ups",
        "Clinic",
        "Messages",
        "Reports",
        "Register a new patient",
        "Import a patient list",
        "Waiting list",
        "Visits without an outcome",
        "Results of treatment",
        "Name and settings of the clinic",
        "Protocol: rules and figures",
        "Devices: service, recall",
        "Hours and visits: opening hours, lengths, buffers",
        "Closing days",
        "Texts of messages",
        "Mail server",
        "Photographs that left",
        "Change my passphrase",
        "Your passphrase",
        "Find a patient or an action",
        "Take back the last step",
        "Back to the screen before",
        "Show all keys",
        "Hide the screen, and show it again",
        "Lock",
        "Who sits here, and who next",
        "Consultation",
        "History",
        "Plan",
        "Consent",
        "Book",
        "Session",
        "Review",
        "Test spot",
        "Photographs",
        "Would come sooner",
        "Book all sessions of the plan",
        "Report a reaction",
        "Hand out a sheet",
        "Edit the person",
        "Open a signed record",
        "Result over time, or words",
        "Today's visit on the board",
        "Protocol",
        "Devices",
        "Hours and visits",
        "Closing days",
        "Texts of messages",
        "Name and settings",
        "Backups",
        "Rights of the patient",
    ),
    "CO": (
        "Review copies",
        "Health",
        "Take everything along",
        "Hand photographs out",
        "Take along on a review copy",
        "Everything about this patient",
        "Restrict this chart, or lift that",
        "Join with another number",
        "Who may be registered twice",
        "Wishes and keeping",
        "Part joined numbers again",
        "Print the record",
        "Print the timeline",
    ),
    "O": ("Audit log", "Staff and keys"),
}
OFFERED_TO = {text: who for who, texts in OFFERED.items() for text in texts}
# These depend on what is there to be struck or thrown away, not on who asks.
ON_OCCASION = {"Throw unfinished work away", "Strike a missed visit", "Strike a sheet"}


@pytest.fixture
def treating(clinic: Clinic) -> int:
    return clinic.staff.add(Staff("Dr. Ana Ruiz", Role.CLINICIAN), CLINICIAN, NOW).id


@pytest.fixture
def people(treating: int) -> dict[str, int]:
    return {"R": RECEPTION, "C": treating, "O": CLINICIAN}


def test_every_place_stands_in_the_matrix() -> None:
    assert screens.SCREENS.keys() <= screens.NEEDS.keys(), (
        "a place without a right opens for nobody"
    )
    assert screens.NEEDS.keys() <= OPENS_FOR.keys(), "say in the matrix whom it opens for"


@pytest.mark.parametrize("who", "RCO")
def test_each_place_opens_for_those_of_the_matrix(
    desk: Desk, people: dict[str, int], who: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.get_up()
    desk.sit_down(people[who])
    opened: list[str] = []
    monkeypatch.setattr(desk.frame, "make_screen", lambda name, place: _Blank(name, place, opened))
    for name in screens.NEEDS:
        desk.frame._screens.clear()
        desk.frame.go(Place(name, 1))
        refused = desk.frame.banner.isVisible()
        assert refused is (who not in OPENS_FOR[name]), name
    assert set(opened) == {name for name in screens.NEEDS if who in OPENS_FOR[name]}


def test_places_of_the_record_close_to_reception_with_the_setting(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = desk.clinic.people.register(patient(), RECEPTION, NOW).id
    desk.get_up()
    close_the_record(desk.clinic)
    desk.sit_down(RECEPTION)
    offered = _offered(desk, number)
    opened: list[str] = []
    monkeypatch.setattr(desk.frame, "make_screen", lambda name, place: _Blank(name, place, opened))
    for name in screens.NEEDS:
        desk.frame._screens.clear()
        desk.frame.go(Place(name, number))
    allowed = {name for name, who in OPENS_FOR.items() if "R" in who and name in screens.NEEDS}
    assert set(opened) == allowed - OF_THE_RECORD
    assert offered.isdisjoint(NOT_OFFERED_THEN)
    assert OFFERED_TO.keys() >= NOT_OFFERED_THEN


class _Blank(Screen):
    """Notes that it was opened, and shows nothing."""

    def __init__(self, name: str, workplace: Workplace, opened: list[str]) -> None:
        super().__init__(workplace)
        self._name, self._opened = name, opened

    def open(self, place: Place) -> None:
        self._opened.append(self._name)


def test_a_place_without_a_right_opens_for_nobody(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(screens.NEEDS, "people")
    desk.go("people")
    assert type(desk.screen).__name__ == "TodayScreen"
    assert "Nobody may open this page" in desk.told()


def test_a_refused_place_leaves_a_person_where_she_is(desk: Desk) -> None:
    desk.get_up()
    desk.sit_down(RECEPTION)
    desk.go("people")
    desk.go("review_copies")
    assert type(desk.screen).__name__ == "PeopleScreen"
    assert "A clinician takes patients along" in desk.told()
    desk.press("Alt+Left")
    assert type(desk.screen).__name__ == "TodayScreen"


def test_the_window_offers_to_each_role_what_it_may_do(desk: Desk, people: dict[str, int]) -> None:
    number = desk.clinic.people.register(patient(), RECEPTION, NOW).id
    offered = {}
    for who, by in people.items():
        desk.get_up()
        desk.sit_down(by)
        offered[who] = _offered(desk, number)
    every = set().union(*offered.values())
    assert every <= OFFERED_TO.keys(), "say in the matrix whom this is offered to"
    for who, texts in offered.items():
        assert texts == {text for text in every if who in OFFERED_TO[text]}


def _offered(desk: Desk, number: int) -> set[str]:
    screen: Any = desk.go("patient", number)
    actions: list[QAction] = [*desk.frame.actions(), *screen.actions()]
    texts = {each.text().replace("&", "") for each in actions if each.isEnabled()}
    pages = desk.go("clinic").list.rows()
    titles = {str(pages.index(row, 0).data()) for row in range(pages.rowCount())}
    return (texts | titles) - ON_OCCASION


def test_what_is_refused_says_who_can(desk: Desk) -> None:
    for name, allowed in OPENS_FOR.items():
        if "R" not in allowed and name in screens.NEEDS:
            workplace = Workplace(desk.clinic, desk.clinic.staff.get(RECEPTION), lambda: NOW)
            with pytest.raises(KnownError, match=r"clinician|owner"):
                screens.admit(Place(name), workplace)
