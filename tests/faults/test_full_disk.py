"""On a full disk nothing is half written, and work goes on once there is room."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.faults import work
from tests.faults.figures import Note
from tests.faults.nursery import played
from tests.scenes import full_day, patient, stored_now


@contextmanager
def few_pages(clinic: Clinic, spare: int) -> Iterator[None]:
    """Let the database grow by a few pages only."""
    db = clinic.ledger.db
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages + spare}")
    yield
    db.execute("PRAGMA max_page_count = 4294967294")


@contextmanager
def small_files(clinic: Clinic, spare: int) -> Iterator[None]:
    """Let no file of this process grow beyond the write-ahead log and a few pages."""
    import resource
    import signal

    log = clinic.folder / "clinic.db-wal"
    usual, limits = signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.RLIMIT_FSIZE
    soft, hard = resource.getrlimit(limits)
    resource.setrlimit(limits, (log.stat().st_size + spare * 4096, hard))
    try:
        yield
    finally:
        resource.setrlimit(limits, (soft, hard))
        signal.signal(signal.SIGXFSZ, usual)


LIMITS = [few_pages] if sys.platform == "win32" else [few_pages, small_files]


@pytest.mark.parametrize("limit", LIMITS)
@pytest.mark.parametrize("spare", [0, 1, 3, 8])
def test_a_full_disk_loses_nothing(clinic: Clinic, limit: type, spare: int) -> None:
    number = full_day(clinic)
    before = stored_now(clinic)
    crowd = [patient(f"Crowd{n}", note="x" * 500) for n in range(200)]
    with limit(clinic, spare):
        for _ in range(3):
            with pytest.raises(KnownError, match="What was saved before is safe"):
                clinic.people.take_in(crowd, RECEPTION, NOW)
        assert stored_now(clinic) == before
        assert clinic.people.chart(number).patient.id == number
    assert len(clinic.people.take_in(crowd, RECEPTION, NOW)) == 200
    assert not list(verify(clinic))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize("room", [100, 8192, 65_536])
def test_a_clinic_that_cannot_be_founded_leaves_nothing(tmp_path: Path, room: int) -> None:
    folder = tmp_path / "clinic"
    (told,), _ = played(work.founded_with_little_room, folder, room)
    assert told.endswith(".")
    assert [path.name for path in folder.iterdir()] == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Yield a disk of three megabytes, where one may make some."""
    disk = tmp_path / "disk"
    disk.mkdir()
    words = ["mount", "-t", "tmpfs", "-o", "size=3m", "none", str(disk)]
    if not shutil.which("mount") or subprocess.run(words, capture_output=True).returncode:
        pytest.skip("only an administrator can make a small disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_work_on_a_small_disk_goes_on_once_there_is_room(
    template: Template, small_disk: Path, figures: Note
) -> None:
    said, refused = [], 0
    with closing(template.copy_to(small_disk / "clinic")) as clinic:
        for filler in range(4):
            rubbish = small_disk / f"{filler}.bin"
            _fill(rubbish)
            while len(said) < 20 * (filler + 1) and refused == filler:
                try:
                    people = [patient(f"Crowd{n}", note="x" * 500) for n in range(20)]
                    said += [each.id for each in clinic.people.take_in(people, RECEPTION, NOW)]
                except KnownError as error:
                    assert "What was saved before is safe" in str(error)
                    refused += 1
            rubbish.unlink()
            people = [patient(f"Again{filler}", note="y" * 100)]
            said += [each.id for each in clinic.people.take_in(people, RECEPTION, NOW)]
        assert refused == 4
        assert len(clinic.people.many(said)) == len(said)
        assert not list(verify(clinic))
    figures("small disk: lists", tries=refused, said=len(said), found=refused, lost=0, torn=0)


def _fill(path: Path) -> None:
    """Take all the room that is left."""
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def test_a_clinic_opened_on_a_full_disk_still_reads(template: Template, tmp_path: Path) -> None:
    template.copy_to(tmp_path / "clinic").close()
    with closing(open_clinic(tmp_path / "clinic", template.key, NOW)) as clinic:
        with few_pages(clinic, 0), pytest.raises(KnownError):
            clinic.staff.change_settings(
                clinic.staff.settings(),
                type(clinic.settings)("z" * 90_000, "CA"),
                CLINICIAN,
                NOW,
            )
        assert clinic.settings.clinic_name == "Clinic by the Lake"
