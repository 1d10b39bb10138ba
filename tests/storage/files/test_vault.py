"""A passphrase or the recovery key opens the vault, and nothing else does."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files import key_file, vault
from infrared_desktop.storage.files.folder import KEY_FILE

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


ODD = {
    "cost as text": {"argon2id": {"memory_kib": "65536", "iterations": 3, "lanes": 4}},
    "cost as a fraction": {"argon2id": {"memory_kib": 65536.5, "iterations": 3, "lanes": 4}},
    "costs of another kind": {"argon2id": {"rounds": 3}},
    "cost is a list": {"argon2id": [65536, 3, 4]},
    "cost is yes": {"argon2id": {"memory_kib": 65536, "iterations": True, "lanes": 4}},
    "too much memory": {"argon2id": {"memory_kib": 2**31, "iterations": 3, "lanes": 4}},
    "too many rounds": {"argon2id": {"memory_kib": 65536, "iterations": 10**9, "lanes": 4}},
    "too many lanes": {"argon2id": {"memory_kib": 65536, "iterations": 3, "lanes": 9999}},
    "no lanes": {"argon2id": {"memory_kib": 65536, "iterations": 3, "lanes": 0}},
    "empty salt": {"salt": ""},
    "short nonce": {"nonce": "AAAA"},
    "no key": {"wrapped": ""},
    "salt is a number": {"salt": 7},
    "salt is no base64": {"salt": "Grüße"},
    "name is a number": {"name": 7},
    "name is a list": {"name": ["Åsa"]},
    "staff as text": {"staff": "1"},
}


@pytest.mark.parametrize("changes", ODD.values(), ids=ODD.keys())
def test_an_odd_slot_is_a_damaged_file(
    folder: Path, tmp_path: Path, changes: dict[str, object]
) -> None:
    changed = _tampered(folder, tmp_path, **changes)
    for way_in in (key_file.staff_names, lambda where: vault.unlock(where, "Åsa", "x")):
        with pytest.raises(KnownError, match="damaged"):
            way_in(changed)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
_PLACES = ("name", "staff", "argon2id", "salt", "nonce", "wrapped")


@given(place=st.sampled_from(_PLACES), slot_value=_JSON, whole=_JSON, top=st.data())
def test_any_json_in_a_key_file_is_read_or_refused_in_words(
    folder: Path,
    tmp_path_factory: pytest.TempPathFactory,
    place: str,
    slot_value: object,
    whole: object,
    top: st.DataObject,
) -> None:
    odd = tmp_path_factory.getbasetemp()
    content = json.loads((folder / KEY_FILE).read_text(encoding="utf-8"))
    content["slots"][0][place] = slot_value
    content[top.draw(st.sampled_from(["slots", "format", "clinic", "none"]))] = whole
    for spoilt in (content, whole):
        (odd / KEY_FILE).write_text(json.dumps(spoilt), encoding="utf-8")
        try:
            names = key_file.staff_names(odd)
        except KnownError as error:
            assert str(error).endswith(".")
        else:
            assert all(isinstance(name, str) for name in names)


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
