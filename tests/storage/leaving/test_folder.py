"""The folder of open files: on the disk before it has its name, and marked until it is whole."""

import os
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.leaving import folder as leaving_folder
from infrared_desktop.storage.leaving.folder import (
    MARK,
    UNFINISHED,
    check_place,
    hand_over,
    unfinished,
)


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what is flushed, files and folders by their name."""
    told: list[str] = []
    for flush in ("flush", "flush_folder"):
        monkeypatch.setattr(leaving_folder, flush, lambda path: told.append(path.name))
    return told


def test_files_and_folders_are_on_the_disk_before_the_whole_has_its_name(
    tmp_path: Path, flushed: list[str]
) -> None:
    with unfinished(tmp_path / "out") as folder:
        folder.put("records/plan.csv", b"whole")
        assert flushed == ["plan.csv"]
        hand_over(folder, tmp_path / "out")
    inside, after = flushed[1:3], flushed[3:]
    assert sorted(inside) == [f"out{UNFINISHED}", "records"]
    assert after == ["out", tmp_path.name], "the mark is gone, and the name stands"


def test_it_is_marked_as_not_whole_until_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true, marked = Path.rename, []

    def rename(folder: Path, out: Path) -> Path:
        marked.append((folder / MARK).is_file())
        return true(folder, out)

    monkeypatch.setattr(Path, "rename", rename)
    with unfinished(tmp_path / "out") as folder:
        hand_over(folder, tmp_path / "out")
    assert marked == [True]
    assert not (tmp_path / "out" / MARK).exists()


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own on Windows")
def test_a_link_into_the_clinic_folder_is_inside_it(tmp_path: Path) -> None:
    (tmp_path / "clinic").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "clinic")
    with pytest.raises(KnownError, match="clinic's own folder"):
        check_place(tmp_path / "link" / "out", tmp_path / "clinic")


def test_what_is_not_whole_says_so_in_plain_words(tmp_path: Path) -> None:
    with unfinished(tmp_path / "out") as folder:
        told = (folder.path / MARK).read_text(encoding="utf-8")
    assert "did not get to the end" in told and "not encrypted" in told
    assert "Delete this folder" in told
