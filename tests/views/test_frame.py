"""The frame leads from screen to screen, says what is saved, and takes steps back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication, QCalendarWidget, QToolButton
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.look.banner import PracticeBand
from infrared_desktop.views.rail import RailButton
from infrared_desktop.views.screen import Place, Screen
from tests.clinics import NOW, RECEPTION
from tests.scenes import patient, treated_patient, visit
from tests.views.desk import Desk


def rail(desk: Desk) -> dict[str, str]:
    """Return what a screen reader says of each section."""
    buttons = desk.frame.findChildren(RailButton)
    return {each.text().replace("&", ""): each.accessibleName() for each in buttons}


@pytest.mark.parametrize(
    ("keys", "screen"),
    [
        ("Ctrl+1", "TodayScreen"),
        ("Ctrl+2", "PeopleScreen"),
        ("Ctrl+3", "DiaryScreen"),
        ("Ctrl+4", "FollowUpsScreen"),
        ("Ctrl+N", "PatientFormScreen"),
    ],
)
def test_keys_lead_to_the_sections(desk: Desk, keys: str, screen: str) -> None:
    desk.press(keys)
    assert type(desk.screen).__name__ == screen
    desk.press("Alt+Left")
    assert type(desk.screen).__name__ == "TodayScreen"


def test_the_rail_counts_what_waits(desk: Desk) -> None:
    treated_patient(desk.clinic)
    number = desk.clinic.people.register(patient("Okafor"), RECEPTION, NOW).id
    desk.clinic.diary.book(visit(number, starts=NOW.replace(hour=15).time()), RECEPTION, NOW)
    assert rail(desk)["Today"] == "Today, 1 waiting"
    desk.now += timedelta(days=4)
    desk.frame._clock.timeout.emit()
    due = len(desk.clinic.follow_ups.due(desk.now.date()))
    assert rail(desk)["Follow-ups"] == f"Follow-ups, {due} waiting"
    assert rail(desk)["Today"] == "Today"


def test_it_says_when_the_last_act_was_saved(desk: Desk) -> None:
    desk.now += timedelta(hours=2, minutes=7)
    desk.clinic.people.register(patient(), RECEPTION, desk.now)
    assert "✓ Saved 06:07 · encrypted" in desk.words()


def test_the_last_step_is_taken_back_and_named(desk: Desk) -> None:
    taken: list[int] = []
    desk.press("Ctrl+Z")
    assert desk.told() == "There is nothing to take back."
    desk.frame.workplace.can_take_back("arrived", lambda: taken.append(1))
    assert desk.frame.undo.text() == "Take back the last step: arrived"
    desk.press("Ctrl+Z")
    assert taken == [1]
    assert desk.told() == "Taken back: arrived"


def test_a_step_that_cannot_be_taken_back_says_why(desk: Desk) -> None:
    def refuse() -> None:
        raise KnownError("Somebody was faster.")

    desk.frame.workplace.can_take_back("arrived", refuse)
    desk.press("Ctrl+Z")
    assert desk.told() == "Somebody was faster."


def test_a_place_that_is_not_there_is_told_and_the_screen_stays(desk: Desk) -> None:
    desk.go("people")
    desk.frame.go(Place("patient", 4711))
    assert type(desk.screen).__name__ == "PeopleScreen"
    assert "There is no patient 4711." in desk.told()
    desk.press("Alt+Left")
    assert type(desk.screen).__name__ == "TodayScreen"


def test_a_screen_that_holds_on_is_not_left(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(desk.screen), "leave", lambda _: False)
    desk.press("Ctrl+2")
    assert type(desk.screen).__name__ == "TodayScreen"


def test_the_sheet_has_two_columns_and_gives_the_focus_back(desk: Desk) -> None:
    desk.go("follow_ups")
    desk.go("today")
    before = QApplication.focusWidget()
    desk.press("F1")
    words = desk.words(desk.frame.sheet).splitlines()
    assert words.index("Everywhere") < words.index("Ctrl+1") < words.index("On this screen")
    assert words.index("On this screen") < words.index("New booking")
    desk.press("F1")
    assert not desk.frame.sheet.isVisible()
    assert QApplication.focusWidget() is before


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_months_are_named_in_the_clinics_language_and_not_in_the_computers(
    dressed: QApplication, qtbot: QtBot, clinic: Clinic
) -> None:
    QLocale.setDefault(QLocale("de_DE"))
    stored = clinic._settings
    clinic._settings = replace(stored, record=replace(stored.record, language="fr"))
    desk = Desk(qtbot, clinic).sit_down()
    desk.now += timedelta(days=18)
    desk.go("diary", about=desk.now.date())
    assert "vendredi 11 décembre" in desk.words()
    desk.go("patient_form")
    born = desk.screen.binder.input("birth_date")
    born.set_value(date(1971, 12, 3))
    born.open_calendar()
    calendar = born.findChild(QCalendarWidget)
    assert calendar.findChild(QToolButton, "qt_calendar_monthbutton").text() == "décembre"
    calendar.window().close()
    born.set_value(None)
    desk.get_up()


def test_only_the_practice_clinic_wears_the_band(desk: Desk) -> None:
    assert desk.frame.findChildren(PracticeBand) == []


def test_a_change_reloads_only_the_screen_that_is_seen(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.go("people")
    reloaded: list[str] = []
    for screen in desk.frame.findChildren(Screen):
        name = type(screen).__name__
        monkeypatch.setattr(screen, "reload", lambda _=None, name=name: reloaded.append(name))
    desk.clinic.people.register(patient(), RECEPTION, NOW)
    assert reloaded == ["PeopleScreen"]


def test_the_clock_stands_still_once_the_clinic_is_closed(desk: Desk) -> None:
    desk.clinic.close()
    desk.now += timedelta(days=1)
    desk.frame._clock.timeout.emit()
    assert not desk.frame._clock.isActive()


def test_an_ended_frame_has_no_timer_that_runs(desk: Desk) -> None:
    desk.go("patient_form")
    desk.type("Okafor")
    desk.frame.end()
    assert not [each for each in desk.frame.findChildren(QTimer) if each.isActive()]
    assert not desk.clinic.is_open
