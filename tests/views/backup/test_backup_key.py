"""What opens a backup, or what still reads: a passphrase, and no code that is to end with one."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infrared_desktop.storage.access.key_ring import KeyRing
from infrared_desktop.storage.access.tries import FREE, Tries
from infrared_desktop.storage.backup.making import back_up
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.views.backup.backup_key import BackupKey, names_in
from infrared_desktop.views.inputs.field_errors import error_of
from tests.clinics import NOW, PASSPHRASE, RECEPTION, Template

NOOR, THEIRS = "Noor Haddad", "nine quiet lamps by the river"


@pytest.fixture
def folder(template: Template, tmp_path: Path) -> Path:
    template.copy_to(tmp_path / "clinic").close()
    return tmp_path / "clinic"


@pytest.fixture
def code(folder: Path, template: Template) -> str:
    return KeyRing(folder, template.key).give_code(RECEPTION, NOOR)


def refused(qtbot: QtBot, key: BackupKey, source: Path, code: str) -> str:
    """Type a code where a key is asked for; return what is said to it."""
    qtbot.addWidget(key)
    key.ask_for(source, names_in(source))
    key.show()
    opened: list[object] = []
    key.opened.connect(opened.append)
    key.form.person.setCurrentText(NOOR)
    key.form.passphrase.setText(code)
    key.go_on.click()
    qtbot.waitUntil(key.go_on.isEnabled, timeout=10_000)
    assert not opened
    return error_of(key.form.passphrase)


def kept(folder: Path) -> list[str]:
    """Return what waits to be told of who has the code."""
    return [each.partition(" ")[2] for each in Tries(folder).untold().get(RECEPTION, ())]


def test_a_one_time_code_reads_no_damaged_file(
    qtbot: QtBot, dressed: QApplication, folder: Path, code: str
) -> None:
    told = refused(qtbot, BackupKey(folder, "damaged-file"), folder, code)
    assert "one-time code, which opens nothing here" in told
    assert kept(folder) == ["code-refused damaged-file"]


def test_a_one_time_code_opens_no_backup_and_another_clinic_is_told_nothing(
    qtbot: QtBot, dressed: QApplication, folder: Path, code: str, template: Template, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    made = back_up(Source(folder, template.key), tmp_path / "stick", NOW)
    assert "opens nothing here" in refused(qtbot, BackupKey(folder, "restore"), made.path, code)
    assert kept(folder) == ["code-refused restore"]
    (tmp_path / "nothing").mkdir()
    template.copy_to(tmp_path / "elsewhere").close()
    keys = tmp_path / "elsewhere" / "clinic.keys"
    keys.write_text(keys.read_text(encoding="utf-8").replace('"clinic": "', '"clinic": "x'))
    for other in ("elsewhere", "nothing"):
        key = BackupKey(tmp_path / other, "restore")
        assert "opens nothing here" in refused(qtbot, key, made.path, code)
        assert not (tmp_path / other / "clinic.tries").exists()


def test_wrong_passphrases_at_a_backup_let_the_next_one_wait_and_count_the_seconds(
    qtbot: QtBot, dressed: QApplication, folder: Path, template: Template, tmp_path: Path
) -> None:
    KeyRing(folder, template.key).give(RECEPTION, NOOR, THEIRS)
    (tmp_path / "stick").mkdir()
    made = back_up(Source(folder, template.key), tmp_path / "stick", NOW)
    key = BackupKey(folder, "restore")
    for _ in range(FREE):
        assert "does not unlock" in refused(qtbot, key, made.path, "no such passphrase")
    assert "s are left" in refused(qtbot, key, made.path, THEIRS)
    with qtbot.waitSignal(key.opened, timeout=10_000):
        key.form.person.setCurrentText("Dr. Åsa Lindqvist")
        assert not error_of(key.form.passphrase), "that was somebody else's"
        key.form.passphrase.setText(PASSPHRASE)
        key.go_on.click()
