"""Killed while the window locks: what was locked with is there, and never half of it."""

import os
import random
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.verify import verify
from infrared_desktop.views.locking.packing import unpack
from tests.clinics import NOW, RECEPTION, Template
from tests.faults.child import KEY_VARIABLE


def lock_until_killed(folder: Path, key: bytes, life: float) -> tuple[int, int]:
    """Let the window lock on and on, kill it; return which turns were typed and locked last."""
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.locking_child", str(folder)],
        env={**os.environ, KEY_VARIABLE: key.hex()},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    first = child.stdout.readline()
    time.sleep(life)
    child.kill()
    last = {"typing": 0, "locked": 0}
    for line in (first + child.communicate()[0]).splitlines(keepends=True):
        if line.endswith("\n"):
            what, turn = line.split()
            last[what] = int(turn)
    return last["typing"], last["locked"]


def test_no_kill_loses_what_was_typed_before_a_lock(
    template: Template, tmp_path: Path, rounds: int
) -> None:
    chance = random.Random(19)
    locks = 0
    for number in range(3 * rounds):
        folder = tmp_path / str(number)
        template.copy_to(folder).close()
        typed, locked = lock_until_killed(folder, template.key, chance.uniform(0, 1.5))
        locks += locked
        with closing(open_clinic(folder, template.key, NOW)) as clinic:
            waiting = clinic.locked_work.waiting(RECEPTION)
            assert list(verify(clinic)) == []
        held = unpack(waiting).typed if waiting else ()
        may_stand = {f"31.2.{turn}" for turn in (locked, typed)}
        assert may_stand & set(held) or not locked, (typed, locked, held)
    assert locks > 0
