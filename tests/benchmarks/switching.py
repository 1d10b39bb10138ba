"""Switch to another person at the front desk: the window locks, and the next one is at Today."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from infrared_desktop.storage.access.key_ring import KeyRing
from infrared_desktop.storage.files import vault
from tests.benchmarks.clinics import NOW, reopened
from tests.benchmarks.measure import Result, median, milliseconds
from tests.benchmarks.starts import compiling, start_bare
from tests.benchmarks.switching_child import MARK, NEXT, OWNER, PASSPHRASE, name_of

BUDGET = 3.0


def switching(folder: Path, short: bool) -> Iterator[Result]:
    """Measure all but the typing, against a bare window that starts and one key derivation."""
    clinic = _real_clinic(folder)
    _switch(clinic)  # compiles for the others
    times, baselines = [], []
    for _ in range(2 if short else 7):
        baselines.append(milliseconds(start_bare) + milliseconds(lambda: _derive(clinic)))
        times.append(_switch(clinic))
    baseline = median(baselines)
    ratio = median([one / other for one, other in zip(times, baselines, strict=True)])
    shutil.rmtree(clinic)
    yield Result("switch to another person", ratio * baseline, "ms", baseline, BUDGET * baseline)


def _real_clinic(folder: Path) -> Path:
    """Return a copy of the busy clinic that is no practice, with keys at their full cost."""
    copy = folder / "switching"
    shutil.copytree(folder / "busy", copy)
    with closing(reopened(copy)) as clinic:
        stored = clinic.staff.settings()
        plain = replace(stored.record, practice=False)
        clinic.staff.change_settings(stored, plain, OWNER, NOW)
        ring = KeyRing(copy, clinic.ledger.key)
        for number in (OWNER, NEXT):
            ring.give(number, clinic.staff.get(number).record.name, PASSPHRASE)
    return copy


def _derive(folder: Path) -> None:
    vault.unlock(folder, name_of(folder, NEXT), PASSPHRASE)


def _switch(folder: Path) -> float:
    command = [sys.executable, "-m", "tests.benchmarks.switching_child", str(folder)]
    # Returns once both processes have ended, as the second holds the same pipe.
    done = subprocess.run(
        command, env=compiling(), stderr=subprocess.PIPE, text=True, check=True, timeout=120
    )
    lines = [line.split() for line in done.stderr.splitlines() if line.startswith(MARK)]
    told = {" ".join(words): float(at) for _, *words, at in lines}
    asked, typed = told["asked"] - told["switching"], told["at today"] - told["typed"]
    return (asked + typed) * 1000
