"""When the power goes, what was reported done is on the disk: first the content, then the name."""

import os
from contextlib import closing
from pathlib import Path

import pytest

from infrared_desktop.storage.access.rekeying import Order, rekey
from infrared_desktop.storage.backup import restoring
from infrared_desktop.storage.backup.making import back_up
from infrared_desktop.storage.backup.objects import Shelf
from infrared_desktop.storage.backup.restoring import restore
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.files.exchange import EXCHANGE, exchange
from infrared_desktop.storage.files.folder import DATABASE, KEY_FILE
from infrared_desktop.storage.files.photo_files import Part, PhotoFiles
from infrared_desktop.storage.files.writing import write_atomically
from infrared_desktop.storage.leaving.folder import MARK
from infrared_desktop.storage.leaving.making import export
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template, make_template
from tests.photo_scenes import PICTURE, kept
from tests.power import Disk
from tests.review_scenes import cheap_keys, made
from tests.scenes import patient

pytestmark = pytest.mark.skipif(
    os.name == "nt", reason="Windows flushes a name together with its file"
)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    return Disk(monkeypatch)


@pytest.fixture
def folder(template: Template, tmp_path: Path) -> Path:
    """A clinic with a photograph, closed."""
    with closing(template.copy_to(tmp_path / "clinic")) as clinic:
        number = clinic.people.register(patient("Before"), RECEPTION, NOW).id
        clinic.photos.add([kept(clinic, number)], CLINICIAN, NOW)
    return tmp_path / "clinic"


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_not_flushed_would_be_missed(disk: Disk, tmp_path: Path) -> None:
    path = tmp_path / "clinic.new"
    path.write_bytes(b"whole")
    path.replace(tmp_path / "clinic")
    assert disk.named_too_early == ["clinic.new"]
    assert not disk.holds(tmp_path / "clinic")


def test_a_small_file_is_whole_before_it_takes_the_place_of_the_old_one(
    disk: Disk, tmp_path: Path
) -> None:
    for content in (b"first", b"second"):
        write_atomically(tmp_path / "clinic.keys", content)
        assert disk.holds(tmp_path / "clinic.keys")
    assert disk.named_too_early == []


def test_a_piece_of_a_backup_is_whole_before_it_has_its_name(disk: Disk, tmp_path: Path) -> None:
    name = Shelf(tmp_path).put(b"a piece")
    (piece,) = files_in(tmp_path)
    assert piece.name == name
    assert disk.holds(piece)
    assert disk.named_too_early == []


def test_the_folders_of_a_first_piece_are_found_as_well(disk: Disk, tmp_path: Path) -> None:
    piece = Shelf.at(tmp_path, "0123456789").put(b"a piece")
    (path,) = files_in(tmp_path)
    assert path.name == piece
    above = [each for each in path.parents if each != tmp_path and each.is_relative_to(tmp_path)]
    assert len(above) == 4
    assert [each.name for each in above if not disk.has_name(each)] == []


def test_a_first_photograph_is_found_and_so_is_the_folder_of_a_new_clinic(
    disk: Disk, tmp_path: Path
) -> None:
    folder = tmp_path / "clinics" / "north"
    template = make_template(folder)
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        content = clinic.photos.files.put(PICTURE)
        path = clinic.photos.files.path(content)
    assert disk.holds(path)
    for each in (path.parent, path.parent.parent, folder, folder.parent):
        assert disk.has_name(each), each.name
    assert disk.has_name(folder / KEY_FILE)


def test_a_photograph_that_is_erased_does_not_come_back(disk: Disk, tmp_path: Path) -> None:
    files = PhotoFiles(tmp_path, bytes(32))
    content = files.put(PICTURE)
    files.put_thumbnail(content, b"small")
    paths = [files.path(content, part) for part in Part]
    assert all(disk.has_name(path) for path in paths)
    files.remove(content)
    assert [path.name for path in paths if path.name in disk.names(path.parent)] == []


def test_all_that_a_restore_puts_back_is_there_before_anything_is_exchanged(
    disk: Disk, folder: Path, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = back_up(Source(folder, template.key), folder.parent, NOW).path
    seen: list[str] = []

    def looked_at(folder: Path, coming: str, kept: str) -> None:
        inside = [*files_in(folder / coming)]
        seen.extend(path.name for path in inside)
        assert [path.name for path in inside if not disk.holds(path)] == []
        assert disk.has_name(folder / coming / "photographs")
        exchange(folder, coming, kept)

    monkeypatch.setattr(restoring, "exchange", looked_at)
    done = restore(backup, folder, template.key, CLINICIAN, NOW)
    assert {DATABASE, KEY_FILE} < set(seen)
    assert done.kept is not None
    for name in (DATABASE, KEY_FILE, "photographs"):
        assert disk.has_name(folder / name)
        assert disk.has_name(done.kept / name)
    assert EXCHANGE in disk.names(folder), "the note that finishes it goes last"


def test_new_keys_have_their_name_on_the_disk(disk: Disk, folder: Path) -> None:
    rekey(folder, Order("Dr. Åsa Lindqvist", PASSPHRASE, CLINICIAN, NOW))
    assert disk.holds(folder / KEY_FILE)


def test_all_of_an_export_is_there_before_the_folder_says_that_it_is_whole(
    disk: Disk, clinic: Clinic, tmp_path: Path
) -> None:
    left = export(clinic, tmp_path / "out", CLINICIAN, NOW).folder
    assert [path.name for path in files_in(left) if not disk.has_content(path)] == []
    below = [path for path in files_in(left) if path.parent != left]
    assert below
    assert [path.name for path in below if not disk.has_name(path)] == []
    assert disk.has_name(left)
    assert MARK not in disk.names(left)


def test_a_review_copy_is_whole_before_it_has_its_name(
    disk: Disk, clinic: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cheap_keys(monkeypatch)
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    assert disk.holds(made(clinic, tmp_path / "one.infrared-review", number).path)
    assert disk.named_too_early == []
