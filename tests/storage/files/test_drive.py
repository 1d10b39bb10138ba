"""A folder on another computer is told from one on a disk of this one."""

import ctypes
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.people import Settings, Staff
from infrared_desktop.storage.files import drive
from infrared_desktop.storage.files.vault import FLOOR, new_recovery_key
from infrared_desktop.storage.founding import Founding, found_clinic
from tests.clinics import NOW

MOUNTS = """\
21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
40 21 0:45 / /media/Front\\040Desk rw,nosuid shared:30 - cifs //server/desk rw,vers=3.0
41 40 0:46 / /media/Front\\040Desk/here rw - ext4 /dev/sdb1 rw
42 21 0:47 / /srv/nas rw - nfs4 server:/nas rw
43 21 0:48 / /run/user/1000/gvfs rw - fuse.gvfsd-fuse gvfsd-fuse rw
44 21 8:17 / /media/stick rw - vfat /dev/sdc1 rw
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    path = tmp_path / "mountinfo"
    path.write_text(MOUNTS, encoding="utf-8")
    return path


@pytest.mark.skipif("sys.platform == 'win32'", reason="the names of Linux")
@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("/media/Front Desk/clinic", True),
        ("/media/Front Desk", True),
        ("/media/Front Desk/here/clinic", False),
        ("/srv/nas/a/b/clinic", True),
        ("/run/user/1000/gvfs/smb-share", True),
        ("/media/stick/clinic", False),
        ("/var/clinic", False),
    ],
)
def test_a_network_drive_is_known_by_its_mount(mounts: Path, folder: str, expected: bool) -> None:
    assert drive.is_on_network(Path(folder), mounts) is expected


def test_what_the_system_does_not_tell_is_no_network_drive(tmp_path: Path) -> None:
    assert not drive.is_on_network(tmp_path, tmp_path / "missing")
    odd = tmp_path / "odd"
    odd.write_bytes(b"\xff\xfe nonsense\n\n1 2 3\n")
    assert not drive.is_on_network(tmp_path, odd)
    assert not drive.is_on_network(tmp_path)


@pytest.mark.parametrize(("flags", "expected"), [(0x0010_1000, False), (0x0010_0010, True)])
@pytest.mark.parametrize("older", [False, True])
def test_a_mac_is_asked_for_the_drive_of_a_folder_that_is_not_made_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, flags: int, expected: bool, older: bool
) -> None:
    def statfs(path: bytes, found: Any) -> int:
        if not Path(os.fsdecode(path)).exists():
            return -1
        found.raw = bytes(64) + flags.to_bytes(4, sys.byteorder) + bytes(4)
        return 0

    names = {"statfs": statfs} if older else {"statfs$INODE64": statfs, "statfs": None}

    class System:
        def __getitem__(self, name: str) -> Any:
            if name not in names:
                raise AttributeError(name)
            return names[name]

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(ctypes, "CDLL", lambda _: System())
    assert drive.is_on_network(tmp_path / "a" / "clinic") is expected


def test_a_network_drive_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive.refuse_network(tmp_path)
    monkeypatch.setattr(drive, "is_on_network", lambda _: True)
    with pytest.raises(KnownError, match=r"Nothing was made\. Choose a folder on a disk of this"):
        drive.refuse_network(tmp_path)


def test_room_and_size_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a").write_bytes(bytes(5000))
    (tmp_path / "b").write_bytes(bytes(100))
    assert drive.size(tmp_path) == 5100
    assert (drive.room(tmp_path) or 0) > 0
    assert drive.room(tmp_path / "gone") is None
    assert drive.size(tmp_path / "gone") == 0


def test_no_clinic_is_founded_on_a_network_drive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drive, "is_on_network", lambda _: True)
    founding = Founding(
        Settings("Clinic", "CA"), Staff("Dr. Ito", Role.OWNER), "x", new_recovery_key(), FLOOR
    )
    with pytest.raises(KnownError, match="network drive"):
        found_clinic(tmp_path / "clinic", founding, NOW)
    assert not list(tmp_path.iterdir())
