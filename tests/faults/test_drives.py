"""A drive that goes away leaves a folder behind, which is no drive; a folder has any name."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.making import back_up
from infrared_desktop.storage.backup.objects import Shelf
from infrared_desktop.storage.backup.restoring import restore
from infrared_desktop.storage.backup.standing import (
    back_up_at,
    back_up_everywhere,
    choose_place,
    forget_place,
    lost_at,
    standings,
)
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.leaving.folder import OpenFile, OutFolder
from infrared_desktop.storage.leaving.making import export
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.photo_scenes import kept
from tests.scenes import patient

WRITES = 6  # at least, of a backup with two photographs


@dataclass
class Stick:
    """A drive of its own, mounted on a folder that is there without it."""

    folder: Path
    is_in: bool = False

    def put_in(self) -> None:
        words = ["mount", "-t", "tmpfs", "-o", "size=16m", "none", str(self.folder)]
        if not shutil.which("mount") or subprocess.run(words, capture_output=True).returncode:
            pytest.skip("only an administrator can mount a drive")
        self.is_in = True

    def pull_out(self) -> None:
        if self.is_in:
            subprocess.run(["umount", "-l", str(self.folder)], check=True)
        self.is_in = False


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Stick]:
    stick = Stick(tmp_path / "stick")
    stick.folder.mkdir()
    stick.put_in()
    yield stick
    stick.pull_out()


@pytest.fixture
def source(template: Template, tmp_path: Path) -> Source:
    """A clinic with two photographs, closed, in a folder of its own."""
    folder = tmp_path / "here" / "clinic"
    folder.parent.mkdir()
    with closing(template.copy_to(folder)) as clinic:
        number = clinic.people.register(patient(), RECEPTION, NOW).id
        for _ in range(2):
            clinic.photos.add([kept(clinic, number, os.urandom(4_000))], CLINICIAN, NOW)
    return Source(folder, template.key)


@pytest.mark.parametrize("number", range(WRITES))
def test_a_stick_that_is_pulled_while_it_is_written_leaves_nothing_on_the_disk_below(
    source: Source, stick: Stick, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    written, write = [0], Shelf.write

    def pulled(shelf: Shelf, path: Path, content: bytes) -> None:
        if written[0] == number:
            stick.pull_out()
        written[0] += 1
        write(shelf, path, content)

    monkeypatch.setattr(Shelf, "write", pulled)
    with pytest.raises(KnownError, match=r"did not take the backup .* The clinic is safe"):
        back_up(source, stick.folder, NOW)
    assert list(stick.folder.iterdir()) == []


def test_where_the_drive_is_not_mounted_no_backup_is_made_and_none_is_called_lost(
    source: Source, stick: Stick
) -> None:
    choose_place(source.folder, source.key, stick.folder)
    _, there = back_up_everywhere(source, NOW)
    assert there.proven is not None and lost_at(there) == []
    stick.pull_out()
    here, away = back_up_everywhere(source, NOW)
    assert not here.why, "the usual place has one all the same"
    assert "is not connected" in away.why and "Connect the stick" in away.why
    assert away.proven == there.proven and lost_at(away) == []
    assert list(stick.folder.iterdir()) == []
    stick.put_in()
    _, again = back_up_everywhere(source, NOW)
    assert not again.why


def test_a_place_that_is_chosen_anew_is_taken_as_it_is(source: Source, stick: Stick) -> None:
    choose_place(source.folder, source.key, stick.folder)
    back_up_everywhere(source, NOW)
    stick.pull_out()
    with pytest.raises(KnownError, match="add it anew"):
        back_up_at(source, stick.folder, NOW)
    forget_place(source.folder, source.key, stick.folder)
    choose_place(source.folder, source.key, stick.folder)
    assert back_up_at(source, stick.folder, NOW).path.exists()


def test_a_place_of_before_this_was_written_down_is_taken_as_it_is(
    source: Source, stick: Stick
) -> None:
    choose_place(source.folder, source.key, stick.folder)
    assert [each.drive for each in standings(source.folder, source.key)] == ["", ""]
    stick.pull_out()
    assert back_up_at(source, stick.folder, NOW).path.exists()


@pytest.mark.parametrize("number", [1, 2, 20])
def test_a_stick_that_is_pulled_while_all_is_written_on_it_leaves_nothing_readable_below(
    source: Source, stick: Stick, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    written, begin = [0], OutFolder.begin

    def pulled(out: OutFolder, name: str) -> AbstractContextManager[OpenFile]:
        written[0] += 1
        if written[0] == number:
            stick.pull_out()
        return begin(out, name)

    monkeypatch.setattr(OutFolder, "begin", pulled)
    with (
        closing(open_clinic(source.folder, source.key, NOW)) as clinic,
        pytest.raises(KnownError, match="The files could not be written"),
    ):
        export(clinic, stick.folder / "all of it", CLINICIAN, NOW)
    assert written[0] >= number
    assert list(stick.folder.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="of a name in bytes")
def test_a_name_that_is_too_long_for_a_disk_is_told_as_that(source: Source, tmp_path: Path) -> None:
    with (
        closing(open_clinic(source.folder, source.key, NOW)) as clinic,
        pytest.raises(KnownError, match=r"too long for that disk.* choose a shorter one"),
    ):
        export(clinic, tmp_path / ("ö" * 125), CLINICIAN, NOW)
    assert {path.name for path in tmp_path.iterdir()} == {"here"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows fewer names")
@pytest.mark.parametrize("name", ["عيادة البشرة", "Klinik 🌸✨", "x" * 250, "a%20b#c?d", " b "])
def test_a_folder_of_any_name_is_worked_in_backed_up_and_put_back(
    template: Template, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / name / "clinic"
    folder.parent.mkdir()
    with closing(template.copy_to(folder)) as clinic:
        number = clinic.people.register(patient(), RECEPTION, NOW).id
        clinic.photos.add([kept(clinic, number)], CLINICIAN, NOW)
        export(clinic, tmp_path / name / "out", CLINICIAN, NOW)
    made = back_up(Source(folder, template.key), folder.parent, NOW)
    restore(made.path, tmp_path / name / "anew", template.key, CLINICIAN, NOW)
    with closing(open_clinic(tmp_path / name / "anew", template.key, NOW)) as clinic:
        assert not verify(clinic)
