"""Each thing that a proof looks at is looked at: with any one of them wrong, nothing counts."""

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from infrared_desktop.storage.backup.making import Made, back_up
from infrared_desktop.storage.backup.objects import Shelf
from infrared_desktop.storage.backup.proving import (
    UnsoundError,
    check_database,
    check_photographs,
    put_back_database,
    wanted_photographs,
)
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic, open_unchanged
from infrared_desktop.storage.database.sqlcipher import Database, connect
from infrared_desktop.storage.files.folder import ANCHOR, DATABASE
from infrared_desktop.storage.files.photo_files import PhotoFiles
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.photo_scenes import kept
from tests.scenes import patient


@pytest.fixture
def source(clinic: Clinic) -> Source:
    """Return a clinic that nobody has open."""
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    clinic.photos.add([kept(clinic, number)], CLINICIAN, NOW)
    found = Source(clinic.folder, clinic.ledger.key)
    clinic.close()
    return found


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


def lose_an_index(db: Database) -> None:
    """Leave pages that nothing names; each page is what was written."""
    db.execute("PRAGMA writable_schema = ON")
    db.execute("DELETE FROM sqlite_master WHERE name = 'audit_act'")


def leave_free_pages(db: Database) -> None:
    db.execute("CREATE TABLE passing (content BLOB)")
    db.execute("INSERT INTO passing VALUES (zeroblob(200000))")
    db.execute("DROP TABLE passing")
    assert db.execute("PRAGMA freelist_count").fetchone()[0] > 10


def work_on(source: Source, *deeds: Any) -> None:
    with closing(connect(source.folder / DATABASE, source.key)) as db:
        for deed in deeds:
            deed(db)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def test_a_file_whose_structure_is_wrong_is_never_proven(source: Source, place: Path) -> None:
    work_on(source, lose_an_index)
    with pytest.raises(UnsoundError, match="not what was read"):
        back_up(source, place, NOW)
    assert not list(place.rglob("*.proven"))


def test_a_page_that_nobody_reads_is_looked_at_as_well(source: Source, place: Path) -> None:
    work_on(source, leave_free_pages)
    back_up(source, place, NOW)
    path = source.folder / DATABASE
    content = bytearray(path.read_bytes())
    content[-2000] ^= 1
    path.write_bytes(content)
    with pytest.raises(UnsoundError, match="not what was read"):
        back_up(source, place, NOW)
    assert len(list(place.rglob("*.proven"))) == 1


@pytest.fixture
def made(source: Source, place: Path) -> Made:
    return back_up(source, place, NOW)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"counts": {"patient": 7}}, "number of records"),
        ({"audit": (3, "0" * 64)}, "ends at row"),
        ({"size": 1}, "another shape"),
        ({"steps": ()}, "another shape"),
        ({"clinic_id": "f" * 32}, "another clinic's"),
    ],
    ids=lambda wrong: next(iter(wrong), "") if isinstance(wrong, dict) else "",
)
def test_what_came_back_is_held_against_each_figure_of_its_list(
    made: Made, source: Source, tmp_path: Path, wrong: dict[str, Any], told: str
) -> None:
    (tmp_path / "back").mkdir()
    put_back_database(Shelf(made.path.parent), made.manifest, tmp_path / "back")
    check_database(tmp_path / "back", made.manifest, source.key)
    with pytest.raises(UnsoundError, match=told):
        check_database(tmp_path / "back", replace(made.manifest, **wrong), source.key)


@pytest.mark.parametrize("held", [b'{"row": 2, "mac": "of a log that was cut"}', None])
def test_an_anchor_comes_back_as_it_was_and_only_a_lost_one_is_made_anew(
    made: Made, tmp_path: Path, held: bytes | None
) -> None:
    files = {**made.manifest.files, ANCHOR: held or b""}
    if held is None:
        del files[ANCHOR]
    (tmp_path / "back").mkdir()
    put_back_database(
        Shelf(made.path.parent), replace(made.manifest, files=files), tmp_path / "back"
    )
    row, mac = made.manifest.audit
    assert (tmp_path / "back" / ANCHOR).read_bytes() == (
        held or json.dumps({"row": row, "mac": mac}).encode()
    )


def test_each_photograph_is_there_and_is_the_one_of_its_record(made: Made, source: Source) -> None:
    files, shelf = PhotoFiles(source.folder, source.key), Shelf(made.path.parent)
    (photo,) = made.manifest.photographs
    with closing(open_unchanged(source.folder, source.key).ledger.db) as db:
        (content,) = db.execute("SELECT content FROM photo").fetchone()
    wanted = wanted_photographs(files, {content})
    check_photographs(shelf, made.manifest, wanted, files, lambda _: True)
    with pytest.raises(UnsoundError, match="does not open"):
        check_photographs(shelf, made.manifest, {photo.name: "0" * 64}, files, lambda _: True)
    without = replace(made.manifest, photographs=())
    with pytest.raises(UnsoundError, match="1 photographs are not in it"):
        check_photographs(shelf, without, wanted, files, lambda _: True)
    check_photographs(shelf, replace(without, lacking=(photo.name,)), wanted, files, lambda _: True)
