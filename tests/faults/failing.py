"""Let the Nth change of a file fail in a child process, or be the last that it does.

SQLite and Python both change files by calls of the C library, so a few lines of C that are loaded
before it (LD_PRELOAD, compiled when the tests run) can count them and let one fail: a write (half
of it is done), a sync, a rename, a removal, a new file or folder, a file cut shorter. A kill at the
Nth of them is a kill between any two, or in the middle of a write. This needs Linux and a C
compiler; without them those tests are skipped with this reason, and the kills by time, the limits
on the size of files and the small disk remain.
"""

import ctypes
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from functools import cache
from pathlib import Path

import pytest

_SOURCE = Path(__file__).with_name("failing.c")
_VARIABLE = "LD_PRELOAD"


class How(IntEnum):
    """What happens at the Nth change."""

    ONCE = 1  # this one fails, as by a fault of the disk
    FULL = 2  # this one and all later ones that need room fail, as on a full disk
    KILL = 3  # the process is killed


@cache
def library() -> Path | None:
    """Compile what counts and fails; None where that can't be."""
    compiler = shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
    if not sys.platform.startswith("linux") or compiler is None:
        return None
    path = Path(tempfile.mkdtemp(prefix="failing-")) / "failing.so"
    words = [compiler, "-shared", "-fPIC", "-O1", "-o", str(path), str(_SOURCE), "-ldl"]
    made = subprocess.run(words, capture_output=True, check=False)
    return path if made.returncode == 0 else None


needs_library = pytest.mark.skipif(
    library() is None, reason="to let the Nth write fail needs Linux and a C compiler"
)


@contextmanager
def loaded() -> Iterator[None]:
    """Have processes that are started meanwhile load it."""
    path, before = library(), os.environ.get(_VARIABLE)
    if path is None or before is not None:
        yield
        return
    os.environ[_VARIABLE] = str(path)
    try:
        yield
    finally:
        del os.environ[_VARIABLE]


def arm(folder: Path, nth: int, how: How) -> None:
    """Begin to count what changes below a folder, and let the Nth fail; 0 only counts."""
    ctypes.CDLL(None).failing_arm(os.fsencode(folder), ctypes.c_long(nth), int(how))


def disarm() -> int:
    """Let all go on as usual; return how many changes were counted."""
    count = ctypes.CDLL(None).failing_disarm
    count.restype = ctypes.c_long
    return int(count())
