"""A backup is looked into and put back in the window; each step can be left, and it is undone."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.records.people import Patient, Settings
from infrared_desktop.start import Options
from infrared_desktop.storage.access.key_ring import KeyRing
from infrared_desktop.storage.access.rekeying import Order, rekey
from infrared_desktop.storage.backup import trial
from infrared_desktop.storage.backup.making import Made, back_up
from infrared_desktop.storage.backup.restoring import kept_before, restore
from infrared_desktop.storage.backup.standing import choose_place
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.database.sqlcipher import read
from infrared_desktop.storage.files.damage import DamageError, note_damage
from infrared_desktop.storage.files.typed_file import read_typed
from infrared_desktop.storage.files.vault import Unlocked, unlock
from infrared_desktop.views import crash, tasks
from infrared_desktop.views.backup.backup_key import BackupKey
from infrared_desktop.views.backup.backups import BackupsScreen
from infrared_desktop.views.backup.choosing_page import ChoosingPage
from infrared_desktop.views.backup.damage_watch import DamageWatch
from infrared_desktop.views.backup.damaged_page import DamagedPage
from infrared_desktop.views.backup.keeper import BackupKeeper
from infrared_desktop.views.backup.restore import RestoreScreen
from infrared_desktop.views.backup.restoring_page import RestoringPage
from infrared_desktop.views.entry.founding import FoundingPage
from infrared_desktop.views.entry.second_look import SecondLook
from infrared_desktop.views.entry.unlock import UnlockPage
from infrared_desktop.views.inputs.field_errors import error_of
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Place
from infrared_desktop.views.window import Window
from infrared_desktop.views.workplace import Workplace
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template
from tests.scenes import patient

WAIT_MS = 60_000
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def folder(template: Template, tmp_path: Path) -> Path:
    with closing(template.copy_to(tmp_path / "clinic")) as clinic:
        clinic.people.register(patient("Before"), RECEPTION, NOW)
    return tmp_path / "clinic"


@pytest.fixture
def made(folder: Path, template: Template, tmp_path: Path) -> Made:
    """A backup on a stick that is a place; the clinic has gone on since."""
    (tmp_path / "stick").mkdir()
    choose_place(folder, template.key, tmp_path / "stick")
    made = back_up(Source(folder, template.key), tmp_path / "stick", NOW)
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        clinic.people.register(patient("After"), RECEPTION, NOW)
    return made


@pytest.fixture
def window(qtbot: QtBot, dressed: QApplication, folder: Path) -> Iterator[Window]:
    with opened(qtbot, folder) as window:
        yield window


@contextmanager
def opened(qtbot: QtBot, folder: Path) -> Iterator[Window]:
    window = Window(Options(False, folder), lambda: NOW)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.shut()
    tasks.wait_for_all()
    crash.listen(lambda _: False)


def people(folder: Path, key: bytes) -> list[str]:
    with closing(open_clinic(folder, key, NOW)) as clinic:
        return [stored.record.surname for stored in clinic.ledger.books.all(Patient)]


def go_to(window: Window, about: Path) -> RestoreScreen:
    assert window.frame is not None
    window.frame.go(Place("restore", about=about))
    screen = window.frame.screen_shown
    assert isinstance(screen, RestoreScreen)
    return screen


def agree(qtbot: QtBot, window: Window, screen: RestoreScreen) -> None:
    """Agree and pass the second look; wait for the way in of the clinic that was put back."""
    qtbot.waitUntil(screen.put_back.isVisible, timeout=WAIT_MS)
    screen.put_back.click()
    (look,) = window.findChildren(SecondLook)
    look.passphrase.setText(PASSPHRASE)
    look.go_on.click()
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), UnlockPage), timeout=WAIT_MS)


def lead_of(window: Window) -> str:
    page = window.centralWidget()
    assert isinstance(page, UnlockPage)
    return page.card.lead.text()


def test_a_backup_is_chosen_looked_into_put_back_and_undone(
    qtbot: QtBot, window: Window, made: Made, folder: Path, template: Template
) -> None:
    window.enter(Unlocked(template.key, CLINICIAN, ""))
    assert window.frame is not None
    window.frame.go(Place("backups"))
    backups = window.frame.screen_shown
    assert isinstance(backups, BackupsScreen)
    qtbot.waitUntil(lambda: backups.all.current_key() == made.path, timeout=WAIT_MS)
    row = backups.all.current_row()
    assert row is not None
    assert row.chip is not None
    assert row.chip.text == "proven"
    assert " · 1 patient · 0 visits · " in row.note
    qtbot.keyClick(backups.all, Qt.Key.Key_Return)
    screen = window.frame.screen_shown
    assert isinstance(screen, RestoreScreen)
    qtbot.waitUntil(screen.put_back.isVisible, timeout=WAIT_MS)
    lines = screen.steps.difference.table.records.records
    assert lines[0].backup.startswith("1 ·")
    assert lines[0].here.startswith("2 ·")
    assert "Would be lost: what was written since" in screen.steps.difference.lost.text()
    assert people(folder, template.key) == ["Before", "After"]
    agree(qtbot, window, screen)
    assert people(folder, template.key) == ["Before"]
    assert "It was put back, and all of it is whole." in lead_of(window)
    ((kept, _),) = kept_before(folder)
    window.enter(Unlocked(template.key, CLINICIAN, ""))
    agree(qtbot, window, go_to(window, kept))
    assert people(folder, template.key) == ["Before", "After"]


@pytest.mark.parametrize("when", ["asking", "proving"])
def test_given_up_it_leads_back(
    qtbot: QtBot, window: Window, made: Made, template: Template, when: str
) -> None:
    window.enter(Unlocked(template.key, CLINICIAN, ""))
    assert window.frame is not None
    window.frame.go(Place("backups"))
    screen = go_to(window, made.path)
    assert screen.steps.is_on
    if when == "proving":
        qtbot.waitUntil(lambda: screen.steps.strip.bar.maximum() > 0, timeout=WAIT_MS)
    screen.steps.strip.cancel.click()
    qtbot.waitUntil(
        lambda: window.frame is not None and isinstance(window.frame.screen_shown, BackupsScreen),
        timeout=WAIT_MS,
    )


def test_a_damaged_backup_is_told_and_not_offered(
    qtbot: QtBot, window: Window, made: Made, template: Template
) -> None:
    piece = made.manifest.pieces[0]
    (made.path.parent / "objects" / piece[:2] / piece).unlink()
    window.enter(Unlocked(template.key, CLINICIAN, ""))
    screen = go_to(window, made.path)
    qtbot.waitUntil(screen.why_not.isVisible, timeout=WAIT_MS)
    assert "was not used" in screen.why_not.text()
    assert screen.put_back.isHidden()


def test_whoever_sits_there_need_not_say_who_they_are(
    qtbot: QtBot, dressed: QApplication, tmp_path: Path
) -> None:
    key = BackupKey(tmp_path, "restore")
    qtbot.addWidget(key)
    key.ask_for(tmp_path, ["Ann", "Béa"])
    assert key.form.person.currentText() == ""
    key.likely = "Béa"
    key.ask_for(tmp_path, ["Ann", "Béa"])
    assert key.form.person.currentText() == "Béa"


def test_one_of_an_earlier_key_asks_for_a_passphrase_of_its_day(
    qtbot: QtBot, dressed: QApplication, made: Made, folder: Path
) -> None:
    key = rekey(folder, Order("Dr. Åsa Lindqvist", PASSPHRASE, CLINICIAN, NOW))
    with opened(qtbot, folder) as window:
        window.enter(Unlocked(key, CLINICIAN, ""))
        assert window.frame is not None
        window.frame.go(Place("backups"))
        backups = window.frame.screen_shown
        assert isinstance(backups, BackupsScreen)
        qtbot.waitUntil(lambda: backups.all.current_key() == made.path, timeout=WAIT_MS)
        row = backups.all.current_row()
        assert row is not None
        assert row.chip2 is not None
        assert row.chip2.text == "earlier key"
        screen = go_to(window, made.path)
        qtbot.waitUntil(screen.steps.key.isVisible, timeout=WAIT_MS)
        assert screen.steps.key.likely == "Dr. Åsa Lindqvist"
        screen.steps.key.form.passphrase.setText("something else entirely")
        screen.steps.key.go_on.click()
        qtbot.waitUntil(screen.steps.key.go_on.isEnabled, timeout=WAIT_MS)
        assert not screen.steps.is_on
        screen.steps.key.form.passphrase.setText(PASSPHRASE)
        screen.steps.key.go_on.click()
        qtbot.waitUntil(screen.put_back.isVisible, timeout=WAIT_MS)
        assert "what was written since" in screen.steps.difference.lost.text()
        agree(qtbot, window, screen)
        assert people(folder, made_key(folder)) == ["Before"]


def made_key(folder: Path) -> bytes:
    return unlock(folder, "Dr. Åsa Lindqvist", PASSPHRASE).key


def words(page: DamagedPage | ChoosingPage) -> str:
    labels = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    buttons = [each.text() for each in page.findChildren(QPushButton) if each.isVisible()]
    return "\n".join([*labels, *buttons])


def test_a_damaged_clinic_is_restored_before_anybody_is_inside(
    qtbot: QtBot, window: Window, made: Made, folder: Path, template: Template
) -> None:
    path = folder / "clinic.db"
    spoilt = bytearray(path.read_bytes())
    spoilt[5000] ^= 1
    path.write_bytes(spoilt)
    window.enter(Unlocked(template.key, CLINICIAN, ""))
    page = window.centralWidget()
    assert isinstance(page, DamagedPage)
    qtbot.waitUntil(lambda: "newest proven backup is of 23 Nov 2026" in words(page))
    assert "is damaged. Nothing was changed" in words(page)
    assert str(folder) in words(page)
    assert path.read_bytes() == spoilt
    page.restore.click()
    choose_first(qtbot, window, made)
    assert people(folder, template.key) == ["Before"]
    ((kept, _),) = kept_before(folder)
    assert (kept / "clinic.db").read_bytes() == spoilt


@pytest.mark.parametrize("is_there", [True, False])
def test_who_may_not_restore_is_told_before_and_waits_for_no_proof(
    qtbot: QtBot,
    dressed: QApplication,
    folder: Path,
    template: Template,
    monkeypatch: pytest.MonkeyPatch,
    is_there: bool,
) -> None:
    KeyRing(folder, template.key).give(RECEPTION, "Noor Haddad", PASSPHRASE)
    made = back_up(Source(folder, template.key), folder.parent, NOW)
    if not is_there:
        (folder / "clinic.db").unlink()
    monkeypatch.setattr(trial, "check_database", Mock(side_effect=AssertionError("a proof")))
    with opened(qtbot, folder) as window:
        if is_there:
            window.rescue(DamageError("The file {name} is damaged.", name="clinic.db"))
        qtbot.waitUntil(lambda: isinstance(window.centralWidget(), DamagedPage))
        page = window.centralWidget()
        assert isinstance(page, DamagedPage)
        assert "The owner restores one, or whoever has the recovery key." in words(page)
        page.restore.click()
        choosing = window.centralWidget()
        assert isinstance(choosing, ChoosingPage)
        qtbot.waitUntil(lambda: choosing.list.current_key() == made.path, timeout=WAIT_MS)
        choosing.next.click()
        qtbot.waitUntil(choosing.steps.key.isVisible, timeout=WAIT_MS)
        assert "The owner opens it" in words(choosing)
        form = choosing.steps.key.form
        form.person.setCurrentText("Noor Haddad")
        form.passphrase.setText(PASSPHRASE)
        choosing.steps.key.go_on.click()
        qtbot.waitUntil(choosing.told.isVisible, timeout=WAIT_MS)
        assert "Only the owner puts a backup back" in choosing.told.text()
        assert choosing.next.text() == "&Look into it"


def choose_first(qtbot: QtBot, window: Window, made: Made) -> None:
    page = window.centralWidget()
    assert isinstance(page, ChoosingPage)
    qtbot.waitUntil(lambda: page.list.current_key() == made.path, timeout=WAIT_MS)
    page.next.click()
    qtbot.waitUntil(page.steps.key.isVisible, timeout=WAIT_MS)
    page.steps.key.form.passphrase.setText(PASSPHRASE)
    page.steps.key.go_on.click()
    qtbot.waitUntil(
        lambda: page.next.isVisible() and page.next.text().startswith("&Put"), timeout=WAIT_MS
    )
    page.next.click()
    assert isinstance(window.centralWidget(), RestoringPage)
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), UnlockPage), timeout=WAIT_MS)


@pytest.mark.parametrize("lost", ["clinic.keys", "clinic.db", "both"])
def test_lost_files_never_lead_to_a_new_clinic(
    qtbot: QtBot,
    dressed: QApplication,
    made: Made,
    folder: Path,
    template: Template,
    lost: str,
) -> None:
    for name in ("clinic.keys", "clinic.db") if lost == "both" else (lost,):
        (folder / name).unlink()
    with opened(qtbot, folder) as window:
        qtbot.waitUntil(lambda: isinstance(window.centralWidget(), DamagedPage))
        page = window.centralWidget()
        assert isinstance(page, DamagedPage)
        page.restore.click()
        choose_first(qtbot, window, made)
        assert people(folder, template.key) == ["Before"]


def test_lost_keys_alone_cost_no_record(
    qtbot: QtBot, dressed: QApplication, made: Made, folder: Path, template: Template
) -> None:
    (folder / "clinic.keys").unlink()
    with opened(qtbot, folder) as window:
        qtbot.waitUntil(lambda: isinstance(window.centralWidget(), DamagedPage))
        window.rescue()
        page = window.centralWidget()
        assert isinstance(page, ChoosingPage)
        qtbot.waitUntil(lambda: page.list.current_key() == made.path, timeout=WAIT_MS)
        page.next.click()
        qtbot.waitUntil(page.steps.key.isVisible, timeout=WAIT_MS)
        page.steps.key.form.passphrase.setText(PASSPHRASE)
        page.steps.key.go_on.click()
        qtbot.waitUntil(page.only_keys.isVisible, timeout=WAIT_MS)
        assert "Only the key file is lost" in words(page)
        page.only_keys.click()
        qtbot.waitUntil(lambda: isinstance(window.centralWidget(), UnlockPage), timeout=WAIT_MS)
        assert people(folder, template.key) == ["Before", "After"]
        assert not kept_before(folder)


def test_a_new_computer_begins_with_a_backup_from_a_stick(
    qtbot: QtBot, dressed: QApplication, made: Made, tmp_path: Path, template: Template
) -> None:
    with opened(qtbot, tmp_path / "new") as window:
        page = window.centralWidget()
        assert isinstance(page, FoundingPage)
        page.from_backup.click()
        choosing = window.centralWidget()
        assert isinstance(choosing, ChoosingPage)
        qtbot.waitUntil(lambda: "No backup was found" in words(choosing))
        choosing.look_in(tmp_path / "stick")
        choose_first(qtbot, window, made)
        assert people(tmp_path / "new", template.key) == ["Before"]
        assert not kept_before(tmp_path / "new")


def test_a_restore_that_fails_leaves_all_as_it_was(
    qtbot: QtBot, window: Window, made: Made, folder: Path, template: Template
) -> None:
    window.enter(Unlocked(template.key, CLINICIAN, ""))
    screen = go_to(window, made.path)
    qtbot.waitUntil(screen.put_back.isVisible, timeout=WAIT_MS)
    shutil.rmtree(made.path.parent / "objects")
    screen.put_back.click()
    (look,) = window.findChildren(SecondLook)
    look.passphrase.setText(PASSPHRASE)
    look.go_on.click()
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), RestoringPage), timeout=WAIT_MS)
    page = window.centralWidget()
    assert isinstance(page, RestoringPage)
    qtbot.waitUntil(page.back.isVisible, timeout=WAIT_MS)
    assert page.card.title.text() == "It was not put back"
    page.back.click()
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), UnlockPage), timeout=WAIT_MS)
    assert people(folder, template.key) == ["Before", "After"]
    assert "put back" not in lead_of(window)
    assert not kept_before(folder)


@pytest.mark.parametrize(("by", "offered"), [(CLINICIAN, True), (RECEPTION, False)])
def test_who_comes_in_after_is_told_and_the_owner_may_undo(
    qtbot: QtBot,
    window: Window,
    made: Made,
    folder: Path,
    template: Template,
    by: int,
    offered: bool,
) -> None:
    restore(made.path, folder, template.key, CLINICIAN, NOW)
    BackupKeeper(window)
    window.enter(Unlocked(template.key, by, ""))
    assert window.frame is not None
    banner = window.frame.banner
    banner.tell(Meaning.CAUTION, "Somebody opened a restricted chart.")
    qtbot.wait(20)
    assert "Restored" not in banner.text()  # it does not hide what is not read yet
    banner.settle()
    qtbot.waitUntil(lambda: "Restored on 23 Nov 2026" in banner.text())
    assert banner.action_button().isVisible() is offered
    assert ("the owner can put it back" in banner.text()) is not offered
    if offered:
        assert banner.action_button().shortcut().toString() == "Ctrl+G"
        banner.action_button().click()
        screen = window.frame.screen_shown
        assert isinstance(screen, RestoreScreen)
        qtbot.waitUntil(screen.put_back.isVisible, timeout=WAIT_MS)
        assert "what was written since" in screen.steps.difference.lost.text()


def test_a_restore_is_practised_with_its_undo(
    qtbot: QtBot,
    window: Window,
    made: Made,
    folder: Path,
    template: Template,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    restore(made.path, folder, template.key, CLINICIAN, NOW)
    keeper = BackupKeeper(window)
    practice = Settings("Practice clinic", "CA", timezone="America/Toronto", practice=True)
    monkeypatch.setattr(Workplace, "settings", property(lambda _: practice))
    window.enter(Unlocked(template.key, CLINICIAN, ""))
    assert window.frame is not None
    banner = window.frame.banner
    qtbot.waitUntil(lambda: "Restored on 23 Nov 2026" in banner.text())
    assert banner.action_button().text() == "Undo …  Ctrl+G"
    keeper.look()
    assert not window.frame.rail.backup.isVisible()  # nothing is backed up by itself there


def test_damage_that_shows_while_people_work_stops_all_saving(
    qtbot: QtBot, window: Window, made: Made, folder: Path, template: Template
) -> None:
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = 'wish'"
        (root,) = clinic.ledger.db.execute(sql).fetchone()
    path = folder / "clinic.db"
    spoilt = bytearray(path.read_bytes())
    spoilt[(root - 1) * 4096 + 100] ^= 1
    path.write_bytes(spoilt)
    BackupKeeper(window)
    window.enter(Unlocked(template.key, CLINICIAN, ""))
    assert window.frame is not None
    frame, clinic = window.frame, window.frame.workplace.clinic
    qtbot.wait(50)
    clinic.people.register(patient("Still saved"), RECEPTION, NOW)
    with pytest.raises(DamageError):
        list(read(clinic.ledger.db, "SELECT max(content_hash) FROM wish"))
    qtbot.waitUntil(lambda: "Nothing more is saved" in frame.banner.text())
    with pytest.raises(DamageError, match="nothing was saved"):
        clinic.people.register(patient("Never"), RECEPTION, NOW)
    frame.go(Place("patient_form"))
    form: Any = frame.screen_shown
    QTest.keyClicks(form.binder.input("surname"), "Okafor")
    DamageWatch(frame)._tell(DamageError("The file is damaged."))
    assert frame.banner.action_button().text() == "What can be done  Ctrl+G"
    frame.banner.action_button().click()
    page = window.centralWidget()
    assert isinstance(page, DamagedPage)
    assert "What stood on your screen" in words(page)
    kept = (folder / f"clinic.typed-{CLINICIAN}").read_bytes()
    assert b"Okafor" not in kept
    assert "Okafor" in read_typed(folder, template.key, CLINICIAN)
    assert window.frame is None
    assert people(folder, template.key) == ["Before", "After", "Still saved"]
    window.show_way_in()  # as at the next start
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), DamagedPage))
    page = window.centralWidget()
    assert isinstance(page, DamagedPage)
    assert "while people worked" in words(page)
    page.again.click()
    assert "All of the file is read" in words(page)
    type_key(qtbot, page, PASSPHRASE)
    assert "still damaged" in error_of(page.key.form.passphrase)
    window.show_way_in()
    qtbot.waitUntil(lambda: window.centralWidget() is not page)
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), DamagedPage))


def test_a_file_that_is_whole_after_all_is_worked_in_again(
    qtbot: QtBot, window: Window, folder: Path
) -> None:
    note_damage(folder)  # a page was read wrongly once
    window.show_way_in()
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), DamagedPage))
    page = window.centralWidget()
    assert isinstance(page, DamagedPage)
    page.again.click()
    page.key.form.passphrase.setText(PASSPHRASE)
    page.key.go_on.click()
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), UnlockPage), timeout=WAIT_MS)
    assert not (folder / "clinic.damage-seen").exists()


def type_key(qtbot: QtBot, page: DamagedPage, typed: str) -> None:
    """Type a passphrase into a page, and wait until it has its answer."""
    page.key.form.passphrase.setText(typed)
    page.key.go_on.click()
    qtbot.waitUntil(page.key.go_on.isEnabled, timeout=WAIT_MS)
