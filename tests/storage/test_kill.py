"""Killed in the middle of a write, the program keeps what it had reported saved."""

from pathlib import Path

from tests.clinics import Template
from tests.faults.killing import kill_repeatedly


def test_what_was_reported_saved_survives_a_kill(template: Template, tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    template.copy_to(folder).close()
    tally = kill_repeatedly(folder, template.key, seed=23, kills=5, writes=30)
    assert (tally.wrong, tally.tries >= 5) == ([], True)
