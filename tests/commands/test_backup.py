"""The verbs `backup` and `restore`: their last line, their exit code, and their sentences."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from infrared_desktop.commands import run_verb
from infrared_desktop.domain.access.rights import PROGRAM
from infrared_desktop.storage.access.tries import FREE, Tries
from infrared_desktop.storage.backup.standing import choose_place, standings
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.files.exchange import EXCHANGE, ITEMS
from infrared_desktop.storage.files.vault import new_recovery_key
from infrared_desktop.storage.gathered.erasing_facts import what_left
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template
from tests.scenes import patient

Output = pytest.CaptureFixture[str]


@pytest.fixture
def folder(template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("INFRARED_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("INFRARED_STAFF", "Dr. Åsa Lindqvist")
    (tmp_path / "stick").mkdir()
    with closing(template.copy_to(tmp_path / "clinic")) as clinic:
        clinic.people.register(patient(), RECEPTION, NOW)
    return tmp_path / "clinic"


def last_line(capsys: Output) -> str:
    return capsys.readouterr().out.splitlines()[-1]


def test_what_backup_prints_is_what_restore_takes(
    folder: Path, template: Template, tmp_path: Path, capsys: Output
) -> None:
    assert run_verb(["backup", str(folder), str(tmp_path / "stick")]) == 0
    word, _, path = last_line(capsys).partition(": ")
    assert word == "proven"
    assert run_verb(["restore", path, str(tmp_path / "anew")]) == 0
    assert last_line(capsys) == f"proven: {tmp_path / 'anew'}"
    with closing(open_clinic(tmp_path / "anew", template.key, NOW)) as clinic:
        assert clinic.people.count() == 1
        assert not verify(clinic)


def test_the_clinic_is_told_of_its_backup(
    folder: Path, template: Template, tmp_path: Path, capsys: Output
) -> None:
    run_verb(["backup", str(folder), str(tmp_path / "stick")])
    run_verb(["backup", str(folder), str(tmp_path / "gone")])
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        acts = [act for (act,) in clinic.ledger.db.execute("SELECT act FROM audit ORDER BY seq")]
    told = ["verb-unlocked", "backup-made", "verb-unlocked", "backup-failed"]
    assert acts[-4:] == told


def test_how_a_place_of_the_clinic_stands_is_noted(
    folder: Path, template: Template, tmp_path: Path
) -> None:
    place = tmp_path / "stick"
    choose_place(folder, template.key, place)
    assert run_verb(["backup", str(folder), str(place)]) == 0
    _, stands = standings(folder, template.key)
    assert stands.proven and stands.proven.is_file() and not stands.why
    place.rename(tmp_path / "pulled out")
    assert run_verb(["backup", str(folder), str(place)]) == 1
    _, failed = standings(folder, template.key)
    assert "is not there" in failed.why
    assert (failed.proven, failed.proven_at) == (stands.proven, stands.proven_at)


def test_a_verb_finishes_a_restore_that_was_cut_short(folder: Path, tmp_path: Path) -> None:
    coming = folder / "restored-1"
    coming.mkdir()
    comes = [name for name in ITEMS if (folder / name).exists()]
    for name in comes:
        (folder / name).rename(coming / name)
    plan = {"coming": coming.name, "kept": "kept-1", "comes": comes, "goes": []}
    (folder / EXCHANGE).write_text(json.dumps(plan), encoding="utf-8")
    assert run_verb(["backup", str(folder), str(tmp_path / "stick")]) == 0
    assert not coming.exists()


@pytest.mark.parametrize("chosen", [False, True])
def test_a_backup_elsewhere_is_told_before_an_erasure(
    folder: Path, template: Template, tmp_path: Path, chosen: bool
) -> None:
    if chosen:
        choose_place(folder, template.key, tmp_path / "stick")
    run_verb(["backup", str(folder), str(tmp_path / "stick")])
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        left = [each.act for each in what_left(clinic, [1])]
    assert left == ([] if chosen else ["backup-made"])  # the list of places tells of the other


@pytest.mark.parametrize("what", ["clinic", "clinic.db", "nothing"])
def test_what_is_no_backup_is_a_sentence(
    folder: Path, tmp_path: Path, capsys: Output, what: str
) -> None:
    paths = {"clinic": folder, "clinic.db": folder / "clinic.db", "nothing": tmp_path / "x"}
    assert run_verb(["restore", str(paths[what]), str(tmp_path / "anew")]) == 1
    told = capsys.readouterr()
    assert told.err.strip().endswith(".")
    assert "proven" not in told.out
    assert not (tmp_path / "anew").exists()


def test_a_place_that_is_not_there_is_exit_code_1(
    folder: Path, tmp_path: Path, capsys: Output
) -> None:
    assert run_verb(["backup", str(folder), str(tmp_path / "gone")]) == 1
    told = capsys.readouterr()
    assert "is not there" in told.err
    assert "proven" not in told.out


def test_a_wrong_passphrase_restores_nothing(
    folder: Path, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_verb(["backup", str(folder), str(tmp_path / "stick")])
    path = last_line(capsys).partition(": ")[2]
    monkeypatch.setenv("INFRARED_PASSPHRASE", "another one altogether, quite")
    assert run_verb(["restore", path, str(tmp_path / "anew")]) == 1
    assert not (tmp_path / "anew").exists()


@pytest.mark.parametrize("verb", ["restore", "backup", "audit", "export", "verify", "due"])
def test_after_wrong_tries_each_verb_has_to_wait(
    folder: Path, tmp_path: Path, capsys: Output, verb: str
) -> None:
    run_verb(["backup", str(folder), str(tmp_path / "stick")])
    backup = last_line(capsys).removeprefix("proven: ")
    for _ in range(FREE):
        Tries(folder).failed(CLINICIAN)
    behind = {
        "restore": [backup, str(folder)],
        "backup": [str(folder), str(tmp_path / "stick")],
        "export": [str(folder), str(tmp_path / "out")],
    }
    assert run_verb([verb, *behind.get(verb, [str(folder)])]) == 1
    told = capsys.readouterr()
    assert "has to wait" in told.err + told.out


def test_a_restore_over_a_clinic_says_where_the_old_one_lies(
    folder: Path, tmp_path: Path, capsys: Output
) -> None:
    run_verb(["backup", str(folder), str(tmp_path / "stick")])
    path = last_line(capsys).partition(": ")[2]
    assert run_verb(["restore", path, str(folder)]) == 0
    told = capsys.readouterr().out
    kept = next(folder.glob("kept-*"))
    assert str(kept) in told


def test_the_recovery_key_restores_where_nobody_knows_a_passphrase(
    folder: Path,
    template: Template,
    tmp_path: Path,
    capsys: Output,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run_verb(["backup", str(folder), str(tmp_path / "stick")])
    path = last_line(capsys).partition(": ")[2]
    monkeypatch.setenv("INFRARED_PASSPHRASE", "what nobody ever chose here")
    monkeypatch.setenv("INFRARED_RECOVERY_KEY", template.recovery_key.lower())
    assert run_verb(["restore", "--recovery-key", path, str(tmp_path / "anew")]) == 0
    assert last_line(capsys) == f"proven: {tmp_path / 'anew'}"
    with closing(open_clinic(tmp_path / "anew", template.key, NOW)) as clinic:
        sql = "SELECT act, staff_id FROM audit ORDER BY seq DESC LIMIT 1"
        assert list(clinic.ledger.db.execute(sql)) == [("restored-with-recovery-key", PROGRAM)]
        assert clinic.people.count() == 1
        assert not verify(clinic)


def test_a_wrong_recovery_key_restores_nothing(
    folder: Path, tmp_path: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_verb(["backup", str(folder), str(tmp_path / "stick")])
    path = last_line(capsys).partition(": ")[2]
    # Neither another key nor somebody's passphrase is one.
    for typed in (new_recovery_key(), PASSPHRASE):
        monkeypatch.setenv("INFRARED_RECOVERY_KEY", typed)
        assert run_verb(["restore", "--recovery-key", path, str(tmp_path / "anew")]) == 1
        assert not (tmp_path / "anew").exists()
