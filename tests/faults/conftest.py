"""Fault tests run on their own: `python -m pytest tests/faults -q`, and longer with `--full`.

Parts: `--full -k kill`, `--full -k write_fault`, `--full -k flip`; a table of what was counted
stands at the end of each run. `-n 2 --dist loadgroup` tries them in two processes, with each
walk in one of them.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.clinics import Template
from tests.faults.figures import figures, table
from tests.faults.stage import Stage, aged, set_stage

__all__ = ["figures"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the long runs."""
    parser.addoption("--full", action="store_true", help="run the fault tests at full length")


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> int:
    """How many times longer than usual to run."""
    return 15 if request.config.getoption("--full") else 1


@pytest.fixture
def often(request: pytest.FixtureRequest) -> Callable[[int, int], int]:
    """Return what chooses between the number of a short run and that of a full one."""
    is_full = request.config.getoption("--full")
    return lambda short, full: full if is_full else short


@pytest.fixture(scope="session")
def lived(template: Template, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """Return a clinic with a treated patient, photographs and a proven backup, to be copied."""
    return set_stage(template, tmp_path_factory.mktemp("lived"))


@pytest.fixture(scope="session")
def older(lived: Stage, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """Return the same clinic as a file of the release before."""
    stage = lived.copy_to(tmp_path_factory.mktemp("older") / "stage")
    aged(stage)
    return stage


@pytest.fixture
def stage(lived: Stage, tmp_path: Path) -> Stage:
    """Return a fresh clinic to try faults on."""
    return lived.copy_to(tmp_path / "stage")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print what was counted."""
    every = [report for reports in terminalreporter.stats.values() for report in reports]
    if lines := table(every):
        terminalreporter.section("faults")
        for line in lines:
            terminalreporter.write_line(line)
