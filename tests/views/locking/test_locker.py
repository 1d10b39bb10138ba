"""Locking takes everything off the screen at once, keeps what is typed, and never fails."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.start import Options
from infrared_desktop.storage.access.key_ring import KeyRing
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.desks.locked_work import LockedWork
from infrared_desktop.storage.files.key_file import staff_names
from infrared_desktop.storage.files.vault import Unlocked
from infrared_desktop.views import crash, tasks
from infrared_desktop.views.clinic.staff import StaffScreen
from infrared_desktop.views.entry.unlock import UnlockPage
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.locking import locker, successor, watch
from infrared_desktop.views.locking.claim import Claim
from infrared_desktop.views.locking.clocks import Reading
from infrared_desktop.views.locking.locker import Locker
from infrared_desktop.views.locking.screen_lock import ScreenLock
from infrared_desktop.views.locking.vigil import Reason
from infrared_desktop.views.reminders.reminders import Reminders
from infrared_desktop.views.screen import Place
from infrared_desktop.views.window import Window
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template

IDLE_S = 5 * 60
WAITS = "What somebody had typed and not saved is kept, encrypted"


class Room:
    """A window on a clinic, with clocks that a test moves."""

    def __init__(self, qtbot: QtBot, template: Template, folder: Path) -> None:
        self._qtbot, self._template, self.folder = qtbot, template, folder
        self.seconds = 1_000.0
        self.open()

    def open(self) -> None:
        """Open the window, as after a start of the program."""
        self.window = Window(Options(False, self.folder), lambda: NOW)
        self._qtbot.addWidget(self.window)
        self.window.show()
        self._qtbot.waitExposed(self.window)
        self.window.activateWindow()
        self._qtbot.waitUntil(self.window.isActiveWindow)

    def read(self) -> Reading:
        return Reading(self.seconds, self.seconds, self.seconds)

    def enter(self, staff_id: int = RECEPTION) -> Frame:
        self.window.enter(Unlocked(self._template.key, staff_id, ""))
        assert self.window.frame is not None
        return self.window.frame

    @property
    def locker(self) -> Locker:
        return self.window.locker

    def wait(self, seconds: float) -> None:
        """Let time pass with nobody there."""
        self.seconds += seconds
        assert self.locker.watch is not None
        self.locker.watch.look()

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        self._qtbot.keyClick(self.window.windowHandle(), key, *modifiers)

    def type_half_a_registration(self) -> None:
        self.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        for text in ("Okafor", "Adaeze", "31.2.19"):
            self._qtbot.keyClicks(focused(), text)
            focused().focusNextChild()

    def seen(self) -> str:
        """Return all that can be read in the window."""
        kinds = (QLabel, QPushButton, QLineEdit)
        shown = [each for kind in kinds for each in self.window.findChildren(kind)]
        return "\n".join(each.text() for each in shown if each.isVisible() and each.text())

    def acts(self) -> list[str]:
        """Return the acts of the clinic, read as another start would."""
        with closing(open_clinic(self.folder, self._template.key, NOW)) as clinic:
            rows = clinic.ledger.db.execute("SELECT act FROM audit ORDER BY seq").fetchall()
        return [act for (act,) in rows]


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def room(
    qtbot: QtBot,
    dressed: QApplication,
    template: Template,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Room]:
    template.copy_to(tmp_path / "clinic").close()
    room = Room(qtbot, template, tmp_path / "clinic")
    read: Callable[[], Reading] = lambda: room.read()  # noqa: E731
    monkeypatch.setattr(watch, "read_clocks", read)
    yield room
    room.window.shut()
    tasks.wait_for_all()
    crash.listen(lambda _: False)


def test_nobody_there_is_told_first_and_then_locked(room: Room) -> None:
    room.enter()
    room.wait(IDLE_S - 20)
    assert "Locking in 20 s; any key keeps it open." in room.seen()
    room.press(Qt.Key.Key_Shift)
    assert "Locking in" not in room.seen()
    room.wait(IDLE_S - 1)
    assert "Locking in 1 s" in room.seen()
    room.wait(1)
    assert room.window.frame is None
    assert "Unlock the clinic" in room.seen()
    assert "Locking in" not in room.seen()
    assert "locked" in room.acts()


def test_the_locked_screen_of_the_pc_locks_the_window_and_says_why(room: Room) -> None:
    room.enter()
    assert room.locker.watch is not None
    room.locker.watch.findChildren(ScreenLock)[0].on_told(True)
    assert "Unlock the clinic" in room.seen()
    with closing(open_clinic(room.folder, room._template.key, NOW)) as clinic:
        asked = "SELECT reason FROM audit WHERE act = 'locked'"
        assert clinic.ledger.db.execute(asked).fetchall() == [("screen",)]


def test_whom_a_clock_or_a_long_day_locks_out_at_work_is_told_why(room: Room) -> None:
    for reason, words in (
        (Reason.CLOCK, "The clock of this PC jumped"),
        (Reason.SESSION, "It was open for 12 hours"),
    ):
        room.enter()
        room.locker.lock(reason)
        assert f"{words}, so the clinic was locked. All that was saved is safe." in room.seen()


def test_a_screen_that_is_found_locked_locks_the_window(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.enter()
    monkeypatch.setattr(watch, "is_screen_locked", lambda: True)
    room.wait(1)
    assert "Unlock the clinic" in room.seen()


def test_no_dialog_stays_on_the_screen_of_who_is_away(room: Room, qtbot: QtBot) -> None:
    room.enter()
    other = QLineEdit("of a patient")
    qtbot.addWidget(other)
    other.show()
    room.locker.lock()
    assert not other.isVisible()


def test_the_end_of_the_program_is_told(room: Room) -> None:
    room.enter()
    room.window.close()
    assert room.acts()[-1] == "program-stopped"


def test_keys_in_a_menu_or_a_dialog_count_as_well(room: Room, qtbot: QtBot) -> None:
    room.enter()
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    room.wait(IDLE_S - 5)
    qtbot.keyClick(other.windowHandle(), Qt.Key.Key_A)
    room.wait(5)
    assert room.window.frame is not None


def test_the_time_is_the_clinics_own_and_changes_at_once(room: Room) -> None:
    frame = room.enter(CLINICIAN)
    desk = frame.workplace.clinic.staff
    stored = desk.settings()
    never = type(stored.record)(**{**vars(stored.record), "idle_lock_min": 0})
    desk.change_settings(stored, never, CLINICIAN, NOW)
    room.wait(3 * IDLE_S)
    assert room.window.frame is frame


def test_what_was_typed_survives_the_end_of_the_program(room: Room) -> None:
    room.enter()
    room.type_half_a_registration()
    room.locker.lock(Reason.IDLE)
    assert "Okafor" not in room.seen()
    room.open()
    room.enter(CLINICIAN)
    assert "Okafor" not in room.seen()
    room.press(Qt.Key.Key_F12)
    room.open()
    room.enter()
    assert {"Okafor", "Adaeze", "31.2.19"} <= set(room.seen().splitlines())
    assert "What you had typed before the lock is back." in room.seen()
    room.window.leave_clinic()
    room.open()
    room.enter()
    assert "31.2.19" not in room.seen()  # it was given back once


def test_nothing_is_called_unsaved_once_it_was_saved(room: Room) -> None:
    room.enter()
    room.type_half_a_registration()
    room.press(Qt.Key.Key_F12)
    frame = room.enter()
    assert "It is not saved yet." in room.seen()
    frame.workplace.changed.emit(Change("searched", frozenset(), frozenset()))
    assert "It is not saved yet." in room.seen()
    frame.workplace.changed.emit(Change("patient-added", frozenset({"patient"}), frozenset({1})))
    assert "It is not saved yet." not in room.seen()


def test_what_came_back_waits_on_until_its_screen_let_go_of_it(room: Room) -> None:
    room.enter()
    room.type_half_a_registration()
    room.press(Qt.Key.Key_F12)
    frame = room.enter()
    kept = frame.workplace.clinic.locked_work
    assert kept.waiting(RECEPTION)  # a kill loses nothing now either
    born = frame.screen_shown.binder.input("birth_date")
    born.setText("")
    born.textEdited.emit("")
    room.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert type(frame.screen_shown).__name__ == "PeopleScreen"
    assert kept.waiting(RECEPTION) is None


def test_what_came_back_and_was_kept_by_its_screen_comes_back_no_more(room: Room) -> None:
    room.enter()
    room.type_half_a_registration()
    room.press(Qt.Key.Key_F12)
    born = room.enter().screen_shown.binder.input("birth_date")
    born.setText("")
    born.textEdited.emit("")
    room.press(Qt.Key.Key_F12)
    frame = room.enter()
    assert frame.workplace.clinic.locked_work.waiting(RECEPTION) is None
    assert "It is not saved yet." not in room.seen()


def refuse(*_: object) -> None:
    raise KnownError("The disk is full.")


def test_what_could_not_be_stored_is_given_back_to_nobody_else(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.enter(RECEPTION)
    room.type_half_a_registration()
    with monkeypatch.context() as full:
        full.setattr(LockedWork, "lock", refuse)
        room.press(Qt.Key.Key_F12)
    room.enter(CLINICIAN)
    assert "Okafor" not in room.seen()
    room.press(Qt.Key.Key_F12)
    room.enter(RECEPTION)
    assert "Okafor" in room.seen()


def test_no_process_follows_a_window_in_which_alone_something_waits(
    room: Room, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    followed: list[object] = []
    monkeypatch.setattr(locker, "Successor", lambda *about: followed.append(about))
    room.window.claim = claim = Claim(tmp_path / "clinic")
    room.enter()
    room.type_half_a_registration()
    with monkeypatch.context() as full:
        full.setattr(LockedWork, "lock", refuse)
        room.press(Qt.Key.Key_F12)
    assert not followed, "its memory holds what was typed"
    room.enter()
    room.press(Qt.Key.Key_F12)
    assert len(followed) == 1
    claim.give_up()


def test_a_lock_that_can_not_store_keeps_what_was_typed_in_its_window(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.enter()
    room.type_half_a_registration()
    monkeypatch.setattr(LockedWork, "lock", refuse)
    room.press(Qt.Key.Key_F12)
    assert "Unlock the clinic" in room.seen()
    assert "Okafor" not in room.seen()
    assert "It waits in this window alone: leave it open" in room.seen()
    room.enter()
    assert "Okafor" in room.seen()


def test_a_window_in_which_alone_something_waits_is_not_closed_by_accident(
    room: Room, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise KnownError("The disk is full.")

    room.enter()
    room.type_half_a_registration()
    monkeypatch.setattr(LockedWork, "lock", refuse)
    room.press(Qt.Key.Key_F12)
    assert not room.window.close()
    (asked,) = room.window.findChildren(QMessageBox)
    assert "It waits in this window alone" in asked.text()
    qtbot.keyClick(asked, Qt.Key.Key_Escape)
    assert room.window.isVisible()
    assert not room.window.close()
    asked = room.window.findChildren(QMessageBox)[-1]
    next(each for each in asked.buttons() if "lose it" in each.text()).click()
    assert not room.window.isVisible()


def test_the_way_in_says_that_what_was_typed_waits_and_not_whose_it_is(room: Room) -> None:
    room.enter(CLINICIAN)
    room.press(Qt.Key.Key_F12)
    assert WAITS not in room.seen()
    room.enter()
    room.type_half_a_registration()
    room.press(Qt.Key.Key_F12)
    assert WAITS in room.seen()
    assert "Okafor" not in room.seen()
    frame = room.enter(CLINICIAN)
    room.press(Qt.Key.Key_F12)
    assert WAITS in room.seen()
    assert "Haddad" not in room.seen()
    with closing(open_clinic(room.folder, room._template.key, NOW)) as clinic:
        clinic.locked_work.put_away(RECEPTION, NOW)
    frame = room.enter(CLINICIAN)
    frame.locking.emit()
    assert WAITS not in room.seen()


def test_what_can_not_be_shown_keeps_nobody_out_and_is_kept(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    room.enter()
    room.type_half_a_registration()
    room.press(Qt.Key.Key_F12)
    with monkeypatch.context() as patched:
        patched.setattr(LockedWork, "waiting", lambda *_: '["record","infrared_desktop.gone:X"]')
        room.enter()
        assert "What you had typed before the lock is kept" in room.seen()
        room.press(Qt.Key.Key_F12)
    room.enter()
    assert "Okafor" in room.seen()


def test_a_folder_stands_open_no_longer_while_it_is_asked_who_works(room: Room) -> None:
    room.window.enter(Unlocked(room._template.key, 0, ""))
    assert "Who are you?" in room.seen()
    room.wait(IDLE_S)
    assert "Unlock the clinic" in room.seen()
    assert room.window._clinic is None


def test_a_hidden_window_that_is_closed_shows_what_is_not_saved(room: Room) -> None:
    room.enter()
    room.type_half_a_registration()
    room.press(Qt.Key.Key_F10)
    assert not room.window.close()
    assert "Hidden." not in room.seen()
    assert "This is not saved yet." in room.seen()


def test_a_window_that_locks_reminds_nobody_while_a_job_ends(room: Room) -> None:
    room.enter()
    reminders = room.window.findChild(Reminders)
    assert reminders is not None and reminders._workplace is not None
    go_on = Event()
    tasks.run(None, lambda _: go_on.wait(10), print, print, called="the review copy")
    room.press(Qt.Key.Key_F12)
    reminding = reminders._workplace
    go_on.set()
    assert reminding is None
    tasks.wait_for_all()


def test_a_window_that_locks_may_be_closed_at_once(room: Room) -> None:
    room.enter()
    room.type_half_a_registration()
    go_on = Event()
    tasks.run(None, lambda _: go_on.wait(10), print, print, called="the review copy")
    room.press(Qt.Key.Key_F12)
    assert "This is finished first" in room.seen()
    closed = room.window.close()
    go_on.set()
    assert closed
    room.window.shut()
    room.open()
    room.enter()
    assert "31.2.19" in room.seen()


def test_a_process_that_can_not_be_followed_locks_by_itself(
    room: Room, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for program in ("/bin/false", str(tmp_path / "nothing")):
        room.window.claim = claim = Claim(tmp_path / "clinic")
        monkeypatch.setattr(successor.sys, "executable", program)
        room.enter()
        room.type_half_a_registration()
        room.press(Qt.Key.Key_F12)
        assert "Unlock the clinic" in room.seen()
        claim.give_up()


def test_practice_does_not_open_by_itself_after_a_lock(qtbot: QtBot, tmp_path: Path) -> None:
    window = Window(Options(True, tmp_path / "clinic", locked_by="Dr. Ana Prática"))
    qtbot.addWidget(window)
    window.show()
    assert "Locked." in [each.text() for each in window.findChildren(QLabel)]
    tasks.wait_for_all()
    assert not (tmp_path / "clinic").exists()


def test_one_key_hides_the_window_and_shows_it_as_it_was(room: Room) -> None:
    room.enter()
    room.type_half_a_registration()
    before = focused()
    room.press(Qt.Key.Key_F10)
    assert room.seen().splitlines() == [
        "Hidden.",
        "Press F10, and it is back as it was. It is not locked.",
        "&Show it again",
    ]
    room.press(Qt.Key.Key_A)
    room.press(Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert "Hidden." in room.seen()
    room.press(Qt.Key.Key_F10)
    assert {"Okafor", "Adaeze", "31.2.19"} <= set(room.seen().splitlines())
    assert focused() is before


def test_a_hidden_window_locks_in_its_time_with_what_was_typed(room: Room) -> None:
    room.enter()
    room.type_half_a_registration()
    room.press(Qt.Key.Key_F10)
    room.wait(IDLE_S - 5)
    assert "Locking in 5 s" in room.seen()
    room.wait(5)
    assert "Unlock the clinic" in room.seen()
    assert "Hidden." not in room.seen()
    room.enter()
    assert "Okafor" in room.seen()


def test_a_job_is_named_and_finished_before_the_clinic_is_left(room: Room, qtbot: QtBot) -> None:
    frame = room.enter()
    go_on, done = Event(), list[object]()
    tasks.run(None, lambda _: go_on.wait(10), done.append, print, called="the review copy")
    room.press(Qt.Key.Key_F12)
    assert "This is finished first: the review copy." in room.seen()
    room.press(Qt.Key.Key_Return)  # as somebody goes on typing who did not look
    room.press(Qt.Key.Key_Space)
    assert "This is finished first: the review copy." in room.seen()
    assert frame.workplace.clinic.is_open
    go_on.set()
    qtbot.waitUntil(lambda: "Unlock the clinic" in room.seen())
    assert done == [True]
    assert not frame.workplace.clinic.is_open


def test_who_can_not_wait_cancels_the_job(room: Room, qtbot: QtBot) -> None:
    room.enter()
    ended, done = Event(), list[object]()

    def job(task: tasks.Task) -> None:
        try:
            while True:
                task.heed()
        finally:
            ended.set()

    tasks.run(None, job, done.append, print, called="the review copy")
    room.press(Qt.Key.Key_F12)
    room.press(Qt.Key.Key_Tab)
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    assert "Unlock the clinic" in room.seen()
    assert (ended.is_set(), done) == (True, [])


class Clipboard:
    """A clipboard, as the offscreen platform does not know whose its words are."""

    def __init__(self, is_ours: bool) -> None:
        self._is_ours, self.text = is_ours, "Okafor"

    def ownsClipboard(self) -> bool:
        return self._is_ours

    def clear(self) -> None:
        self.text = ""


@pytest.mark.parametrize("is_ours", [True, False])
def test_the_clipboard_is_emptied_of_what_was_copied_here_alone(
    room: Room, monkeypatch: pytest.MonkeyPatch, is_ours: bool
) -> None:
    room.enter()
    clipboard = Clipboard(is_ours)
    monkeypatch.setattr(QGuiApplication, "clipboard", lambda: clipboard)
    room.press(Qt.Key.Key_F12)
    assert clipboard.text == ("" if is_ours else "Okafor")


def test_who_locked_is_offered_first_at_the_way_in(room: Room) -> None:
    room.enter()
    room.press(Qt.Key.Key_F12)
    assert room.window.options.locked_by == "Noor Haddad"
    assert room.window.windowTitle() == "Infrared Desktop"


def test_switching_asks_for_the_other_person(room: Room, template: Template) -> None:
    KeyRing(room.folder, template.key).give(RECEPTION, "Noor Haddad", PASSPHRASE)
    room.enter(CLINICIAN).switching.emit("Noor Haddad")
    page = room.window.centralWidget()
    assert isinstance(page, UnlockPage)
    assert page.form.person.currentText() == "Noor Haddad"
    assert focused() is page.form.passphrase
    assert _reasons(room) == ["another person"]


def test_who_gets_another_role_is_locked_out_and_told_why(room: Room, qtbot: QtBot) -> None:
    staff = room.enter(RECEPTION).workplace.clinic.staff
    staff.change_role(staff.get(RECEPTION), Role.CLINICIAN, CLINICIAN, NOW)
    qtbot.waitUntil(lambda: room.window.frame is None)
    assert "The role of Noor Haddad was changed, so the clinic was locked." in room.seen()
    assert _reasons(room) == ["new role"]


def test_who_no_longer_works_here_is_locked_out_and_what_was_typed_waits(
    room: Room, qtbot: QtBot
) -> None:
    staff = room.enter(RECEPTION).workplace.clinic.staff
    room.type_half_a_registration()
    staff.disable(staff.get(RECEPTION), CLINICIAN, NOW)
    qtbot.waitUntil(lambda: room.window.frame is None)
    assert "Noor Haddad no longer works here, so the clinic was locked." in room.seen()
    with closing(open_clinic(room.folder, room._template.key, NOW)) as clinic:
        assert "Okafor" in (clinic.locked_work.waiting(RECEPTION) or "")
    assert _reasons(room) == ["left the clinic"]


def test_who_left_and_comes_back_finds_what_was_typed(room: Room, qtbot: QtBot) -> None:
    staff = room.enter(RECEPTION).workplace.clinic.staff
    room.type_half_a_registration()
    staff.disable(staff.get(RECEPTION), CLINICIAN, NOW)
    qtbot.waitUntil(lambda: room.window.frame is None)
    staff = room.enter(CLINICIAN).workplace.clinic.staff
    staff.enable(staff.get(RECEPTION), CLINICIAN, NOW)
    room.press(Qt.Key.Key_F12)
    room.enter(RECEPTION)
    assert "Okafor" in room.seen()


def test_an_owner_who_takes_herself_off_the_staff_is_locked_out(room: Room, qtbot: QtBot) -> None:
    frame = room.enter(CLINICIAN)
    clinic = frame.workplace.clinic
    KeyRing(room.folder, clinic.ledger.key).give(RECEPTION, "Noor Haddad", PASSPHRASE)
    clinic.staff.change_role(clinic.staff.get(RECEPTION), Role.OWNER, CLINICIAN, NOW)
    frame.go(Place("staff", record=CLINICIAN))
    screen = frame.screen_shown
    assert isinstance(screen, StaffScreen)
    screen.keys._disable(clinic.staff.get(CLINICIAN), lambda: None)
    qtbot.waitUntil(lambda: room.window.frame is None)
    assert "Dr. Åsa Lindqvist no longer works here" in room.seen()
    assert staff_names(room.folder) == ["Noor Haddad"]


def test_a_reminder_leads_nowhere_once_nobody_works_there(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    led: list[Place] = []
    monkeypatch.setattr(room.enter(), "go", led.append)
    reminders = room.window.findChild(Reminders)
    assert reminders is not None
    room.wait(IDLE_S)
    reminders.opened.emit()
    reminders.look()
    assert led == []


def test_another_person_s_role_locks_nobody_out(room: Room, qtbot: QtBot) -> None:
    staff = room.enter(CLINICIAN).workplace.clinic.staff
    staff.change_role(staff.get(RECEPTION), Role.CLINICIAN, CLINICIAN, NOW)
    staff.disable(staff.get(RECEPTION), CLINICIAN, NOW)
    qtbot.wait(20)
    assert room.window.frame is not None


def _reasons(room: Room) -> list[str]:
    with closing(open_clinic(room.folder, room._template.key, NOW)) as clinic:
        asked = "SELECT reason FROM audit WHERE act = 'locked' ORDER BY seq"
        return [reason for (reason,) in clinic.ledger.db.execute(asked)]
