"""A passphrase or the recovery key opens the vault, and nothing else does."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage import key_file, vault
from infrared_desktop.storage.folder import KEY_FILE

KEY = bytes(range(32))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("vault")
    recovery = "ABCD-EFGH-JKLM-NPQR-STUV-WXYZ-2345"
    plain = vault.plain_recovery_key(recovery)
    slots = [
        vault.wrap(KEY, "c1", "Åsa", 1, "Grüße an die Küste", vault.FLOOR),
        vault.wrap(KEY, "c1", key_file.RECOVERY, 0, plain, vault.FLOOR),
    ]
    key_file.save(folder, "c1", slots)
    return folder


def test_the_passphrase_opens_in_any_unicode_form(folder: Path) -> None:
    decomposed = "Gru\u0308ße an die Ku\u0308ste"
    assert vault.unlock(folder, "Åsa", decomposed) == vault.Unlocked(KEY, 1, "Åsa")


def test_a_wrong_passphrase_is_refused_in_words(folder: Path) -> None:
    with pytest.raises(KnownError, match="does not unlock"):
        vault.unlock(folder, "Åsa", "Grüße an die Küsten")


def test_the_recovery_key_opens_however_it_is_typed(folder: Path) -> None:
    typed = "abcd efgh jklm npqr stuv wxyz 2345"
    assert vault.unlock_with_recovery_key(folder, typed).key == KEY


def test_the_recovery_slot_is_not_a_person(folder: Path) -> None:
    assert key_file.staff_names(folder) == ["Åsa"]
    with pytest.raises(KnownError, match="Nobody"):
        vault.unlock(folder, key_file.RECOVERY, "ABCDEFGHJKLMNPQRSTUVWXYZ2345")


def _tampered(folder: Path, tmp_path: Path, **changes: object) -> Path:
    content = json.loads((folder / KEY_FILE).read_text(encoding="utf-8"))
    content["slots"][0].update(changes)
    (tmp_path / KEY_FILE).write_text(json.dumps(content), encoding="utf-8")
    return tmp_path


def test_renaming_a_slot_does_not_open_it(folder: Path, tmp_path: Path) -> None:
    changed = _tampered(folder, tmp_path, name="Eva")
    with pytest.raises(KnownError, match="does not unlock"):
        vault.unlock(changed, "Eva", "Grüße an die Küste")


def test_lowering_the_cost_is_noticed(folder: Path, tmp_path: Path) -> None:
    cheap = {"memory_kib": 8, "iterations": 1, "lanes": 1}
    changed = _tampered(folder, tmp_path, argon2id=cheap)
    with pytest.raises(KnownError, match="weakened"):
        vault.unlock(changed, "Åsa", "Grüße an die Küste")


def test_a_missing_key_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="cannot be read"):
        key_file.staff_names(tmp_path)


@given(content=st.binary(max_size=200))
def test_any_key_file_is_read_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / KEY_FILE).write_bytes(content)
    with pytest.raises(KnownError):
        key_file.staff_names(folder)


def test_recovery_keys_differ_and_can_be_read_aloud() -> None:
    keys = {vault.new_recovery_key() for _ in range(50)}
    assert len(keys) == 50
    assert all(len(vault.plain_recovery_key(key)) == 28 for key in keys)
    assert not set("".join(keys)) & set("IO01")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no read-only folders of this kind")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_keeps_the_old_file(folder: Path) -> None:
    folder.chmod(0o500)
    try:
        with pytest.raises(KnownError, match="could not be written"):
            key_file.save(folder, "c1", [])
        assert key_file.staff_names(folder) == ["Åsa"]
    finally:
        folder.chmod(0o700)
