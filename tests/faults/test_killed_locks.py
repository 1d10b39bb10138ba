"""Killed while the window locks: what was locked with is there, and never half of it."""

import random
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.verify import verify
from infrared_desktop.views.locking.packing import unpack
from tests.clinics import NOW, RECEPTION, Template
from tests.faults.figures import Note
from tests.faults.nursery import killed
from tests.faults.window_work import lock_on


def test_no_kill_loses_what_was_typed_before_a_lock(
    template: Template, tmp_path: Path, often: Callable[[int, int], int], figures: Note
) -> None:
    chance, kills, locks = random.Random(19), often(3, 30), 0
    for number in range(kills):
        folder = tmp_path / str(number)
        template.copy_to(folder).close()
        last = {"typing": 0, "locked": 0}
        last.update(killed(lock_on, folder, template.key, life=chance.uniform(0, 1.5)))
        locks += last["locked"]
        with closing(open_clinic(folder, template.key, NOW)) as clinic:
            waiting = clinic.locked_work.waiting(RECEPTION)
            assert list(verify(clinic)) == []
        held = unpack(waiting).typed if waiting else ()
        may_stand = {f"31.2.{turn}" for turn in last.values()}
        assert may_stand & set(held) or not last["locked"], (last, held)
    figures("kill -9: window, locked", tries=kills, said=locks, lost=0, torn=0)
    assert locks > 0
