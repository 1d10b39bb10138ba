"""A restore changes nothing until all is proven, keeps what was there, and is undone the same."""

import shutil
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.patient_rights import Erasure, ErasureDecision
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.backup import trial
from infrared_desktop.storage.backup.making import Made, back_up
from infrared_desktop.storage.backup.manifest import to_bytes
from infrared_desktop.storage.backup.objects import DamagedError
from infrared_desktop.storage.backup.proving import UnsoundError
from infrared_desktop.storage.backup.restoring import keys_of, restore, undo_restore
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.files import vault
from infrared_desktop.storage.files.damage import DamageError, note_damage, refuse_damaged
from infrared_desktop.storage.files.exchange import EXCHANGE, finish_exchange
from infrared_desktop.storage.files.folder import holds_clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION, Template
from tests.photo_scenes import PICTURE, kept
from tests.scenes import patient


@pytest.fixture
def folder(template: Template, tmp_path: Path) -> Path:
    """A clinic with a patient and a photograph, closed."""
    with closing(template.copy_to(tmp_path / "clinic")) as clinic:
        number = clinic.people.register(patient("Before"), RECEPTION, NOW).id
        clinic.photos.add([kept(clinic, number)], CLINICIAN, NOW)
    return tmp_path / "clinic"


@pytest.fixture
def made(folder: Path, template: Template, tmp_path: Path) -> Made:
    (tmp_path / "stick").mkdir()
    return back_up(Source(folder, template.key), tmp_path / "stick", NOW)


def people(folder: Path, key: bytes) -> list[str]:
    with closing(open_clinic(folder, key, NOW)) as clinic:
        assert not verify(clinic)
        return [stored.record.surname for stored in clinic.ledger.books.all(Patient)]


def content_of(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_backup_goes_into_an_empty_folder(made: Made, template: Template, tmp_path: Path) -> None:
    done = restore(made.path, tmp_path / "anew", template.key, CLINICIAN, NOW)
    assert done.kept is None
    assert people(tmp_path / "anew", template.key) == ["Before"]
    with closing(open_clinic(tmp_path / "anew", template.key, NOW)) as clinic:
        content = clinic.photos.of_patient(1)[0].record.content
        assert clinic.photos.files.get(content) == PICTURE
    assert not list((tmp_path / "anew").glob("restored-*"))


def test_what_was_there_is_kept_whole_and_put_back(
    made: Made, folder: Path, template: Template
) -> None:
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        clinic.people.register(patient("After"), RECEPTION, NOW)
    done = restore(made.path, folder, template.key, CLINICIAN, NOW)
    assert people(folder, template.key) == ["Before"]
    assert done.kept is not None
    assert people(done.kept, template.key) == ["Before", "After"]
    again = undo_restore(folder, done.kept, template.key, CLINICIAN, NOW)
    assert people(folder, template.key) == ["Before", "After"]
    assert again is not None
    assert people(again, template.key) == ["Before"]


def test_the_audit_log_of_what_was_put_back_tells_of_it(
    made: Made, folder: Path, template: Template
) -> None:
    restore(made.path, folder, template.key, CLINICIAN, NOW)
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        acts = [act for (act,) in clinic.ledger.db.execute("SELECT act FROM audit ORDER BY seq")]
        assert acts[-1] == "restored"
        assert not list(clinic.ledger.audit.breaks())


def test_who_may_not_restore_changes_nothing(made: Made, folder: Path, template: Template) -> None:
    before = {path.name for path in folder.iterdir()}
    with pytest.raises(KnownError):
        restore(made.path, folder, template.key, RECEPTION, NOW)
    assert {path.name for path in folder.iterdir()} == before


def test_an_owner_of_what_was_kept_alone_does_not_undo_a_restore(
    made: Made, folder: Path, template: Template
) -> None:
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        clinic.staff.change_role(clinic.staff.get(RECEPTION), Role.OWNER, CLINICIAN, NOW)
    kept_there = restore(made.path, folder, template.key, CLINICIAN, NOW).kept
    assert kept_there is not None
    with pytest.raises(KnownError, match="Only the owner"):
        undo_restore(folder, kept_there, template.key, RECEPTION, NOW)
    assert kept_there.exists()


def test_the_passphrases_of_its_day_open_it(made: Made, template: Template) -> None:
    with keys_of(made.path) as keys:
        assert vault.unlock(keys, "Dr. Åsa Lindqvist", PASSPHRASE).key == template.key


def test_a_damaged_backup_changes_nothing(made: Made, folder: Path, template: Template) -> None:
    piece = made.manifest.photographs[0].piece
    path = made.path.parent / "objects" / piece[:2] / piece
    path.write_bytes(path.read_bytes()[:-1])
    before = {path: path.stat().st_mtime_ns for path in folder.iterdir()}
    with pytest.raises(DamagedError):
        restore(made.path, folder, template.key, CLINICIAN, NOW)
    assert {path: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_another_key_restores_nothing(made: Made, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="another key"):
        restore(made.path, tmp_path / "anew", bytes(32), CLINICIAN, NOW)
    assert not (tmp_path / "anew").exists()


OPEN = """
import sys
from pathlib import Path
from infrared_desktop.storage.database.sqlcipher import connect
db = connect(Path(sys.argv[1]) / "clinic.db", bytes.fromhex(sys.argv[2]))
db.execute("SELECT count(*) FROM audit").fetchone()
print("open", flush=True)
sys.stdin.read()
"""


def test_a_clinic_that_is_open_elsewhere_is_left_alone(
    made: Made, folder: Path, template: Template
) -> None:
    words = [sys.executable, "-c", OPEN, str(folder), template.key.hex()]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(KnownError, match="is open in another program"):
            restore(made.path, folder, template.key, CLINICIAN, NOW)
        other.communicate(b"")
    assert restore(made.path, folder, template.key, CLINICIAN, NOW).kept


def test_one_of_a_newer_version_is_refused(made: Made, template: Template, tmp_path: Path) -> None:
    newer = replace(made.manifest, steps=(*made.manifest.steps, "m999_later"))
    made.path.write_bytes(to_bytes(newer, template.key))
    with pytest.raises(KnownError, match="Install the newer version"):
        restore(made.path, tmp_path / "anew", template.key, CLINICIAN, NOW)
    assert not (tmp_path / "anew").exists()


def test_all_is_checked_again_though_the_backup_once_counted(
    folder: Path, template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stick").mkdir()
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        clinic.ledger.db.execute("DROP TRIGGER patient_no_update")
    with monkeypatch.context() as patch:
        patch.setattr(trial, "check_records", lambda *_: None)
        made = back_up(Source(folder, template.key), tmp_path / "stick", NOW)
    before = content_of(folder)
    with pytest.raises(UnsoundError, match="does not count"):
        restore(made.path, folder, template.key, CLINICIAN, NOW)
    assert content_of(folder) == before


def test_who_was_erased_since_is_known_on_another_computer(
    made: Made, folder: Path, template: Template, tmp_path: Path
) -> None:
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        decision = Erasure(1, NOW.date(), ErasureDecision.ERASED, "asked for it")
        assert clinic.rights.erase(decision, CLINICIAN, NOW)
    back_up(Source(folder, template.key), tmp_path / "stick", NOW)
    restore(made.path, tmp_path / "anew", template.key, CLINICIAN, NOW)
    with closing(open_clinic(tmp_path / "anew", template.key, NOW)) as clinic:
        assert clinic.rights.back_again() == [1]


def test_a_restore_ends_the_damage_that_had_shown(
    made: Made, folder: Path, template: Template
) -> None:
    note_damage(folder)
    with pytest.raises(DamageError):
        refuse_damaged(folder)
    restore(made.path, folder, template.key, CLINICIAN, NOW)
    refuse_damaged(folder)


def test_only_what_was_kept_in_this_folder_is_put_back(
    made: Made, folder: Path, template: Template, tmp_path: Path
) -> None:
    kept_there = restore(made.path, folder, template.key, CLINICIAN, NOW).kept
    assert kept_there is not None
    shutil.copytree(kept_there, tmp_path / kept_there.name)
    before = content_of(folder)
    with pytest.raises(KnownError, match="nothing kept"):
        undo_restore(folder, tmp_path / kept_there.name, template.key, CLINICIAN, NOW)
    assert content_of(folder) == before


class PowerCutError(Exception):
    """Stands for the power going."""


@pytest.mark.parametrize("steps", range(8))
def test_an_exchange_cut_short_is_finished_by_the_next_start(
    made: Made, folder: Path, template: Template, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        clinic.people.register(patient("After"), RECEPTION, NOW)
    left = [steps]
    put = Path.replace

    def cut_short(path: Path, target: Path) -> Path:
        if path.suffix != ".new":
            if not left[0]:
                raise PowerCutError
            left[0] -= 1
        return put(path, target)

    with monkeypatch.context() as patch, pytest.raises(PowerCutError):
        patch.setattr(Path, "replace", cut_short)
        restore(made.path, folder, template.key, CLINICIAN, NOW)
        raise PowerCutError  # all steps were taken
    assert holds_clinic(folder)
    finish_exchange(folder)
    assert not (folder / EXCHANGE).exists()
    assert people(folder, template.key) == ["Before"]
    assert people(next(folder.glob("kept-*")), template.key) == ["Before", "After"]
    assert not list(folder.glob("restored-*"))


def test_a_damaged_note_of_an_exchange_changes_nothing(folder: Path) -> None:
    for words in ("{", '{"coming": "../x", "kept": "k", "comes": [], "goes": []}', "[]", "null"):
        (folder / EXCHANGE).write_text(words, encoding="utf-8")
        with pytest.raises(KnownError, match="Nothing was changed"):
            finish_exchange(folder)
    assert (folder / "clinic.db").exists()


def test_a_backup_in_a_place_with_an_odd_name(folder: Path, template: Template) -> None:
    place = folder.parent / "Sauvegarde d’été 夏 'x' %20"
    place.mkdir()
    made = back_up(Source(folder, template.key), place, NOW)
    shutil.move(place, folder.parent / "moved")
    moved = folder.parent / "moved" / made.path.relative_to(place)
    restore(moved, folder.parent / "a new #1", template.key, CLINICIAN, NOW)
    assert people(folder.parent / "a new #1", template.key) == ["Before"]


def test_the_window_itself_may_have_its_folder_exchanged(
    clinic: Clinic, template: Template, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    made = back_up(Source(clinic.folder, template.key), tmp_path / "stick", NOW)
    clinic.close()
    assert restore(made.path, clinic.folder, template.key, CLINICIAN, NOW).kept
