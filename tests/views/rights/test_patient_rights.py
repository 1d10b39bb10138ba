"""The page of a patient's rights: reached from the patient, and each right from it."""

import pytest

from tests.clinics import RECEPTION
from tests.scenes import close_the_record, full_day, stored_now
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
        assert rows.row(index).note == "A clinician sees to it; Enter notes the wish for them"
        assert rows.row(index).chip.text == "a clinician"  # and not how it stands
        here.list.select_key(key)
        desk.press("Return")
        assert desk.frame._way[-1].name == "rights_wish"
        desk.press("Escape")
        assert desk.screen is here
    here.list.select_key("erasure")
    desk.press("Return")
    assert desk.frame._way[-1].name == "erasure"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ("Ctrl+Shift+J", "A clinician joins two numbers"),
        ("Ctrl+Shift+U", "A clinician joins two numbers"),
        ("Ctrl+Shift+K", "A clinician keeps a chart closed"),
        ("Ctrl+Shift+E", "A clinician prints or exports"),
        ("V", "A clinician reads the medical record"),
    ],
)
def test_no_key_of_the_page_is_silent_to_who_may_not(desk: Desk, keys: str, said: str) -> None:
    number = full_day(desk.clinic)
    close_the_record(desk.clinic)
    desk.get_up()
    desk.sit_down(RECEPTION)
    page = desk.go("patient", number)
    before = stored_now(desk.clinic)
    desk.press(keys)
    assert desk.told().startswith(said) and desk.screen is page
    assert stored_now(desk.clinic) == before
    offered = [each.shortcut().toString() for each in page.actions()]
    assert keys not in offered  # neither by Ctrl+K nor on the sheet of keys
