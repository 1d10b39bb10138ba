"""A file in which damage showed is let in again only once all of it reads as it was written."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.database.sqlcipher import connect
from infrared_desktop.storage.files.damage import DamageError
from infrared_desktop.storage.files.folder import DATABASE
from infrared_desktop.storage.rescue import checking
from infrared_desktop.storage.rescue.checking import check_again
from tests.clinics import Template

PAGE = 4096


class EndedError(Exception):
    """Somebody gave it up."""


@pytest.fixture
def folder(template: Template, tmp_path: Path) -> Path:
    template.copy_to(tmp_path / "clinic").close()
    return tmp_path / "clinic"


def flip(folder: Path, key: bytes) -> None:
    """Flip a bit of the last page."""
    path = folder / DATABASE
    content = bytearray(path.read_bytes())
    content[-PAGE + 100] ^= 1
    path.write_bytes(content)


def flip_where_nothing_lies(folder: Path, key: bytes) -> None:
    """Flip a bit of a page that no table uses any more."""
    with closing(connect(folder / DATABASE, key)) as db:
        db.execute("CREATE TABLE passing (content BLOB)")
        db.execute("INSERT INTO passing VALUES (zeroblob(200000))")
        db.execute("DROP TABLE passing")
    flip(folder, key)


def lose_an_index(folder: Path, key: bytes) -> None:
    """Leave pages that nothing names; each page is what was written."""
    with closing(connect(folder / DATABASE, key)) as db:
        db.execute("PRAGMA writable_schema = ON")
        db.execute("DELETE FROM sqlite_master WHERE name = 'audit_act'")


def end() -> None:
    raise EndedError


def test_a_file_that_is_whole_may_be_worked_in(folder: Path, template: Template) -> None:
    before = (folder / DATABASE).read_bytes()
    check_again(folder, template.key)
    assert (folder / DATABASE).read_bytes() == before


@pytest.mark.parametrize("damage", [flip, flip_where_nothing_lies, lose_an_index])
def test_a_file_that_is_damaged_stays_closed_and_as_it_is(
    folder: Path, template: Template, damage: Callable[[Path, bytes], None]
) -> None:
    damage(folder, template.key)
    before = (folder / DATABASE).read_bytes()
    with pytest.raises(DamageError, match="still damaged"):
        check_again(folder, template.key)
    assert (folder / DATABASE).read_bytes() == before


def test_a_file_that_is_gone_is_not_whole(folder: Path, template: Template) -> None:
    (folder / DATABASE).unlink()
    with pytest.raises(KnownError):
        check_again(folder, template.key)


def test_who_gives_it_up_ends_it_and_learns_nothing_wrong(
    folder: Path, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checking, "_STEPS", 10)
    with pytest.raises(EndedError):
        check_again(folder, template.key, end)
