"""The verb that writes a timeline as a picture or a PDF, without a window."""

import xml.etree.ElementTree as ET
from contextlib import closing
from pathlib import Path

import pytest
from pypdf import PdfReader

from infrared_desktop.__main__ import VERBS
from infrared_desktop.commands import run_verb
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import NOW, PASSPHRASE, Template
from tests.documents.reading import flat
from tests.scenes import full_day


@pytest.fixture
def folder(template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with closing(template.copy_to(tmp_path / "clinic")) as clinic:
        full_day(clinic)
    monkeypatch.setenv("INFRARED_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("INFRARED_STAFF", "Dr. Åsa Lindqvist")
    return tmp_path / "clinic"


def written(folder: Path, out: Path, *more: str, number: int = 1) -> int:
    return run_verb(["timeline", str(folder), str(number), str(out), "--on", "2026-11-24", *more])


def test_a_picture_is_written_and_the_reading_is_audited(
    folder: Path, tmp_path: Path, template: Template, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.svg"
    assert written(folder, out) == 0
    assert capsys.readouterr().out == f"Wrote the timeline of number 1 to {out}.\n"
    texts = "".join("".join(text.itertext()) for text in ET.parse(out).getroot().iter())
    assert "Neck, front" in texts and "Session 1" in texts
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        sql = "SELECT act, patient_id FROM audit WHERE kind = 'patient' ORDER BY seq DESC LIMIT 1"
        ((act, number),) = clinic.ledger.db.execute(sql)
        assert (act, number) == ("record-printed", 1)
        assert not verify(clinic)


@pytest.mark.parametrize("more", [(), ("--by-year",)])
def test_a_pdf_is_written_across_the_page(
    folder: Path, tmp_path: Path, more: tuple[str, ...]
) -> None:
    assert written(folder, tmp_path / "out.PDF", *more) == 0
    page = PdfReader(tmp_path / "out.PDF").pages[0]
    assert page.mediabox.width > page.mediabox.height
    assert "Neck, front" in flat(page.extract_text())


def test_a_file_that_is_there_is_left_alone(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.svg"
    out.write_text("mine", encoding="utf-8")
    assert written(folder, out) == 1
    assert "choose another" in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("name", "number", "says"),
    [("out.png", 1, "end in .svg or .pdf"), ("out.svg", 999, "There is no patient 999")],
)
def test_what_cannot_be_written_is_told(
    folder: Path,
    tmp_path: Path,
    name: str,
    number: int,
    says: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert written(folder, tmp_path / name, number=number) == 1
    assert says in capsys.readouterr().err
    assert not (tmp_path / name).exists()


def test_the_program_knows_the_verb() -> None:
    assert "timeline" in VERBS
