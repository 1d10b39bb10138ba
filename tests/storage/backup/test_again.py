"""A backup is proven again: sound it counts on, damaged it counts no more, and that is told."""

import json
import os
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from infrared_desktop.documents.beside import command, start
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup import beside, catalog, trial
from infrared_desktop.storage.backup.again import LostError, prove_once_more
from infrared_desktop.storage.backup.beside import LOST, VERB, order
from infrared_desktop.storage.backup.comparing import compare
from infrared_desktop.storage.backup.listing import backups_at, places_of
from infrared_desktop.storage.backup.making import Made, back_up
from infrared_desktop.storage.backup.manifest import DAMAGED
from infrared_desktop.storage.backup.objects import DamagedError, Shelf
from infrared_desktop.storage.backup.places import Standing
from infrared_desktop.storage.backup.proving import UnsoundError
from infrared_desktop.storage.backup.standing import choose_place, is_unheld, note, standings
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.photo_scenes import kept
from tests.scenes import patient

LATER, LAST = NOW + timedelta(hours=1), NOW + timedelta(days=9)


@pytest.fixture
def source(clinic: Clinic) -> Source:
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    clinic.photos.add([kept(clinic, number)], CLINICIAN, NOW)
    return Source(clinic.folder, clinic.ledger.key)


@pytest.fixture
def place(source: Source, tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    choose_place(source.folder, source.key, tmp_path / "stick")
    return tmp_path / "stick"


@pytest.fixture
def two(clinic: Clinic, source: Source, place: Path) -> tuple[Made, Made]:
    first = back_up(source, place, NOW)
    clinic.people.register(patient("Okafor"), RECEPTION, LATER)
    second = back_up(source, place, LATER)
    note(source, place, second, LATER)
    return first, second


def at_place(source: Source) -> Standing:
    return standings(source.folder, source.key)[1]


def worth(source: Source) -> dict[Path, tuple[bool, bool]]:
    """Return of each backup whether it is proven, and whether it is damaged."""
    places = places_of(source.folder, source.key)
    found = [each for place in places for each in backups_at(place, source.folder, source.key)]
    return {each.path: (each.proof is not None, each.is_damaged) for _, each in found}


def flip(made: Made, name: str) -> bytes:
    path = made.path.parent / "objects" / name[:2] / name
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    return content


def alone(made: Made, other: Made) -> str:
    """Return a piece that the other has not."""
    return min(made.manifest.named() - other.manifest.named())


def test_a_sound_one_counts_on_and_reads_no_younger(source: Source, two: tuple[Made, Made]) -> None:
    before, steps = at_place(source), list[float]()
    assert prove_once_more(source, two[1].path, LAST, steps.append).thorough_at == LAST
    assert steps and steps == sorted(steps) and max(steps) <= 1
    # The age of a backup is that of what it holds, not of its newest proof.
    assert at_place(source) == before
    assert worth(source) == {each.path: (True, False) for each in two}
    assert not list(source.folder.glob("proving-*"))


def test_a_damaged_one_counts_no_more_and_the_one_before_takes_its_place(
    clinic: Clinic, source: Source, two: tuple[Made, Made]
) -> None:
    first, second = two
    prove_once_more(source, first.path, LAST)
    assert not is_unheld(clinic, [at_place(source)])
    flip(second, alone(second, first))
    with pytest.raises(LostError, match=r"It counts no more\. The clinic is safe"):
        prove_once_more(source, second.path, LAST)
    assert worth(source) == {first.path: (True, False), second.path: (False, True)}
    stands = at_place(source)
    assert (stands.proven, stands.proven_at, stands.row) == (
        first.path,
        NOW,
        first.manifest.audit[0],
    )
    assert is_unheld(clinic, [stands])  # so that the next one is made soon


def test_one_that_comes_back_unsound_counts_no_more_though_each_piece_is_whole(
    source: Source, two: tuple[Made, Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unsound(*_: object) -> None:
        raise UnsoundError("a record is not what the log says of it")

    monkeypatch.setattr(trial, "check_records", unsound)
    with pytest.raises(LostError, match="It counts no more"):
        prove_once_more(source, two[1].path, LAST)
    assert worth(source) == {two[0].path: (True, False), two[1].path: (False, True)}


def test_an_older_one_that_is_damaged_takes_nothing_from_the_newest(
    source: Source, two: tuple[Made, Made]
) -> None:
    before = at_place(source)
    flip(two[0], alone(*two))
    with pytest.raises(LostError):
        prove_once_more(source, two[0].path, LAST)
    assert at_place(source) == before
    assert worth(source)[two[0].path] == (False, True)


def test_the_only_one_leaves_none_behind(source: Source, place: Path) -> None:
    made = back_up(source, place, NOW)
    note(source, place, made, NOW)
    flip(made, made.manifest.pieces[0])
    with pytest.raises(LostError):
        prove_once_more(source, made.path, LAST)
    assert (at_place(source).proven_at, at_place(source).row) == (None, 0)


def test_one_at_a_place_that_takes_no_word_of_it_is_not_what_the_place_stands_by(
    source: Source, two: tuple[Made, Made], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalog, "note_damage", lambda _: None)  # as on a stick that is locked
    flip(two[1], alone(two[1], two[0]))
    with pytest.raises(LostError):
        prove_once_more(source, two[1].path, LAST)
    assert at_place(source).proven == two[0].path


def test_what_was_written_anew_counts_again_and_is_called_damaged_no_more(
    source: Source, two: tuple[Made, Made]
) -> None:
    first, name = two[0], alone(*two)
    content = flip(first, name)
    with pytest.raises(LostError):
        prove_once_more(source, first.path, LAST)
    Shelf(first.path.parent).put(content)
    prove_once_more(source, first.path, LAST)
    assert worth(source)[first.path] == (True, False)


def test_a_stick_that_is_not_there_has_damaged_nothing(
    source: Source, place: Path, two: tuple[Made, Made]
) -> None:
    before = at_place(source)
    away = place.with_name("away")
    place.rename(away)
    with pytest.raises(KnownError, match="can't be read") as refused:
        prove_once_more(source, two[1].path, LAST)
    assert not isinstance(refused.value, LostError)
    assert not place.exists()
    away.rename(place)
    assert at_place(source) == before
    assert worth(source)[two[1].path] == (True, False)


def test_a_stick_that_is_pulled_out_meanwhile_has_damaged_nothing(
    source: Source, place: Path, two: tuple[Made, Made]
) -> None:
    before = at_place(source)

    def pull(share: float) -> None:
        if share > 0.1 and place.exists():
            shutil.move(place, place.with_name("away"))

    with pytest.raises(KnownError) as refused:
        prove_once_more(source, two[1].path, LAST, pull)
    assert not isinstance(refused.value, LostError)
    shutil.rmtree(place, ignore_errors=True)
    shutil.move(place.with_name("away"), place)
    assert at_place(source) == before
    assert not two[1].path.with_suffix(DAMAGED).exists()


def test_one_that_is_found_damaged_on_the_way_to_a_restore_counts_no_more_either(
    source: Source, two: tuple[Made, Made]
) -> None:
    flip(two[1], alone(two[1], two[0]))
    with pytest.raises(DamagedError):
        compare(two[1].path, source.folder, source.key)
    assert at_place(source).proven == two[0].path


def test_another_key_exchanges_no_word_of_how_it_stands(
    source: Source, two: tuple[Made, Made]
) -> None:
    """A backup of an earlier key may be looked into on the way to a restore."""
    before = (source.folder / "backups.json").read_bytes()
    catalog.note_damage(two[1].path)
    from infrared_desktop.storage.backup.standing import count_no_more

    count_no_more(source.folder, bytes(32), two[1].path)
    assert (source.folder / "backups.json").read_bytes() == before


def told_by_process(source: Source, path: Path) -> list[bytes]:
    with start(command(VERB)) as child:
        assert child.stdin and child.stderr
        child.stdin.write(order(source, LAST, path))
        child.stdin.close()
        return child.stderr.read().splitlines()


def test_the_process_beside_the_window_says_which_one_was_lost(
    source: Source, two: tuple[Made, Made]
) -> None:
    assert all(line.isdigit() for line in told_by_process(source, two[1].path))
    flip(two[1], alone(two[1], two[0]))
    *steps, last = told_by_process(source, two[1].path)
    assert all(line.isdigit() for line in steps)
    assert last.startswith(LOST.encode())
    assert "It counts no more" in json.loads(last.removeprefix(LOST.encode()))


def test_the_process_ends_and_clears_away_once_nobody_hears_it(
    source: Source, two: tuple[Made, Made]
) -> None:
    reads, writes = os.pipe()
    child = subprocess.Popen(command(VERB), stdin=subprocess.PIPE, stderr=writes)
    os.close(reads)
    os.close(writes)
    child.communicate(order(source, LAST, two[1].path))
    assert child.returncode == 1
    assert not list(source.folder.glob("proving-*"))
    assert worth(source)[two[1].path] == (True, False)
    assert catalog.backup_at(two[1].path, source.key).proof != LAST


def test_a_slow_place_is_told_from_one_that_hangs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [100.0]
    monkeypatch.setattr(beside.time, "monotonic", lambda: clock[-1])
    told = tmp_path / "told"
    with told.open("wb", buffering=0) as out:
        steps = beside._Steps(out)
        for seconds, share in ((0, 0.101), (1, 0.102), (7, 0.103), (1, 0.104), (1, 0.2), (9, 0.15)):
            clock.append(clock[-1] + seconds)
            steps(share)
    assert told.read_bytes().split() == [b"10", b"10", b"20", b"20"]


def test_each_piece_of_the_database_is_a_step(source: Source, place: Path) -> None:
    steps: list[float] = []
    pieces = len(back_up(source, place, NOW, progress=steps.append).manifest.pieces)
    assert pieces > 1
    assert steps == sorted(steps)
    assert len([share for share in steps if share <= 0.1]) >= pieces
