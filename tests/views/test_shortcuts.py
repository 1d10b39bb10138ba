"""F1 shows every key that works here, and no screen gives one key two meanings."""

from collections import Counter

import pytest

from infrared_desktop.domain.records.people import Patient
from infrared_desktop.views.look.theme import GRID
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import treated_patient
from tests.views.desk import Desk

PLACES = ("today", "people", "patient", "patient_form", "import", "diary", "follow_ups")


@pytest.fixture
def at_work(desk: Desk) -> Desk:
    desk.clinic.people.register(Patient("Okafor", "Adaeze"), RECEPTION, NOW)
    return desk


def go(desk: Desk, name: str) -> None:
    desk.go(name, 1 if name == "patient" else None)


@pytest.mark.parametrize("name", PLACES)
def test_the_sheet_names_every_key_of_the_screen(at_work: Desk, name: str) -> None:
    go(at_work, name)
    at_work.press("F1")
    words = at_work.words(at_work.frame.sheet).splitlines()
    assert "Keys that work here" in words
    for action in at_work.frame.actions_by_key():
        assert action.shortcut().toString() in words
        assert action.text().replace("&", "") in words
    at_work.press("Escape")
    assert not at_work.frame.sheet.isVisible()


def test_the_longest_sheet_is_whole_on_a_small_screen(at_work: Desk) -> None:
    at_work.go("diary")
    at_work.press("F1")
    assert at_work.frame.sheet.height() <= 768 - 4 * GRID


@pytest.mark.parametrize("who", [CLINICIAN, RECEPTION])
def test_the_widest_sheet_is_whole_on_a_small_screen(at_work: Desk, who: int) -> None:
    number = treated_patient(at_work.clinic)
    at_work.get_up()
    at_work.sit_down(who)
    at_work.go("patient", number)
    for _ in range(2):  # it keeps nothing of the widths that it tried
        at_work.press("F1")
        sheet = at_work.frame.sheet
        assert sheet.parentWidget().rect().contains(sheet.geometry())
        words = at_work.words(sheet).splitlines()
        assert {"Everywhere", "On this screen", "In the timeline", "In the chart"} <= set(words)
        at_work.press("Escape")


@pytest.mark.parametrize("name", PLACES)
def test_no_key_has_two_meanings(at_work: Desk, name: str) -> None:
    go(at_work, name)
    keys = Counter(action.shortcut().toString() for action in at_work.frame.actions_by_key())
    assert max(keys.values()) == 1, keys


@pytest.mark.parametrize("name", ["staff", "devices"])
def test_a_key_that_a_screen_takes_is_named_once_with_what_it_does_there(
    at_work: Desk, name: str
) -> None:
    go(at_work, name)
    at_work.press("F1")
    words = at_work.words(at_work.frame.sheet).splitlines()
    assert words.count("Ctrl+N") == 1
    assert words[words.index("Ctrl+N") + 1] in ("New person", "New device")


@pytest.mark.parametrize("name", PLACES)
def test_every_action_says_what_it_does(at_work: Desk, name: str) -> None:
    go(at_work, name)
    assert all(action.text() for action in at_work.frame.actions_by_key())


def test_the_sheet_names_the_keys_of_the_timeline_where_there_is_one(at_work: Desk) -> None:
    at_work.go("patient", treated_patient(at_work.clinic))
    at_work.press("F1")
    words = at_work.words(at_work.frame.sheet).splitlines()
    named = words[words.index("In the timeline") :]
    assert {"← →", "Home End", "Enter", "+ −", "Y", "Show the last year"} <= set(named)
    at_work.press("Escape")
    at_work.go("patient", 1)
    at_work.press("F1")
    assert "In the timeline" not in at_work.words(at_work.frame.sheet).splitlines()
