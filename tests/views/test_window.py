"""The window leads in and out of a clinic, keeps practice and real apart, and stays alive."""

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, time, timedelta
from pathlib import Path
from unittest.mock import MagicMock

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.people import Settings, Staff
from infrared_desktop.practice import make_practice_clinic
from infrared_desktop.start import Options
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.files import vault
from infrared_desktop.storage.files.vault import Unlocked
from infrared_desktop.storage.founding import Founding, found_clinic
from infrared_desktop.views import crash, tasks
from infrared_desktop.views.locking.claim import Claim
from infrared_desktop.views.look.banner import PracticeBand
from infrared_desktop.views.look.theme import theme
from infrared_desktop.views.window import Window
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.scenes import CANARY, patient, treated_patient

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Opener = Callable[..., Window]


def words(window: Window) -> str:
    labels = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    buttons = [each.text() for each in window.findChildren(QPushButton) if each.isVisible()]
    return "\n".join([*labels, *buttons])


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def open_window(qtbot: QtBot, dressed: QApplication) -> Iterator[Opener]:
    """Yield a function that opens a window on a folder; all are shut afterwards."""
    opened: list[Window] = []

    def open_(folder: Path, practice: bool = False, taken: bool = False) -> Window:
        window = Window(Options(practice, folder), lambda: NOW, taken)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        opened.append(window)
        return window

    yield open_
    for window in opened:
        window.shut()
    tasks.wait_for_all()
    crash.listen(lambda _: False)


@pytest.fixture
def folder(template: Template, tmp_path: Path) -> Path:
    template.copy_to(tmp_path / "clinic").close()
    return tmp_path / "clinic"


def enter(window: Window, template: Template, staff_id: int = RECEPTION) -> None:
    window.enter(Unlocked(template.key, staff_id, ""))


def make_practice(folder: Path) -> None:
    settings = Settings("Practice", "CA", practice=True)
    staff = Staff("Dr. Ana Prática", Role.OWNER)
    founding = Founding(settings, staff, "practice", vault.new_recovery_key(), vault.FLOOR)
    found_clinic(folder, founding, NOW).close()


def test_who_works_and_as_what_stands_at_the_top(
    open_window: Opener, folder: Path, template: Template
) -> None:
    window = open_window(folder)
    assert "Unlock the clinic" in words(window)
    enter(window, template)
    assert "Noor Haddad · reception" in words(window)
    assert "✓ Saved" in words(window)
    assert window.windowTitle() == "Infrared Desktop"


def test_the_recovery_key_asks_who_works_and_notes_it(
    open_window: Opener, folder: Path, template: Template, qtbot: QtBot
) -> None:
    window = open_window(folder)
    enter(window, template, staff_id=0)
    assert "Who are you?" in words(window)
    assert window.frame is None
    rows = window.centralWidget().list
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert "Noor Haddad · reception" in words(window)
    clinic = window.frame.workplace.clinic
    told = "SELECT act, staff_id FROM audit ORDER BY seq DESC LIMIT 1"
    assert clinic.ledger.db.execute(told).fetchone() == ("unlocked-with-recovery-key", RECEPTION)


def test_a_window_that_is_shut_while_it_asks_closes_the_clinic(
    open_window: Opener, folder: Path, template: Template
) -> None:
    window = open_window(folder)
    enter(window, template, staff_id=0)
    window.shut()
    shutil.rmtree(folder)


def test_the_audit_log_tells_start_lock_and_end_once_each(
    open_window: Opener, folder: Path, template: Template, qtbot: QtBot
) -> None:
    window = open_window(folder)
    enter(window, template)
    qtbot.keyClick(window, Qt.Key.Key_F12)
    enter(window, template)
    window.close()
    window.shut()
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        told = clinic.ledger.db.execute("SELECT act, staff_id FROM audit ORDER BY seq DESC LIMIT 5")
        assert [act for act, by in told if by == RECEPTION][::-1] == [
            *("program-started", "unlocked", "locked", "unlocked", "program-stopped")
        ]


def test_lock_takes_everything_off_the_screen(
    open_window: Opener, folder: Path, template: Template, qtbot: QtBot
) -> None:
    window = open_window(folder)
    enter(window, template)
    clinic = window.frame.workplace.clinic
    clinic.people.register(patient(), RECEPTION, NOW)
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window, Qt.Key.Key_F12)
    QApplication.processEvents()
    assert window.frame is None
    assert "Unlock the clinic" in words(window)
    assert not [each for each in QApplication.allWidgets() if CANARY in str(each.windowTitle())]
    enter(window, template)
    assert window.frame.workplace.clinic.people.count() == 1


def content(window: Window) -> str:
    """Return everything that can be read on the screen, typed or told."""
    lines = [each.text() for each in window.findChildren(QLineEdit) if each.isVisible()]
    return "\n".join([words(window), *lines])


def type_half_a_registration(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(focused(), "Okafor")
    focused().focusNextChild()
    qtbot.keyClicks(focused(), "Adaeze")
    focused().focusNextChild()
    qtbot.keyClicks(focused(), "31.2.19")


def test_lock_is_at_once_and_what_was_typed_waits_for_the_same_person(
    open_window: Opener, folder: Path, template: Template, qtbot: QtBot
) -> None:
    window = open_window(folder)
    enter(window, template)
    type_half_a_registration(window, qtbot)
    assert "Okafor" in content(window)
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert window.frame is None
    assert "Unlock the clinic" in words(window)
    assert not [typed for typed in ("Okafor", "Adaeze", "31.2.19") if typed in content(window)]
    enter(window, template, CLINICIAN)
    assert "Okafor" not in content(window)
    qtbot.keyClick(window, Qt.Key.Key_F12)
    enter(window, template, RECEPTION)
    assert "What you had typed before the lock is back." in words(window)
    assert {"Okafor", "Adaeze", "31.2.19"} <= set(content(window).splitlines())
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert "This is not saved yet." in words(window)


def test_a_note_of_a_call_waits_too(
    open_window: Opener, folder: Path, template: Template, qtbot: QtBot
) -> None:
    window = open_window(folder)
    enter(window, template)
    treated_patient(window.frame.workplace.clinic, starts=time(6))
    qtbot.keyClick(window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(focused(), Qt.Key.Key_2)
    qtbot.keyClick(focused(), Qt.Key.Key_L)
    window.frame.screen_shown.detail.answers.attempt_binder.input("note").setFocus()
    qtbot.keyClicks(focused(), "will call back")
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert "will call back" not in content(window)
    enter(window, template)
    answers = window.frame.screen_shown.detail.answers
    assert answers.is_asking
    assert answers.attempt_binder.values()["note"] == "will call back"


def test_a_practice_clinic_wears_its_dress_however_it_was_opened(
    open_window: Opener, tmp_path: Path
) -> None:
    make_practice(tmp_path / "clinic")
    window = open_window(tmp_path / "clinic", practice=False)
    window.enter(vault.unlock(tmp_path / "clinic", "Dr. Ana Prática", "practice"))
    assert theme().practice
    assert "practice" in window.windowTitle()
    window.lock()
    assert "practice" in window.windowTitle()


def test_a_real_clinic_is_never_opened_for_practice(
    open_window: Opener, folder: Path, template: Template, qtbot: QtBot
) -> None:
    before = (folder / "clinic.db").read_bytes()
    window = open_window(folder, practice=True)
    qtbot.waitUntil(lambda: "Start the program without --practice." in words(window))
    assert window.frame is None
    enter(window, template)
    assert window.frame is None
    assert "Start the program without --practice." in words(window)
    assert (folder / "clinic.db").read_bytes() == before


def test_no_new_clinic_is_put_in_the_place_of_one_whose_disk_is_away(
    open_window: Opener,
    template: Template,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "stick" / "clinic"
    assert not Claim(folder).taken
    for name in ("sys", "threading", "faulthandler"):
        monkeypatch.setattr(crash, name, MagicMock())
    crash.watch(folder)
    window = open_window(folder)
    assert "This clinic is not there." in words(window)
    assert "Your clinic" not in words(window)
    assert not folder.parent.exists(), "else the disk could not come by its name again"
    folder.parent.mkdir()
    template.copy_to(folder).close()
    with qtbot.waitSignal(window.tried_again):
        qtbot.keyClick(focused(), Qt.Key.Key_Return)
    window.show_way_in()
    assert "Unlock the clinic" in words(window)


def test_practice_locks_too_and_opens_again_without_a_question(
    open_window: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    make_practice(tmp_path / "clinic")
    window = open_window(tmp_path / "clinic", practice=True)
    qtbot.waitUntil(lambda: window.frame is not None)
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert window.frame is None
    assert "Locked." in words(window)
    assert [each for each in window.findChildren(PracticeBand) if each.isVisible()]
    qtbot.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.frame is not None)


def test_locked_practice_says_that_typed_work_waits(
    open_window: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    make_practice(tmp_path / "clinic")
    window = open_window(tmp_path / "clinic", practice=True)
    qtbot.waitUntil(lambda: window.frame is not None)
    qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    for text in ("Okafor", "Adaeze", "31.2.19"):  # no draft holds half a date
        qtbot.keyClicks(focused(), text)
        focused().focusNextChild()
    qtbot.keyClick(window, Qt.Key.Key_F12)
    assert "it comes back when they unlock. A practice clinic asks for no pass" in words(window)


def test_each_role_of_practice_is_tried_by_two_keys(
    open_window: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    make_practice(tmp_path / "clinic")
    key = vault.unlock(tmp_path / "clinic", "Dr. Ana Prática", "practice").key
    with closing(open_clinic(tmp_path / "clinic", key, NOW)) as clinic:
        clinic.staff.add(Staff("Rui & Ana", Role.RECEPTION), 1, NOW)
    window = open_window(tmp_path / "clinic", practice=True)
    for name in ("Rui & Ana", "Dr. Ana Prática"):
        qtbot.waitUntil(lambda: window.frame is not None, timeout=10_000)
        escaped = name.replace("&", "&&")
        (switch,) = [a for a in window.frame.who.acts() if a.text() == f"Switch to {escaped}"]
        switch.trigger()
        assert window.frame is None
        assert f"&Open it for {escaped}" in [b.text() for b in window.findChildren(QPushButton)]
        qtbot.keyClick(focused(), Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.frame is not None, timeout=10_000)
        assert window.frame.workplace.staff.record.name == name


def test_the_invented_day_never_lies_in_the_future_of_its_own_clock(
    open_window: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    make_practice_clinic(tmp_path / "clinic", 20, 1, NOW.date()).close()
    window = open_window(tmp_path / "clinic", practice=True)  # NOW is at four in the morning there
    qtbot.waitUntil(lambda: window.frame is not None)
    place = window.frame.workplace
    visits = [stored.record for stored in place.clinic.diary.day(place.today())]
    moments = [m for v in visits for m in (v.arrived_at, v.started_at, v.ended_at) if m]
    assert moments and max(moments) > NOW
    assert max(moments) <= place.now() < NOW + timedelta(hours=12)


def test_a_second_start_is_refused_and_touches_nothing(open_window: Opener, tmp_path: Path) -> None:
    window = open_window(tmp_path / "clinic", practice=True, taken=True)
    QApplication.processEvents()
    assert tasks.wait_for_all()
    assert "This clinic is open in another window, which does not answer." in words(window)
    assert not (tmp_path / "clinic").exists()


def test_a_clinic_that_does_not_open_is_told_and_tried_again(
    open_window: Opener, folder: Path, template: Template
) -> None:
    window = open_window(folder)
    (folder / "clinic.db").write_bytes(b"not a database" * 500)
    enter(window, template)
    assert "A file of the clinic is damaged or gone" in words(window)
    assert "Nothing was changed" in words(window)
    assert "Try again" in words(window)
    assert window.frame is None


@pytest.mark.skipif("sys.platform == 'win32'", reason="an open file cannot be moved there")
def test_a_folder_that_vanishes_is_told_and_the_window_lives(
    open_window: Opener, folder: Path, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(folder)
    enter(window, template)
    frame = window.frame
    shutil.move(folder, folder.with_name("elsewhere"))
    with pytest.raises(KnownError) as caught:
        frame.workplace.clinic.people.register(patient(), RECEPTION, NOW)
    crash.handle(folder, KnownError, caught.value, None)
    assert "The clinic folder has gone" in frame.banner.text()
    frame.go_back()
    for number in range(1, 5):
        frame.actions()[number - 1].trigger()
    assert window.isVisible()
    assert "follow_ups" in [place.name for place in frame._way]


def test_what_stands_for_long_is_not_searched_for_garbage(
    open_window: Opener, folder: Path, template: Template
) -> None:
    window = open_window(folder)
    enter(window, template)
    assert gc.get_freeze_count() > 10_000
    window.lock()
    assert gc.get_freeze_count() < 1_000


def test_a_hard_crash_of_the_last_run_is_told_once(
    open_window: Opener, folder: Path, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / crash.HARD).write_text("Fatal Python error: Segmentation fault", encoding="utf-8")
    crash._keep_last(folder)
    window = open_window(folder)
    enter(window, template, CLINICIAN)
    assert "stopped by a fault the last time" in window.frame.banner.text()
    assert str(folder / crash.HARD_BEFORE) in window.frame.banner.text()
    window.lock()
    enter(window, template, CLINICIAN)
    assert window.frame.banner.text() == ""


def test_the_clock_of_the_window_is_the_clinics(
    open_window: Opener, folder: Path, template: Template
) -> None:
    window = open_window(folder)
    enter(window, template)
    late = datetime.combine(NOW.date(), NOW.time(), NOW.tzinfo) + timedelta(hours=19)
    assert window.frame.workplace.clinic.day(late) == NOW.date()
