"""Kills at random moments of a thousand writes lose nothing that was reported saved."""

from pathlib import Path

from tests.clinics import Template
from tests.faults.killing import kill_repeatedly


def test_a_thousand_writes_survive_kills(template: Template, tmp_path: Path, rounds: int) -> None:
    folder = tmp_path / "clinic"
    template.copy_to(folder).close()
    for seed in range(rounds):
        kill_repeatedly(folder, template.key, seed, kills=5, writes=1000, longest=1.5)
