"""A clinic whose keys were being changed, or that was being re-keyed, opens after any kill."""

import os
import random
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from infrared_desktop.storage.access.key_ring import KeyRing
from infrared_desktop.storage.access.way_in import let_in, let_in_with_recovery_key
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.files.folder import NEXT_KEYS
from infrared_desktop.storage.verify import verify
from tests.clinics import NOW, PASSPHRASE, RECEPTION, Template
from tests.scenes import patient

OWNER, OTHER, GOING = "Dr. Åsa Lindqvist", "Noor Haddad", "what the one who goes knew"
_ACCESS = "infrared_desktop.storage.access"
# What is called next when the process dies.
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
CHILD = """
import sys
from datetime import datetime
from pathlib import Path
from unittest.mock import patch
from infrared_desktop.storage.access import key_ring, rekeying, way_in
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION
from tests.faults.child import die
folder, what, step = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
owner = "Dr. \\u00c5sa Lindqvist"
key = way_in.let_in(folder, owner, PASSPHRASE).key
print("begun", flush=True)
def work():
    if what == "rekey":
        order = rekeying.Order(owner, PASSPHRASE, CLINICIAN, NOW)
        rekeying.rekey(folder, order, leaving=RECEPTION)
    else:
        key_ring.KeyRing(folder, key).give(CLINICIAN, owner, "nine loud trumpets at noon")
if step:
    with patch(step, lambda *_, **__: die()):
        work()
while True:
    work()
"""


@pytest.fixture
def folder(template: Template, tmp_path: Path) -> Path:
    clinic = template.copy_to(tmp_path / "clinic")
    with closing(clinic):
        clinic.people.register(patient(), RECEPTION, NOW)
        KeyRing(clinic.folder, clinic.ledger.key).give(RECEPTION, OTHER, GOING)
    return clinic.folder


def kill(folder: Path, what: str, step: str = "", life: float | None = None) -> None:
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder), what, step],
        env={**os.environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    told = child.stdout.readline()
    if life is not None:
        time.sleep(life)
        child.kill()
    errors = child.communicate()[1]
    assert (told, errors, child.returncode != 0) == ("begun\n", "", True)


def opens(folder: Path, passphrases: tuple[str, ...], recovery_key: str) -> None:
    """See that the owner and the recovery key get in, and that all is there."""
    keys = set()
    for passphrase in passphrases:
        try:
            keys.add(let_in(folder, OWNER, passphrase).key)
        except Exception as error:
            assert "does not unlock" in str(error)
    keys.add(let_in_with_recovery_key(folder, recovery_key).key)
    assert len(keys) == 1
    assert not (folder / NEXT_KEYS).exists()
    with closing(open_clinic(folder, keys.pop(), NOW)) as clinic:
        assert not [str(found) for found in verify(clinic)]
        assert len(clinic.people.many({1, 2, 3, 4, 5, 6, 7, 8, 9})) == 1


@pytest.mark.parametrize("step", REKEYING)
def test_a_re_keying_killed_at_any_step_is_before_or_after(
    folder: Path, template: Template, step: str
) -> None:
    kill(folder, "rekey", step)
    opens(folder, (PASSPHRASE,), template.recovery_key)


@pytest.mark.parametrize("step", CHANGING)
def test_a_change_of_passphrase_killed_at_any_step_leaves_one_that_opens(
    folder: Path, template: Template, step: str
) -> None:
    kill(folder, "change", step)
    opens(folder, (PASSPHRASE, "nine loud trumpets at noon"), template.recovery_key)


def test_re_keyings_killed_at_random_moments(folder: Path, template: Template) -> None:
    chance = random.Random(6)
    for _ in range(4):
        kill(folder, "rekey", life=chance.uniform(0, 0.8))
        opens(folder, (PASSPHRASE,), template.recovery_key)
