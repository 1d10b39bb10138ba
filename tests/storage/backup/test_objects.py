"""What a place holds is what was put there, or it is put aside for whoever rescues data."""

import errno
import hashlib
from pathlib import Path

import pytest

from infrared_desktop.storage.backup.objects import DamagedError, Shelf, refused


def test_a_damaged_piece_is_put_aside_and_outlives_each_sweep(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    name, other = shelf.put(b"a piece"), shelf.put(b"what nothing names any more")
    path = tmp_path / "objects" / name[:2] / name
    path.write_bytes(b"a peace")
    with pytest.raises(DamagedError, match="not what was stored"):
        shelf.get(name)
    assert not shelf.has(name)
    (tmp_path / "cut short.new").touch()
    assert shelf.sweep({name}) == 1
    assert not shelf.has(other)
    assert path.with_name(f"{name}.damaged").read_bytes() == b"a peace"
    assert not (tmp_path / "cut short.new").exists()
    assert shelf.put(b"a piece") == name == hashlib.sha256(b"a piece").hexdigest()
    assert shelf.get(name) == b"a piece"


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "no room left"),
        (errno.EDQUOT, "no room left"),
        (errno.EACCES, "did not take the backup"),
    ],
)
def test_a_place_that_refuses_says_whether_it_is_full(number: int, told: str) -> None:
    assert told in str(refused(Path("stick"), OSError(number, "no")))
