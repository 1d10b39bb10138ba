"""No verb works in a file in which damage showed, and none says that it went by itself."""

from pathlib import Path

import pytest

from infrared_desktop.commands import run_verb
from infrared_desktop.storage.access.tries import Tries
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.files.damage import forget_damage, note_damage
from tests.clinics import PASSPHRASE, Template
from tests.tampering import tamper


@pytest.mark.parametrize(
    "words", [("due", "--on", "2026-11-23", "--json"), ("audit", "--json")], ids=lambda w: w[0]
)
def test_a_verb_is_refused_with_what_to_do_and_writes_nothing(
    template: Template,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
) -> None:
    folder = tmp_path / "clinic"
    template.copy_to(folder).close()
    monkeypatch.setenv("INFRARED_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("INFRARED_STAFF", "Dr. Åsa Lindqvist")
    before = (folder / "clinic.db").read_bytes()
    note_damage(folder)
    verb, *rest = words
    assert run_verb([verb, str(folder), *rest]) == 1
    told = capsys.readouterr()
    assert "Nobody works in it before it is restored" in told.err
    assert told.out == ""
    assert (folder / "clinic.db").read_bytes() == before
    forget_damage(folder)
    assert run_verb([verb, str(folder), *rest]) == 0


def test_what_verify_finds_wrong_is_written_into_no_more_and_the_next_unlock_tells_of_it(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    tamper(clinic, "UPDATE staff SET name = 'Forged' WHERE id = 2")
    newest = clinic.ledger.audit.head()
    monkeypatch.setenv("INFRARED_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("INFRARED_STAFF", "Dr. Åsa Lindqvist")
    assert run_verb(["verify", str(clinic.folder)]) == 1
    assert "The clinic is not sound" in capsys.readouterr().out
    assert clinic.ledger.audit.head() == newest
    ((kept,),) = Tries(clinic.folder).untold().values()
    assert kept.endswith(" unlocked-untold verify")
