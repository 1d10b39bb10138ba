"""The device register by keyboard: added, changed, taken back; what cannot be is said in words."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Answer, Role
from infrared_desktop.domain.records.diary import Device
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.views.inputs.field_errors import error_of
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import TODAY
from tests.views.answering import Hand
from tests.views.desk import Desk

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # of a popup


def hand(desk: Desk) -> Hand:
    desk.go("devices")
    return Hand(desk.qtbot, desk.screen.binder)


def first(desk: Desk) -> Device:
    return desk.clinic.diary.devices()[0].record


def test_a_device_is_added_and_taken_back(desk: Desk) -> None:
    form = hand(desk)
    before = len(desk.clinic.diary.devices())
    desk.press("Ctrl+N")
    form.type("name", "Other lamp")
    form.type("handpieces", "Small")
    desk.press("Ctrl+S")
    added = desk.clinic.diary.devices()[-1].record
    assert (added.name, added.handpieces) == ("Other lamp", ("Small",))
    desk.press("Ctrl+Z")
    assert len(desk.clinic.diary.devices()) == before


def test_a_change_is_kept_as_a_version_and_taken_back(desk: Desk) -> None:
    form = hand(desk)
    was = first(desk)
    form.type("recall", "Z-1: end blocks")
    desk.press("Ctrl+S")
    assert first(desk) == replace(was, recall="Z-1: end blocks")
    assert "Recall open. Z-1: end blocks" in str(desk.screen.list.current_row())
    desk.press("Ctrl+Z")
    assert first(desk) == was


def test_days_that_cannot_be_are_said_beside_them_and_nothing_is_stored(desk: Desk) -> None:
    form, was = hand(desk), first(desk)
    for field, day, words in (
        ("last_service_on", TODAY + timedelta(1), "This day lies ahead."),
        ("service_due_on", TODAY - timedelta(9), "This is not after the last service."),
    ):
        form.type("last_service_on", TODAY.isoformat())
        form.type(field, day.isoformat())
        desk.press("Ctrl+S")
        assert error_of(desk.screen.binder.input(field)) == words
    assert first(desk) == was


def test_a_device_without_a_name_is_not_stored(desk: Desk) -> None:
    form = hand(desk)
    desk.press("Ctrl+N")
    form.type("serial", "7")
    desk.press("Ctrl+S")
    assert error_of(desk.screen.binder.input("name")) == "This is needed."


def add_use(desk: Desk, country: str, answer: str) -> None:
    uses = desk.screen.form.uses
    uses.table.setFocus()
    desk.press("Ctrl+N")
    row = Hand(desk.qtbot, uses.binder)
    line = uses.binder.input("country").lineEdit()
    line.selectAll()
    desk.qtbot.keyClicks(line, country)
    line.completer().popup().hide()
    desk.qtbot.keyClick(line, Qt.Key.Key_Tab)
    row.choose("tightening", answer)


def test_each_country_has_its_own_intended_use(desk: Desk) -> None:
    hand(desk)
    add_use(desk, "Germany", "no")
    add_use(desk, "Canada", "yes")
    desk.press("Ctrl+S")
    device = first(desk)
    assert [device.intends_tightening(c) for c in ("DE", "CA")] == [Answer.NO, Answer.YES]


def test_a_country_that_stands_twice_is_not_stored(desk: Desk) -> None:
    hand(desk)
    was = first(desk)
    add_use(desk, "Germany", "no")
    add_use(desk, "Germany", "yes")
    desk.press("Ctrl+S")
    uses = desk.screen.form.uses
    assert error_of(uses.binder.input("country")) == "This country is listed twice."
    assert uses.current_row() == 1 and first(desk) == was


def test_the_older_answer_stands_as_the_row_of_the_own_country(desk: Desk) -> None:
    diary, own = desk.clinic.diary, desk.clinic.settings.country
    older = replace(first(desk), tightening_is_intended=Answer.YES)
    desk.clinic.devices.change(diary.devices()[0], older, CLINICIAN, NOW)
    hand(desk).type("serial", "9")
    assert [use.country for use in desk.screen.form.uses.get_value()] == [own]
    desk.press("Ctrl+S")
    assert first(desk).tightening_is_intended is None
    assert first(desk).intends_tightening(own) is Answer.YES


def test_what_is_typed_is_kept_and_back_on_the_next_opening(desk: Desk) -> None:
    was = first(desk)
    hand(desk).type("serial", "77")
    assert "unfinished change of a device" in desk.go("today").notices.unfinished.text()
    desk.press("O")
    assert desk.screen.binder.values()["serial"] == "77"
    assert "is back. Nothing of it is saved yet" in desk.screen.banner.text()
    desk.screen.banner.action_button().click()
    assert desk.screen.binder.values()["serial"] == was.serial
    assert not desk.clinic.care.drafts()


def test_a_new_device_that_was_begun_is_back_too_and_goes_when_it_is_saved(desk: Desk) -> None:
    hand(desk)
    desk.press("Ctrl+N")
    desk.type("Begun lamp")
    desk.go("today")
    assert desk.go("devices").binder.values()["name"] == "Begun lamp"
    desk.press("Ctrl+S")
    assert desk.clinic.diary.devices()[-1].record.name == "Begun lamp"
    assert not desk.clinic.care.drafts()


def test_a_draft_that_is_older_than_the_register_says_so(desk: Desk) -> None:
    hand(desk).type("serial", "77")
    desk.go("today")
    diary, later = desk.clinic.diary, NOW + timedelta(hours=1)
    newer = replace(first(desk), udi="newer")
    other = desk.clinic.staff.add(Staff("Dr. Ito", Role.CLINICIAN), CLINICIAN, NOW)
    desk.clinic.devices.change(diary.devices()[0], newer, other.id, later)
    assert "older than what the register says" in desk.go("devices").banner.text()
    desk.screen.banner.action_button().click()
    assert desk.screen.form.typed() == newer


def test_reception_reads_the_register_and_is_told_who_changes_it(desk: Desk) -> None:
    was = first(desk)
    desk.sit_down(RECEPTION)
    form = hand(desk)
    assert "A clinician or the owner changes it" in desk.screen.banner.text()
    form.type("serial", "77")
    desk.press("Ctrl+S")
    desk.press("Ctrl+N")
    assert desk.screen.binder.values()["serial"] == was.serial
    assert desk.screen.save.isHidden() and first(desk) == was
    with pytest.raises(KnownError, match="Only a clinician or the owner"):
        desk.clinic.devices.add(Device("Mine"), RECEPTION, NOW)


def test_the_clinics_page_leads_to_the_register_and_says_what_is_wrong(desk: Desk) -> None:
    diary = desk.clinic.diary
    newer = replace(first(desk), recall="Z-1")
    desk.clinic.devices.change(diary.devices()[0], newer, CLINICIAN, NOW)
    desk.go("clinic")
    desk.screen.list.select_key("devices")
    assert "recalled" in str(desk.screen.list.current_row())
    desk.press("Return")
    assert desk.screen.section == "clinic" and hasattr(desk.screen, "binder")


def test_today_says_what_is_due_of_a_device_and_leads_to_it(desk: Desk) -> None:
    diary, was = desk.clinic.diary, first(desk)
    late = replace(was, service_due_on=TODAY - timedelta(1))
    stored = desk.clinic.devices.change(diary.devices()[0], late, CLINICIAN, NOW)
    today = desk.go("today")
    assert "its service was due on 22 Nov 2026" in today.notices.devices.text()
    today.notices.devices.action_button().click()
    assert hasattr(desk.screen, "binder")
    desk.clinic.devices.change(stored, was, CLINICIAN, NOW)
    assert desk.go("today").notices.devices.isHidden()
