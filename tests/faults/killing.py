"""Kill a process that works at random moments, and see that what it had saved is there."""

import random
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from infrared_desktop.domain.records.care import Consultation
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import NOW, RECEPTION
from tests.faults import work
from tests.faults.nursery import killed
from tests.faults.stage import heads
from tests.scenes import consultation


@dataclass
class Tally:
    """How many kills there were, what was said to be saved, and what of it is wrong."""

    tries: int = 0
    said: int = 0
    lost: list[object] = field(default_factory=list)
    torn: list[object] = field(default_factory=list)

    def add(self, said: int, lost: Iterable[object], torn: Iterable[object]) -> None:
        """Count one kill."""
        self.tries += 1
        self.said += said
        self.lost += lost
        self.torn += torn

    @property
    def counts(self) -> dict[str, int]:
        """What stands in the table."""
        return {
            "tries": self.tries,
            "said": self.said,
            "lost": len(self.lost),
            "torn": len(self.torn),
        }

    @property
    def wrong(self) -> list[object]:
        """All that may not be."""
        return [*self.lost, *self.torn]


def kill_repeatedly(
    folder: Path, key: bytes, seed: int, kills: int, writes: int = 0, longest: float = 0.25
) -> Tally:
    """Kill and check until there were so many kills and writes.

    A writer lives for `longest` seconds at most after its first acknowledged write.
    """
    chance, tally, all_said = random.Random(seed), Tally(), set[tuple[str, int]]()
    while tally.tries < kills or tally.said < writes:
        said = killed(work.day_on, folder, key, life=chance.uniform(0.0, longest))
        all_said.update(said)
        with closing(open_clinic(folder, key, NOW)) as clinic:
            tally.add(len(said), *wrong_with(clinic, all_said))
    return tally


def wrong_with(clinic: Clinic, said: set[tuple[str, int]]) -> tuple[list[object], list[object]]:
    """Return what was said to be saved and is not there, drafts too, and what is not sound."""
    drafts = {draft.patient_id: draft for draft in clinic.care.drafts(RECEPTION)}
    whole = {
        ("draft", number)
        for number, draft in drafts.items()
        if draft.record(Consultation) == consultation(number)
    }
    return sorted(said - heads(clinic) - whole), [str(found) for found in verify(clinic)]
