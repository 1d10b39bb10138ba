"""A clinic whose keys were being changed, or that was being re-keyed, opens after any step."""

from contextlib import closing

import pytest

from tests.clinics import PASSPHRASE
from tests.faults.nursery import played
from tests.faults.stage import Stage, content, keys_that_open
from tests.faults.window_work import change_own
from tests.faults.work import NEW_WORDS, change_passphrase, die_at, rekey

_ACCESS = "infrared_desktop.storage.access"
# What is called next when the process dies; random moments are in test_kills.py.
REKEYING = (
    f"{_ACCESS}.rekeying.connect",
    f"{_ACCESS}.rekeying.keep_data_key",
    f"{_ACCESS}.rekeying._write_next",
    f"{_ACCESS}.rekeying._key_of_next",
    f"{_ACCESS}.rekeying._encrypt",
    f"{_ACCESS}.rekeying._finish",
    f"{_ACCESS}.rekeying.rename",
    f"{_ACCESS}.rekeying.anchor.advance",
)
CHANGING = (
    f"{_ACCESS}.key_ring.new_slot",
    f"{_ACCESS}.key_ring.save",
    f"{_ACCESS}.key_ring.KeyRing._prove",
    f"{_ACCESS}.key_ring.Tries",
)


@pytest.mark.parametrize("step", REKEYING)
def test_a_re_keying_killed_at_any_step_is_before_or_after(stage: Stage, step: str) -> None:
    assert played(die_at, rekey, stage, step)[0] == ["begun"]
    assert content(stage.folder, keys_that_open(stage))


@pytest.mark.parametrize("step", CHANGING)
def test_a_change_of_passphrase_killed_at_any_step_leaves_one_that_opens(
    stage: Stage, step: str
) -> None:
    assert played(die_at, change_passphrase, stage, step)[0] == ["begun"]
    assert keys_that_open(stage, (PASSPHRASE, NEW_WORDS)) == stage.key
    assert content(stage.folder, stage.key)


@pytest.mark.parametrize("step", CHANGING)
def test_a_change_in_the_window_killed_at_any_step_was_told_before(stage: Stage, step: str) -> None:
    assert played(change_own, stage.folder, stage.key, step)[0] == ["begun"]
    assert keys_that_open(stage, (PASSPHRASE, NEW_WORDS)) == stage.key
    with closing(stage.open()) as clinic:
        *_, (told,) = clinic.ledger.db.execute("SELECT act FROM audit ORDER BY seq")
    assert told == "passphrase-changed"
