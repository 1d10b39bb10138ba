"""Whatever asks for a passphrase waits after wrong tries, and the log hears of each of them."""

from pathlib import Path

import pytest

from infrared_desktop.storage.access.tries import FREE, RECOVERY_ID, Tries, WaitError, heard_of
from infrared_desktop.storage.access.way_in import (
    let_in,
    let_in_with_recovery_key,
    unlocked_for_the_day,
)
from infrared_desktop.storage.files import key_file, vault
from infrared_desktop.storage.files.key_file import RECOVERY
from infrared_desktop.storage.files.key_pairs import new_slot
from infrared_desktop.storage.files.vault import WrongPassphraseError, plain_recovery_key

KEY, CLINIC, WHO = bytes(range(32)), "c1", 3
PASSPHRASE, CODE, RECOVERY_KEY = "seven quiet lamps", vault.new_code(), vault.new_recovery_key()


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("keys")
    recovery = plain_recovery_key(RECOVERY_KEY)
    slots = [
        new_slot(KEY, CLINIC, "Åsa", WHO, PASSPHRASE, vault.FLOOR),
        new_slot(KEY, CLINIC, "Noor", 4, plain_recovery_key(CODE), vault.FLOOR, once=True),
        new_slot(KEY, CLINIC, RECOVERY, RECOVERY_ID, recovery, vault.FLOOR),
    ]
    key_file.save(folder, CLINIC, slots)
    return (folder / key_file.KEY_FILE).read_bytes()


@pytest.fixture
def folder(keys: bytes, tmp_path: Path) -> Path:
    (tmp_path / key_file.KEY_FILE).write_bytes(keys)
    return tmp_path


def told_of(folder: Path) -> dict[int, list[str]]:
    untold = Tries(folder).untold()
    return {who: [heard_of(each)[0] for each in those] for who, those in untold.items()}


def slip(folder: Path, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongPassphraseError):
            let_in(folder, "Åsa", "seven loud lamps")


def test_who_gets_it_right_begins_to_count_anew(folder: Path) -> None:
    for _ in range(2):
        slip(folder, FREE - 1)
        assert let_in(folder, "Åsa", PASSPHRASE).key == KEY
    assert told_of(folder) == {WHO: ["unlock-failed"] * 2 * (FREE - 1)}


def test_the_right_one_waits_as_well_and_nobody_else_does(folder: Path) -> None:
    slip(folder, FREE)
    for typed in (PASSPHRASE, "seven loud lamps"):
        with pytest.raises(WaitError):
            let_in(folder, "Åsa", typed)
    assert told_of(folder) == {WHO: ["unlock-failed"] * FREE}, "what was not tried is no try"
    assert let_in(folder, "Noor", CODE.lower()).once
    assert let_in_with_recovery_key(folder, RECOVERY_KEY).key == KEY


def test_a_wrong_recovery_key_is_told_and_slows_nothing_down(folder: Path) -> None:
    wrong = vault.new_recovery_key()
    for _ in range(FREE + 1):
        with pytest.raises(WrongPassphraseError):
            let_in_with_recovery_key(folder, wrong)
    assert told_of(folder) == {RECOVERY_ID: ["unlock-failed"] * (FREE + 1)}
    assert let_in_with_recovery_key(folder, RECOVERY_KEY).staff_id == RECOVERY_ID


def test_a_code_that_is_typed_in_the_window_is_told(folder: Path) -> None:
    assert unlocked_for_the_day(folder, "Noor", CODE, lambda *_: None).once
    assert told_of(folder) == {4: ["code-typed"]}
