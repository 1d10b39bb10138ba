"""How long a backup takes with its proof, and how long the window stands still meanwhile."""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

from PySide6.QtWidgets import QApplication

from infrared_desktop.domain.records.photographs import DatedBy, Photo
from infrared_desktop.practice import make_practice_clinic
from infrared_desktop.practice.people import make_patient
from infrared_desktop.storage.backup.making import back_up
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.backup.backup_work import BackupWork
from tests.benchmarks.clinics import DAY, NOW, at_work
from tests.benchmarks.measure import Result
from tests.benchmarks.pauses import PAUSE_BUDGET, Pulse, idle_pause

PHOTO_BYTES = 3 * 1024 * 1024
FULL, SHORT = (2_000, 300), (60, 6)  # patients and photographs: the full clinic takes 1 GB
FIRST_BUDGET, AGAIN_BUDGET = 60.0, 2.0  # seconds


def backups(app: QApplication, folder: Path, short: bool) -> Iterator[Result]:
    """Measure the first backup of a clinic with photographs, and one after a changed record."""
    patients, photographs = SHORT if short else FULL
    with closing(make_practice_clinic(folder / "large", patients, 1, DAY)) as clinic:
        _fill(clinic, photographs)
        yield from _backed_up(clinic, app, folder)


def _backed_up(clinic: Clinic, app: QApplication, folder: Path) -> Iterator[Result]:
    source = Source(clinic.folder, clinic.ledger.key)
    (folder / "stick").mkdir(exist_ok=True)
    size = sum(path.stat().st_size for path in clinic.folder.rglob("*") if path.is_file())
    what = f"a clinic of {size / 1e9:.1f} GB"
    bare = _read_all(clinic.folder)
    yield Result(f"first backup of {what}, proven", _timed(source, folder), "s", bare, FIRST_BUDGET)
    clinic.people.register(make_patient(Random(1), 1, DAY), 1, NOW)
    again = _timed(source, folder)
    yield Result(f"backup of {what} after one change, proven", again, "s", bare, AGAIN_BUDGET)
    yield Result("longest pause, backing up", _pause(clinic, app), "ms", idle_pause(), PAUSE_BUDGET)


def _timed(source: Source, folder: Path) -> float:
    began = time.perf_counter()
    back_up(source, folder / "stick", NOW)
    return time.perf_counter() - began


def _read_all(folder: Path) -> float:
    """Measure how long it takes to read and hash all of it once: less no backup can do."""
    began = time.perf_counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.name.endswith("-shm"):
            hashlib.sha256(path.read_bytes()).digest()
    return time.perf_counter() - began


def _pause(clinic: Clinic, app: QApplication) -> float:
    with at_work(clinic) as workplace:
        work, ended = BackupWork(), [False]
        work.done.connect(lambda _: ended.append(True))
        work.failed.connect(lambda _: ended.append(True))
        app.processEvents()
        return Pulse().through(lambda: work.begin(workplace), lambda: ended[-1])


def _fill(clinic: Clinic, count: int) -> None:
    for _ in range(count):
        content = os.urandom(PHOTO_BYTES)
        kept = clinic.photos.files.put(content)
        photo = Photo(1, kept, DAY, DatedBy.CAMERA, "image/jpeg", PHOTO_BYTES, 4000, 3000)
        clinic.photos.add([photo], 1, NOW)
