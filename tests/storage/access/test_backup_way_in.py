"""Wrong passphrases at a backup slow the next one down, and no copy of the backup resets that."""

import shutil
from pathlib import Path

import pytest

from infrared_desktop.storage.access.backup_way_in import BackupWayIn
from infrared_desktop.storage.access.tries import FREE, RECOVERY_ID, Tries, WaitError
from infrared_desktop.storage.access.way_in import let_in
from infrared_desktop.storage.files import key_file, vault
from infrared_desktop.storage.files.folder import TRIES, holds_clinic
from infrared_desktop.storage.files.key_file import KEY_FILE, RECOVERY
from infrared_desktop.storage.files.key_pairs import new_slot
from infrared_desktop.storage.files.vault import WrongPassphraseError, plain_recovery_key

KEY, CLINIC, WHO = bytes(range(32)), "c1", 3
THEN, NOW = "seven quiet lamps", "eight quiet lamps"
RECOVERY_KEY = vault.new_recovery_key()


def save(folder: Path, passphrase: str, clinic: str = CLINIC) -> None:
    """Write a key file with a slot for one person, and one for the recovery key."""
    folder.mkdir(exist_ok=True)
    recovery = plain_recovery_key(RECOVERY_KEY)
    slots = [
        new_slot(KEY, clinic, "Åsa", WHO, passphrase, vault.FLOOR),
        new_slot(KEY, clinic, RECOVERY, RECOVERY_ID, recovery, vault.FLOOR),
    ]
    key_file.save(folder, clinic, slots)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The clinic as it is now."""
    save(tmp_path / "clinic", NOW)
    return tmp_path / "clinic"


@pytest.fixture
def way(folder: Path, tmp_path: Path) -> BackupWayIn:
    """A backup on a stick, from when the passphrase was another one."""
    save(tmp_path / "scratch", THEN)
    (tmp_path / "stick").mkdir()
    (tmp_path / "stick" / "a.backup").touch()
    return BackupWayIn(tmp_path / "scratch", tmp_path / "stick" / "a.backup", folder)


def slip(way: BackupWayIn, times: int = FREE) -> None:
    for _ in range(times):
        with pytest.raises(WrongPassphraseError):
            way.let_in("Åsa", "seven loud lamps")


def test_the_next_try_waits_at_the_backup_and_at_the_way_in(way: BackupWayIn) -> None:
    slip(way)
    with pytest.raises(WaitError):
        way.let_in("Åsa", THEN)
    with pytest.raises(WaitError):
        let_in(way.folder, "Åsa", NOW)
    assert len(Tries(way.folder).untold()[WHO]) == FREE, "which the log hears of"


def test_a_copy_of_the_backup_elsewhere_begins_nothing_anew(
    way: BackupWayIn, tmp_path: Path
) -> None:
    slip(way)
    shutil.copytree(way.keys, tmp_path / "other scratch")
    shutil.copytree(way.backup.parent, tmp_path / "other stick")
    again = BackupWayIn(tmp_path / "other scratch", tmp_path / "other stick/a.backup", way.folder)
    with pytest.raises(WaitError):
        again.let_in("Åsa", THEN)


def test_one_that_opens_a_backup_takes_no_wrong_try_at_the_clinic_back(way: BackupWayIn) -> None:
    slip(way, FREE - 1)
    assert way.let_in("Åsa", THEN).key == KEY
    with pytest.raises(WrongPassphraseError):
        let_in(way.folder, "Åsa", THEN)
    with pytest.raises(WaitError):
        let_in(way.folder, "Åsa", NOW)


def test_the_right_one_at_the_way_in_ends_the_waiting_at_the_backup(way: BackupWayIn) -> None:
    slip(way, FREE - 1)
    let_in(way.folder, "Åsa", NOW)
    slip(way, FREE - 1)
    assert way.let_in("Åsa", THEN).key == KEY


@pytest.mark.parametrize("there", ["nothing", "another clinic", "keys that do not read"])
def test_where_that_clinic_is_not_they_count_beside_the_backup(
    way: BackupWayIn, there: str
) -> None:
    (way.folder / KEY_FILE).unlink()
    if there == "another clinic":
        save(way.folder, NOW, "c2")
    if there == "keys that do not read":
        (way.folder / KEY_FILE).write_text("{")
    slip(way)
    with pytest.raises(WaitError):
        way.let_in("Åsa", THEN)
    assert (way.backup.parent / TRIES).exists()
    assert not (way.folder / TRIES).exists()
    assert holds_clinic(way.folder) is (there != "nothing"), "a clinic can be founded there"


def test_beside_the_backup_the_right_one_begins_anew(way: BackupWayIn) -> None:
    (way.folder / KEY_FILE).unlink()
    for _ in range(2):
        slip(way, FREE - 1)
        assert way.let_in("Åsa", THEN).key == KEY


def test_the_recovery_key_is_never_slowed_and_its_wrong_tries_are_told(way: BackupWayIn) -> None:
    for _ in range(FREE + 1):
        with pytest.raises(WrongPassphraseError):
            way.let_in_with_recovery_key(vault.new_recovery_key())
    assert way.let_in_with_recovery_key(RECOVERY_KEY).key == KEY
    assert len(Tries(way.folder).untold()[RECOVERY_ID]) == FREE + 1


def test_of_a_clinic_that_is_there_itself_the_right_one_begins_anew(folder: Path) -> None:
    way = BackupWayIn(folder, folder, folder)
    for _ in range(2):
        slip(way, FREE - 1)
        assert way.let_in("Åsa", NOW).key == KEY


def test_a_stick_that_cannot_be_written_refuses_a_wrong_one_all_the_same(
    way: BackupWayIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    (way.folder / KEY_FILE).unlink()
    (way.backup.parent / (TRIES + ".new")).mkdir()
    slip(way)
    assert way.let_in("Åsa", THEN).key == KEY
