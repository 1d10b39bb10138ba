"""A damaged clinic is read as far as it reads; its file is not touched, and nothing is stored."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.database.migrations import step_names
from infrared_desktop.storage.database.sqlcipher import DatabaseError, read
from infrared_desktop.storage.files.damage import DamageError
from infrared_desktop.storage.rescue.reading import open_damaged
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.photo_scenes import PICTURE, kept
from tests.scenes import patient

PAGE = 4096


@pytest.fixture
def folder(template: Template, tmp_path: Path) -> Path:
    with closing(template.copy_to(tmp_path / "clinic")) as clinic:
        number = clinic.people.register(patient("Whole"), RECEPTION, NOW).id
        clinic.photos.add([kept(clinic, number)], CLINICIAN, NOW)
    return tmp_path / "clinic"


def damage(folder: Path, table: str, key: bytes) -> bytes:
    """Flip a bit in the first page of a table; return what the file is then."""
    with closing(open_clinic(folder, key, NOW)) as clinic:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (page,) = clinic.ledger.db.execute(sql, (table,)).fetchone()
    path = folder / "clinic.db"
    content = bytearray(path.read_bytes())
    content[(page - 1) * PAGE + 100] ^= 1
    path.write_bytes(content)
    return bytes(content)


def test_what_is_whole_reads_and_what_is_not_is_told(folder: Path, template: Template) -> None:
    before = damage(folder, "appointment", template.key)
    with closing(open_damaged(folder, template.key)) as clinic:
        (found,) = clinic.ledger.books.all(Patient)
        assert found.record.surname == "Whole"
        content = clinic.photos.of_patient(found.id)[0].record.content
        assert clinic.photos.files.get(content) == PICTURE
        with pytest.raises(DamageError):
            list(read(clinic.ledger.db, "SELECT max(content_hash) FROM appointment"))
        for _ in range(3):  # one page that fails takes no other one along
            assert [each.record.surname for each in clinic.ledger.books.all(Patient)] == ["Whole"]
            with pytest.raises(DamageError):
                list(read(clinic.ledger.db, "SELECT max(content_hash) FROM appointment"))
        assert list(read(clinic.ledger.db, "SELECT max(id) FROM device")) == [(1,)]
        with pytest.raises(KnownError, match="open to read only"):
            clinic.people.register(patient("New"), RECEPTION, NOW)
    assert (folder / "clinic.db").read_bytes() == before
    assert not list(folder.glob("reading-*"))


def test_nothing_is_stored(folder: Path, template: Template) -> None:
    before = damage(folder, "appointment", template.key)
    with closing(open_damaged(folder, template.key)) as clinic:
        with pytest.raises(KnownError, match="open to read only"):
            clinic.people.register(patient("New"), RECEPTION, NOW)
        with pytest.raises(DatabaseError, match="readonly"):
            clinic.ledger.db.execute("DELETE FROM draft")
        clinic.note("chart-opened", CLINICIAN, NOW)
    assert (folder / "clinic.db").read_bytes() == before


def test_what_stands_in_the_log_alone_is_read_as_well(folder: Path, template: Template) -> None:
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        clinic.people.register(patient("Last"), RECEPTION, NOW)
        with closing(open_damaged(folder, template.key)) as reading:
            found = [stored.record.surname for stored in reading.ledger.books.all(Patient)]
    assert found == ["Whole", "Last"]


def test_a_job_beside_the_window_reads_the_same_copy(folder: Path, template: Template) -> None:
    damage(folder, "appointment", template.key)
    with closing(open_damaged(folder, template.key)) as clinic:
        (folder / "clinic.db").unlink()
        with closing(clinic.opener()(folder, template.key, NOW)) as beside:
            assert [each.record.surname for each in beside.ledger.books.all(Patient)] == ["Whole"]
            with pytest.raises(KnownError, match="open to read only"):
                beside.people.register(patient("New"), RECEPTION, NOW)


def test_a_file_of_another_version_is_not_read_as_if_it_were_of_this_one(
    folder: Path, template: Template
) -> None:
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        clinic.ledger.db.execute(
            "DELETE FROM _sqlite_migrations WHERE name = ?", (step_names()[-1],)
        )
    before = (folder / "clinic.db").read_bytes()
    with pytest.raises(KnownError):
        open_damaged(folder, template.key)
    assert (folder / "clinic.db").read_bytes() == before


@pytest.mark.parametrize("table", ["settings", "head"])
def test_too_much_damage_is_told(folder: Path, template: Template, table: str) -> None:
    before = damage(folder, table, template.key)
    with pytest.raises(DamageError, match="Restore it from a backup"):
        open_damaged(folder, template.key)
    assert (folder / "clinic.db").read_bytes() == before
    assert not list(folder.glob("reading-*"))


def test_a_full_disk_is_told(
    folder: Path, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(KnownError, match="Free some space"):
        open_damaged(folder, template.key)
    assert not list(folder.glob("reading-*"))
