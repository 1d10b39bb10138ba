"""Keys are given, changed and taken away one by one, and somebody always has one."""

import json
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.access import key_ring
from infrared_desktop.storage.access.key_ring import Holder, KeyRing
from infrared_desktop.storage.access.tries import MOST, Tries, WaitError
from infrared_desktop.storage.access.way_in import let_in, let_in_with_recovery_key
from infrared_desktop.storage.files import key_file, vault
from infrared_desktop.storage.files.folder import KEY_FILE
from infrared_desktop.storage.files.key_file import RECOVERY
from infrared_desktop.storage.files.key_pairs import new_slot
from infrared_desktop.storage.files.vault import WrongPassphraseError

KEY = bytes(range(32))
OWN, NEW = "seven quiet lamps", "nine loud trumpets"
PRINTED = vault.new_recovery_key()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    plain = vault.plain_recovery_key(PRINTED)
    slots = [
        new_slot(KEY, "c1", "Åsa", 1, OWN, vault.FLOOR),
        new_slot(KEY, "c1", RECOVERY, 0, plain, vault.FLOOR),
    ]
    key_file.save(tmp_path, "c1", slots)
    return tmp_path


@pytest.fixture
def ring(folder: Path) -> KeyRing:
    return KeyRing(folder, KEY)


def test_a_guess_at_a_new_key_costs_what_the_clinic_was_founded_at(
    folder: Path, ring: KeyRing
) -> None:
    ring.give(2, "Noor", NEW)
    assert {slot.cost for slot in key_file.read(folder)[1]} == {vault.FLOOR}


def test_everybody_gets_in_by_a_passphrase_of_their_own(folder: Path, ring: KeyRing) -> None:
    ring.give(2, "Noor", NEW)
    assert ring.holders() == {
        0: Holder(False, True),
        1: Holder(False, True),
        2: Holder(False, True),
    }
    for name, staff_id, passphrase in (("Åsa", 1, OWN), ("Noor", 2, NEW)):
        unlocked = let_in(folder, name, passphrase)
        assert (unlocked.key, unlocked.staff_id) == (KEY, staff_id)
    with pytest.raises(WrongPassphraseError):
        let_in(folder, "Noor", OWN)


def test_a_code_lets_in_until_a_passphrase_takes_its_place(folder: Path, ring: KeyRing) -> None:
    code = ring.give_code(2, "Noor")
    assert ring.holders()[2].has_code
    assert let_in(folder, "Noor", code.lower()).once
    ring.change(2, "Noor", code, NEW)
    assert not ring.holders()[2].has_code
    with pytest.raises(WrongPassphraseError):
        let_in(folder, "Noor", code)


def test_one_needs_the_own_passphrase_to_change_it(folder: Path, ring: KeyRing) -> None:
    before = (folder / KEY_FILE).read_bytes()
    with pytest.raises(WrongPassphraseError):
        ring.change(1, "Åsa", NEW, "whatever comes next")
    with pytest.raises(KnownError, match="that you have"):
        ring.change(1, "Åsa", OWN, OWN)
    assert (folder / KEY_FILE).read_bytes() == before
    ring.change(1, "Åsa", OWN, NEW)
    assert let_in(folder, "Åsa", NEW).key == KEY


def test_the_recovery_key_is_renewed(folder: Path, ring: KeyRing) -> None:
    new = vault.new_recovery_key()
    ring.renew_recovery_key(new)
    assert let_in_with_recovery_key(folder, new).key == KEY
    with pytest.raises(WrongPassphraseError):
        let_in_with_recovery_key(folder, PRINTED)


def test_the_last_key_of_a_person_stays(ring: KeyRing) -> None:
    with pytest.raises(KnownError, match="Nobody else has a key"):
        ring.take_away(1)
    ring.give(2, "Noor", NEW)
    ring.take_away(1)
    assert set(ring.holders()) == {0, 2}


@pytest.mark.parametrize("name", ["åsa", "Recovery ", "recovery"])
def test_no_two_people_share_a_name(ring: KeyRing, name: str) -> None:
    with pytest.raises(KnownError, match="Add"):
        ring.give(2, name, NEW)


def test_a_new_key_that_does_not_open_leaves_the_old_one(
    folder: Path, ring: KeyRing, monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoilt(*args: object) -> None:
        key_file.save(*args)  # type: ignore[arg-type]
        content = json.loads((folder / KEY_FILE).read_text(encoding="utf-8"))
        content["slots"][-1]["nonce"] = content["slots"][0]["nonce"]
        (folder / KEY_FILE).write_text(json.dumps(content), encoding="utf-8")

    monkeypatch.setattr(key_ring, "save", spoilt)
    with pytest.raises(KnownError, match="the old one stays"):
        ring.change(1, "Åsa", OWN, NEW)
    monkeypatch.undo()
    assert let_in(folder, "Åsa", OWN).key == KEY


def test_wrong_tries_wait_but_never_the_recovery_key(folder: Path, ring: KeyRing) -> None:
    tries = Tries(folder, lambda: 500.0)
    for _ in range(3):
        with pytest.raises(WrongPassphraseError):
            let_in(folder, "Åsa", NEW, tries)
    with pytest.raises(WaitError, match="2 s are left"):
        let_in(folder, "Åsa", OWN, tries)  # not even the right one
    assert let_in_with_recovery_key(folder, PRINTED).key == KEY
    with pytest.raises(WrongPassphraseError):
        let_in_with_recovery_key(folder, vault.new_recovery_key())
    assert let_in_with_recovery_key(folder, PRINTED).key == KEY


def test_a_code_of_the_owner_ends_the_waiting(folder: Path, ring: KeyRing) -> None:
    for _ in range(MOST):
        Tries(folder).failed(1)
    with pytest.raises(KnownError, match="Too many"):
        let_in(folder, "Åsa", OWN)
    assert let_in(folder, "Åsa", ring.give_code(1, "Åsa")).once
