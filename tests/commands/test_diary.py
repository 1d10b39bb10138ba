"""The verb that writes the diary as a calendar file, without a window."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from vobject import readOne

from infrared_desktop.__main__ import VERBS
from infrared_desktop.commands import run_verb
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template
from tests.scenes import CANARY, TODAY, patient, visit


@pytest.fixture
def folder(template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with closing(template.copy_to(tmp_path / "clinic")) as clinic:
        clinic.people.register(patient(), RECEPTION, NOW)
        for days in (0, 3, 9):
            clinic.diary.book(visit(1, TODAY + timedelta(days)), RECEPTION, NOW)
    monkeypatch.setenv("INFRARED_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("INFRARED_STAFF", "Dr. Åsa Lindqvist")
    return tmp_path / "clinic"


def diary(folder: Path, out: Path, *more: str) -> int:
    span = ("--from", str(TODAY), "--to", str(TODAY + timedelta(5)))
    return run_verb(["diary", str(folder), str(out), *span, *more])


def test_the_days_asked_for_are_written_without_names(
    folder: Path, tmp_path: Path, template: Template, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out.ics"
    assert diary(folder, out) == 0
    assert capsys.readouterr().out == f"Wrote 2 visits to {out}.\n"
    text = out.read_bytes().decode()
    assert CANARY not in text
    events = readOne(text).vevent_list
    assert len(events) == 2
    assert all(event.uid.value.startswith("visit-") for event in events)
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        acts = [act for (act,) in clinic.ledger.db.execute("SELECT act FROM audit ORDER BY seq")]
        assert acts[-1] == "diary-exported"
        assert not verify(clinic)


def test_the_program_knows_the_verb() -> None:
    assert "diary" in VERBS


def test_names_stand_in_it_only_when_asked(folder: Path, tmp_path: Path) -> None:
    assert diary(folder, tmp_path / "named.ics", "--names") == 0
    assert CANARY in (tmp_path / "named.ics").read_bytes().decode()


def test_one_persons_diary_holds_nobody_elses_visits(folder: Path, tmp_path: Path) -> None:
    assert diary(folder, tmp_path / "own.ics", "--of", str(CLINICIAN)) == 0
    assert len(readOne((tmp_path / "own.ics").read_bytes().decode()).vevent_list) == 2
    assert diary(folder, tmp_path / "nobody.ics", "--of", str(RECEPTION)) == 0
    assert b"VEVENT" not in (tmp_path / "nobody.ics").read_bytes()


def test_a_span_that_ends_before_it_begins_is_a_sentence(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--from", "2026-12-02", "--to", "2026-12-01"]
    assert run_verb(["diary", str(folder), str(tmp_path / "out.ics"), *words]) == 1
    assert "The last day lies before the first." in capsys.readouterr().err
    assert not (tmp_path / "out.ics").exists()


def test_a_diary_of_nobody_is_refused_and_no_file_stands_in_the_way_of_a_second_try(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert diary(folder, tmp_path / "out.ics", "--of", "999") == 1
    assert "There is no member of staff 999." in capsys.readouterr().err
    assert diary(folder, tmp_path / "out.ics", "--of", str(CLINICIAN)) == 0


def test_a_file_that_is_there_is_never_written_over(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "out.ics").write_text("mine", encoding="utf-8")
    assert diary(folder, tmp_path / "out.ics") == 1
    assert "Nothing was written" in capsys.readouterr().err
    assert (tmp_path / "out.ics").read_text(encoding="utf-8") == "mine"
