"""What is reported saved is on the disk, on each system by what that system knows for it."""

import ctypes
import errno
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import infrared_desktop
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.objects import Shelf
from infrared_desktop.storage.files.writing import (
    ensure_folder,
    flush,
    flush_folder,
    swap,
    write_atomically,
)
from infrared_desktop.storage.leaving.folder import unfinished

PACKAGE = Path(infrared_desktop.__file__).parent
FULLFSYNC = 51
unix = pytest.mark.skipif(sys.platform == "win32", reason="of fcntl")


class Mac:
    """A system that calls itself a Mac, and the calls by which it was asked to flush."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import fcntl

        self.through: list[int] = []  # the files that went through the drive's own cache
        self.only_to_it = 0
        self.refuses = 0  # by this number of an error
        monkeypatch.setattr(sys, "platform", "darwin")
        monkeypatch.setattr(fcntl, "F_FULLFSYNC", FULLFSYNC, raising=False)
        monkeypatch.setattr(fcntl, "fcntl", self._fcntl)
        monkeypatch.setattr(os, "fsync", self._fsync)

    def _fcntl(self, handle: int, asked: int) -> int:
        assert asked == FULLFSYNC
        if self.refuses:
            raise OSError(self.refuses, "no")
        self.through.append(os.fstat(handle).st_ino)
        return 0

    def _fsync(self, handle: int) -> None:
        self.only_to_it += 1


@pytest.fixture
def mac(monkeypatch: pytest.MonkeyPatch) -> Mac:
    return Mac(monkeypatch)


def _small_file(folder: Path) -> Path:
    write_atomically(folder / "clinic.keys", b"keys")
    return folder / "clinic.keys"


def _piece_of_a_backup(folder: Path) -> Path:
    name = Shelf(folder).put(b"a piece")
    return folder / "objects" / name[:2] / name


def _file_of_an_export(folder: Path) -> Path:
    with unfinished(folder / "out") as out:
        out.put("tables/plan.csv", b"plan")
        (out.path / "tables/plan.csv").rename(folder / "plan.csv")
    return folder / "plan.csv"


@unix
@pytest.mark.parametrize("write", [_small_file, _piece_of_a_backup, _file_of_an_export])
def test_on_a_mac_a_file_goes_through_the_cache_of_the_drive(
    mac: Mac, tmp_path: Path, write: Callable[[Path], Path]
) -> None:
    assert write(tmp_path).stat().st_ino in mac.through
    assert not mac.only_to_it


@unix
def test_on_a_mac_names_go_through_the_cache_of_the_drive(mac: Mac, tmp_path: Path) -> None:
    flush_folder(tmp_path)
    assert mac.through == [tmp_path.stat().st_ino]


@unix
def test_a_file_system_that_does_not_know_it_is_flushed_as_it_can(mac: Mac, tmp_path: Path) -> None:
    mac.refuses = errno.ENOTSUP
    _small_file(tmp_path)
    assert mac.only_to_it == 2, "the file and its folder"


@unix
@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC])
def test_a_drive_that_fails_is_told_and_not_tried_again(
    mac: Mac, tmp_path: Path, number: int
) -> None:
    mac.refuses = number
    with pytest.raises(KnownError, match="could not be written"):
        _small_file(tmp_path)
    assert not mac.only_to_it
    assert list(tmp_path.iterdir()) == []


@unix
def test_elsewhere_a_file_is_flushed_by_fsync(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    flushed: list[int] = []
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(os, "fsync", lambda handle: flushed.append(os.fstat(handle).st_ino))
    (tmp_path / "one").touch()
    flush(tmp_path / "one")
    assert flushed == [(tmp_path / "one").stat().st_ino]


def test_on_windows_a_name_waits_for_the_disk(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    moves: list[tuple[str, str, int]] = []

    class Kernel:
        def __init__(self, name: str, use_last_error: bool) -> None:
            assert (name, use_last_error) == ("kernel32", True)

        def MoveFileExW(self, one: str, other: str, flags: int) -> bool:
            moves.append((one, other, flags))
            return len(moves) == 1

    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "WinDLL", Kernel, raising=False)
    monkeypatch.setattr(ctypes, "get_last_error", lambda: 5, raising=False)
    monkeypatch.setattr(ctypes, "WinError", lambda code: OSError(code, "no"), raising=False)
    one, other = tmp_path / "clinic.keys.new", tmp_path / "clinic.keys"
    swap(one, other)
    assert moves == [(str(one), str(other), 0x1 | 0x8)], "replace what is there, write through"
    with pytest.raises(OSError, match="no"):
        swap(one, other)


@unix
def test_each_new_folder_is_flushed_into_the_one_above_it_and_once(
    mac: Mac, tmp_path: Path
) -> None:
    inside = tmp_path / "photographs" / "ab"
    ensure_folder(inside)
    assert mac.through == [inside.parent.stat().st_ino, tmp_path.stat().st_ino]
    ensure_folder(inside)
    assert len(mac.through) == 2


@unix
def test_a_folder_that_may_not_be_listed_takes_one_all_the_same(
    mac: Mac, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(os, "open", refuse)
    ensure_folder(tmp_path / "new")
    assert (tmp_path / "new").is_dir()


@unix
@pytest.mark.parametrize("number", [errno.EINVAL, errno.EIO])
def test_a_network_folder_that_knows_no_flush_is_used_and_one_that_fails_is_not(
    mac: Mac, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refuse(_: int) -> None:
        raise OSError(number, "no")

    mac.refuses = errno.ENOTSUP
    monkeypatch.setattr(os, "fsync", refuse)
    if number == errno.EINVAL:
        flush_folder(tmp_path)
        return
    with pytest.raises(OSError, match="no"):
        flush_folder(tmp_path)


def test_one_place_flushes_for_all() -> None:
    flushing = [
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"fsync\(|F_FULLFSYNC", path.read_text(encoding="utf-8"))
    ]
    assert flushing == ["storage/files/writing.py"]
