"""A computer remembers its watched folder and what of it was dealt with, by nobody's name."""

from pathlib import Path

import pytest

from infrared_desktop.storage.files.watched_folder import WatchedFolder, marks_of


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    return tmp_path / "settings" / "watched.json"


@pytest.fixture
def card(tmp_path: Path) -> Path:
    folder = tmp_path / "card"
    folder.mkdir()
    for name in ("Zoergiebel 1.JPG", "2.png", "3.heic", "notes.txt"):
        (folder / name).write_bytes(b"bytes")
    return folder


def test_only_photographs_are_new_until_they_are_dealt_with(memory: Path, card: Path) -> None:
    watched = WatchedFolder(memory)
    watched.watch(card)
    marks = marks_of(card.iterdir())
    assert [path.name for path in watched.new(marks)] == ["2.png", "3.heic", "Zoergiebel 1.JPG"]
    watched.deal_with([card / "2.png"], marks)
    again = WatchedFolder(memory)
    assert again.folder == card
    assert [path.name for path in again.new(marks)] == ["3.heic", "Zoergiebel 1.JPG"]


def test_a_file_that_was_written_to_since_is_new_again(memory: Path, card: Path) -> None:
    watched = WatchedFolder(memory)
    watched.watch(card)
    marks = marks_of([card / "2.png"])
    watched.deal_with(marks, marks)
    (card / "2.png").write_bytes(b"other bytes")
    assert watched.new(marks_of([card / "2.png"])) == [card / "2.png"]


def test_no_name_of_a_file_is_remembered(memory: Path, card: Path) -> None:
    watched = WatchedFolder(memory)
    watched.watch(card)
    marks = marks_of(card.iterdir())
    watched.deal_with(marks, marks)
    assert "Zoergiebel" not in memory.read_text(encoding="utf-8")


def test_what_is_gone_from_the_folder_is_forgotten(memory: Path, card: Path) -> None:
    watched = WatchedFolder(memory)
    watched.watch(card)
    marks = marks_of(card.iterdir())
    watched.deal_with(marks, marks)
    watched.deal_with([], {})
    assert len(watched.new(marks)) == 3


@pytest.mark.parametrize("kept", ["", "[]", '{"folder": 1, "known": 2}', "{"])
def test_a_damaged_memory_counts_as_none(memory: Path, kept: str) -> None:
    memory.parent.mkdir()
    memory.write_text(kept, encoding="utf-8")
    assert WatchedFolder(memory).folder is None


def test_a_file_that_went_meanwhile_is_left_out(card: Path) -> None:
    assert marks_of([card / "gone.jpg"]) == {}
