"""The verb `export`: all of it or one patient, and what it says where it can't be."""

import json
import os
from contextlib import closing
from pathlib import Path

import pytest

from infrared_desktop.commands import run_verb
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import NOW, PASSPHRASE, Template
from tests.documents.reading import flat, pages_of
from tests.scenes import CANARY, full_day


@pytest.fixture
def folder(template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with closing(template.copy_to(tmp_path / "clinic")) as clinic:
        full_day(clinic)
    monkeypatch.setenv("INFRARED_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("INFRARED_STAFF", "Dr. Åsa Lindqvist")
    return tmp_path / "clinic"


def test_everything_is_written_and_told(
    folder: Path, tmp_path: Path, template: Template, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run_verb(["export", str(folder), str(out)]) == 0
    *_, caution, last = capsys.readouterr().out.splitlines()
    assert caution == f"These files are NOT encrypted: {out}"
    files = [path for path in out.rglob("*") if path.is_file()]
    assert last.startswith("exported ")
    assert last.endswith(f" rows, 2 photographs, {len(files)} files")
    told = json.loads((out / "records" / "patient.json").read_text(encoding="utf-8"))
    assert told[0]["record"]["surname"] == CANARY
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        acts = [act for (act,) in clinic.ledger.db.execute("SELECT act FROM audit ORDER BY seq")]
        assert "clinic-exported" in acts
        assert not verify(clinic)


def test_one_patient_gets_the_record_as_paper_too(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "one"
    assert run_verb(["export", str(folder), str(out), "--patient", "1"]) == 0
    pages = [flat(page) for page in pages_of((out / "record.pdf").read_bytes())]
    assert f"{CANARY}, Ottilie · number 1 · born 14.03.1971" in pages[0]
    assert (out / "who_read_it.csv").is_file()
    whole = " ".join(pages)
    assert "Who read this record" in whole and "up to the moment at which this was made" in whole
    if os.name == "posix":
        assert (out.stat().st_mode & 0o777) == 0o700
        assert ((out / "README.txt").stat().st_mode & 0o777) == 0o600


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["clinic", "full"], "The folder full holds something already."),
        (["clinic", "clinic/new"], "This lies in the clinic's own folder."),
        (["clinic", "no/such"], "There is no folder"),
        (["clinic", "full/letter.txt"], "is no folder"),
        (["full", "out"], "There is no clinic in the folder"),
        (["nowhere", "out"], "There is no clinic in the folder"),
        (["clinic", "out", "--patient", "99"], "There is no patient 99."),
    ],
)
def test_what_cannot_be_is_one_sentence(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine", encoding="utf-8")
    clinic, out, *more = words
    assert run_verb(["export", str(tmp_path / clinic), str(tmp_path / out), *more]) == 1
    told = capsys.readouterr().err
    assert said in told
    assert len(told.splitlines()) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"clinic", "full"}
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("words", [[], ["out", "more"], ["out", "--patient", "x"], ["--patient"]])
def test_wrong_use_is_one_sentence(folder: Path, words: list[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run_verb(["export", str(folder), *words])
    assert left.value.code == 2
