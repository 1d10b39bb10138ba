"""Whoever comes in for a verb is told to the audit log: now, or where it can't hear, next time."""

from contextlib import closing
from pathlib import Path

import pytest

from infrared_desktop.commands import run_verb
from infrared_desktop.storage.access import seat
from infrared_desktop.storage.access.key_ring import KeyRing
from infrared_desktop.storage.access.tries import Tries, heard_of
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.files import writing
from infrared_desktop.storage.files.damage import forget_damage, note_damage
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template

OWNER, NOOR = "Dr. Åsa Lindqvist", "Noor Haddad"
DUE = ("due", "DIR", "--on", "2026-11-23")


@pytest.fixture
def folder(template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    template.copy_to(tmp_path / "clinic").close()
    monkeypatch.setenv("INFRARED_STAFF", OWNER)
    monkeypatch.setenv("INFRARED_PASSPHRASE", PASSPHRASE)
    return tmp_path / "clinic"


@pytest.fixture
def told(folder: Path, template: Template) -> "Told":
    return Told(folder, template.key)


class Told:
    """What the audit log was told since the clinic was made."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder, self._key, self._from = folder, key, 0
        self._from = len(self.rows())

    def rows(self) -> list[tuple[str, int, str, str]]:
        with closing(open_clinic(self._folder, self._key, NOW)) as clinic:
            sql = "SELECT act, staff_id, outcome, reason FROM audit ORDER BY seq"
            return [tuple(row) for row in clinic.ledger.db.execute(sql)][self._from :]


def _run(folder: Path, *words: str) -> int:
    return run_verb([str(folder) if word == "DIR" else word for word in words])


@pytest.mark.parametrize("words", [DUE, ("verify", "DIR"), ("backup", "DIR", "nowhere")])
def test_a_one_time_code_opens_nothing_and_is_told(
    folder: Path,
    told: Told,
    template: Template,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
) -> None:
    code = KeyRing(folder, template.key).give_code(RECEPTION, NOOR)
    monkeypatch.setenv("INFRARED_STAFF", NOOR)
    monkeypatch.setenv("INFRARED_PASSPHRASE", code)
    assert _run(folder, *words) == 1
    assert "one-time code" in "".join(capsys.readouterr())
    assert told.rows() == [("code-refused", RECEPTION, "failure", words[0])]


def test_a_code_that_a_damaged_clinic_can_t_be_told_of_is_told_later(
    folder: Path, told: Told, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = KeyRing(folder, template.key).give_code(RECEPTION, NOOR)
    note_damage(folder)
    monkeypatch.setenv("INFRARED_STAFF", NOOR)
    monkeypatch.setenv("INFRARED_PASSPHRASE", code)
    assert _run(folder, *DUE) == 1
    forget_damage(folder)
    assert told.rows() == []
    (kept,) = Tries(folder).untold()[RECEPTION]
    monkeypatch.setenv("INFRARED_STAFF", OWNER)
    monkeypatch.setenv("INFRARED_PASSPHRASE", PASSPHRASE)
    assert _run(folder, *DUE) == 0
    act, reason = heard_of(kept)
    assert told.rows() == [
        ("verb-unlocked", CLINICIAN, "success", "due"),
        (act, RECEPTION, "failure", reason),
    ]
    assert act == "code-refused" and reason.endswith(" due")


def test_a_one_time_code_restores_nothing_and_is_told_by_who_unlocks_next(
    folder: Path,
    told: Told,
    template: Template,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "stick").mkdir()
    code = KeyRing(folder, template.key).give_code(RECEPTION, NOOR)
    assert _run(folder, "backup", "DIR", str(tmp_path / "stick")) == 0
    backup = capsys.readouterr().out.partition("proven: ")[2].strip()
    monkeypatch.setenv("INFRARED_STAFF", NOOR)
    monkeypatch.setenv("INFRARED_PASSPHRASE", code)
    for where in ("DIR", str(tmp_path / "anew")):
        assert _run(folder, "restore", backup, where) == 1
        assert "one-time code" in capsys.readouterr().err
    assert not (tmp_path / "anew").exists() and not list(folder.glob("kept-*"))
    monkeypatch.setenv("INFRARED_STAFF", OWNER)
    monkeypatch.setenv("INFRARED_PASSPHRASE", PASSPHRASE)
    assert _run(folder, *DUE) == 0
    act, who, outcome, reason = told.rows()[-1]
    assert (act, who, outcome) == ("code-refused", RECEPTION, "failure")
    assert reason.endswith(" restore")


@pytest.mark.parametrize("words", [DUE, ("audit", "DIR"), ("audit", "DIR", "--json")])
def test_who_unlocks_a_clinic_in_which_damage_showed_is_told_later_and_once(
    folder: Path, told: Told, words: tuple[str, ...]
) -> None:
    note_damage(folder)
    assert _run(folder, *words) == 1
    forget_damage(folder)
    assert told.rows() == []
    assert _run(folder, *DUE) == 0
    first, later = told.rows()
    assert first[0] == "verb-unlocked"
    assert later[:3] == ("unlocked-untold", CLINICIAN, "success")
    assert later[3].endswith(f" {words[0]}")
    assert _run(folder, *DUE) == 0
    assert [act for act, *_ in told.rows()].count("unlocked-untold") == 1


@pytest.mark.parametrize("verb", ["verify", "backup"])
def test_who_unlocks_a_file_that_does_not_read_is_kept(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], verb: str
) -> None:
    spoilt = bytearray((folder / "clinic.db").read_bytes())
    spoilt[4096:8192] = bytes(4096)
    (folder / "clinic.db").write_bytes(spoilt)
    (tmp_path / "stick").mkdir()
    assert _run(folder, verb, "DIR", *([str(tmp_path / "stick")] * (verb == "backup"))) == 1
    kept = Tries(folder).untold()[CLINICIAN]
    assert [heard_of(each)[0] for each in kept] == ["unlocked-untold"]
    assert kept[0].endswith(f" {verb}")
    capsys.readouterr()


def test_who_verifies_where_the_log_can_t_be_written_gets_the_verdict_and_is_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> None:
        raise writing.KnownError("The disk is full.")

    monkeypatch.setattr(seat, "tell_tries", full)
    assert _run(folder, "verify", "DIR") == 0
    assert "The disk is full." in capsys.readouterr().err
    (kept,) = Tries(folder).untold()[CLINICIAN]
    assert kept.endswith(" unlocked-untold verify")


def test_what_somebody_else_wrote_into_the_file_never_reaches_the_log(
    folder: Path, told: Told
) -> None:
    at = "2026-11-23T10:00:00+00:00"
    for forged in (f"{at} erasure-erased due", f"{at} code-typed Bo_Lund", f"{at} code-typed"):
        (folder / "clinic.tries").write_text(
            f'{{"1": {{"count": 0, "running_s": 0.0, "untold": ["{forged}"]}}}}', encoding="utf-8"
        )
        assert _run(folder, *DUE) == 0
    assert {act for act, *_ in told.rows()} == {"verb-unlocked"}
