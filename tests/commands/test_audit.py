"""The verb that checks and writes the audit log, without a window."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from infrared_desktop.__main__ import VERBS
from infrared_desktop.commands import run_verb
from infrared_desktop.domain.access.deeds import DEEDS
from infrared_desktop.storage.clinic import open_clinic
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template
from tests.scenes import CANARY, full_day
from tests.tampering import tamper

Told = pytest.CaptureFixture[str]


@pytest.fixture
def folder(template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with closing(template.copy_to(tmp_path / "clinic")) as clinic:
        full_day(clinic)
    monkeypatch.setenv("INFRARED_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("INFRARED_STAFF", "Dr. Åsa Lindqvist")
    return tmp_path / "clinic"


def test_the_program_knows_the_verb() -> None:
    assert "audit" in VERBS


def test_every_row_is_written_in_words_and_the_log_says_who_has_it(
    folder: Path, capsys: Told
) -> None:
    assert run_verb(["audit", str(folder), "--json"]) == 0
    written = capsys.readouterr().out
    told = json.loads(written)
    assert (told["format"], told["sound"], told["broken"], told["anchor"]) == (1, True, [], "holds")
    assert [row["seq"] for row in told["rows"]] == list(range(1, len(told["rows"]) + 1))
    assert all(row["words"] == DEEDS[row["act"]].words and row["sound"] for row in told["rows"])
    last = told["rows"][-1]
    assert (last["act"], last["staff"], last["role"], last["action"], last["outcome"]) == (
        ("audit-exported", "Dr. Åsa Lindqvist", "owner", "E", "success")
    )
    assert CANARY not in written


def test_a_row_about_somebodys_key_names_them_and_no_row_a_patient(
    folder: Path, template: Template, capsys: Told
) -> None:
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        clinic.staff.note_key("passphrase-given", RECEPTION, CLINICIAN, NOW)
        clinic.staff.disable(clinic.staff.get(RECEPTION), CLINICIAN, NOW)
    run_verb(["audit", str(folder), "--json"])
    rows = json.loads(capsys.readouterr().out)["rows"]
    about = {row["act"]: row["about"] for row in rows}
    assert about["passphrase-given"] == about["staff-disabled"] == "Noor Haddad"
    assert {row["about"] for row in rows if row["kind"] != "staff"} == {""}


def test_a_sound_log_is_said_to_be_sound(folder: Path, capsys: Told) -> None:
    assert run_verb(["audit", str(folder)]) == 0
    assert capsys.readouterr().out.startswith("The audit log is sound: ")


def test_a_changed_row_and_a_cut_are_told(folder: Path, template: Template, capsys: Told) -> None:
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        tamper(clinic, "UPDATE audit SET staff_id = 2 WHERE seq = 3")
        tamper(clinic, "DELETE FROM audit WHERE seq > 9")
    assert run_verb(["audit", str(folder)]) == 1
    told = capsys.readouterr().out
    assert "The audit log is broken at row 3." in told
    assert "The audit log was cut short" in told
    assert run_verb(["audit", str(folder), "--json"]) == 1
    written = json.loads(capsys.readouterr().out)
    assert (written["sound"], written["broken"], written["anchor"]) == (False, [3], "cut")
    assert [row["seq"] for row in written["rows"] if not row["sound"]] == [3]


def test_a_lost_anchor_is_told(folder: Path, capsys: Told) -> None:
    (folder / "clinic.anchor").unlink()
    assert run_verb(["audit", str(folder)]) == 1
    assert "clinic.anchor is gone" in capsys.readouterr().out


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_a_wrong_passphrase_is_refused_in_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told, more: list[str]
) -> None:
    monkeypatch.setenv("INFRARED_PASSPHRASE", "not this one at all")
    assert run_verb(["audit", str(folder), *more]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "Nothing was changed." in told.err


def test_a_folder_without_a_clinic_is_said_so(tmp_path: Path, capsys: Told) -> None:
    for place in (tmp_path, tmp_path / "not there"):
        assert run_verb(["audit", str(place), "--json"]) == 1
        assert capsys.readouterr().err.startswith("There is no clinic in the folder ")


@pytest.mark.parametrize("words", [["audit"], ["audit", "a", "b"], ["audit", "a", "--jason"]])
def test_words_that_make_no_sense_are_answered_in_a_sentence(
    words: list[str], capsys: Told
) -> None:
    with pytest.raises(SystemExit):
        run_verb(words)
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
