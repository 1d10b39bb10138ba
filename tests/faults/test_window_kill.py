"""Killed while somebody types, the window had said "saved" of nothing that is not there after."""

import os
import random
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from infrared_desktop.domain.records.care import Consultation
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, Template
from tests.faults.child import KEY_VARIABLE


def type_until_killed(folder: Path, key: bytes, life: float) -> list[str]:
    """Let the window be typed into, kill it, and return what it had shown as saved."""
    typist = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.window_child", str(folder)],
        env={**os.environ, KEY_VARIABLE: key.hex()},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert typist.stdout is not None
    first = typist.stdout.readline()
    time.sleep(life)
    typist.kill()
    told = first + typist.communicate()[0]
    return told[: told.rfind("\n") + 1].splitlines()


def test_what_the_window_showed_as_saved_is_there(
    template: Template, tmp_path: Path, rounds: int
) -> None:
    folder, chance = tmp_path / "clinic", random.Random(7)
    template.copy_to(folder).close()
    drafts: dict[int, str] = {}
    for _ in range(3 * rounds):
        told = type_until_killed(folder, template.key, chance.uniform(0.0, 4.0))
        assert told, "the window never said that anything was saved"
        with closing(open_clinic(folder, template.key, NOW)) as clinic:
            assert not [str(found) for found in verify(clinic)]
            for line in told:
                kind, number = line.split()
                assert clinic.people.get(int(number)).record.surname.startswith("Kill")
                if kind == "draft":
                    drafts[int(number)] = f"Neck of {number}"
            kept = {draft.patient_id: draft for draft in clinic.care.drafts(CLINICIAN)}
            for patient, words in drafts.items():
                assert kept[patient].record(Consultation).main_concern == words
