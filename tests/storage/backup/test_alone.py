"""Two who back up or put back at once do not spoil each other's work; no locks keep nobody out."""

import errno
import os
import shutil
import sys
from contextlib import closing
from pathlib import Path

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.alone import alone_in_clinic
from infrared_desktop.storage.backup.making import back_up
from infrared_desktop.storage.backup.restoring import restore, undo_restore
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.desks.doorkeeper import RefusedError
from infrared_desktop.storage.files import exchange
from infrared_desktop.storage.verify import verify
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template

unix = pytest.mark.skipif(sys.platform == "win32", reason="of flock")


@pytest.fixture
def folder(template: Template, tmp_path: Path) -> Path:
    shutil.copytree(template.folder, tmp_path / "clinic")
    return tmp_path / "clinic"


def test_a_restore_waits_for_another_one_and_for_a_backup(
    folder: Path, template: Template, tmp_path: Path
) -> None:
    source = Source(folder, template.key)
    made = back_up(source, tmp_path, NOW)
    done = restore(made.path, folder, template.key, CLINICIAN, NOW)
    assert done.kept is not None
    (folder / "restored-by-another").mkdir()
    with alone_in_clinic(folder):
        with pytest.raises(KnownError, match="put back already, so nothing was changed"):
            restore(made.path, folder, template.key, CLINICIAN, NOW)
        with pytest.raises(KnownError, match="put back already, so nothing was changed"):
            undo_restore(folder, done.kept, template.key, CLINICIAN, NOW)
        with pytest.raises(KnownError, match="put back already, so nothing was changed"):
            back_up(source, tmp_path, NOW)
        assert (folder / "restored-by-another").exists(), "which the other one still needs"
    assert undo_restore(folder, done.kept, template.key, CLINICIAN, NOW) is not None
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        assert not verify(clinic)


@unix
def test_a_restore_that_is_refused_leaves_no_file_in_a_new_folder(
    folder: Path, template: Template, tmp_path: Path
) -> None:
    made = back_up(Source(folder, template.key), tmp_path, NOW)
    with pytest.raises(RefusedError):
        restore(made.path, tmp_path / "new", template.key, RECEPTION, NOW)
    assert list((tmp_path / "new").iterdir()) == []


@unix
@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS])
def test_a_network_folder_that_knows_no_locks_takes_a_backup(
    folder: Path, template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    _no_locks(monkeypatch, number)
    assert back_up(Source(folder, template.key), tmp_path, NOW).path.exists()


@unix
def test_a_lock_that_somebody_has_is_no_lack_of_locks(
    folder: Path, template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _no_locks(monkeypatch, errno.EAGAIN)
    with pytest.raises(KnownError, match="being made there already"):
        back_up(Source(folder, template.key), tmp_path, NOW)


def _no_locks(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    import fcntl

    def flock(*_: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(fcntl, "flock", flock)


def test_a_clinic_that_cannot_be_written_is_not_called_a_place_of_backups(
    folder: Path, template: Template, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def refuse(path: str | Path, *about: int) -> int:
        if Path(path).parent == folder:
            raise OSError(errno.EROFS, "Read-only file system")
        return real(path, *about)

    made = back_up(Source(folder, template.key), tmp_path, NOW)
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(KnownError, match=r"The clinic folder .* cannot be written"):
        back_up(Source(folder, template.key), tmp_path, NOW)
    with pytest.raises(KnownError, match=r"The clinic folder .* cannot be written"):
        restore(made.path, folder, template.key, CLINICIAN, NOW)


def test_what_cannot_be_written_at_all_is_not_called_in_use(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, *_: object, **__: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(Path, "open", refuse)
    number = errno.EROFS
    assert not exchange.is_in_use(folder)
    number = errno.EACCES
    assert exchange.is_in_use(folder), "somebody else may have it open"
