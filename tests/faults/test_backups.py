"""Whatever happens to a backup, one that counts is whole, and the clinic is before or after."""

import os
import random
import shutil
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.backup import catalog
from infrared_desktop.storage.backup.making import Made, back_up
from infrared_desktop.storage.backup.objects import Shelf
from infrared_desktop.storage.backup.restoring import restore
from infrared_desktop.storage.backup.trial import Source, prove_again
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.files.exchange import finish_exchange
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.faults.backup_child import LIMIT_VARIABLE
from tests.faults.child import KEY_VARIABLE
from tests.faults.flipping import flip
from tests.photo_scenes import kept
from tests.scenes import later, patient

KILLS, FLIPS = 6, 24


@pytest.fixture
def source(template: Template, tmp_path: Path) -> Source:
    with closing(template.copy_to(tmp_path / "clinic")) as clinic:
        number = clinic.people.register(patient("Before"), RECEPTION, NOW).id
        pictures = [os.urandom(200_000) for _ in range(6)]
        clinic.photos.add([kept(clinic, number, each) for each in pictures], CLINICIAN, NOW)
    (tmp_path / "stick").mkdir()
    return Source(tmp_path / "clinic", template.key)


@pytest.fixture
def made(source: Source, tmp_path: Path) -> Made:
    return back_up(source, tmp_path / "stick", NOW)


def people(source: Source) -> list[str]:
    with closing(open_clinic(source.folder, source.key, NOW)) as clinic:
        assert not verify(clinic)
        return [stored.record.surname for stored in clinic.ledger.books.all(Patient)]


def child(
    source: Source, task: str, other: Path, times: int, limit: int = 0
) -> tuple[list[str], dict[str, str]]:
    words = [task, str(source.folder), str(other), str(times)]
    environment = {**os.environ, KEY_VARIABLE: source.key.hex()}
    if limit:
        environment[LIMIT_VARIABLE] = str(limit)
    return [sys.executable, "-m", "tests.faults.backup_child", *words], environment


def kill(source: Source, task: str, other: Path, life: float) -> str:
    """Start a process, kill it after its life, and return what it had said."""
    words, environment = child(source, task, other, 1000)
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        started.stdout.readline()
        time.sleep(life)
        started.kill()
        return started.stdout.read()


def proven(made: Made, source: Source) -> list[Path]:
    found = catalog.backups(Shelf(made.path.parent), source.key)
    return [each.path for each in found if each.proof]


def test_backups_that_are_killed_leave_only_whole_ones_that_count(
    source: Source, made: Made, tmp_path: Path, rounds: int
) -> None:
    chance = random.Random(3)
    for _ in range(KILLS * rounds):
        told = kill(source, "backup", tmp_path / "stick", chance.uniform(0, 0.5))
        said = [Path(line[7:]) for line in told.splitlines() if line.startswith("proven ")]
        counts = proven(made, source)
        assert set(said) <= set(counts) | set(said[:-20])
        prove_again(source, counts[0], NOW)
        assert people(source) == ["Before"]
    assert back_up(source, tmp_path / "stick", later(days=900))
    assert not list(source.folder.glob("proving-*"))
    assert not list(made.path.parent.rglob("*.new"))


def test_restores_that_are_killed_leave_the_clinic_before_or_after(
    source: Source, made: Made, rounds: int
) -> None:
    with closing(open_clinic(source.folder, source.key, NOW)) as clinic:
        clinic.people.register(patient("After"), RECEPTION, NOW)
    chance, outcomes = random.Random(5), set()
    for _ in range(KILLS * rounds):
        kill(source, "restore", made.path, chance.uniform(0, 1.0))
        finish_exchange(source.folder)
        outcomes.add(tuple(people(source)))
    assert outcomes <= {("Before",), ("Before", "After")}
    kept_whole = list(source.folder.glob("kept-*"))
    for folder in kept_whole[-3:]:
        people(Source(folder, source.key))


def test_each_bit_flipped_at_the_place_is_found(
    source: Source, made: Made, tmp_path: Path, rounds: int
) -> None:
    chance = random.Random(9)
    whole = tmp_path / "whole"
    shutil.copytree(made.path.parent, whole)
    kinds = {
        "pieces": list((whole / "objects").glob("*/*")),
        "list": [whole / made.path.name],
        "proof": [whole / made.path.with_suffix(".proven").name],
    }
    for turn in range(FLIPS * rounds):
        shutil.rmtree(made.path.parent)
        shutil.copytree(whole, made.path.parent)
        kind = sorted(kinds)[turn % 3]
        hit = made.path.parent / chance.choice(kinds[kind]).relative_to(whole)
        place = flip(hit, chance)
        if kind == "pieces":
            with pytest.raises(KnownError):
                restore(made.path, tmp_path / "anew", source.key, CLINICIAN, NOW)
            shutil.copytree(whole, made.path.parent, dirs_exist_ok=True)
            flip(hit, chance)
            with pytest.raises(KnownError):
                prove_again(source, made.path, NOW)
        assert not proven(made, source), (kind, place)
    assert not (tmp_path / "anew" / "clinic.db").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize("task", ["backup", "restore"])
@pytest.mark.parametrize("most", [10, 1_000, 20_000, 150_000, 250_000, 300_000])
def test_on_a_full_disk_nothing_counts_and_nothing_is_lost(
    source: Source, made: Made, tmp_path: Path, task: str, most: int
) -> None:
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" if task == "backup" else made.path
    words, environment = child(source, task, other, 1, most)
    played = subprocess.run(
        words, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert "refused " in played.stdout, played.stderr
    assert played.stdout.strip().endswith(".")
    assert not list((tmp_path / "other").rglob("*.proven"))
    assert people(source) == ["Before"]
    assert back_up(source, tmp_path / "other", NOW)


@pytest.mark.parametrize("after", [0, 1, 4, 8, 9])
def test_a_place_that_vanishes_half_way_is_a_sentence(
    source: Source, tmp_path: Path, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, write = [after], Shelf.write

    def vanishing(shelf: Shelf, path: Path, content: bytes) -> None:
        left[0] -= 1
        if left[0] < 0:
            shutil.rmtree(tmp_path / "stick", ignore_errors=True)
            (tmp_path / "stick").write_bytes(b"no folder any more")
        write(shelf, path, content)

    monkeypatch.setattr(Shelf, "write", vanishing)
    with pytest.raises(KnownError, match="did not take the backup"):
        back_up(source, tmp_path / "stick", NOW)
    monkeypatch.undo()
    assert people(source) == ["Before"]
    (tmp_path / "stick").unlink()
    (tmp_path / "stick").mkdir()
    assert back_up(source, tmp_path / "stick", NOW)


def test_two_processes_at_once_both_end_in_whole_backups(
    source: Source, made: Made, tmp_path: Path
) -> None:
    words, environment = child(source, "backup", tmp_path / "stick", 4)
    started = [
        subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    told = [each.communicate(timeout=120)[0].splitlines() for each in started]
    lines = [line for each in told for line in each[1:]]
    assert all(line.startswith(("proven ", "refused A backup is being made")) for line in lines)
    assert any(line.startswith("proven ") for line in lines)
    for path in proven(made, source):
        prove_again(source, path, NOW)
