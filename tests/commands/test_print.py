"""The verb that writes a patient's whole record as a PDF, without a window."""

import os
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from infrared_desktop.commands import run_verb
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, Template
from tests.documents.reading import flat, pages_of
from tests.scenes import CANARY, full_day


@pytest.fixture
def folder(template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with closing(template.copy_to(tmp_path / "clinic")) as clinic:
        full_day(clinic)
    monkeypatch.setenv("INFRARED_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("INFRARED_STAFF", "Dr. Åsa Lindqvist")
    return tmp_path / "clinic"


def test_the_whole_record_is_written_as_of_a_day(
    folder: Path, tmp_path: Path, template: Template
) -> None:
    out = tmp_path / "out.pdf"
    assert run_verb(["print", str(folder), "1", str(out), "--on", "2026-11-22"]) == 0
    pages = [flat(page) for page in pages_of(out.read_bytes())]
    assert f"{CANARY}, Ottilie · number 1 · born 14.03.1971" in pages[0]
    assert all(f"Page {n} of {len(pages)}" in page for n, page in enumerate(pages, start=1))
    assert all("Made on 22.11.2026 by Dr. Åsa Lindqvist, owner" in page for page in pages)
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        acts = [act for (act,) in clinic.ledger.db.execute("SELECT act FROM audit ORDER BY seq")]
        assert acts[-1] == "record-printed"
        assert not verify(clinic)


def test_reception_prints_no_whole_record(
    folder: Path, tmp_path: Path, template: Template, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        owner = clinic.staff.get(CLINICIAN)
        with clinic.ledger.act("role-changed", CLINICIAN, NOW) as act:
            act.change(owner, replace(owner.record, role=Role.RECEPTION))
    out = tmp_path / "out.pdf"
    assert run_verb(["print", str(folder), "1", str(out)]) == 1
    assert "A clinician prints or exports a whole record." in capsys.readouterr().err
    assert not out.exists()


def test_a_file_that_is_there_is_never_written_over(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.pdf"
    out.write_text("somebody's letter", encoding="utf-8")
    assert run_verb(["print", str(folder), "1", str(out)]) == 1
    assert out.read_text(encoding="utf-8") == "somebody's letter"
    assert capsys.readouterr().err == (
        "There is a file out.pdf in that folder already. Nothing was written; choose another "
        "name.\n"
    )


def test_a_place_that_cannot_be_written_is_a_sentence(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_verb(["print", str(folder), "1", str(tmp_path / "no" / "out.pdf")]) == 1
    assert "There is no folder" in capsys.readouterr().err
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    if not os.access(locked, os.W_OK):
        assert run_verb(["print", str(folder), "1", str(locked / "out.pdf")]) == 1
        assert "could not be written" in capsys.readouterr().err


@pytest.mark.parametrize("number", ["99", "0", "123456789012345"])
def test_a_number_that_nobody_has_is_a_sentence(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    assert run_verb(["print", str(folder), number, str(tmp_path / "out.pdf")]) == 1
    assert capsys.readouterr().err == f"There is no patient {number}.\n"
    assert not (tmp_path / "out.pdf").exists()


@pytest.mark.parametrize(
    "words", [["x", "out.pdf"], ["-1", "out.pdf"], ["9" * 5000, "out.pdf"], ["1"], []]
)
def test_wrong_use_is_one_sentence(folder: Path, words: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run_verb(["print", str(folder), *words])
    assert left.value.code == 2
