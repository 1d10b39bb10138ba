"""The command line: every verb is known to the start of the program."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from infrared_desktop.__main__ import VERBS, main
from infrared_desktop.commands import verbs
from infrared_desktop.storage.files.folder import ANCHOR, DATABASE, KEY_FILE


@pytest.mark.parametrize("verb", VERBS)
def test_the_start_leads_to_every_verb(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([verb, "--help"])
    assert ended.value.code == 0
    assert verb in capsys.readouterr().out


def test_no_verb_is_forgotten_at_the_start() -> None:
    assert set(VERBS) == verbs()


def test_each_verb_says_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["backup", "--help"])
    assert "back a clinic up to a place, and prove it" in capsys.readouterr().out


def test_help_names_every_verb(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out.replace("-\n", "-").replace("\n", " ")
    assert not [verb for verb in VERBS if f" {verb}," not in told and f" {verb}." not in told]


def test_who_checks_an_installation_gets_a_whole_practice_clinic(tmp_path: Path) -> None:
    folder = tmp_path / "practice"
    words = [sys.executable, "-m", "infrared_desktop", "--practice", "--folder", folder, "--leave"]
    home = {"HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(words, env=os.environ | home, check=True, timeout=100)
    assert {DATABASE, KEY_FILE, ANCHOR} <= {path.name for path in folder.iterdir()}
