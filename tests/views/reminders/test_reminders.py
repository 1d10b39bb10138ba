"""The desk is reminded in numbers, without names; inside the window where there is no tray."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QSystemTrayIcon, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.records.answers import AppointmentStatus, Reaction
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.care import AdverseEvent
from infrared_desktop.storage.files.reminded import REMINDED
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.reminders import reminders as reminding
from infrared_desktop.views.reminders.inside import begin_reminding
from infrared_desktop.views.reminders.reminders import Reminders
from infrared_desktop.views.reminders.tray import Tray
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import CANARY, TODAY, patient, treated_patient, visit
from tests.views.desk import Desk

_CLICK = QSystemTrayIcon.ActivationReason.Trigger


def teller(told: list[str], shown: list[bool] | None = None) -> Callable[[str], bool]:
    """Return what notes the words that are told, and says whether they were shown."""

    def tell(words: str) -> bool:
        told.append(words)
        return shown.pop() if shown else True

    return tell


@pytest.fixture
def reminded(desk: Desk) -> Iterator[tuple[Desk, Reminders, list[str]]]:
    """Yield a desk with an arrived patient, its reminders, and what these told."""
    assert not QSystemTrayIcon.isSystemTrayAvailable()
    number = desk.clinic.people.register(patient(), RECEPTION, NOW).id
    booked = desk.clinic.diary.book(visit(number), RECEPTION, NOW)
    desk.clinic.diary.step(booked, AppointmentStatus.ARRIVED, RECEPTION, NOW)
    told: list[str] = []
    reminders = Reminders(desk.frame)
    reminders.begin(desk.frame.workplace, teller(told))
    yield desk, reminders, told
    reminders.rest()


def test_a_time_that_passed_is_caught_up_once_and_names_nobody(
    reminded: tuple[Desk, Reminders, list[str]],
) -> None:
    desk, reminders, told = reminded
    reminders.look()
    reminders.look()
    assert len(told) == 1 and "1 arrived" in told[0]
    assert CANARY not in told[0]
    desk.now = NOW + timedelta(days=20)
    reminders.look()
    assert len(told) <= 2


def test_while_locked_nothing_is_told_and_afterwards_once(
    reminded: tuple[Desk, Reminders, list[str]],
) -> None:
    desk, reminders, told = reminded
    reminders.look()
    reminders.rest()
    desk.now = NOW + timedelta(hours=12)
    reminders.look()
    assert len(told) == 1
    reminders.begin(desk.frame.workplace, teller(told))
    reminders.look()
    reminders.look()
    assert len(told) == 2


def test_a_follow_up_with_an_adverse_event_is_told_when_it_comes_due(
    reminded: tuple[Desk, Reminders, list[str]],
) -> None:
    desk, reminders, told = reminded
    number = treated_patient(desk.clinic, "Okafor", time(14))
    event = AdverseEvent(Area.NECK_FRONT, patient_id=number, noted_on=TODAY, reaction=Reaction.BURN)
    desk.clinic.care.report(event, CLINICIAN, NOW)
    desk.now = NOW + timedelta(days=3)
    for _ in range(2):
        reminders.look()
    assert "A follow-up with an adverse event is due." in told
    assert not any("Okafor" in words for words in told)


def test_what_the_window_could_not_show_is_told_at_the_next_look(
    reminded: tuple[Desk, Reminders, list[str]],
) -> None:
    desk, reminders, told = reminded
    reminders.rest()
    shown = [True, False]  # the last one first
    reminders.begin(desk.frame.workplace, teller(told, shown))
    for _ in range(3):
        reminders.look()
    assert len(told) == 2 and told[0] == told[1]


def test_two_that_wait_are_both_told(reminded: tuple[Desk, Reminders, list[str]]) -> None:
    _, reminders, told = reminded
    for words in ("first", "second"):
        reminders._tell(words)
    for _ in range(3):
        reminders._tell_inside_next()
    assert told == ["first", "second"]


def test_what_waited_for_one_person_is_not_told_to_the_next(
    reminded: tuple[Desk, Reminders, list[str]],
) -> None:
    desk, reminders, told = reminded
    reminders.rest()
    reminders.begin(desk.frame.workplace, lambda _: False)
    reminders.look()
    reminders.rest()
    reminders.begin(desk.frame.workplace, teller(told))
    reminders.look()
    assert told == []


def test_after_a_lock_no_time_is_told_again_though_the_disk_kept_nothing(
    reminded: tuple[Desk, Reminders, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, reminders, told = reminded
    monkeypatch.setattr(reminding, "keep_reminded", lambda *_: None)
    for _ in range(2):
        reminders.look()
        reminders.rest()
        reminders.begin(desk.frame.workplace, teller(told))
    assert told == ["1 arrived"]


def test_each_follow_up_with_an_adverse_event_is_told_as_often_as_it_comes_due(
    reminded: tuple[Desk, Reminders, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, reminders, told = reminded
    reminders.look()
    told.clear()
    found = iter(({"a"}, {"a"}, {"a", "b"}, {"a"}, {"a", "b"}, set[str]()))
    monkeypatch.setattr(reminding, "due_events", lambda *_: frozenset(next(found)))
    reminders.rest()
    reminders.begin(desk.frame.workplace, teller(told))  # one was due before
    counts = []
    for _ in range(5):
        reminders.look()
        counts.append(len(told))
    assert counts == [0, 1, 1, 2, 2]


def test_nobody_is_reminded_where_nothing_waits(desk: Desk) -> None:
    told: list[str] = []
    reminders = Reminders(desk.frame)
    reminders.begin(desk.frame.workplace, teller(told))
    reminders.look()
    assert told == []
    reminders.rest()


def test_the_desk_is_looked_at_until_it_is_locked(
    reminded: tuple[Desk, Reminders, list[str]],
) -> None:
    desk, reminders, told = reminded
    assert reminders._clock.isActive()
    desk.clinic.close()
    reminders.look()  # a window that ends
    assert told == []
    reminders.rest()
    assert not reminders._clock.isActive()


def test_a_practice_clinic_reminds_nobody(
    reminded: tuple[Desk, Reminders, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, reminders, told = reminded
    reminders.rest()
    practice = replace(desk.clinic.settings, practice=True)
    monkeypatch.setattr(type(desk.frame.workplace), "settings", practice)
    reminders.begin(desk.frame.workplace, teller(told))
    reminders.look()
    assert told == []


def test_inside_the_window_a_reminder_waits_until_nothing_else_is_said(
    reminded: tuple[Desk, Reminders, list[str]],
) -> None:
    desk, _, _ = reminded
    reminders = begin_reminding(QWidget(desk.frame), desk.frame)
    desk.frame.tell(Meaning.STOP, "Something matters more.")
    reminders.look()
    assert desk.told() == "Something matters more."
    desk.frame.banner.settle()
    reminders.look()
    assert desk.told() == "1 arrived"
    desk.frame.banner.action_button().click()
    assert type(desk.screen).__name__ == "FollowUpsScreen"
    desk.go("today")
    desk.frame.parting.emit()
    reminders.look()
    assert desk.told() == ""
    reminders.opened.emit()
    desk.frame.parting.emit()  # as a lock and its end both say
    assert type(desk.screen).__name__ == "TodayScreen"


def test_who_opens_a_reminder_finds_the_window_up(
    reminded: tuple[Desk, Reminders, list[str]],
) -> None:
    desk, _, _ = reminded
    window = QWidget(desk.frame, Qt.WindowType.Window)
    reminders = begin_reminding(window, desk.frame)
    window.showMinimized()
    reminders.opened.emit()
    assert window.isVisible() and not window.isMinimized()
    desk.frame.parting.emit()
    window.close()


def test_a_click_on_a_message_of_the_system_opens_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _: None)
    parent = QObject()
    tray = Tray(parent)
    assert tray._sign is not None
    for signal in (tray._sign.messageClicked.emit, lambda: tray._sign.activated.emit(_CLICK)):
        with qtbot.waitSignal(tray.opened, timeout=1_000):
            signal()


class HeardTray(Tray):
    """A tray that can tell, and keeps what it was given."""

    heard: tuple[str, ...] = ()
    said = ""
    can_tell = True

    def tell(self, words: str) -> None:
        self.heard += (words,)

    def say(self, words: str) -> None:
        self.said = words


def test_a_tray_follows_what_changes_and_says_nothing_of_a_locked_desk(
    reminded: tuple[Desk, Reminders, list[str]],
) -> None:
    desk, reminders, told = reminded
    tray = reminders.tray = HeardTray(reminders)
    reminders.look()
    assert tray.heard == ("1 arrived",) and tray.said == "1 arrived"
    number = desk.clinic.people.register(patient("Ito"), RECEPTION, NOW).id
    booked = desk.clinic.diary.book(visit(number, starts=time(12)), RECEPTION, NOW)
    desk.clinic.diary.step(booked, AppointmentStatus.ARRIVED, RECEPTION, NOW)
    assert tray.said == "2 arrived"
    reminders.rest()
    assert tray.said == "The desk is locked"
    assert not told, "the window is not told what the system told"


def start_anew(desk: Desk, told: list[str]) -> Reminders:
    """Return the reminders of a program that knows only what lies in the clinic's folder."""
    reminders = Reminders(desk.frame)
    reminders.begin(desk.frame.workplace, teller(told))
    return reminders


@pytest.mark.parametrize(
    ("off", "tells"),
    [
        (timedelta(minutes=30), 0),
        (timedelta(hours=6), 1),
        (timedelta(weeks=5), 1),
        (timedelta(days=-1), 0),
    ],
)
def test_a_new_start_repeats_no_reminder_and_catches_up_once(
    reminded: tuple[Desk, Reminders, list[str]], off: timedelta, tells: int
) -> None:
    desk, reminders, told = reminded
    desk.now = NOW.replace(hour=15)  # 10:00 at the clinic
    reminders.look()
    assert told == ["1 arrived"]
    reminders.rest()
    told.clear()
    desk.now += off
    again = start_anew(desk, told)
    again._say_counts = lambda: "1 arrived"  # type: ignore[method-assign]
    for _ in range(3):
        again.look()
    assert len(told) == tells
    desk.now += timedelta(days=1)
    again.look()
    assert len(told) == tells + 1, "the times come again"
    again.rest()


@pytest.mark.parametrize("eve", ["2026-10-31T15:00Z", "2027-03-13T16:00Z"])
def test_a_new_start_on_the_day_of_another_clock_reminds_once(
    reminded: tuple[Desk, Reminders, list[str]], eve: str
) -> None:
    desk, reminders, told = reminded
    reminders.rest()
    desk.now = datetime.fromisoformat(eve)
    for _ in range(2 * 24 * 2):
        again = start_anew(desk, told)
        again._say_counts = lambda: "1 arrived"  # type: ignore[method-assign]
        again.look()
        again.rest()
        desk.now += timedelta(minutes=30)
    assert len(told) == 5  # the one before, and two on each day


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"2026-11-23T10:00", b"yesterday\n"])
def test_a_file_that_nobody_can_read_only_repeats_a_reminder(
    reminded: tuple[Desk, Reminders, list[str]], content: bytes
) -> None:
    desk, _, told = reminded
    (desk.clinic.folder / REMINDED).write_bytes(content)
    start_anew(desk, told).look()
    assert told == ["1 arrived"]
    assert (desk.clinic.folder / REMINDED).read_text(encoding="utf-8").startswith("2026-11-")
