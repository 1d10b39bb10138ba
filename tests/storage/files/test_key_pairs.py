"""A slot with a key pair opens with its own passphrase, is renewed without it, and isn't forged."""

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files import key_file, slot_keys, vault
from infrared_desktop.storage.files.key_file import Slot
from infrared_desktop.storage.files.key_pairs import is_genuine, new_slot, sealed_anew

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
CLINIC = "c1"


def slot_of(passphrase: str, key: bytes = KEY, once: bool = False) -> Slot:
    return new_slot(key, CLINIC, "Åsa", 1, passphrase, vault.FLOOR, once)


@pytest.fixture(scope="module")
def slot() -> Slot:
    return slot_of("seven quiet lamps")


def test_the_passphrase_opens_it_and_no_other_does(slot: Slot) -> None:
    assert vault.unwrap(CLINIC, slot, "seven quiet lamps") == KEY
    assert vault.unwrap(CLINIC, slot, "seven quiet lamp") is None


def test_it_is_renewed_without_the_passphrase(slot: Slot) -> None:
    renewed = sealed_anew(CLINIC, slot, KEY, OTHER)
    assert vault.unwrap(CLINIC, renewed, "seven quiet lamps") == OTHER
    assert not is_genuine(CLINIC, renewed, KEY)
    assert (renewed.wrapped, renewed.public) == (slot.wrapped, slot.public)


def test_a_public_half_that_somebody_put_there_is_never_sealed_to(slot: Slot) -> None:
    forged = slot_of("the words of a thief", key=os.urandom(32))
    for own in ("public", "seal", "wrapped", "salt"):
        changed = slot._replace(**{own: getattr(forged, own)})
        with pytest.raises(KnownError, match="another program"):
            sealed_anew(CLINIC, changed, KEY, OTHER)


CHANGES = {
    "another clinic's": {},
    "another name": {"name": "Eva"},
    "another person": {"staff_id": 2},
    "no longer a code": {"once": True},
    "another box": {"box": bytes(80)},
    "another seal": {"seal": bytes(32)},
    "another half": {"public": bytes(range(32))},
    "lower costs": {"cost": vault.FLOOR._replace(lanes=1)},
}


@pytest.mark.parametrize("changes", CHANGES.values(), ids=CHANGES.keys())
def test_a_changed_slot_does_not_open(slot: Slot, changes: dict[str, object]) -> None:
    clinic = CLINIC if changes else "c2"
    assert vault.unwrap(clinic, slot._replace(**changes), "seven quiet lamps") is None  # type: ignore[arg-type]


def test_it_stands_in_the_file_as_it_is(slot: Slot, tmp_path: Path) -> None:
    code = slot_of("ABCDEFGHJKLMNPQR", once=True)
    key_file.save(tmp_path, CLINIC, [slot, code])
    assert key_file.read(tmp_path) == (CLINIC, [slot, code])


def test_a_code_opens_however_it_is_typed_and_says_that_it_is_one(tmp_path: Path) -> None:
    code = vault.new_code()
    assert len(vault.plain_recovery_key(code)) == 16
    key_file.save(tmp_path, CLINIC, [slot_of(vault.plain_recovery_key(code), once=True)])
    unlocked = vault.unlock(tmp_path, "Åsa", f" {code.lower().replace('-', ' ')} ")
    assert (unlocked.key, unlocked.once) == (KEY, True)


def test_a_weakened_slot_is_refused_before_it_is_tried(slot: Slot, tmp_path: Path) -> None:
    cheap = vault.FLOOR._replace(memory_kib=1024)
    key_file.save(tmp_path, CLINIC, [slot, slot._replace(cost=cheap)])
    with pytest.raises(KnownError, match="weakened"):
        vault.unlock(tmp_path, "Åsa", "seven quiet lamps")


def test_too_little_memory_is_a_sentence(slot: Slot, monkeypatch: pytest.MonkeyPatch) -> None:
    class Poor:
        def __init__(self, **_: object) -> None: ...

        def derive(self, _: bytes) -> bytes:
            raise MemoryError

    monkeypatch.setattr(slot_keys, "Argon2id", Poor)
    with pytest.raises(KnownError, match="64 MB of memory"):
        vault.unwrap(CLINIC, slot, "seven quiet lamps")


CHEAP = vault.FLOOR._replace(memory_kib=32, iterations=1)
_TYPED = st.text(min_size=1, max_size=130)


def opens(made: str, typed: str) -> bool:
    cheap = new_slot(KEY, CLINIC, "Åsa", 1, made, CHEAP)
    return vault.unwrap(CLINIC, cheap, typed) == KEY


@given(_TYPED, st.sampled_from(("NFC", "NFD", "NFKC", "NFKD")))
@example("ﬁne Ⅷ ½ Grüße Å", "NFKD")
@settings(deadline=None)
def test_any_unicode_form_of_a_passphrase_opens(
    text: str, form: "unicodedata._NormalizationForm"
) -> None:
    assert opens(text, unicodedata.normalize(form, text))


@given(st.text(min_size=64, max_size=64), st.characters(exclude_categories=("M", "Cs")))
@settings(deadline=None, max_examples=50)
def test_nothing_is_cut_off(prefix: str, last: str) -> None:
    joined = unicodedata.normalize("NFKC", prefix + last)
    assert opens(prefix + last, prefix) is (joined == unicodedata.normalize("NFKC", prefix))
    assert opens(prefix, prefix)


@given(_TYPED, st.integers(0, 129))
@settings(deadline=None, max_examples=50)
def test_one_letter_less_does_not_open(text: str, at: int) -> None:
    spot = at % len(text)
    shorter = text[:spot] + text[spot + 1 :]
    same = unicodedata.normalize("NFKC", shorter) == unicodedata.normalize("NFKC", text)
    assert opens(text, shorter) is same
