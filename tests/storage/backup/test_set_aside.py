"""What restores and upgrades kept is found with its size, and the owner alone removes it."""

import shutil
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup import set_aside as module
from infrared_desktop.storage.backup.making import back_up
from infrared_desktop.storage.backup.restoring import kept_before, restore
from infrared_desktop.storage.backup.set_aside import Aside, note_removal, remove, set_aside
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.files.typed_file import forget_typed, keep_typed
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template


@pytest.fixture
def folder(template: Template, tmp_path: Path) -> Path:
    """Return a clinic that was restored, and has a copy from before an upgrade."""
    clinic = template.copy_to(tmp_path / "clinic")
    clinic.close()
    made = back_up(Source(clinic.folder, template.key), tmp_path, NOW)
    restore(made.path, clinic.folder, template.key, CLINICIAN, NOW)
    copy = clinic.folder / "clinic-before-upgrade-20260102T030405000006.db"
    shutil.copyfile(clinic.folder / "clinic.db", copy)
    return clinic.folder


@pytest.fixture
def opened(folder: Path, template: Template) -> Clinic:
    return open_clinic(folder, template.key, NOW)


def test_all_of_it_is_found_the_newest_first(folder: Path) -> None:
    restored, copied = set_aside(folder)
    assert (restored.at, restored.why, restored.is_whole) == (NOW, Aside.RESTORE, True)
    assert copied.at == datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert copied.why is Aside.UPGRADE and not copied.is_whole
    assert restored.size > copied.size == (folder / "clinic.db").stat().st_size


def test_nothing_else_beside_the_clinic_is_taken_for_it(folder: Path) -> None:
    found = set_aside(folder)
    (folder / "kept-notes.txt").write_text("mine", encoding="utf-8")
    (folder / "kept-here").mkdir()
    (folder / "clinic-before-upgrade-mine.db").write_bytes(b"mine")
    assert set_aside(folder) == found


def test_what_was_typed_as_damage_showed_is_found_until_its_person_has_read_it(
    folder: Path,
) -> None:
    found = set_aside(folder)
    keep_typed(folder, bytes(32), RECEPTION, "The visit of somebody")
    typed = next(each for each in set_aside(folder) if each not in found)
    assert (typed.why, typed.is_whole) == (Aside.TYPED, False)
    forget_typed(folder, RECEPTION)
    assert set_aside(folder) == found


def test_it_is_gone_after_it_was_told(folder: Path, opened: Clinic) -> None:
    with closing(opened) as clinic:
        for each in set_aside(folder):
            note_removal(clinic, each.path, CLINICIAN, NOW)
            remove(each.path)
        told = [
            tuple(row)
            for row in clinic.ledger.db.execute(
                "SELECT act, staff_id FROM audit ORDER BY seq DESC LIMIT 2"
            )
        ]
    assert told == [("kept-removed", CLINICIAN)] * 2
    assert set_aside(folder) == []
    assert not list(folder.glob("kept-*"))


def test_only_the_owner_removes_it_and_only_what_is_there(folder: Path, opened: Clinic) -> None:
    kept = set_aside(folder)[0].path
    with closing(opened) as clinic:
        with pytest.raises(KnownError, match="owner"):
            note_removal(clinic, kept, RECEPTION, NOW)
        for path in (folder, folder / "photographs", folder.parent):
            with pytest.raises(KnownError, match="nothing kept"):
                note_removal(clinic, path, CLINICIAN, NOW)
    assert kept.exists()


def test_what_was_removed_in_part_stays_in_the_list_and_is_not_put_back(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = set_aside(folder)[0].path

    def fails(_: Path) -> None:
        raise PermissionError(13, "in use")

    with monkeypatch.context() as patched:
        patched.setattr(module.shutil, "rmtree", fails)
        with pytest.raises(KnownError, match="what is left stays in the list"):
            remove(kept)
    left = set_aside(folder)[0]
    assert (left.path, left.is_whole) == (kept, False)
    assert kept_before(folder) == []
    remove(kept)
    assert [each.why for each in set_aside(folder)] == [Aside.UPGRADE]
