"""Fixtures for all tests: a fresh clinic in a folder of its own."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> "Template":
    """Return a founded clinic to copy."""
    return make_template(tmp_path_factory.mktemp("template") / "clinic")


@pytest.fixture
def clinic(template: "Template", tmp_path: Path) -> Iterator["Clinic"]:
    """Yield a fresh clinic, open."""
    clinic = template.copy_to(tmp_path / "clinic")
    yield clinic
    clinic.close()


from infrared_desktop.storage.clinic import Clinic  # noqa: E402
from tests.clinics import Template, make_template  # noqa: E402
