"""A damaged clinic is opened to read from the window; nothing there stores, and F12 leads back."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.start import Options
from infrared_desktop.storage.access.key_ring import KeyRing
from infrared_desktop.storage.access.tries import Tries, heard_of
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.files.vault import Unlocked
from infrared_desktop.views import crash, tasks
from infrared_desktop.views.application import show_copy
from infrared_desktop.views.backup.damaged_page import DamagedPage
from infrared_desktop.views.entry.unlock import UnlockPage
from infrared_desktop.views.inputs.field_errors import error_of
from infrared_desktop.views.rescue.damaged_band import DamagedBand
from infrared_desktop.views.rescue.damaged_window import DamagedFrame, DamagedWindow
from infrared_desktop.views.screen import Place
from infrared_desktop.views.window import Window
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template
from tests.scenes import patient

WAIT_MS = 60_000
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def folder(template: Template, tmp_path: Path) -> Path:
    with closing(template.copy_to(tmp_path / "clinic")) as clinic:
        clinic.people.register(patient("Whole"), RECEPTION, NOW)
    return tmp_path / "clinic"


def damage(folder: Path, table: str, key: bytes) -> bytes:
    with closing(open_clinic(folder, key, NOW)) as clinic:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (page,) = clinic.ledger.db.execute(sql, (table,)).fetchone()
    path = folder / "clinic.db"
    content = bytearray(path.read_bytes())
    content[(page - 1) * 4096 + 100] ^= 1
    path.write_bytes(content)
    return bytes(content)


@pytest.fixture
def shown() -> list[Window]:
    return []


@pytest.fixture
def entrance(
    qtbot: QtBot, dressed: QApplication, folder: Path, shown: list[Window]
) -> Iterator[Window]:
    window = Window(Options(False, folder), lambda: NOW)
    window.copy_chosen.connect(lambda about: shown.append(show_copy(window, about)))
    qtbot.addWidget(window)
    window.show()
    yield window
    for each in (window, *shown):
        each.shut()
        each.close()
    tasks.wait_for_all()
    crash.listen(lambda _: False)


def test_what_reads_is_shown_and_nothing_is_stored(
    qtbot: QtBot, entrance: Window, folder: Path, template: Template, shown: list[Window]
) -> None:
    before = damage(folder, "audit", template.key)
    entrance.enter(Unlocked(template.key, CLINICIAN, ""))
    page = entrance.centralWidget()
    assert isinstance(page, DamagedPage)
    page.read.click()
    assert "the audit log can't tell what you read" in page.key.lead.text()
    page.key.form.passphrase.setText("wrong words altogether")
    page.key.go_on.click()
    qtbot.waitUntil(page.key.go_on.isEnabled, timeout=WAIT_MS)
    assert not shown
    page.key.form.passphrase.setText(PASSPHRASE)
    page.key.go_on.click()
    qtbot.waitUntil(lambda: bool(shown), timeout=WAIT_MS)
    (window,) = shown
    assert isinstance(window, DamagedWindow)
    assert isinstance(window.frame, DamagedFrame)
    assert window.findChild(DamagedBand).isVisible()
    assert "no log tells what you read" in window.findChild(DamagedBand).accessibleName()
    assert entrance.isHidden()
    window.frame.go(Place("patient", 1))
    window.frame.go(Place("diary"))
    assert type(window.frame.screen_shown).__name__ == "DiaryScreen"
    window.frame.go(Place("booking"))
    assert "nothing can be stored here" in window.frame.banner.text()
    with pytest.raises(KnownError, match="read only"):
        window.frame.workplace.clinic.people.register(patient("New"), RECEPTION, NOW)
    window.lock()
    qtbot.waitUntil(lambda: isinstance(window.centralWidget(), UnlockPage), timeout=WAIT_MS)
    assert not list(folder.glob("reading-*"))
    assert (folder / "clinic.db").read_bytes() == before
    told = [heard_of(each) for each in Tries(folder).untold()[CLINICIAN]]
    kept = [reason.split(" ")[-1] for act, reason in told if act == "unlocked-untold"]
    assert kept == ["window", "damaged-file"], "who came in is told once the clinic opens again"


def test_where_several_have_keys_each_says_first_who_they_are(
    qtbot: QtBot, entrance: Window, folder: Path, template: Template
) -> None:
    KeyRing(folder, template.key).give(RECEPTION, "Noor Haddad", PASSPHRASE)
    damage(folder, "audit", template.key)
    entrance.activateWindow()
    entrance.enter(Unlocked(template.key, CLINICIAN, ""))
    page = entrance.centralWidget()
    assert isinstance(page, DamagedPage)
    page.read.click()
    qtbot.waitUntil(page.key.form.person.hasFocus)


def test_where_nothing_reads_it_is_told_on_the_page(
    qtbot: QtBot, entrance: Window, folder: Path, template: Template, shown: list[Window]
) -> None:
    damage(folder, "head", template.key)
    entrance.enter(Unlocked(template.key, CLINICIAN, ""))
    page = entrance.centralWidget()
    assert isinstance(page, DamagedPage)
    page.read.click()
    page.key.form.passphrase.setText(PASSPHRASE)
    page.key.go_on.click()
    qtbot.waitUntil(page.key.go_on.isEnabled, timeout=WAIT_MS)
    assert "Too much of the file" in error_of(page.key.form.passphrase)
    assert not shown
