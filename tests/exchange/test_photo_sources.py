"""Files, folders and cards are read as they are met, and what can't be is a sentence."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.exchange import photo_sources
from infrared_desktop.exchange.photo_sources import Shot, bytes_of, photo_paths, shown_name


def test_a_card_is_read_with_its_folders_and_without_what_systems_hide(tmp_path: Path) -> None:
    for name in ("DCIM/101/b.jpg", "DCIM/100/a.jpg", ".Trashes/x.jpg", "._a.jpg", "Thumbs.db"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    assert [path.name for path in photo_paths(tmp_path)] == ["a.jpg", "b.jpg"]


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for name in ("gone", "file"):
        with pytest.raises(KnownError, match="can't be read"):
            photo_paths(tmp_path / name)


def test_a_folder_inside_that_can_not_be_read_is_named_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = os.walk
    (tmp_path / "a.jpg").write_bytes(b"x")

    def walk(folder: Path, onerror: Callable[[OSError], object]) -> Iterator[object]:
        yield from true(folder)
        onerror(PermissionError(13, "Permission denied", str(tmp_path / "locked")))

    monkeypatch.setattr(photo_sources.os, "walk", walk)
    assert [path.name for path in photo_paths(tmp_path)] == ["a.jpg", "locked"]


def test_the_bytes_come_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"abc")
    assert bytes_of(tmp_path / "a.jpg") == b"abc"
    assert bytes_of(Shot("camera", b"shot")) == b"shot"


def test_a_file_beyond_all_bounds_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.jpg").write_bytes(b"abc")
    monkeypatch.setattr(photo_sources, "MOST_MEGABYTES", 3 / 1024 / 1024)
    assert bytes_of(tmp_path / "a.jpg") == b"abc", "as large as can be"
    monkeypatch.setattr(photo_sources, "MOST_MEGABYTES", 0)
    with pytest.raises(KnownError, match="larger than"):
        bytes_of(tmp_path / "a.jpg")


def test_a_card_that_was_pulled_out_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="card is still"):
        bytes_of(tmp_path / "gone.jpg")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_in_the_folder_does_not_stop_the_run(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jpg")
    (path,) = photo_paths(tmp_path)
    with pytest.raises(KnownError, match="no file"):
        bytes_of(path)


@pytest.mark.skipif(os.name == "nt", reason="names are text on Windows")
def test_a_name_that_is_no_text_is_shown_with_marks(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.jpg"))
    assert shown_name(path) == "\ufffd.jpg"
