"""A file of an older version is changed only once a backup of it is proven."""

from contextlib import closing
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup import catalog, making
from infrared_desktop.storage.backup.before_upgrade import open_backed_up
from infrared_desktop.storage.backup.objects import Shelf
from infrared_desktop.storage.backup.restoring import restore, undo_restore
from infrared_desktop.storage.backup.standing import standings
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.database.migrations import OutdatedError, step_names
from infrared_desktop.storage.files.folder import DATABASE
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.faults.stage import Stage, aged
from tests.scenes import later, patient


@pytest.fixture
def old(template: Template, tmp_path: Path) -> Stage:
    """Return a clinic of the release before, with one patient."""
    stage = Stage(tmp_path / "root", template.key, template.recovery_key)
    with closing(template.copy_to(stage.folder)) as clinic:
        clinic.people.register(patient("Before"), RECEPTION, NOW)
    aged(stage)
    return stage


def proven(stage: Stage) -> list[catalog.Backup]:
    (path,) = stage.root.rglob("*.proven")
    return [each for each in catalog.backups(Shelf(path.parent), stage.key) if each.proof]


def test_the_backup_is_proven_before_the_file_is_changed(old: Stage) -> None:
    with closing(open_backed_up(old.folder, old.key, NOW)) as clinic:
        assert not verify(clinic)
        assert clinic.people.count() == 1
    (backup,) = proven(old)
    assert backup.manifest and step_names()[-1] not in backup.manifest.steps
    assert [each.proven for each in standings(old.folder, old.key)] == [backup.path]


def test_it_is_made_once(old: Stage) -> None:
    for _ in range(2):
        open_backed_up(old.folder, old.key, NOW).close()
    assert len(proven(old)) == 1


def test_what_does_not_back_it_up_does_not_change_it_either(old: Stage) -> None:
    before = (old.folder / DATABASE).read_bytes()
    with pytest.raises(OutdatedError, match="older version"):
        open_clinic(old.folder, old.key, NOW)
    assert (old.folder / DATABASE).read_bytes() == before


def test_a_backup_that_is_not_proven_leaves_the_file_as_it_was(
    old: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise KnownError("No space left on device.")

    with monkeypatch.context() as patched:
        patched.setattr(making, "prove", full)
        with pytest.raises(KnownError, match=r"version from before still opens it.*No space left"):
            open_backed_up(old.folder, old.key, NOW)
    with pytest.raises(OutdatedError):
        open_clinic(old.folder, old.key, NOW)
    open_backed_up(old.folder, old.key, NOW).close()


def test_it_can_be_put_back_and_is_brought_up_to_date_again(old: Stage) -> None:
    with closing(open_backed_up(old.folder, old.key, NOW)) as clinic:
        clinic.people.register(patient("After"), RECEPTION, NOW)
    (backup,) = proven(old)
    restored = restore(backup.path, old.folder, old.key, CLINICIAN, later(hours=1))
    with closing(open_clinic(old.folder, old.key, NOW)) as clinic:
        assert clinic.people.count() == 1
    assert restored.kept
    undo_restore(old.folder, restored.kept, old.key, CLINICIAN, later(hours=2))
    with closing(open_clinic(old.folder, old.key, NOW)) as clinic:
        assert clinic.people.count() == 2
