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


def test_reception_is_led_to_what_it_may_do_there(desk: Desk) -> None:
    number = full_day(desk.clinic)
    desk.get_up()
    desk.sit_down(RECEPTION)
    desk.go("patient", number)
    desk.press("Ctrl+Shift+G")
    rows = desk.screen.list.rows()
    assert [rows.row(index).key for index in range(rows.rowCount())] == ["erasure"]
