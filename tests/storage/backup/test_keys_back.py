"""A lost key file costs no record: it comes back alone where it fits, and nowhere else."""

from contextlib import closing
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.access.rekeying import Order, rekey
from infrared_desktop.storage.backup import restoring
from infrared_desktop.storage.backup.keys_back import only_keys_are_lost, put_keys_back
from infrared_desktop.storage.backup.making import Made, back_up
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.files import vault
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template
from tests.scenes import patient

NAME = "Dr. Åsa Lindqvist"


@pytest.fixture
def made(clinic: Clinic, template: Template, tmp_path: Path) -> Made:
    """A backup of yesterday; the clinic has gone on since, and is closed."""
    (tmp_path / "stick").mkdir()
    made = back_up(Source(clinic.folder, template.key), tmp_path / "stick", NOW)
    clinic.people.register(patient("Since"), RECEPTION, NOW)
    clinic.close()
    return made


@pytest.mark.parametrize(
    "content", [None, b"", b"{", b"\xff" * 99], ids=["gone", "empty", "odd", "flipped"]
)
def test_the_keys_come_back_and_nothing_is_lost(
    made: Made, clinic: Clinic, template: Template, content: bytes | None
) -> None:
    path = clinic.folder / "clinic.keys"
    path.unlink() if content is None else path.write_bytes(content)
    assert only_keys_are_lost(clinic.folder, template.key)
    kept = put_keys_back(made.path, clinic.folder, template.key, CLINICIAN, NOW)
    assert (kept.read_bytes() if kept else None) == content
    assert vault.unlock(clinic.folder, NAME, PASSPHRASE).key == template.key
    with closing(open_clinic(clinic.folder, template.key, NOW)) as opened:
        (found,) = opened.ledger.books.all(Patient)
        assert found.record.surname == "Since"
        sql = "SELECT act, reason FROM audit ORDER BY seq DESC LIMIT 1"
        assert opened.ledger.db.execute(sql).fetchone() == ("restored", "keys")


def test_keys_that_are_whole_are_left_alone(made: Made, clinic: Clinic, template: Template) -> None:
    before = (clinic.folder / "clinic.keys").read_bytes()
    assert not only_keys_are_lost(clinic.folder, template.key)
    with pytest.raises(KnownError, match="do not fit"):
        put_keys_back(made.path, clinic.folder, template.key, CLINICIAN, NOW)
    assert (clinic.folder / "clinic.keys").read_bytes() == before


def test_a_clinic_that_is_open_elsewhere_gets_no_other_keys(
    made: Made, clinic: Clinic, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    (clinic.folder / "clinic.keys").unlink()
    monkeypatch.setattr(restoring, "is_in_use", lambda _: True)
    with pytest.raises(KnownError, match="open in another program"):
        put_keys_back(made.path, clinic.folder, template.key, CLINICIAN, NOW)
    assert not (clinic.folder / "clinic.keys").exists()


def test_who_may_not_restore_brings_no_keys_back(
    made: Made, clinic: Clinic, template: Template
) -> None:
    (clinic.folder / "clinic.keys").unlink()
    with pytest.raises(KnownError, match="Only the owner"):
        put_keys_back(made.path, clinic.folder, template.key, RECEPTION, NOW)
    assert not (clinic.folder / "clinic.keys").exists()


def test_keys_of_before_a_re_keying_open_nothing_here(
    made: Made, clinic: Clinic, template: Template
) -> None:
    rekey(clinic.folder, Order(NAME, PASSPHRASE, CLINICIAN, NOW))
    (clinic.folder / "clinic.keys").unlink()
    assert not only_keys_are_lost(clinic.folder, template.key)
    with pytest.raises(KnownError):
        put_keys_back(made.path, clinic.folder, template.key, CLINICIAN, NOW)
    assert not (clinic.folder / "clinic.keys").exists()


def test_a_damaged_database_is_restored_as_a_whole(
    made: Made, clinic: Clinic, template: Template
) -> None:
    (clinic.folder / "clinic.keys").unlink()
    path = clinic.folder / "clinic.db"
    content = bytearray(path.read_bytes())
    content[20_000] ^= 1
    path.write_bytes(content)
    assert not only_keys_are_lost(clinic.folder, template.key)
