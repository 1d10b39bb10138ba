"""A clinic is founded once, opened as it is, and every odd folder is a sentence."""

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.people import Settings, Staff
from infrared_desktop.storage import founding
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.files import vault
from infrared_desktop.storage.files.damage import DamageError, note_damage
from infrared_desktop.storage.files.folder import holds_clinic
from infrared_desktop.storage.founding import Founding, found_clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import NOW, Template
from tests.scenes import stored_now

FOUNDING = Founding(
    Settings("New Clinic", "DE"),
    Staff("Dr. Jonas Weiß", Role.OWNER),
    "a long and quiet sentence",
    vault.new_recovery_key(),
    vault.FLOOR,
)


def content_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_founded_clinic_is_sound_and_opens_again(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "clinic"
    with closing(found_clinic(folder, FOUNDING, NOW)) as clinic:
        assert clinic.settings == FOUNDING.settings
        assert [stored.record for stored in clinic.staff.all()] == [FOUNDING.staff]
        assert not list(verify(clinic))
    unlocked = vault.unlock(folder, "Dr. Jonas Weiß", FOUNDING.passphrase)
    assert unlocked.staff_id == 1
    with closing(open_clinic(folder, unlocked.key, NOW)) as clinic:
        assert not list(verify(clinic))


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.CLINICIAN])
def test_nobody_but_an_owner_founds_a_clinic(tmp_path: Path, role: Role) -> None:
    # Without an owner nobody could ever add one, nor restore, nor look through the audit log.
    staff = replace(FOUNDING.staff, role=role)
    with pytest.raises(KnownError, match="Whoever makes a clinic is its owner"):
        found_clinic(tmp_path / "clinic", replace(FOUNDING, staff=staff), NOW)
    assert not (tmp_path / "clinic").exists()


def test_the_recovery_key_opens_it(template: Template) -> None:
    unlocked = vault.unlock_with_recovery_key(template.folder, template.recovery_key.lower())
    assert unlocked.key == template.key


def test_two_clinics_have_different_keys(tmp_path: Path, template: Template) -> None:
    with closing(found_clinic(tmp_path / "clinic", FOUNDING, NOW)) as clinic:
        assert clinic.ledger.key != template.key


def test_no_clinic_is_founded_over_another(clinic: Clinic) -> None:
    before = stored_now(clinic)
    keys = (clinic.folder / "clinic.keys").read_bytes()
    with pytest.raises(KnownError, match="a clinic in this folder already"):
        found_clinic(clinic.folder, FOUNDING, NOW)
    assert stored_now(clinic) == before
    assert (clinic.folder / "clinic.keys").read_bytes() == keys


@pytest.mark.parametrize("left", ["clinic.db", "clinic.keys"])
def test_what_is_left_of_a_clinic_is_not_founded_over(
    tmp_path: Path, template: Template, left: str
) -> None:
    shutil.copy(template.folder / left, tmp_path)
    before = content_of(tmp_path)
    with pytest.raises(KnownError, match="already"):
        found_clinic(tmp_path, FOUNDING, NOW)
    assert content_of(tmp_path) == before


def test_a_founding_that_fails_leaves_only_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "clinic.txt").write_text("mine", encoding="utf-8")

    def full(*_: object, may_change: bool) -> None:
        raise KnownError("There is no room left on the disk.")

    monkeypatch.setattr(founding, "bring_up_to_date", full)
    with pytest.raises(KnownError, match="no room"):
        found_clinic(tmp_path, FOUNDING, NOW)
    assert content_of(tmp_path) == {"clinic.txt": b"mine"}
    monkeypatch.undo()
    found_clinic(tmp_path, FOUNDING, NOW).close()


def _remove(folder: Path) -> None:
    shutil.rmtree(folder)


def _remove_database(folder: Path) -> None:
    (folder / "clinic.db").unlink()


def _empty_database(folder: Path) -> None:
    (folder / "clinic.db").write_bytes(b"")


def _cut_database(folder: Path) -> None:
    whole = (folder / "clinic.db").read_bytes()
    (folder / "clinic.db").write_bytes(whole[:6000])


def _text_as_database(folder: Path) -> None:
    (folder / "clinic.db").write_text("not a database " * 999, encoding="utf-8")


def _file_as_folder(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("a file", encoding="utf-8")


def _folder_as_database(folder: Path) -> None:
    (folder / "clinic.db").unlink()
    (folder / "clinic.db").mkdir()


SPOILT = (
    _remove,
    _remove_database,
    _empty_database,
    _cut_database,
    _text_as_database,
    _file_as_folder,
    _folder_as_database,
)


@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__.strip("_"))
def test_a_spoilt_folder_is_refused_in_words_and_left_alone(
    tmp_path: Path, template: Template, spoil: Callable[[Path], None]
) -> None:
    folder = tmp_path / "clinic"
    shutil.copytree(template.folder, folder)
    spoil(folder)
    before = {p.name: p.is_file() and p.read_bytes() for p in folder.glob("*")}
    with pytest.raises(KnownError, match=r"\.$"):
        open_clinic(folder, template.key, NOW)
    assert {p.name: p.is_file() and p.read_bytes() for p in folder.glob("*")} == before


def test_a_file_in_the_way_of_a_new_clinic_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "clinic").write_text("a file", encoding="utf-8")
    with pytest.raises(KnownError, match="cannot be made"):
        found_clinic(tmp_path / "clinic", FOUNDING, NOW)


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_nobody_else_may_look_into_a_new_clinic(tmp_path: Path, template: Template) -> None:
    before = os.umask(0)
    try:
        with closing(found_clinic(tmp_path / "clinic", FOUNDING, NOW)) as clinic:
            modes = {path.name: path.stat().st_mode & 0o777 for path in clinic.folder.iterdir()}
    finally:
        os.umask(before)
    assert (tmp_path / "clinic").stat().st_mode & 0o777 == 0o700
    assert len(modes) == 5
    assert set(modes.values()) == {0o600}, modes


def test_no_job_works_in_a_file_in_which_damage_showed(clinic: Clinic) -> None:
    note_damage(clinic.folder)
    with pytest.raises(DamageError, match="turned out to be damaged"):
        clinic.opener()(clinic.folder, clinic.ledger.key, NOW)


def test_what_a_founding_left_that_was_cut_short_is_no_clinic(tmp_path: Path) -> None:
    (tmp_path / "clinic.txt").write_text("mine", encoding="utf-8")
    for name in ("clinic.keys.founding", "clinic.db", "clinic.db-wal", "clinic.anchor"):
        (tmp_path / name).write_bytes(b"half")
    assert not holds_clinic(tmp_path)
    with closing(found_clinic(tmp_path, FOUNDING, NOW)) as clinic:
        assert not verify(clinic)
    names = {"clinic.txt", "clinic.db", "clinic.keys", "clinic.anchor"}
    assert {path.name for path in tmp_path.iterdir()} == names
    assert holds_clinic(tmp_path)


def test_a_filling_that_fails_leaves_no_clinic(tmp_path: Path) -> None:
    def fill(_: Clinic) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        found_clinic(tmp_path, FOUNDING, NOW, fill)
    assert content_of(tmp_path) == {}


def test_the_days_are_the_clinics_own(clinic: Clinic) -> None:
    assert clinic.day(datetime(2026, 11, 23, 3, 0, tzinfo=UTC)) == date(2026, 11, 22)
