"""A backup is proven again and held against what is there; an older one is brought up to date."""

import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.patient_rights import Erasure, ErasureDecision
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.storage.access.rekeying import Order, rekey
from infrared_desktop.storage.backup import catalog
from infrared_desktop.storage.backup.comparing import (
    AUDIT,
    PATIENTS,
    PHOTOGRAPHS,
    SIGNED,
    VISITS,
    Amount,
    compare,
    compare_kept,
)
from infrared_desktop.storage.backup.making import Made, back_up
from infrared_desktop.storage.backup.objects import DamagedError
from infrared_desktop.storage.backup.restoring import kept_before, restore, undo_restore
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.database.migrations import migrations, step_names
from infrared_desktop.storage.database.sqlcipher import make_database
from infrared_desktop.storage.database.triggers import standing
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template
from tests.photo_scenes import kept
from tests.scenes import patient

LATER = NOW + timedelta(hours=3)


@pytest.fixture
def made(clinic: Clinic, template: Template, tmp_path: Path) -> Made:
    """A backup with one patient and a photograph; the clinic stays open."""
    number = clinic.people.register(patient("Before"), RECEPTION, NOW).id
    clinic.photos.add([kept(clinic, number)], CLINICIAN, NOW)
    (tmp_path / "stick").mkdir()
    return back_up(Source(clinic.folder, template.key), tmp_path / "stick", NOW)


def acts(folder: Path, key: bytes) -> list[tuple[str, str | None]]:
    with closing(open_clinic(folder, key, NOW)) as clinic:
        assert not list(clinic.ledger.audit.breaks())
        return list(clinic.ledger.db.execute("SELECT act, reason FROM audit ORDER BY seq"))


def test_what_would_be_lost_is_counted_while_the_clinic_is_open(
    made: Made, clinic: Clinic, template: Template
) -> None:
    clinic.people.register(patient("After"), RECEPTION, LATER)
    steps: list[float] = []
    found = compare(made.path, clinic.folder, template.key, steps.append)
    assert found.here is not None
    assert (found.backup[PATIENTS], found.here[PATIENTS]) == (Amount(1, NOW), Amount(2, LATER))
    assert found.backup[PHOTOGRAPHS] == found.here[PHOTOGRAPHS] == Amount(1, NOW)
    assert found.backup[VISITS] == found.backup[SIGNED] == Amount(0, None)
    assert found.here[AUDIT].total - found.backup[AUDIT].total == found.rows_lost == 1
    assert found.lost_since == LATER
    assert not found.is_other_clinic
    assert steps == sorted(steps)
    assert not list(clinic.folder.glob("looking-*"))
    assert clinic.people.count() == 2


def test_the_same_moment_loses_nothing(made: Made, clinic: Clinic, template: Template) -> None:
    found = compare(made.path, clinic.folder, template.key)
    assert (found.rows_lost, found.lost_since, found.here) == (0, None, found.backup)


@pytest.mark.parametrize("spoil", [Path.unlink, lambda path: path.write_bytes(b"x" * 9000)])
def test_nothing_that_reads_is_there(
    made: Made, clinic: Clinic, template: Template, spoil: Callable[[Path], object]
) -> None:
    clinic.close()
    spoil(clinic.folder / "clinic.db")
    assert compare(made.path, clinic.folder, template.key).here is None


def test_who_was_erased_since_is_counted_once(
    made: Made, clinic: Clinic, template: Template
) -> None:
    clinic.rights.ask(1, "asked for it by letter", RECEPTION, LATER, NOW.date())
    gone = Erasure(1, NOW.date(), ErasureDecision.ERASED, "nothing obliges us to keep it")
    clinic.rights.erase(gone, CLINICIAN, LATER)
    assert compare(made.path, clinic.folder, template.key).erased_since == 1


def test_who_left_and_who_came_since_is_named(
    made: Made, clinic: Clinic, template: Template
) -> None:
    clinic.staff.add(Staff("Amira Söderqvist", Role.RECEPTION), CLINICIAN, LATER)
    leaving = clinic.staff.get(RECEPTION)
    clinic.staff.disable(leaving, CLINICIAN, LATER)
    found = compare(made.path, clinic.folder, template.key)
    assert found.gone_since == (leaving.record.name,)
    assert found.new_since == ("Amira Söderqvist",)


def test_who_left_is_named_though_the_clinic_was_encrypted_anew_since(
    made: Made, clinic: Clinic, template: Template
) -> None:
    leaving, name = clinic.staff.get(RECEPTION), clinic.staff.get(CLINICIAN).record.name
    clinic.staff.disable(leaving, CLINICIAN, LATER)
    clinic.close()
    anew = rekey(clinic.folder, Order(name, PASSPHRASE, CLINICIAN, LATER))
    assert compare(made.path, clinic.folder, template.key).here is None
    found = compare(made.path, clinic.folder, template.key, key_here=anew)
    assert found.gone_since == (leaving.record.name,)
    assert found.lost_since == LATER


def test_another_clinics_backup_is_named(
    made: Made, clinic: Clinic, template: Template, tmp_path: Path
) -> None:
    path = clinic.folder / "clinic.keys"
    words = path.read_text(encoding="utf-8")
    path.write_text(words.replace(made.manifest.clinic_id, "0" * 32), encoding="utf-8")
    assert compare(made.path, clinic.folder, template.key).is_other_clinic
    assert not compare(made.path, tmp_path / "anew", template.key).is_other_clinic


def test_a_damaged_one_counts_no_more(made: Made, clinic: Clinic, template: Template) -> None:
    piece = made.manifest.photographs[0].piece
    path = made.path.parent / "objects" / piece[:2] / piece
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DamagedError):
        compare(made.path, clinic.folder, template.key)
    found = catalog.backup_at(made.path, template.key)
    assert found.is_damaged
    assert found.proof is None


class GivenUpError(Exception):
    """Stands for somebody who cancels."""


@pytest.mark.parametrize("after", [0.0, 0.3, 0.55])
def test_given_up_it_leaves_nothing_behind(
    made: Made, clinic: Clinic, template: Template, after: float
) -> None:
    def give_up(share: float) -> None:
        if share >= after:
            raise GivenUpError

    clinic.close()
    before = {path: path.stat().st_mtime_ns for path in clinic.folder.iterdir()}
    with pytest.raises(GivenUpError):
        compare(made.path, clinic.folder, template.key, give_up)
    with pytest.raises(GivenUpError):
        restore(made.path, clinic.folder, template.key, CLINICIAN, NOW, give_up)
    assert {path: path.stat().st_mtime_ns for path in clinic.folder.iterdir()} == before


def test_restore_and_undo_stand_in_the_log_of_what_was_put_back(
    made: Made, clinic: Clinic, template: Template
) -> None:
    clinic.people.register(patient("After"), RECEPTION, LATER)
    clinic.close()
    folder, key = clinic.folder, template.key
    done = restore(made.path, folder, key, CLINICIAN, LATER)
    assert done.kept is not None
    assert acts(folder, key)[-1] == ("restored", "20261123T090000Z")
    assert kept_before(folder) == [(done.kept, LATER)]
    with closing(open_clinic(folder, key, LATER)) as clinic:
        clinic.people.register(patient("Since"), RECEPTION, LATER + timedelta(seconds=1))
    found = compare_kept(done.kept, LATER, folder, key)
    assert (found.rows_lost, found.lost_since) == (2, LATER)  # what was shared before is not lost
    assert found.is_kept
    assert undo_restore(folder, done.kept, key, CLINICIAN, LATER + timedelta(minutes=1))
    assert acts(folder, key)[-1] == ("restore-undone", "20261123T120000Z")
    assert [at for _, at in kept_before(folder)] == [LATER + timedelta(minutes=1)]


def test_who_is_no_owner_any_more_restores_nothing(
    made: Made, clinic: Clinic, template: Template
) -> None:
    """In the backup they are the owner still."""
    db = clinic.ledger.db
    for name in standing(db):
        db.execute(f"DROP TRIGGER [{name}]")
    db.execute("UPDATE staff SET role = 'clinician'")
    clinic.close()
    with pytest.raises(KnownError, match="Only the owner"):
        restore(made.path, clinic.folder, template.key, CLINICIAN, LATER)
    assert not kept_before(clinic.folder)


def test_who_may_not_undo_changes_nothing(made: Made, clinic: Clinic, template: Template) -> None:
    clinic.close()
    done = restore(made.path, clinic.folder, template.key, CLINICIAN, LATER)
    assert done.kept is not None
    with pytest.raises(KnownError, match="Only the owner"):
        undo_restore(clinic.folder, done.kept, template.key, RECEPTION, LATER)
    assert kept_before(clinic.folder) == [(done.kept, LATER)]


def test_what_was_kept_damaged_is_not_put_back(
    made: Made, clinic: Clinic, template: Template
) -> None:
    clinic.close()
    done = restore(made.path, clinic.folder, template.key, CLINICIAN, LATER)
    assert done.kept is not None
    (done.kept / "clinic.db").write_bytes(b"x" * 9000)
    with pytest.raises(KnownError, match="Nothing was changed"):
        undo_restore(clinic.folder, done.kept, template.key, CLINICIAN, LATER)
    assert acts(clinic.folder, template.key)[-1][0] == "restored"


def test_a_backup_of_an_older_schema_is_brought_up_to_date(
    clinic: Clinic, template: Template, tmp_path: Path
) -> None:
    older = tmp_path / "older"
    older.mkdir()
    shutil.copyfile(clinic.folder / "clinic.keys", older / "clinic.keys")
    with closing(make_database(older / "clinic.db", template.key)) as db:
        migrations.apply(db, stop_before="m008_trust")
        for table in ("settings", "staff"):
            names = ", ".join(column.name for column in db.table(table).columns)
            sql = f"SELECT {names} FROM {table} WHERE id = 1 AND version = 1"
            (row,) = clinic.ledger.db.execute(sql)
            db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
        db.execute("INSERT INTO head VALUES ('settings', 1, 1, 'current', NULL, NULL)")
        db.execute("INSERT INTO head VALUES ('staff', 1, 1, 'current', NULL, NULL)")
    (tmp_path / "stick").mkdir()
    made = back_up(Source(older, template.key), tmp_path / "stick", NOW)
    assert set(made.manifest.steps) < set(step_names())
    compare(made.path, clinic.folder, template.key)
    clinic.close()
    restore(made.path, clinic.folder, template.key, CLINICIAN, LATER)
    assert acts(clinic.folder, template.key)[-1][0] == "restored"
