"""Erasing in the window: what it means is said before, put off first, and done after a look."""

from dataclasses import replace
from pathlib import Path

import pytest

from infrared_desktop.domain.records.patient_rights import ErasureDecision
from infrared_desktop.storage.backup.making import back_up
from infrared_desktop.storage.backup.standing import back_up_everywhere, choose_place
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.views import tasks
from infrared_desktop.views.entry.second_look import SecondLook
from infrared_desktop.views.inputs.field_errors import error_of
from infrared_desktop.views.screens import SCREENS
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION
from tests.scenes import CANARY, TODAY, full_day
from tests.storage.desks.test_erasing import erasure, traces_in
from tests.views.desk import Desk

WHY = "asked in writing, nothing obliges us to keep it"


@pytest.fixture
def number(desk: Desk) -> int:
    return full_day(desk.clinic)


def said(desk: Desk) -> list[ErasureDecision]:
    decided = desk.clinic.ledger.db.execute("SELECT decision FROM erasure ORDER BY id").fetchall()
    return [ErasureDecision(decision) for (decision,) in decided]


def look(desk: Desk, typed: str = PASSPHRASE) -> None:
    dialog = desk.frame.findChild(SecondLook)
    assert dialog is not None
    dialog.passphrase.setText(typed)
    dialog.go_on.click()


def test_what_it_means_is_said_before_anything_is_decided(desk: Desk, number: int) -> None:
    source = Source(desk.clinic.folder, desk.clinic.ledger.key)
    back_up(source, desk.clinic.folder.parent, NOW)
    screen = desk.go("erasure", number)
    words = desk.words(screen)
    assert "23 Nov 2026, Dr. Åsa Lindqvist: refused." in words
    assert "No time runs: the owner gives it under Clinic" in words
    assert "clinical records" in words and "photographs" in words
    desk.qtbot.waitUntil(lambda: "one backup, until" in screen.facts.held.text())
    assert str(desk.clinic.folder.parent) in screen.facts.held.text()


def test_it_is_put_off_by_keys_until_the_day_that_the_clock_gives(desk: Desk, number: int) -> None:
    stored = desk.clinic.staff.settings()
    kept = replace(stored.record, keep_years=10)
    desk.clinic.staff.change_settings(stored, kept, CLINICIAN, NOW)
    for wish in desk.clinic.people.chart(number).restrictions:
        desk.clinic.rights.lift(wish, "for these tests", CLINICIAN, NOW)
    desk.go("patient", number)
    desk.press("Ctrl+Shift+G")
    desk.screen.list.select_key("erasure")
    desk.press("Return")
    screen = desk.screen
    until = screen.deciding.until.get_value()
    assert until is not None and until.year >= TODAY.year + 10
    assert "it is kept until" in desk.words(screen)
    desk.press("Ctrl+S")
    assert "Say why first" in desk.words(screen) and said(desk) == [ErasureDecision.REFUSED]
    desk.type("kept by law")
    desk.press("Ctrl+S")
    assert "Until that day the record is kept." in desk.told()
    offered = desk.frame.banner.action_button()
    assert offered.isVisible() and "Keep the chart closed" in offered.text()
    last = desk.clinic.rights.decisions(number)[-1].record
    assert (last.decision, last.earliest_on) == (ErasureDecision.WAITS, until)
    assert desk.screen.list.select_key("erasure")
    assert desk.screen.list.current_row().chip.text.startswith("put off until")
    offered.click()
    assert type(desk.screen).__name__ == "RestrictionScreen"


@pytest.mark.parametrize("typed", ["", "yesterday", "22.11.2026"])
def test_a_day_that_is_none_or_over_is_asked_again(desk: Desk, number: int, typed: str) -> None:
    before = said(desk)
    screen = desk.go("erasure", number)
    desk.type("kept by law")
    screen.deciding.until.setText(typed)
    desk.press("Ctrl+S")
    assert error_of(screen.deciding.until) and said(desk) == before


def test_a_wish_is_noted_at_the_desk_and_nothing_more(desk: Desk, number: int) -> None:
    before = said(desk)
    desk.get_up()
    desk.sit_down(RECEPTION)
    screen = desk.go("erasure", number)
    assert "the owner decides" in desk.words(screen)
    deciding = (screen.deciding.erase, screen.deciding.refuse, screen.deciding.until)
    assert not any(each.isVisible() for each in deciding)
    desk.press("Ctrl+Shift+Delete")
    assert desk.frame.findChild(SecondLook) is None
    desk.type("asked at the counter")
    desk.press("Ctrl+S")
    assert said(desk) == [*before, ErasureDecision.ASKED]
    assert "Noted. The owner finds the wish" in desk.told()
    desk.frame.undo.trigger()  # it was another patient who rang
    assert said(desk) == [*before, ErasureDecision.ASKED, ErasureDecision.WITHDRAWN]
    assert desk.clinic.front_desk.wishes_waiting(TODAY, CLINICIAN) == []
    words = desk.words(desk.go("erasure", number))
    assert "wish taken back. Taken back with Ctrl+Z." in words and "Decide" not in words


def test_a_wish_is_taken_back_long_after_with_a_reason(desk: Desk, number: int) -> None:
    rights, why = desk.clinic.rights, "rang about another patient"
    rights.ask(number, "asked at the counter", RECEPTION, NOW, TODAY)
    before = said(desk)
    desk.get_up()
    desk.sit_down(RECEPTION)
    desk.go("patient", number)
    desk.press("Ctrl+Shift+G")
    assert desk.screen.list.select_key("erasure")
    assert "taken back as well" in desk.screen.list.current_row().note
    desk.press("Return")
    deciding = desk.screen.deciding
    assert deciding.take_back.isVisible() and not deciding.note.isVisible()
    assert "Take it back where" in desk.words(deciding)
    desk.press("Ctrl+Shift+W")
    assert "Say why first" in desk.words(desk.screen) and said(desk) == before
    desk.press("Ctrl+S")
    assert "noted already" in desk.words(desk.screen) and said(desk) == before
    desk.type(why)
    desk.press("Ctrl+Shift+W")
    assert said(desk) == [*before, ErasureDecision.WITHDRAWN]
    assert rights.decisions(number)[-1].record.reason == why
    assert "The wish was taken back, and nobody is erased" in desk.told()
    assert desk.clinic.front_desk.wishes_waiting(TODAY, CLINICIAN) == []
    screen = desk.go("erasure", number)
    assert screen.deciding.note.isVisible() and not screen.deciding.take_back.isVisible()
    desk.press("Ctrl+Shift+W")
    assert "No wish waits here" in desk.words(screen)
    desk.frame.undo.trigger()  # it was the right one after all
    again = rights.decisions(number)[-1].record
    assert (again.decision, again.reason) == (ErasureDecision.ASKED, "asked at the counter")


def test_the_owner_takes_a_wish_back_as_well(desk: Desk, number: int) -> None:
    desk.clinic.rights.ask(number, "asked at the counter", RECEPTION, NOW, TODAY)
    screen = desk.go("erasure", number)
    desk.type("wishes to stay")
    screen.deciding.take_back.click()
    assert said(desk)[-1] is ErasureDecision.WITHDRAWN


def test_it_is_refused_with_a_reason(desk: Desk, number: int) -> None:
    screen = desk.go("erasure", number)
    desk.type("a claim is under way")
    screen.deciding.refuse.click()
    assert said(desk)[-1] is ErasureDecision.REFUSED
    assert "may complain" in desk.told()


def test_after_a_second_look_they_are_gone_and_nowhere_leads_back(desk: Desk, number: int) -> None:
    desk.go("patient", number)
    screen = desk.go("erasure", number)
    screen.deciding.reason.setText(WHY)
    desk.press("Ctrl+Shift+Delete")
    look(desk)
    desk.qtbot.waitUntil(lambda: type(desk.screen).__name__ == "PeopleScreen", timeout=20_000)
    assert f"Number {number:04} is erased." in desk.told()
    assert traces_in(desk.clinic.ledger.db) == []
    assert all(place.patient != number for place in desk.frame._way)
    assert desk.frame.workplace.last_step is None
    desk.frame.undo.trigger()
    assert desk.told() == "What you stored last stays on record: Ctrl+Z can't take it back."
    desk.frame.go_back()
    assert type(desk.screen).__name__ == "TodayScreen"
    assert CANARY not in desk.words()


def test_the_second_look_says_that_the_time_of_keeping_is_not_over(desk: Desk, number: int) -> None:
    stored = desk.clinic.staff.settings()
    kept = replace(stored.record, keep_years=10)
    desk.clinic.staff.change_settings(stored, kept, CLINICIAN, NOW)
    screen = desk.go("erasure", number)
    screen.deciding.reason.setText(WHY)
    screen.deciding.erase.click()
    dialog = desk.frame.findChild(SecondLook)
    assert dialog is not None
    words = desk.words(dialog)
    assert f"Number {number:04} is erased for good" in words and "to be kept until" in words
    dialog.reject()


def test_a_wrong_passphrase_erases_nobody(desk: Desk, number: int) -> None:
    before = said(desk)
    screen = desk.go("erasure", number)
    screen.deciding.reason.setText(WHY)
    screen.deciding.erase.click()
    look(desk, "not this one at all")
    dialog = desk.frame.findChild(SecondLook)
    desk.qtbot.waitUntil(lambda: bool(error_of(dialog.passphrase)), timeout=20_000)
    dialog.reject()
    assert said(desk) == before and desk.clinic.people.get(number)


def test_a_reason_that_names_the_patient_is_refused_before_a_passphrase_is_asked_for(
    desk: Desk, number: int
) -> None:
    screen = desk.go("erasure", number)
    screen.deciding.reason.setText("Ottilie wished it")
    desk.press("Ctrl+Shift+Delete")
    assert not desk.frame.findChildren(SecondLook)
    assert "may not say who this was" in error_of(screen.deciding.reason)
    assert screen.deciding.reason.hasFocus()
    assert screen.deciding.erase.isEnabled()
    assert desk.clinic.people.get(number)


@pytest.mark.parametrize(
    "name",
    [
        *(
            "today",
            "unresolved",
            "people",
            "follow_ups",
            "diary",
            "messages",
            "reports",
            "outcomes",
        ),
        *("photo_register", "review_copies", "waiting", "audit", "keeping"),
    ],
)
def test_no_list_stumbles_over_who_is_gone(desk: Desk, number: int, name: str) -> None:
    desk.clinic.rights.erase(erasure(number), CLINICIAN, NOW)
    desk.go(name)
    assert type(desk.screen).__name__ == SCREENS[name][1], desk.told()
    assert tasks.wait_for_all()
    desk.qtbot.wait(1)  # so that what was read beside the window is shown
    words = desk.words()
    assert CANARY not in words and "Ottilie" not in words


def test_a_place_that_is_backed_up_to_no_more_is_named_with_what_to_do(
    desk: Desk, number: int, tmp_path: Path
) -> None:
    folder, key = desk.clinic.folder, desk.clinic.ledger.key
    stick = tmp_path / "stick"
    stick.mkdir()
    choose_place(folder, key, stick)
    back_up_everywhere(Source(folder, key), NOW)
    backups = desk.go("backups")
    backups.list.select_key(str(stick))
    desk.press("U")
    assert "an erasure names the place" in desk.told()
    assert backups.list.select_key(str(stick)), "it is named here until it is removed"
    screen = desk.go("erasure", number)
    words = f"{stick}: no longer used, last backup on 23 Nov 2026, and may still hold this patient"
    desk.qtbot.waitUntil(lambda: words in screen.facts.held.text())
    desk.go("backups").list.select_key(str(stick))
    desk.press("U")
    look(desk)
    desk.qtbot.waitUntil(lambda: "named here no more" in desk.told())
    assert not desk.screen.list.select_key(str(stick))
    screen = desk.go("erasure", number)
    desk.qtbot.waitUntil(lambda: "backup" in screen.facts.held.text())
    assert str(stick) not in screen.facts.held.text()
