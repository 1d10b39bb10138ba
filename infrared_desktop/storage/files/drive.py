"""What kind of drive a folder lies on, and how much room there is."""

import os
import shutil
import sys
from pathlib import Path

from infrared_desktop.domain.errors import KnownError

_MOUNTS = Path("/proc/self/mountinfo")
# By the names that Linux gives to what lies on another computer.
_NETWORK = frozenset(
    [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "ncpfs",
        "afs",
        "ceph",
        "davfs",
        "glusterfs",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.s3fs",
        "fuse.smbnetfs",
    ]
)
_REMOTE = 4  # of GetDriveType
_LOCAL = 0x1000  # MNT_LOCAL of statfs
_STATFS_BYTES, _FLAGS_AT = 4_096, 64  # more than a statfs takes, and where its flags lie in it


def is_on_network(folder: Path, mounts: Path = _MOUNTS) -> bool:
    """Say whether a folder lies on another computer; where the system does not tell, it does not.

    SQLite's log cannot be shared between computers, and locks are not reliable there.
    """
    if sys.platform == "win32":
        return _is_remote(folder)
    if sys.platform == "darwin":
        return not _mac_flags(folder) & _LOCAL
    return _kind(Path(os.path.realpath(folder)), mounts) in _NETWORK


def refuse_network(folder: Path) -> None:
    """Raise KnownError for a folder where no clinic can be safe."""
    if is_on_network(folder):
        raise KnownError(
            "The folder {folder} lies on a network drive, where a clinic can be damaged when the "
            "network fails. Nothing was made. Choose a folder on a disk of this computer, and "
            "start the program with it: infrared-desktop --folder FOLDER. Backups may go to the "
            "network drive.",
            folder=str(folder),
        )


def mounted_at(folder: Path) -> Path:
    """Return where the drive is mounted on which a folder lies."""
    there = Path(os.path.realpath(folder))
    mounts = (each for each in (there, *there.parents) if os.path.ismount(each))
    return next(mounts, Path(there.anchor))


def room(folder: Path) -> int | None:
    """Return how many bytes are free where a folder lies; None where it is not there."""
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def size(folder: Path) -> int:
    """Return how many bytes the files in a folder take."""
    total = 0
    for place, _, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(place) / name).stat().st_size
            except OSError:
                continue
    return total


def _kind(folder: Path, mounts: Path) -> str:
    """Return the kind of file system that a folder lies on, as the system names it."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    kinds: dict[Path, str] = {}
    for line in lines:
        about, _, behind = line.partition(" - ")
        if behind:
            kinds[Path(about.split()[4].replace("\\040", " "))] = behind.split()[0]
    return next((kinds[place] for place in (folder, *folder.parents) if place in kinds), "")


def _mac_flags(folder: Path) -> int:
    """Return the flags of the file system of a folder, or of what will hold it; macOS only."""
    import ctypes

    system, found = ctypes.CDLL(None), ctypes.create_string_buffer(_STATFS_BYTES)
    try:
        # On Intel the plain name is that of an older statfs, which is laid out otherwise.
        statfs = system["statfs$INODE64"]
    except AttributeError:
        statfs = system["statfs"]
    place = Path(os.path.realpath(folder))
    for each in (place, *place.parents):
        if statfs(os.fsencode(each), found) == 0:
            return int.from_bytes(found.raw[_FLAGS_AT : _FLAGS_AT + 4], sys.byteorder)
    return _LOCAL  # it is not told


def _is_remote(folder: Path) -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    anchor = folder.absolute().anchor
    return anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == _REMOTE
