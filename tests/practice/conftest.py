"""A practice clinic of 60 for all tests here: they only read it."""

from collections.abc import Iterator
from datetime import date

import pytest

from infrared_desktop.practice import make_practice_clinic
from infrared_desktop.storage.clinic import Clinic

ON = date(2026, 11, 22)  # a Sunday: today's visits are there all the same
PATIENTS = 60


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clinic]:
    """Yield the practice clinic, open."""
    clinic = make_practice_clinic(tmp_path_factory.mktemp("practice") / "clinic", PATIENTS, 1, ON)
    yield clinic
    clinic.close()
