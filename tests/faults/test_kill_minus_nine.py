"""Kills at random moments of a thousand writes lose nothing that was reported saved."""

from collections.abc import Callable
from pathlib import Path

from tests.clinics import Template
from tests.faults.figures import Note
from tests.faults.killing import kill_repeatedly

KILLS_OF_ONE = 10  # on one clinic, which grows


def test_a_thousand_writes_survive_kills(
    template: Template, tmp_path: Path, often: Callable[[int, int], int], figures: Note
) -> None:
    writes = 1000
    for seed in range(often(1, 50)):
        folder = tmp_path / str(seed)
        template.copy_to(folder).close()
        longest = 0.6 if writes else 0.25
        tally = kill_repeatedly(folder, template.key, seed, KILLS_OF_ONE, writes, longest)
        writes = 0  # a thousand once; the others are of many kills
        figures("kill -9: daily work", **tally.counts)
        assert not tally.wrong
