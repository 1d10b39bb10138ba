"""A re-keyed clinic opens for those who stay, keeps chain and photographs, and shuts others out."""

import hashlib
from contextlib import closing
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.access import rekeying
from infrared_desktop.storage.access.key_ring import KeyRing
from infrared_desktop.storage.access.rekeying import Order, rekey
from infrared_desktop.storage.access.way_in import let_in, let_in_with_recovery_key
from infrared_desktop.storage.backup.making import back_up
from infrared_desktop.storage.backup.restoring import restore
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.database.data_key import later_photograph_keys
from infrared_desktop.storage.database.sqlcipher import DatabaseError, connect
from infrared_desktop.storage.files import key_file, vault
from infrared_desktop.storage.files.folder import DATABASE, NEXT_KEYS
from infrared_desktop.storage.files.key_file import RECOVERY
from infrared_desktop.storage.files.photo_files import PhotoFiles
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template
from tests.photo_scenes import kept
from tests.scenes import patient

NAME = "Dr. Åsa Lindqvist"
GOING = "what the one who goes knew"
ORDER = Order(NAME, PASSPHRASE, CLINICIAN, NOW)
PICTURE = b"\xff\xd8 a picture \xff\xd9"


@pytest.fixture
def folder(clinic: Clinic) -> Path:
    clinic.people.register(patient(), RECEPTION, NOW)
    clinic.photos.files.put(PICTURE)
    KeyRing(clinic.folder, clinic.ledger.key).give(RECEPTION, "Noor Haddad", GOING)
    clinic.close()
    return clinic.folder


def test_who_stays_opens_it_as_before_and_who_goes_does_not(
    folder: Path, template: Template
) -> None:
    new_key = rekey(folder, ORDER, leaving=RECEPTION)
    assert new_key != template.key
    assert let_in(folder, NAME, PASSPHRASE).key == new_key
    assert let_in_with_recovery_key(folder, template.recovery_key).key == new_key
    assert not (folder / NEXT_KEYS).exists()
    with pytest.raises(KnownError, match="Nobody called"):
        let_in(folder, "Noor Haddad", GOING)
    with pytest.raises(KnownError, match="does not open with the keys"):
        connect(folder / DATABASE, template.key)


def test_each_key_is_another_one(folder: Path, template: Template) -> None:
    assert len({template.key, rekey(folder, ORDER), rekey(folder, ORDER)}) == 3


@pytest.mark.parametrize("times", [1, 2])
def test_chain_and_photographs_hold(folder: Path, times: int) -> None:
    for _ in range(times):
        key = rekey(folder, ORDER)
    with closing(open_clinic(folder, key, NOW)) as clinic:
        assert not list(clinic.ledger.audit.breaks())
        assert not [str(found) for found in verify(clinic)]
        found = [path for path in clinic.photos.files.folder.rglob("*") if path.is_file()]
        assert len(found) == 1
        assert clinic.photos.files.get(hashlib.sha256(PICTURE).hexdigest()) == PICTURE


def test_photographs_that_come_later_open_with_no_key_of_before(
    folder: Path, template: Template
) -> None:
    for number in range(2):
        key = rekey(folder, ORDER)
        with closing(open_clinic(folder, key, NOW)) as clinic:
            clinic.photos.files.put(PICTURE * (2 + number))
    with closing(open_clinic(folder, key, NOW)) as clinic:
        files, known = clinic.photos.files, later_photograph_keys(clinic.ledger.db)
        contents = [hashlib.sha256(PICTURE * times).hexdigest() for times in (1, 2, 3)]
        assert [files.get(each) for each in contents] == [PICTURE * times for times in (1, 2, 3)]
    of_those_who_left = (template.key, ()), (template.key, known[:1]), (template.key, known)
    opened = [
        [PhotoFiles(folder, *keys).is_whole(each) for each in contents]
        for keys in of_those_who_left
    ]
    assert opened == [[True, False, False], [True, True, False], [True, True, True]]


def test_a_backup_of_them_is_proven_and_comes_back(folder: Path, tmp_path: Path) -> None:
    key = rekey(folder, ORDER)
    with closing(open_clinic(folder, key, NOW)) as clinic:
        clinic.photos.add([kept(clinic, 1, PICTURE * 2)], CLINICIAN, NOW)
    made = back_up(Source(folder, key), tmp_path, NOW)
    assert not made.manifest.lacking
    assert len(made.manifest.photographs) == 1
    restore(made.path, tmp_path / "other", key, CLINICIAN, NOW)
    with closing(open_clinic(tmp_path / "other", key, NOW)) as clinic:
        assert not verify(clinic)


def test_no_page_is_left_under_the_old_key(folder: Path, template: Template) -> None:
    before = set(_pages(folder))
    rekey(folder, ORDER)
    assert not before & set(_pages(folder))


def _pages(folder: Path) -> list[bytes]:
    content = (folder / DATABASE).read_bytes()
    wal = folder / f"{DATABASE}-wal"
    content += wal.read_bytes() if wal.exists() else b""
    return [content[at : at + 64] for at in range(64, len(content), 4096)]


def test_keys_of_the_first_version_are_renewed_first(folder: Path, template: Template) -> None:
    clinic_id, slots = key_file.read(folder)
    plain = vault.plain_recovery_key(template.recovery_key)
    first = vault.wrap(template.key, clinic_id, RECOVERY, 0, plain, vault.FLOOR)
    own = vault.wrap(template.key, clinic_id, NAME, CLINICIAN, PASSPHRASE, vault.FLOOR)
    key_file.save(folder, clinic_id, [own, first, slots[-1]])
    with pytest.raises(KnownError, match="new recovery key first"):
        rekey(folder, ORDER)
    assert let_in(folder, NAME, PASSPHRASE).key == template.key
    KeyRing(folder, template.key).renew_recovery_key(vault.new_recovery_key())
    new_key = rekey(folder, ORDER)  # the own one is renewed with what was typed
    assert let_in(folder, NAME, PASSPHRASE).key == new_key


def test_a_disk_that_refuses_leaves_the_old_key(
    folder: Path, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DatabaseError("database or disk is full")

    monkeypatch.setattr(rekeying, "_encrypt", full)
    with pytest.raises(KnownError, match="no room left"):
        rekey(folder, ORDER)
    assert not (folder / NEXT_KEYS).exists()
    assert let_in(folder, NAME, PASSPHRASE).key == template.key


def test_a_wrong_passphrase_changes_nothing(folder: Path) -> None:
    before = (folder / DATABASE).read_bytes()
    with pytest.raises(KnownError, match="does not unlock"):
        rekey(folder, Order(NAME, GOING, CLINICIAN, NOW))
    assert (folder / DATABASE).read_bytes() == before
