"""The clinics that are measured on, each made once in a run and copied nowhere."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from infrared_desktop.practice import make_crowd, make_practice_clinic
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.files import key_file, vault
from infrared_desktop.views import garbage
from infrared_desktop.views.workplace import Workplace

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 15, 42, tzinfo=UTC)


@dataclass(frozen=True)
class Sizes:
    """How large the clinics are: the budgets speak of the full ones."""

    patients: int = 20_000
    crowd: int = 100_000
    events: int = 5_000


FULL = Sizes()
SHORT = Sizes(patients=400, crowd=3_000, events=5_000)


def scratch() -> Path:
    """Return a new folder for clinics; the caller's process removes it with the system's own."""
    return Path(tempfile.mkdtemp(prefix="infrared-benchmarks-"))


def busy_clinic(folder: Path, sizes: Sizes) -> Clinic:
    """Make a clinic with years of work in it."""
    return make_practice_clinic(folder / "busy", sizes.patients, 1, DAY)


def crowded_clinic(folder: Path, sizes: Sizes) -> Clinic:
    """Make a clinic with very many people in it."""
    clinic = make_practice_clinic(folder / "crowd", 0, 1, DAY)
    make_crowd(clinic, sizes.crowd, 1, NOW)
    return clinic


def reopened(folder: Path) -> Clinic:
    """Open a clinic that was made before, as a person does."""
    name = key_file.staff_names(folder)[0]
    return open_clinic(folder, vault.unlock(folder, name, "practice").key, NOW)


@contextmanager
def at_work(clinic: Clinic) -> Iterator[Workplace]:
    """Let somebody work at a clinic, and end it so that nothing listens to what follows."""
    garbage.leave_alone()
    workplace = Workplace(clinic, clinic.staff.get(1), lambda: NOW)
    try:
        yield workplace
    finally:
        # Its own close() would close the clinic too, which the next benchmark needs.
        workplace._unsubscribe()
