"""On a full disk nothing is half written, and work goes on once there is room."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from infrared_desktop.commands.unlocking import open_folder
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.access.seat import note_entry
from infrared_desktop.storage.access.tries import Tries
from infrared_desktop.storage.access.way_in import let_in
from infrared_desktop.storage.backup.comparing import compare
from infrared_desktop.storage.backup.making import back_up
from infrared_desktop.storage.backup.restoring import restore
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.database.full_disk import opening
from infrared_desktop.storage.files.vault import WrongPassphraseError
from infrared_desktop.storage.rescue.reading import open_damaged
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template, make_template
from tests.faults import work
from tests.faults.figures import Note
from tests.faults.nursery import played
from tests.scenes import full_day, patient, stored_now

NOT_OPENED = r"so the clinic was not opened.* Nothing is lost.* Free some space"


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


@pytest.mark.parametrize("left", [0, 4096, 36_864], ids=["no page", "one page", "nine pages"])
def test_who_comes_to_a_full_disk_is_told_that_nothing_is_lost(
    template: Template, small_disk: Path, left: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = small_disk / "clinic"
    shutil.copytree(template.folder, folder)
    Tries(folder).failed(CLINICIAN)
    _fill(small_disk / "0.bin", left)
    with pytest.raises(WrongPassphraseError):  # whether the try can be noted or not
        let_in(folder, "Dr. Åsa Lindqvist", "no such passphrase")
    assert let_in(folder, "Dr. Åsa Lindqvist", PASSPHRASE).key == template.key
    _fill(small_disk / "1.bin", left)
    monkeypatch.setenv("INFRARED_STAFF", "Dr. Åsa Lindqvist")
    monkeypatch.setenv("INFRARED_PASSPHRASE", PASSPHRASE)
    for come in (lambda: open_folder(folder, "export"), lambda: _sat_down(folder, template.key)):
        with pytest.raises(KnownError, match=NOT_OPENED):
            come()
    (small_disk / "0.bin").unlink()
    (small_disk / "1.bin").unlink()
    _sat_down(folder, template.key)


def _sat_down(folder: Path, key: bytes) -> None:
    with opening(), closing(open_clinic(folder, key, NOW)) as clinic:
        note_entry(clinic.ledger, folder, CLINICIAN, True, NOW)


def test_a_backup_that_finds_no_room_to_be_proven_says_so(
    template: Template, small_disk: Path, tmp_path: Path
) -> None:
    folder = small_disk / "clinic"
    with closing(template.copy_to(folder)):  # its log is there already
        _fill(small_disk / "0.bin", 8192)
        with pytest.raises(KnownError, match=r"could not be proven here .* beside the clinic"):
            back_up(Source(folder, template.key), tmp_path, NOW)


def test_a_restore_that_finds_no_room_says_that_all_is_untouched(
    template: Template, small_disk: Path, tmp_path: Path
) -> None:
    made = back_up(Source(template.folder, template.key), tmp_path, NOW)
    size = (template.folder / "clinic.db").stat().st_size
    for left in (4096, size + 16_384):  # the copy itself has no room, or its log has none
        _fill(small_disk / "0.bin", left)
        with pytest.raises(KnownError, match=r"What was there is untouched. Free some space"):
            restore(made.path, small_disk, template.key, CLINICIAN, NOW)
        assert {path.name for path in small_disk.iterdir()} == {"0.bin", "backup.lock"}


def test_a_look_at_a_backup_and_at_a_damaged_file_say_that_nothing_was_changed(
    template: Template, small_disk: Path, tmp_path: Path
) -> None:
    shutil.copytree(template.folder, small_disk / "clinic")
    made = back_up(Source(template.folder, template.key), tmp_path, NOW)
    _fill(small_disk / "0.bin", 8192)
    with pytest.raises(KnownError, match=r"look at the backup here .* Nothing was changed"):
        compare(made.path, small_disk / "clinic", template.key)
    with pytest.raises(KnownError, match=r"could not be opened .* Nothing was changed"):
        open_damaged(small_disk / "clinic", template.key)
    assert [path.name for path in (small_disk / "clinic").glob("*-*")] == []


def test_a_clinic_that_is_made_on_a_full_disk_says_what_to_do(small_disk: Path) -> None:
    for left in (0, 65_536, 131_072):
        _fill(small_disk / "0.bin", left)
        with pytest.raises(KnownError, match="Free some space") as told:
            make_template(small_disk)
        assert "was not saved" not in str(told.value)
        assert [path.name for path in small_disk.iterdir()] == ["0.bin"]


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


def _fill(path: Path, left: int = 0) -> None:
    """Take all the room that is there, but for so many bytes."""
    with path.open("wb", buffering=0) as file:
        with suppress(OSError):
            while True:
                file.write(bytes(4096))
        file.truncate(max(0, file.tell() - left))


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
