"""An exchange loses nothing: what a note would overwrite, throw away or name wrongly is refused."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.files.exchange import (
    EXCHANGE,
    exchange,
    finish_exchange,
    is_in_use,
)

COMING, KEPT = "restored-1", "kept-1"
NOTE: dict[str, Any] = {
    "coming": COMING,
    "kept": KEPT,
    "comes": ["clinic.db"],
    "goes": ["clinic.db"],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "clinic.db").write_bytes(b"old")
    (tmp_path / COMING).mkdir()
    (tmp_path / COMING / "clinic.db").write_bytes(b"new")
    return tmp_path


def content_of(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != EXCHANGE)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_what_comes_takes_the_place_of_what_is_kept(folder: Path) -> None:
    exchange(folder, COMING, KEPT)
    assert content_of(folder) == {"clinic.db": b"new", f"{KEPT}/clinic.db": b"old"}
    assert not (folder / COMING).exists()
    assert not (folder / EXCHANGE).exists()


@pytest.mark.parametrize(
    "changed",
    [
        {"goes": []},  # what stands there would be overwritten
        {"coming": KEPT},  # what was kept would be thrown away as what came
        {"coming": "photographs"},  # as well as whatever else is named
        {"coming": f"{COMING}/.."},
        {"kept": "../kept-1"},
        {"kept": COMING},
        {"kept": "restored-2"},
        {"goes": ["clinic.db", "notes.txt"]},
        {"comes": ["../clinic.db"]},
    ],
    ids=json.dumps,
)
def test_a_note_that_would_lose_something_is_refused(
    folder: Path, changed: dict[str, object]
) -> None:
    for name in (KEPT, "photographs"):
        (folder / name).mkdir()
        (folder / name / "of old").write_bytes(b"kept")
    (folder / "notes.txt").write_bytes(b"mine")
    before = content_of(folder)
    (folder / EXCHANGE).write_text(json.dumps(NOTE | changed), encoding="utf-8")
    with pytest.raises(KnownError, match="Nothing was changed"):
        finish_exchange(folder)
    assert content_of(folder) == before


def test_a_window_that_lives_has_the_folder_in_use_and_a_dead_one_has_not(tmp_path: Path) -> None:
    lock = tmp_path / "window.lock"
    words = [sys.executable, "-c", "print(flush=True); input()"]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        lock.write_text(f"{other.pid}\nInfrared Desktop\n", encoding="utf-8")
        assert is_in_use(tmp_path) == (os.name != "nt")  # there its file can't be moved anyway
        other.communicate(b"\n")
    assert not is_in_use(tmp_path)
    for pid in (os.getpid(), os.getppid()):  # one's own window, or the one that had this started
        lock.write_text(f"{pid}\nInfrared Desktop\n", encoding="utf-8")
        assert not is_in_use(tmp_path)
