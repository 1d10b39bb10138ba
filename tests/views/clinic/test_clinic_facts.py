"""The clinic's name and telephone: the owner changes them, and every paper shows them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.consents import HandoutKind
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.inputs.field_errors import error_of
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import treated_patient
from tests.views.desk import Desk


def error(desk: Desk, field: str) -> str:
    return error_of(desk.screen.binder.input(field))


def test_the_owner_gives_the_clinic_a_telephone_and_takes_it_back(desk: Desk) -> None:
    desk.go("clinic").list.select_key("clinic_facts")
    assert desk.screen.list.current_row().chip.text == "no telephone"
    desk.press("Return")
    assert desk.screen.binder.values()["clinic_name"] == "Clinic by the Lake"
    desk.fill("phone", "416 555-0101")
    assert "At the head of each page: Clinic by the Lake · (416) 555-0101" in desk.words()
    desk.press("Ctrl+S")
    assert desk.clinic.settings.phone == "+14165550101"
    assert "Saved. It holds from now on, also on every new paper." in desk.words()
    desk.go("clinic")
    row = desk.screen.list.current_row()
    assert (row.note, row.chip) == ("Clinic by the Lake · (416) 555-0101", None)
    desk.press("Ctrl+Z")
    assert desk.clinic.settings.phone == ""


def test_the_owner_says_when_the_window_locks_and_takes_it_back(desk: Desk) -> None:
    desk.go("clinic_facts")
    desk.fill("idle_lock_min", "2")
    desk.press("Ctrl+S")
    assert desk.clinic.settings.idle_lock_min == 2
    desk.go("clinic")
    desk.press("Ctrl+Z")
    assert desk.clinic.settings.idle_lock_min == 5


def test_the_owner_gives_the_time_for_which_records_are_kept_and_takes_it_back(desk: Desk) -> None:
    assert (desk.clinic.settings.keep_years, desk.clinic.settings.keep_until_age) == (None, None)
    desk.go("clinic_facts")
    desk.fill("keep_years", "10")
    desk.fill("keep_until_age", "25")
    desk.press("Ctrl+S")
    assert (desk.clinic.settings.keep_years, desk.clinic.settings.keep_until_age) == (10, 25)
    desk.go("clinic")
    desk.press("Ctrl+Z")
    assert (desk.clinic.settings.keep_years, desk.clinic.settings.keep_until_age) == (None, None)


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("phone", "12", "This can't be a phone number."),
        ("phone", "ring the bell", "This can't be a phone number."),
        ("clinic_name", "L" * 81, "At most 80 characters."),
        ("clinic_name", "", "This is needed."),
        ("idle_lock_min", "16", "From 0 to 15."),
        ("idle_lock_min", "-1", "From 0 to 15."),
        ("keep_years", "0", "From 1 to 100."),
        ("keep_until_age", "17", "At least 18."),
    ],
)
def test_what_no_paper_can_show_is_said_beside_its_field(
    desk: Desk, field: str, typed: str, says: str
) -> None:
    desk.go("clinic_facts")
    before = desk.clinic.settings
    desk.fill(field, typed)
    if not typed:
        desk.press("Delete")
    desk.press("Ctrl+S")
    assert error(desk, field) == says
    assert desk.clinic.settings == before


def test_reception_reads_it_and_storage_refuses_besides(clinic: Clinic, desk: Desk) -> None:
    front = Desk(desk.qtbot, clinic).sit_down(RECEPTION)
    front.go("clinic_facts")
    assert "The owner of the clinic changes it." in front.words()
    assert not front.screen.save.isVisible()
    front.press("Ctrl+S")
    front.get_up()
    stored = clinic.staff.settings()
    with pytest.raises(KnownError, match="Only the owner"):
        clinic.staff.change_settings(stored, replace(stored.record, phone="1"), RECEPTION, NOW)
    assert clinic.staff.settings().version == stored.version


def test_what_is_typed_is_not_lost_by_leaving(desk: Desk) -> None:
    desk.go("clinic_facts")
    desk.fill("phone", "416 555 0101")
    desk.press("Ctrl+1")
    assert type(desk.screen).__name__ == "ClinicFactsScreen"
    assert "This is not saved yet." in desk.words()
    desk.screen.banner.action_button().click()
    assert type(desk.screen).__name__ == "TodayScreen"
    assert desk.clinic.settings.phone == ""


def test_the_sheets_say_whom_to_call(desk: Desk) -> None:
    number = treated_patient(desk.clinic)
    stored = desk.clinic.staff.settings()
    facts = replace(stored.record, phone="+14165550101")
    desk.clinic.staff.change_settings(stored, facts, CLINICIAN, NOW)
    desk.now += timedelta(hours=1)
    screen = desk.go("handout", number, about=HandoutKind.AFTERCARE)
    assert "Our telephone: (416) 555-0101" in screen.paper.toPlainText()


def test_the_owner_lets_reception_look_at_photographs_and_takes_it_back(desk: Desk) -> None:
    desk.go("clinic_facts")
    reads, photographs = (
        desk.screen.binder.input(name)
        for name in ("reception_reads_records", "reception_sees_photographs")
    )
    reads.set_value(True)
    reads.setFocus()
    desk.press("Space")
    assert not photographs.isEnabled(), "photographs are a part of the record"
    desk.press("Space")
    photographs.setFocus()
    desk.press("Space")
    desk.press("Ctrl+S")
    assert desk.clinic.settings.reception_sees_photographs
    desk.press("Ctrl+Z")
    assert not desk.clinic.settings.reception_sees_photographs
