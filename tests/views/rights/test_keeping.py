"""The owner's list: who is back, who asked, whose time is over; each leads to the decision."""

from dataclasses import replace
from datetime import timedelta

import pytest

from infrared_desktop.views.everywhere import ways
from infrared_desktop.views.first_words import say_first
from infrared_desktop.views.rights import keeping
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import TODAY, patient
from tests.storage.desks.test_erasing import erasure
from tests.views.desk import Desk

LONG_AGO = NOW - timedelta(days=365 * 12)


def keys(desk: Desk) -> list[object]:
    rows = desk.screen.list.rows()
    return [rows.row(index).key.patient for index in range(rows.rowCount())]


def chips(desk: Desk) -> list[str]:
    rows = desk.screen.list.rows()
    return [rows.row(index).chip.text for index in range(rows.rowCount())]


def test_nobody_waits_where_nobody_asked_and_no_time_is_given(desk: Desk) -> None:
    desk.clinic.people.register(patient("Ngata"), RECEPTION, LONG_AGO)
    desk.go("clinic").list.select_key("keeping")
    desk.press("Return")
    desk.qtbot.waitUntil(lambda: "Nobody waits for a decision." in desk.words())
    assert keys(desk) == []
    desk.press("T")
    assert type(desk.screen).__name__ == "ClinicFactsScreen"


def test_each_stands_once_and_leads_to_the_decision(desk: Desk) -> None:
    clinic = desk.clinic
    over = clinic.people.register(patient("Ngata"), RECEPTION, LONG_AGO).id
    asked = clinic.people.register(patient("Ito"), RECEPTION, LONG_AGO).id
    clinic.people.register(patient("Fresh"), RECEPTION, NOW)
    clinic.rights.ask(asked, "asked by phone", RECEPTION, NOW, TODAY)
    stored = clinic.staff.settings()
    clinic.staff.change_settings(stored, replace(stored.record, keep_years=10), CLINICIAN, NOW)
    desk.go("keeping")
    desk.qtbot.waitUntil(lambda: keys(desk) == [asked, over])
    assert chips(desk) == ["asked to be erased · answer by 23 Dec 2026", "kept long enough"]
    desk.press("Down")
    desk.press("Return")
    assert type(desk.screen).__name__ == "ErasureScreen" and desk.screen.number == over
    assert "it need not be kept since" in desk.words()
    assert desk.screen.deciding.until.get_value() is None


def test_of_very_many_the_longest_are_shown_first_and_the_rest_counted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "_AT_ONCE", 2)
    clinic = desk.clinic
    for days in (2, 3, 1, 4):
        clinic.people.register(patient(f"P{days}"), RECEPTION, LONG_AGO - timedelta(days))
    stored = clinic.staff.settings()
    clinic.staff.change_settings(stored, replace(stored.record, keep_years=10), CLINICIAN, NOW)
    desk.go("keeping")
    desk.qtbot.waitUntil(lambda: keys(desk) == [4, 2])
    assert "2 to decide, and 2 after them" in desk.words()
    clinic.rights.erase(erasure(4), CLINICIAN, NOW)
    desk.qtbot.waitUntil(lambda: keys(desk) == [2, 1])
    assert "2 to decide, and 1 after them" in desk.words()


def test_who_was_erased_is_named_by_number_with_what_still_holds_them(desk: Desk) -> None:
    number = desk.clinic.people.register(patient("Ngata"), RECEPTION, NOW).id
    desk.clinic.rights.erase(erasure(number), CLINICIAN, NOW)
    screen = desk.go("keeping")
    desk.qtbot.waitUntil(lambda: "In none of the backups here" in screen.gone.text())
    assert f"No. {number:04} · 23 Nov 2026, Dr. Åsa Lindqvist" in screen.gone.text()
    assert "Ngata" not in desk.words()


@pytest.mark.parametrize("by", [CLINICIAN, RECEPTION])
def test_a_wish_is_told_to_the_owner_who_sits_down_and_to_nobody_else(desk: Desk, by: int) -> None:
    clinic = desk.clinic
    number = clinic.people.register(patient("Ngata"), RECEPTION, NOW).id
    clinic.rights.ask(number, "asked by phone", RECEPTION, NOW, TODAY)
    desk.get_up()
    desk.sit_down(by)
    say_first(desk.frame, clinic.folder)
    if by == RECEPTION:
        assert not desk.told()
        return
    assert desk.told() == "A patient's wish about their record waits for a decision."
    desk.frame.banner.action_button().click()
    assert keys(desk) == [number]
    desk.go("clinic").list.select_key("keeping")
    assert desk.screen.list.current_row().chip.text == "1 to decide"


def test_it_is_found_by_what_the_owner_wants_to_do(desk: Desk) -> None:
    assert {way.place for way in ways() if "erase" in way.also.split()} == {"keeping"}


@pytest.mark.parametrize("is_owner", [True, False])
def test_who_came_back_by_a_restore_is_told_to_the_owner_who_sits_down(
    desk: Desk, is_owner: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic = desk.clinic
    number = clinic.people.register(patient("Ngata"), RECEPTION, NOW).id
    gone = clinic.people.register(patient("Ito"), RECEPTION, NOW).id
    clinic.rights.erase(erasure(gone), CLINICIAN, NOW)
    say_first(desk.frame, clinic.folder)
    assert not desk.told()
    monkeypatch.setattr(type(clinic.rights), "back_again", lambda _: [number])
    if not is_owner:
        desk.get_up()
        desk.sit_down(RECEPTION)
    say_first(desk.frame, clinic.folder)
    if not is_owner:
        assert not desk.told()
        return
    assert "One patient who was erased is back since a restore." in desk.told()
    desk.frame.banner.action_button().click()
    assert keys(desk) == [number]
    desk.qtbot.waitUntil(lambda: desk.screen.to_decide.hint_label.text() == "1 to decide")
    assert chips(desk) == ["erased before, back by a restore"]
    desk.press("Return")
    assert "erased before, and a restore brought them back" in desk.screen.banner.text()
