"""The page of a patient's rights: reached from the patient, and each right from it."""

from tests.clinics import RECEPTION
from tests.scenes import full_day
from tests.views.desk import Desk


def test_each_right_is_two_keys_away_from_the_patient(desk: Desk) -> None:
    number = full_day(desk.clinic)
    desk.go("patient", number)
    desk.press("Ctrl+Shift+G")
    assert desk.screen.header.title.text() == "Rights of the patient"
    assert f"no. {number:04}" in desk.screen.header.line.text()
    rows = desk.screen.list.rows()
    keys = [rows.row(index).key for index in range(rows.rowCount())]
    for key in keys:
        desk.go("patient_rights", number).list.select_key(key)
        desk.press("Return")
        assert desk.frame._way[-1].name == key and desk.frame._way[-1].patient == number


def test_reception_sees_to_what_it_may_and_is_told_who_sees_to_the_rest(desk: Desk) -> None:
    number = full_day(desk.clinic)
    desk.get_up()
    desk.sit_down(RECEPTION)
    desk.go("patient", number)
    desk.press("Ctrl+Shift+G")
    here, rows = desk.screen, desk.screen.list.rows()
    keys = [rows.row(index).key for index in range(rows.rowCount())]
    assert keys == ["leaving", "restriction", "join", "erasure"]
    for index, key in enumerate(keys[:-1]):
        assert rows.row(index).note.startswith("A clinician sees to it")
        assert rows.row(index).chip.text == "a clinician"  # and not how it stands
        here.list.select_key(key)
        desk.press("Return")
        assert desk.screen is here and "clinician" in desk.told()
    here.list.select_key("erasure")
    desk.press("Return")
    assert desk.frame._way[-1].name == "erasure"
