"""The device register by keyboard: added, changed, taken back; what cannot be is said in words."""

from dataclasses import replace
from datetime import timedelta

from infrared_desktop.domain.answers import Answer
from infrared_desktop.domain.diary import Device
from infrared_desktop.views.inputs.field_errors import error_of
from tests.clinics import CLINICIAN, NOW
from tests.scenes import TODAY
from tests.views.answering import Hand
from tests.views.desk import Desk


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
    form.choose("tightening_is_intended", "no")
    desk.press("Ctrl+S")
    added = desk.clinic.diary.devices()[-1].record
    assert (added.name, added.handpieces) == ("Other lamp", ("Small",))
    assert added.tightening_is_intended is Answer.NO
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


def test_what_is_typed_is_not_left_behind_unasked(desk: Desk) -> None:
    hand(desk).type("serial", "77")
    desk.go("today")
    assert desk.screen is desk.go("devices")
    assert "not saved yet" in desk.screen.banner.text()
    desk.screen.banner.action_button().click()
    assert desk.screen.leave()


def test_the_clinics_page_leads_to_the_register_and_says_what_is_wrong(desk: Desk) -> None:
    diary = desk.clinic.diary
    diary.change_device(diary.devices()[0], replace(first(desk), recall="Z-1"), CLINICIAN, NOW)
    desk.go("clinic")
    desk.press("Down")
    assert "recalled" in str(desk.screen.list.current_row())
    desk.press("Return")
    assert desk.screen.section == "clinic" and hasattr(desk.screen, "binder")


def test_today_says_what_is_due_of_a_device_and_leads_to_it(desk: Desk) -> None:
    diary, was = desk.clinic.diary, first(desk)
    late = replace(was, service_due_on=TODAY - timedelta(1))
    stored = diary.change_device(diary.devices()[0], late, CLINICIAN, NOW)
    today = desk.go("today")
    assert "its service was due on 22 Nov 2026" in today.devices.text()
    today.devices.action_button().click()
    assert hasattr(desk.screen, "binder")
    diary.change_device(stored, was, CLINICIAN, NOW)
    assert desk.go("today").devices.isHidden()
