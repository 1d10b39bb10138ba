"""When the system turns dark, what nobody sees or left work on is put away before the dressing."""

from collections.abc import Iterator
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit

from infrared_desktop.views import tasks
from infrared_desktop.views.look.theme import apply_theme, theme
from infrared_desktop.views.put_away import PutAway
from infrared_desktop.views.warm_up import WarmUp
from tests.clinics import CLINICIAN, NOW
from tests.scenes import patient
from tests.views.desk import Desk

DARK, LIGHT = Qt.ColorScheme.Dark, Qt.ColorScheme.Light


@pytest.fixture(autouse=True)
def following(dressed: QApplication) -> Iterator[None]:
    """Let the system be followed, and light to begin with."""
    apply_theme(dressed)
    turn(LIGHT)
    yield
    apply_theme(dressed, LIGHT)


def turn(scheme: Qt.ColorScheme) -> None:
    QGuiApplication.styleHints().colorSchemeChanged.emit(scheme)


def wait_for_the_dark(desk: Desk) -> None:
    desk.qtbot.waitUntil(lambda: theme().dark)


def kept(desk: Desk) -> set[str]:
    return set(desk.frame._screens)


def test_what_nobody_sees_is_put_away_and_the_screen_that_is_shown_stays(desk: Desk) -> None:
    PutAway(desk.frame)
    for place in ("people", "diary", "clinic", "health"):
        desk.go(place)
    shown = desk.screen
    turn(DARK)
    assert desk.screen is shown
    wait_for_the_dark(desk)
    assert (kept(desk), desk.frame.stack.count()) == ({"health"}, 1)
    assert desk.screen is shown
    desk.press("Alt+Left")
    assert type(desk.screen).__name__ == "ClinicScreen"


def test_what_was_typed_on_a_screen_that_was_left_still_stands_there(desk: Desk) -> None:
    PutAway(desk.frame)
    follow_ups = desk.go("follow_ups")
    finder = next(each for each in follow_ups.findChildren(QLineEdit))
    finder.setFocus()
    desk.type("virt")
    desk.go("people")
    desk.go("today")
    turn(DARK)
    wait_for_the_dark(desk)
    assert kept(desk) == {"follow_ups", "today"}
    assert desk.go("follow_ups") is follow_ups
    assert finder.text() == "virt"


def test_a_screen_for_which_work_runs_stays_and_hears_of_its_end(desk: Desk) -> None:
    PutAway(desk.frame)
    ends, heard = Event(), list[bool]()
    health, staff = desk.go("health"), desk.go("staff")
    tasks.run(health.work, lambda _: ends.wait(10), heard.append, pytest.fail)
    desk.go("today")
    turn(DARK)
    wait_for_the_dark(desk)
    assert desk.frame.stack.indexOf(health) >= 0
    assert staff not in desk.frame._screens.values()
    ends.set()
    desk.qtbot.waitUntil(lambda: heard == [True])


def test_while_work_runs_for_nobody_in_particular_every_screen_stays(desk: Desk) -> None:
    PutAway(desk.frame)
    ends, heard = Event(), list[bool]()
    for place in ("people", "staff", "today"):
        desk.go(place)
    tasks.run(None, lambda _: ends.wait(10), heard.append, pytest.fail)
    turn(DARK)
    wait_for_the_dark(desk)
    assert kept(desk) == {"people", "staff", "today"}
    ends.set()
    desk.qtbot.waitUntil(lambda: heard == [True])


def test_a_list_that_was_read_in_is_not_read_again(desk: Desk) -> None:
    PutAway(desk.frame)
    page = desk.go("import")
    assert page.is_spare()
    page.path.setText("people.csv")
    list_of = desk.clinic.folder / "people.csv"
    list_of.write_text("surname;given_name\nVirtanen;Aino\n", encoding="utf-8")
    page.work.read(list_of)
    desk.qtbot.waitUntil(lambda: not page.work.stage.works)
    desk.go("today")
    turn(DARK)
    wait_for_the_dark(desk)
    assert desk.go("import") is page


def test_the_last_step_is_taken_back_after_its_screen_was_put_away(desk: Desk) -> None:
    PutAway(desk.frame)
    desk.go("patient_form")
    desk.fill("surname", "Virtanen")
    desk.fill("given_name", "Aino")
    desk.press("Ctrl+S")
    assert desk.clinic.people.count() == 1
    step = desk.frame.workplace.last_step
    desk.go("today")
    turn(DARK)
    wait_for_the_dark(desk)
    assert kept(desk) == {"today"}
    assert desk.frame.workplace.last_step is step


def test_a_system_that_turns_twice_is_followed_to_the_last(desk: Desk) -> None:
    PutAway(desk.frame)
    for place in ("people", "diary", "today"):
        desk.go(place)
    turn(DARK)
    turn(LIGHT)
    desk.qtbot.waitUntil(lambda: kept(desk) == {"today"})
    desk.qtbot.wait(50)
    assert not theme().dark


def test_leaving_the_clinic_meanwhile_dresses_what_comes_next(desk: Desk) -> None:
    PutAway(desk.frame)
    desk.go("people")
    turn(DARK)
    assert not theme().dark
    desk.frame.parting.emit()
    assert theme().dark
    turn(LIGHT)
    assert not theme().dark  # at once: nothing is put away for a window that is left


def test_what_follows_on_a_patient_is_made_ready_again(desk: Desk) -> None:
    WarmUp(desk.frame)
    number = desk.clinic.people.register(patient(), CLINICIAN, NOW).id
    desk.go("patient", number)
    desk.qtbot.waitUntil(lambda: "booking" in kept(desk))
    desk.qtbot.waitUntil(lambda: desk.frame.stack.count() > 9)
    first = desk.frame._screens["session"]
    turn(DARK)
    wait_for_the_dark(desk)
    desk.qtbot.waitUntil(lambda: "booking" in kept(desk))
    assert desk.frame._screens["session"] is not first
