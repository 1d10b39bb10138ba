"""Fault tests run on their own: `python -m pytest tests/faults -q`, and longer with `--full`."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the long runs."""
    parser.addoption("--full", action="store_true", help="run the fault tests at full length")


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> int:
    """How many times longer than usual to run."""
    return 15 if request.config.getoption("--full") else 1
