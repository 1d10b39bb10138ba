"""Whatever happens to a backup, one that counts is whole, and the clinic is before or after."""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup import catalog
from infrared_desktop.storage.backup.making import back_up
from infrared_desktop.storage.backup.objects import Shelf
from infrared_desktop.storage.backup.trial import prove_again
from tests.clinics import NOW
from tests.faults import work
from tests.faults.figures import Note
from tests.faults.nursery import Child, killed, played
from tests.faults.stage import Stage, content
from tests.scenes import later


def proven(stage: Stage) -> list[Path]:
    found = catalog.backups(Shelf(stage.backups[0].parent), stage.key)
    return [each.path for each in found if each.proof]


def test_what_killed_backups_left_is_cleared_away(stage: Stage) -> None:
    for life in (0.01, 0.03, 0.06):
        killed(work.back_up_on, stage, life=life)
    assert back_up(stage.source, stage.place, later(days=900))
    assert not list(stage.folder.glob("proving-*"))
    assert not list(stage.place.rglob("*.new"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on the size of files")
@pytest.mark.parametrize("deed", [work.make_backup, work.put_back], ids=["backup", "restore"])
@pytest.mark.parametrize("most", [10, 1_000, 20_000, 61_000, 150_000, 250_000])
def test_on_a_full_disk_nothing_counts_and_nothing_is_lost(
    stage: Stage, deed: Callable[..., None], most: int, figures: Note
) -> None:
    before = content(stage.folder, stage.key)
    if deed is work.make_backup:
        shutil.rmtree(stage.place)
        stage.place.mkdir()
    (told,), _ = played(work.limited, deed, stage, most)
    assert told != "done" and told.endswith(".")
    assert len(list(stage.place.rglob("*.proven"))) == (deed is work.put_back)
    assert content(stage.folder, stage.key) == before
    assert back_up(stage.source, stage.place, NOW)
    figures("size of files limited: backup and restore", tries=1, found=1, lost=0, torn=0)


@pytest.mark.parametrize("after", [0, 1, 4, 7, 8])
def test_a_place_that_vanishes_half_way_is_a_sentence(
    stage: Stage, tmp_path: Path, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, place = content(stage.folder, stage.key), tmp_path / "other"
    place.mkdir()
    left, write = [after], Shelf.write

    def vanishing(shelf: Shelf, path: Path, content: bytes) -> None:
        left[0] -= 1
        if left[0] < 0:
            shutil.rmtree(place, ignore_errors=True)
            place.write_bytes(b"no folder any more")
        write(shelf, path, content)

    monkeypatch.setattr(Shelf, "write", vanishing)
    with pytest.raises(KnownError, match="did not take the backup"):
        back_up(stage.source, place, NOW)
    monkeypatch.undo()
    assert content(stage.folder, stage.key) == before
    place.unlink()
    place.mkdir()
    assert back_up(stage.source, place, NOW)


def test_two_processes_at_once_both_end_in_whole_backups(stage: Stage) -> None:
    started = [Child(work.back_up_on, stage, 4) for _ in range(2)]
    told = [told for each in started for told in each.hear() if told != "begun"]
    made = [each for each in told if isinstance(each, Path)]
    refused = [each for each in told if not isinstance(each, Path)]
    assert made and all(each.startswith("A backup is being made") for each in refused)
    for path in proven(stage):
        prove_again(stage.source, path, NOW)
