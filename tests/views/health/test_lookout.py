"""What the window stands on is watched: a folder that goes, a network drive, a clock that leaps."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infrared_desktop.start import Options
from infrared_desktop.storage.database.sqlcipher import heard
from infrared_desktop.storage.files.damage import DamageError
from infrared_desktop.storage.files.typed_file import read_typed
from infrared_desktop.storage.files.vault import Unlocked
from infrared_desktop.storage.health.clock import leap_of
from infrared_desktop.views import crash, first_words, tasks
from infrared_desktop.views.backup.damage_watch import DamageWatch
from infrared_desktop.views.door import door_of
from infrared_desktop.views.entry.refusals import Refusal
from infrared_desktop.views.entry.unlock import UnlockPage
from infrared_desktop.views.health import lookout
from infrared_desktop.views.health.lookout import Lookout
from infrared_desktop.views.health.typed_sheet import TypedSheet
from infrared_desktop.views.locking.as_text import keep_as_text
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Place
from infrared_desktop.views.window import Window
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.scenes import patient
from tests.views.desk import Desk


def _surname(window: Window) -> Any:
    assert window.frame is not None
    screen: Any = window.frame.screen_shown
    return screen.binder.input("surname")


def settle() -> None:
    """Let what is looked at beside the window be told."""
    assert tasks.wait_for_all()
    QApplication.processEvents()


def look(seen: Lookout) -> None:
    seen.look()
    settle()


def looked(frame: Any) -> Lookout:
    """Begin to look out, and look once."""
    seen = Lookout(frame)
    settle()
    return seen


def noted(desk: Desk) -> list[tuple[str, str | None, int]]:
    sql = "SELECT act, reason, staff_id FROM audit WHERE act LIKE 'clock-%' ORDER BY seq"
    return list(desk.clinic.ledger.db.execute(sql).fetchall())


def test_a_folder_that_goes_is_told_and_told_to_be_back(desk: Desk) -> None:
    seen = looked(desk.frame)
    assert desk.told() == ""
    assert seen._timer.isActive() and seen._timer.interval() <= 30_000
    here = desk.clinic.folder
    away = here.with_name("unplugged")
    here.rename(away)
    seen._timer.timeout.emit()
    settle()
    told = desk.told()
    assert f"The clinic folder has gone: {here}." in told
    assert "What was saved before lies in it" in told
    assert "Bring it back" in told
    assert desk.frame.rail.status.text() == "✗ Nothing can be saved now"
    desk.go("people")
    look(seen)
    assert desk.told() == told  # as long as it is gone, whatever else is shown
    away.rename(here)
    look(seen)
    assert "there again" in desk.told()
    assert "✓ Saved" in desk.frame.rail.status.text()
    desk.clinic.people.register(patient(), RECEPTION, NOW)


def test_typing_goes_on_while_the_folder_is_away_and_is_saved_after(desk: Desk) -> None:
    seen = looked(desk.frame)
    here, away = desk.clinic.folder, desk.clinic.folder.with_name("unplugged")
    desk.go("patient_form")
    here.rename(away)
    look(seen)
    desk.fill("surname", "Okafor")
    desk.fill("birth_date", "14.3.1971")
    desk.press("Ctrl+S")
    assert "not saved" in desk.words() and "Put the folder back and save again." in desk.words()
    assert desk.screen.binder.input("surname").get_value() == "Okafor"
    away.rename(here)
    look(seen)
    desk.press("Ctrl+S")
    assert [p.record.surname for p in desk.clinic.people.many({1}).values()] == ["Okafor"]


def test_a_folder_that_was_swapped_is_opened_anew_by_a_lock_with_what_was_typed(
    qtbot: QtBot, dressed: QApplication, template: Template, tmp_path: Path
) -> None:
    folder = tmp_path / "clinic"
    template.copy_to(folder).close()
    window = Window(Options(False, folder), lambda: NOW)
    qtbot.addWidget(window)
    window.show()
    window.enter(Unlocked(template.key, CLINICIAN, ""))
    assert window.frame is not None
    seen = looked(window.frame)
    window.frame.go(Place("patient_form"))
    QTest.keyClicks(_surname(window), "Okafor")
    folder.rename(tmp_path / "before")
    shutil.copytree(tmp_path / "before", folder)
    look(seen)
    assert "was swapped" in window.frame.banner.text()
    window.frame.banner.action_button().click()
    assert isinstance(window.centralWidget(), UnlockPage)
    window.enter(Unlocked(template.key, CLINICIAN, ""))
    assert _surname(window).get_value() == "Okafor"
    looked(window.frame)
    assert "What you had typed before the lock is back" in window.frame.banner.text()
    assert window.shut()
    tasks.wait_for_all()
    crash.listen(lambda _: False)


def test_a_lock_while_the_folder_is_away_asks_for_it_and_founds_nothing(
    qtbot: QtBot, dressed: QApplication, template: Template, tmp_path: Path
) -> None:
    folder, away = tmp_path / "clinic", tmp_path / "unplugged"
    template.copy_to(folder).close()
    window = Window(Options(False, folder), lambda: NOW)
    qtbot.addWidget(window)
    window.show()
    window.enter(Unlocked(template.key, CLINICIAN, ""))
    assert window.frame is not None
    window.frame.go(Place("patient_form"))
    QTest.keyClicks(_surname(window), "Okafor")
    folder.rename(away)
    window.lock()
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), Refusal))
    page: Any = window.centralWidget()
    assert "The clinic folder has gone" in page.advice_label.text()
    assert "no new clinic is put in its place" in page.advice_label.text()
    page.action_button.click()
    qtbot.waitUntil(lambda: window.centralWidget() is not page)
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), Refusal))
    assert not folder.exists()
    away.rename(folder)
    page = window.centralWidget()
    page.action_button.click()
    assert isinstance(window.centralWidget(), UnlockPage)
    window.enter(Unlocked(template.key, CLINICIAN, ""))
    assert _surname(window).get_value() == "Okafor"
    assert window.shut()
    tasks.wait_for_all()
    crash.listen(lambda _: False)


def test_a_window_closes_though_its_folder_has_gone(
    qtbot: QtBot, dressed: QApplication, template: Template, tmp_path: Path
) -> None:
    folder = tmp_path / "clinic"
    template.copy_to(folder).close()
    window = Window(Options(False, folder), lambda: NOW)
    qtbot.addWidget(window)
    window.show()
    window.enter(Unlocked(template.key, CLINICIAN, ""))
    assert window.frame is not None
    window.frame.go(Place("patient_form"))
    QTest.keyClicks(_surname(window), "Okafor")
    folder.rename(tmp_path / "gone")
    assert not window.close()
    assert "close now and lose what is not saved" in window.frame.banner.text()
    window.frame.banner.action_button().click()
    assert not window.isVisible()
    assert window.shut()
    crash.listen(lambda _: False)


def test_a_clock_far_ahead_is_told_audited_and_called_right_by_a_key(desk: Desk) -> None:
    desk.now = NOW + timedelta(days=365)
    looked(desk.frame)
    assert "This PC says that it is 23 Nov 2027" in desk.told()
    assert "is from 23 Nov 2026, 365 days earlier" in desk.told()
    assert "no e-mail leaves, and none is withdrawn" in desk.told()
    assert "close the program and set the clock" in desk.told()
    assert noted(desk) == [("clock-changed", "days ahead: 365", CLINICIAN)]
    desk.press("Ctrl+G")
    desk.qtbot.waitUntil(lambda: desk.told() == "Noted: the day is right.")
    assert noted(desk)[1:] == [("clock-confirmed", None, CLINICIAN)]
    desk.get_up()
    desk.sit_down(RECEPTION)
    looked(desk.frame)
    assert desk.told() == ""


def test_what_was_typed_at_a_damage_is_shown_until_it_is_thrown_away(desk: Desk) -> None:
    desk.go("patient_form")
    desk.fill("surname", "Okafor")
    desk.fill("birth_date", "14.3.71")
    folder, key = desk.clinic.folder, desk.clinic.ledger.data_key
    db = desk.clinic.ledger.db
    db.execute("PRAGMA query_only = ON")  # as from the first damage on
    assert keep_as_text(desk.frame)
    db.execute("PRAGMA query_only = OFF")
    desk.frame.banner.settle()
    other = looked(desk.frame)
    assert "is kept. Read it, and enter what is missing" in desk.told()
    desk.frame.banner.action_button().click()
    (sheet,) = desk.frame.findChildren(TypedSheet)
    assert "Surname: Okafor" in sheet.text.text()
    assert "Birth date: 14.03.1971" in sheet.text.text()
    sheet.keep.click()
    assert read_typed(folder, key, CLINICIAN)
    assert read_typed(folder, key, RECEPTION) == ""
    other._show_typed()
    sheet = desk.frame.findChildren(TypedSheet)[-1]
    sheet.throw_away.click()
    assert read_typed(folder, key, CLINICIAN) == ""
    desk.press("Ctrl+S")
    assert not keep_as_text(desk.frame)  # nothing is left that is not saved


def test_a_lock_of_a_damaged_clinic_leaves_nothing_in_memory_alone(
    qtbot: QtBot, dressed: QApplication, template: Template, tmp_path: Path
) -> None:
    folder = tmp_path / "clinic"
    template.copy_to(folder).close()
    window = Window(Options(False, folder), lambda: NOW)
    qtbot.addWidget(window)
    window.show()
    window.enter(Unlocked(template.key, CLINICIAN, ""))
    assert window.frame is not None
    window.frame.go(Place("patient_form"))
    QTest.keyClicks(_surname(window), "Okafor")
    heard(window.frame.workplace.clinic.ledger.db, DamageError("A page failed."))
    window.lock()
    assert isinstance(window.centralWidget(), UnlockPage)
    assert not window.locker._typed._held  # a restore starts another process
    assert "Okafor" in read_typed(folder, template.key, CLINICIAN)
    window.enter(Unlocked(template.key, CLINICIAN, ""))
    assert window.frame is not None
    looked(window.frame)
    assert "Read it, and enter what is missing" in window.frame.banner.text()
    assert window.shut()
    tasks.wait_for_all()
    crash.listen(lambda _: False)


def test_damage_that_a_job_meets_stops_the_window_and_the_next_job(desk: Desk) -> None:
    DamageWatch(desk.frame)
    seen = looked(desk.frame)
    door = door_of(desk.frame.workplace)
    with pytest.raises(DamageError), door.open():
        raise DamageError("{name} is damaged.", name="a backup.db")
    with pytest.raises(DamageError), door.open():
        raise DamageError("{name} is damaged.", name="clinic.db")
    with pytest.raises(DamageError, match="turned out to be damaged"), door.open():
        pass
    look(seen)
    desk.qtbot.waitUntil(lambda: "Nothing more is saved" in desk.told())
    assert desk.frame.rail.status.text() == "✗ Nothing more is saved"
    with pytest.raises(DamageError, match="nothing was saved"):
        desk.clinic.people.register(patient(), RECEPTION, NOW)


def test_what_is_told_already_is_read_first(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookout, "is_on_network", lambda _: True)
    desk.now = NOW + timedelta(days=40)
    desk.frame.tell(Meaning.INFORMATION, "The last run ended badly.")
    seen = looked(desk.frame)
    assert desk.told() == "The last run ended badly."
    assert noted(desk)
    desk.frame.banner.settle()
    look(seen)
    assert "40 days earlier" in desk.told()
    desk.frame.banner.settle()
    look(seen)
    assert "lies on a network drive" in desk.told()
    assert "move the folder to a disk of this computer" in desk.told()
    desk.frame.banner.settle()
    look(seen)
    assert desk.told() == ""


def test_a_practice_clinic_may_lie_anywhere_and_tell_any_day(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lookout, "is_on_network", lambda _: True)
    stored = desk.clinic._settings
    invented = replace(stored, record=replace(stored.record, practice=True))
    monkeypatch.setattr(desk.clinic, "_settings", invented)
    desk.now = NOW + timedelta(days=365)
    looked(desk.frame)
    assert (desk.told(), noted(desk)) == ("", [])


def test_whoever_comes_in_has_a_lookout(
    qtbot: QtBot,
    dressed: QApplication,
    template: Template,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(first_words, "_LATER_MS", 0)
    template.copy_to(tmp_path / "clinic").close()
    later = NOW + timedelta(days=40)
    window = Window(Options(False, tmp_path / "clinic"), lambda: later)
    qtbot.addWidget(window)
    window.show()
    window.enter(Unlocked(template.key, RECEPTION, ""))
    frame = window.frame
    assert frame is not None
    qtbot.waitUntil(lambda: "40 days earlier" in frame.banner.text())
    assert leap_of(frame.workplace.clinic, later) is not None
    QTest.keyClick(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: leap_of(frame.workplace.clinic, later) is None)
    assert window.shut()
    crash.listen(lambda _: False)


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Let every look at the clinic folder hang until this is set, as on a drive that has gone."""
    answers = threading.Event()

    stat = Path.stat

    def hang(path: Path, **named: Any) -> Any:
        if threading.current_thread() is threading.main_thread():
            raise AssertionError("the window itself would hang")
        answers.wait(20)
        return stat(path, **named)

    monkeypatch.setattr(lookout, "_LIMIT_MS", 50)
    monkeypatch.setattr(Path, "stat", hang)
    yield answers
    answers.set()
    monkeypatch.undo()
    assert tasks.wait_for_all()


def test_a_drive_that_hangs_never_stops_the_window_and_is_told(
    desk: Desk, hanging: threading.Event
) -> None:
    seen = Lookout(desk.frame)
    desk.qtbot.waitUntil(lambda: "The clinic folder does not answer" in desk.told())
    assert "what you type stays in this window" in desk.told()
    assert desk.frame.rail.status.text() == "✗ Nothing can be saved now"
    running = threading.active_count()
    for _ in range(5):  # while one look hangs, no other is begun
        seen.look()
    assert threading.active_count() == running
    hanging.set()
    settle()
    look(seen)
    assert "The clinic folder is there again" in desk.told()
    assert "✓ Saved" in desk.frame.rail.status.text()
