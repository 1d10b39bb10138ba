"""Kill a writing process at a random moment, and see that what it had saved is there."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from infrared_desktop.domain.records.care import Consultation
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import NOW, RECEPTION
from tests.faults.child import KEY_VARIABLE
from tests.scenes import consultation


@dataclass
class Acknowledged:
    """What a writing process had said to be saved before it was killed."""

    patients: set[int] = field(default_factory=set)
    drafts: set[int] = field(default_factory=set)
    consultations: set[int] = field(default_factory=set)

    def hear(self, lines: Sequence[str]) -> None:
        """Note each whole line; one that the kill cut short was never said."""
        for line in lines:
            kind, number = line.split()
            getattr(self, f"{kind}s").add(int(number))

    @property
    def total(self) -> int:
        """How many writes were acknowledged."""
        return len(self.patients) + len(self.drafts) + len(self.consultations)


def kill_while_writing(folder: Path, key: bytes, life: float, writes: int = 10_000) -> list[str]:
    """Start a writer, kill it after its life, and return the whole lines that it printed."""
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.child", str(folder), str(writes)],
        env={**os.environ, KEY_VARIABLE: key.hex()},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    first = writer.stdout.readline()
    time.sleep(life)
    writer.kill()
    rest = writer.communicate()[0]
    assert writer.returncode != 0, "the writer ended before it was killed"
    told = first + rest
    return told[: told.rfind("\n") + 1].splitlines()


def check(clinic: Clinic, said: Acknowledged) -> None:
    """See that all that was said to be saved is there, whole, with the open draft."""
    assert not [str(found) for found in verify(clinic)]
    books = clinic.ledger.books
    kept = {stored.id: stored for stored in books.all(Consultation)}
    assert said.patients <= clinic.people.many(said.patients).keys()
    assert said.consultations <= kept.keys()
    drafts = {draft.patient_id: draft for draft in clinic.care.drafts(RECEPTION)}
    assert said.drafts <= drafts.keys()
    for number in said.drafts:
        assert drafts[number].record(Consultation) == consultation(number)


def kill_repeatedly(
    folder: Path, key: bytes, seed: int, kills: int, writes: int = 0, longest: float = 0.25
) -> int:
    """Kill and check until there were so many kills and writes; return the number of kills.

    A writer lives for `longest` seconds at most after its first acknowledged write.
    """
    chance, said, killed = random.Random(seed), Acknowledged(), 0
    while killed < kills or said.total < writes:
        said.hear(kill_while_writing(folder, key, chance.uniform(0.0, longest)))
        killed += 1
        with closing(open_clinic(folder, key, NOW)) as clinic:
            check(clinic, said)
    return killed
