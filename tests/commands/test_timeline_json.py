"""The verb tells a timeline to a script: lanes, spans and events, and that it was read."""

import json
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from infrared_desktop.commands import run_verb
from infrared_desktop.domain.timeline.build import as_lines
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.gathered.timelines import timeline_of
from infrared_desktop.storage.verify import verify
from tests.clinics import NOW, PASSPHRASE, Template
from tests.scenes import full_day


@pytest.fixture
def folder(template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    with closing(template.copy_to(tmp_path / "clinic")) as clinic:
        full_day(clinic)
    monkeypatch.setenv("INFRARED_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("INFRARED_STAFF", "Dr. Åsa Lindqvist")
    return tmp_path / "clinic"


def asked(folder: Path, *words: str) -> int:
    return run_verb(["timeline", str(folder), *words])


def test_a_script_reads_the_same_events_as_the_list_and_the_audit_log_knows(
    folder: Path, template: Template, capsys: pytest.CaptureFixture[str]
) -> None:
    day = (NOW + timedelta(days=1)).date()
    assert asked(folder, "1", "--json", "--on", day.isoformat()) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["patient"], told["today"]) == (1, day.isoformat())
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        lines = as_lines(timeline_of(clinic, 1, day))
        sql = "SELECT act, patient_id FROM audit WHERE kind = 'patient' ORDER BY seq DESC LIMIT 1"
        assert clinic.ledger.db.execute(sql).fetchall() == [("record-printed", 1)]
        assert not list(verify(clinic))
    both = sorted(each["ref"] for each in (*told["events"], *told["spans"]))
    assert both == sorted(f"{line.ref.kind}/{line.ref.id}" for line in lines)
    assert {each["kind"] for each in told["events"]} >= {"consultation", "session"}
    assert {lane["lane"] for lane in told["lanes"]} == {
        each["lane"] for each in (*told["events"], *told["spans"])
    }


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("999", "--json"), "There is no patient 999"),
        (("1",), "or ask for --json"),
        (("1", "out.svg", "--json"), "or ask for --json"),
    ],
)
def test_what_cannot_be_told_is_a_sentence(
    folder: Path, words: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(folder, *words) == 1
    told = capsys.readouterr()
    assert says in told.err and not told.out


def test_a_folder_without_a_clinic_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert asked(tmp_path, "1", "--json") == 1
    assert "There is no clinic" in capsys.readouterr().err
