"""Restricted charts and charts without findings in the window: what is shown, and how they open."""

from pathlib import Path
from typing import Any

import pytest

from infrared_desktop.domain.access.deeds import Group
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.patient_rights import Restriction
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.views import crash
from infrared_desktop.views.first_words import say_first
from infrared_desktop.views.screen import Place
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import TODAY, close_the_record, full_day, patient, session
from tests.views.desk import Desk

WHY = "blisters, called at night"


@pytest.fixture
def number(desk: Desk) -> int:
    number = full_day(desk.clinic)
    for wish in desk.clinic.people.chart(number).restrictions:
        desk.clinic.rights.lift(wish, "for these tests", CLINICIAN, NOW)
    return number


@pytest.fixture
def other(desk: Desk) -> int:
    return desk.clinic.staff.add(Staff("Dr. Ana Ruiz", Role.CLINICIAN), CLINICIAN, NOW).id


def restrict(desk: Desk, number: int) -> None:
    desk.clinic.rights.restrict(Restriction(number, TODAY, "contested"), CLINICIAN, NOW)


def sit(desk: Desk, by: int) -> None:
    desk.get_up()
    desk.sit_down(by)


def acts(desk: Desk) -> list[str]:
    return [act for (act,) in desk.clinic.ledger.db.execute("SELECT act FROM audit ORDER BY seq")]


def test_a_clinician_opens_a_restricted_chart_by_typing_why(
    desk: Desk, number: int, other: int
) -> None:
    restrict(desk, number)
    sit(desk, other)
    before = acts(desk).count("chart-opened")
    screen = desk.go("patient", number)
    assert "This chart is restricted" in desk.words(screen)
    assert acts(desk).count("chart-opened") == before
    desk.press("Return")
    assert "Say why first" in desk.words(screen) and "restricted-chart-opened" not in acts(desk)
    desk.type(WHY)
    desk.press("Return")
    assert type(desk.screen).__name__ == "PatientScreen"
    assert acts(desk)[-2:] == ["restricted-chart-opened", "chart-opened"]
    assert any(item.ref.kind == "session" for item in desk.screen.timeline.timeline().items)
    assert "You opened it with a reason, and the owner is told" in desk.screen.closed.text()
    desk.press("Alt+Left")
    assert type(desk.screen).__name__ == "TodayScreen"


@pytest.mark.parametrize(
    "name", ["consultation", "plan", "history", "session", "review", "consent", "photos", "leaving"]
)
def test_every_way_to_the_record_asks_why_and_then_leads_there(
    desk: Desk, number: int, other: int, name: str
) -> None:
    restrict(desk, number)
    sit(desk, other)
    screen = desk.go(name, number)
    assert type(screen).__name__ == "BreakGlassScreen"
    screen.reason.setText(WHY)
    screen.do()
    assert type(desk.screen).__name__ != "BreakGlassScreen"
    assert desk.frame._way[-1] == Place(name, number)


def test_a_record_that_is_named_alone_asks_why_as_well(desk: Desk, number: int, other: int) -> None:
    restrict(desk, number)
    sit(desk, other)
    desk.go("reaction", number, 1)
    assert type(desk.screen).__name__ == "BreakGlassScreen"


def test_an_opened_chart_is_closed_again_for_the_next_sitting(
    desk: Desk, number: int, other: int
) -> None:
    restrict(desk, number)
    sit(desk, other)
    screen = desk.go("patient", number)
    screen.reason.setText(WHY)
    screen.do()
    desk.go("today")
    assert type(desk.go("patient", number)).__name__ == "PatientScreen"
    sit(desk, other)
    assert type(desk.go("patient", number)).__name__ == "BreakGlassScreen"


def test_reception_reads_contacts_and_visits_of_a_restricted_chart(desk: Desk, number: int) -> None:
    restrict(desk, number)
    sit(desk, RECEPTION)
    screen = desk.go("patient", number)
    assert "restricted at the patient's wish" in screen.closed.text()
    kinds = {item.ref.kind for item in screen.timeline.timeline().items}
    assert kinds and not kinds & {"session", "consultation", "review", "adverse_event"}
    desk.go("history", number)
    assert "A clinician can open it" in desk.told()


def test_reception_without_the_record_is_told_what_is_not_shown(desk: Desk, number: int) -> None:
    desk.get_up()
    close_the_record(desk.clinic)
    desk.sit_down(RECEPTION)
    screen = desk.go("patient", number)
    assert "The medical record is for who treats" in screen.closed.text()
    words = desk.words(screen).lower()
    assert "allerg" not in words and "burn" not in words and "skin type" not in words
    assert not screen.below.result.has_result()
    for name in ("booking", "handout", "consent", "wish", "patient_form"):
        assert desk.go(name, number) and not desk.told(), name


def test_a_chart_is_restricted_and_lifted_by_hand(desk: Desk, number: int) -> None:
    desk.go("patient", number)
    assert not desk.screen.closed.text()
    desk.press("Ctrl+Shift+K")
    desk.press("Return")
    assert "Nothing was changed yet" in desk.words(desk.screen)
    desk.type("the patient contests a finding")
    desk.press("Return")
    assert "open to you and to who treated them" in desk.screen.closed.text()
    desk.press("Ctrl+Shift+K")
    assert "the patient contests a finding" in desk.words(desk.screen)
    desk.type("settled")
    desk.press("Ctrl+S")
    assert not desk.screen.closed.text()
    assert not desk.clinic.ledger.reading.is_restricted(number)


def test_a_restriction_is_taken_back_with_one_key(desk: Desk, number: int) -> None:
    desk.go("restriction", number)
    desk.type("a slip")
    desk.press("Return")
    desk.press("Ctrl+Z")
    assert not desk.clinic.ledger.reading.is_restricted(number)
    assert not desk.screen.closed.text()


def test_the_owner_is_told_at_the_next_login_and_led_to_why(
    desk: Desk, number: int, other: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        desk.clinic.note("unlocked", CLINICIAN, NOW)
    restrict(desk, number)
    say_first(desk.frame, tmp_path)
    assert not desk.told()
    sit(desk, other)
    screen = desk.go("patient", number)
    screen.reason.setText(WHY)
    screen.do()
    say_first(desk.frame, tmp_path)
    assert not desk.told()  # it is for the owner
    desk.clinic.note("unlocked", CLINICIAN, NOW)
    sit(desk, CLINICIAN)
    monkeypatch.setattr(crash, "words_on_hard_crash", lambda _: "The program was stopped.")
    say_first(desk.frame, tmp_path)
    assert "restricted" not in desk.told()  # how the last run ended is read first
    desk.frame.banner.settle()
    assert "A restricted chart was opened with a reason" in desk.told()
    desk.frame.banner.action_button().click()
    rows = desk.screen.list.rows()
    assert desk.screen.filter.group.get_value() == Group.RESTRICTED
    shown = "".join(str(rows.row(n)) for n in range(rows.rowCount()))
    assert WHY in shown


def test_a_typed_reason_is_asked_about_before_it_is_given_up(
    desk: Desk, number: int, other: int
) -> None:
    restrict(desk, number)
    sit(desk, other)
    desk.go("people")
    screen = desk.go("patient", number)
    desk.type(WHY)
    desk.press("Escape")
    assert desk.screen is screen and screen.reason.get_value() == WHY
    assert "Nothing is decided yet" in screen.banner.text()
    screen.banner.action_button().click()
    assert type(desk.screen).__name__ == "PeopleScreen"
    assert "restricted-chart-opened" not in acts(desk)


def test_who_opened_it_with_a_reason_is_told_who_lifts_it_and_lifts_nothing(
    desk: Desk, number: int, other: int
) -> None:
    restrict(desk, number)
    sit(desk, other)
    desk.go("patient", number)
    desk.type(WHY)
    desk.press("Return")
    desk.press("Ctrl+Shift+K")
    screen = desk.screen
    words = desk.words(screen)
    assert type(screen).__name__ == "RestrictionScreen"
    assert "It stays open to you until the window locks." in words
    assert "contested" in words and "Dr. Åsa Lindqvist, whoever treated the patient" in words
    assert not screen.reason.isVisible() and not screen.act.isVisible()
    assert screen.back.hasFocus()
    assert not any(each.shortcut().toString() == "Ctrl+S" for each in usable(screen))
    desk.press("Ctrl+S")
    assert desk.clinic.ledger.reading.is_restricted(number)
    desk.press("Return")
    assert type(desk.screen).__name__ == "PatientScreen"
    desk.go("restriction", desk.clinic.people.register(patient("Bo"), RECEPTION, NOW).id)
    assert desk.screen.reason.isVisible(), "another patient's chart is not restricted"


def usable(screen: Any) -> list[Any]:
    return [each for each in screen.actions() if each.isEnabled()]


def test_who_treated_lifts_it_and_the_owner_is_told_at_the_next_login(
    desk: Desk, number: int, other: int, tmp_path: Path
) -> None:
    for _ in range(2):
        desk.clinic.note("unlocked", CLINICIAN, NOW)
    restrict(desk, number)
    desk.clinic.care.sign(session(number, TODAY), other, NOW)
    sit(desk, other)
    desk.go("restriction", number)
    desk.type("settled")
    desk.press("Return")
    assert not desk.clinic.ledger.reading.is_restricted(number)
    desk.clinic.note("unlocked", CLINICIAN, NOW)
    sit(desk, CLINICIAN)
    say_first(desk.frame, tmp_path)
    assert "The restriction of a chart was lifted since you were here." in desk.told()


def test_escape_leaves_a_closed_chart_closed(desk: Desk, number: int, other: int) -> None:
    restrict(desk, number)
    sit(desk, other)
    desk.go("people")
    desk.go("patient", number)
    desk.press("Escape")
    assert type(desk.screen).__name__ == "PeopleScreen"
    assert "restricted-chart-opened" not in acts(desk)


def test_what_stands_about_a_chart_is_one_band_with_the_worst_first(
    desk: Desk, number: int
) -> None:
    desk.clinic.rights.ask(number, "asked by letter", RECEPTION, NOW, TODAY)
    restrict(desk, number)
    screen = desk.go("patient", number)
    assert screen.closed.y() < screen.wish.y()
    assert screen.closed.parentWidget() is screen.wish.parentWidget()
    assert screen.closed.property("role") == screen.wish.property("role") == "banner-line"
