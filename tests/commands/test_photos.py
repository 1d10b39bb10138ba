"""The verb `photos` takes a folder in, names what it can't read, and takes nothing twice."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from infrared_desktop.commands import run_verb
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.photographs import DatedBy
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.files.photo_files import PhotoFiles
from tests.camera import SERIAL, drawn, noted
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, Template
from tests.scenes import patient

GOOD = noted(drawn(800, 600), orientation=6)
Output = pytest.CaptureFixture[str]


@pytest.fixture
def folder(template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a clinic of two patients."""
    monkeypatch.setenv("INFRARED_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("INFRARED_STAFF", "Dr. Åsa Lindqvist")
    with closing(template.copy_to(tmp_path / "clinic")) as clinic:
        clinic.people.take_in([patient("A"), patient("B")], CLINICIAN, NOW)
    return tmp_path / "clinic"


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """Return a card with two photographs and everything that goes wrong with one."""
    card = tmp_path / "card" / "DCIM"
    card.mkdir(parents=True)
    files = {
        "good.jpg": GOOD,
        "png.png": drawn(300, 200, kind="PNG"),
        "same.jpg": GOOD,
        "old.jpg": noted(drawn(200, 300), taken="1970:01:01 00:00:00"),
        "future.jpg": noted(drawn(201, 300), taken="2199:01:01 00:00:00"),
        "cut.jpg": drawn(800, 600)[:9_000],
        "text.jpg": b"Dear colleague",
        "moving.gif": b"GIF89a" + bytes(200),
        "empty.jpg": b"",
    }
    for name, content in files.items():
        (card / name).write_bytes(content)
    return tmp_path / "card"


def run(capsys: Output, folder: Path, card: Path, number: int = 1) -> tuple[int, list[str]]:
    code = run_verb(["photos", str(folder), str(number), str(card)])
    return code, capsys.readouterr().out.splitlines()


def opened(folder: Path, template: Template) -> Clinic:
    return open_clinic(folder, template.key, NOW)


def test_the_good_are_taken_in_and_the_bad_named_with_a_sentence(
    folder: Path, card: Path, template: Template, capsys: Output
) -> None:
    code, lines = run(capsys, folder, card)
    assert (code, lines[-1]) == (0, "imported 4, known 1, unreadable 4")
    for name in ("cut.jpg: ", "text.jpg: ", "moving.gif: ", "empty.jpg: "):
        assert any(line.startswith(name) and line.endswith(".") for line in lines)
    assert sum("camera's clock says" in line for line in lines) == 2
    with closing(opened(folder, template)) as clinic:
        stored = [each.record for each in clinic.photos.of_patient(1)]
        assert len(stored) == 4
        held = next(photo for photo in stored if photo.dated_by is DatedBy.CAMERA)
        assert (held.width_px, held.height_px) == (600, 800)
        assert clinic.photos.files.get(held.content) == GOOD
        small = clinic.photos.files.thumbnail(held.content)
        assert small is not None and SERIAL.encode() not in small


def test_a_second_run_takes_nothing(folder: Path, card: Path, capsys: Output) -> None:
    run(capsys, folder, card)
    code, lines = run(capsys, folder, card)
    assert (code, lines[-1]) == (0, "imported 0, known 5, unreadable 4")


def test_whoever_has_the_very_same_photograph_is_named(
    folder: Path, tmp_path: Path, capsys: Output
) -> None:
    card = tmp_path / "one"
    card.mkdir()
    (card / "good.jpg").write_bytes(GOOD)
    run(capsys, folder, card)
    code, lines = run(capsys, folder, card, 2)
    assert (code, lines[-1]) == (0, "imported 1, known 0, unreadable 0")
    assert lines[0] == "good.jpg: the very same photograph is with no. 1. Whose is it?"


def test_where_nothing_could_be_done_it_fails(folder: Path, tmp_path: Path, capsys: Output) -> None:
    card = tmp_path / "bad"
    card.mkdir()
    assert run(capsys, folder, card) == (0, ["imported 0, known 0, unreadable 0"])
    (card / "text.jpg").write_bytes(b"Dear colleague")
    code, lines = run(capsys, folder, card)
    assert (code, lines[-1]) == (1, "imported 0, known 0, unreadable 1")
    assert run(capsys, folder, tmp_path / "gone")[0] == 1
    assert run(capsys, folder, card, 99)[0] == 1


def test_a_full_disk_half_way_keeps_what_was_read_and_a_second_run_brings_the_rest(
    folder: Path, card: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, kept = PhotoFiles._write, list[str]()

    def few(files: PhotoFiles, content_hash: str, part: object, content: bytes) -> None:
        kept.append(content_hash)
        if len(set(kept)) > 2:
            raise KnownError("The file x could not be written.")
        real(files, content_hash, part, content)  # type: ignore[arg-type]

    monkeypatch.setattr(PhotoFiles, "_write", few)
    code, lines = run(capsys, folder, card)
    assert code == 0 and lines[-1].startswith("imported 2, ")
    assert "took no more" in lines[-2]
    monkeypatch.setattr(PhotoFiles, "_write", real)
    assert run(capsys, folder, card)[1][-1] == "imported 2, known 3, unreadable 4"


def test_no_byte_of_it_lies_in_clear(folder: Path, card: Path, capsys: Output) -> None:
    run(capsys, folder, card)
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert SERIAL.encode() not in content and b"Canon" not in content
            assert b"\xff\xd8\xff" not in content[:200]


def test_other_verbs_bring_neither_qt_nor_what_reads_cameras() -> None:
    code = "import sys, infrared_desktop.commands; print({'PySide6', 'exifread'} & {*sys.modules})"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"
