"""A folder that can't be written, or that vanishes, is a sentence; nothing is lost."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.clinic import Clinic, open_clinic
from infrared_desktop.storage.verify import verify
from tests.clinics import NOW, RECEPTION, Template
from tests.faults.child import KEY_VARIABLE
from tests.scenes import full_day, patient, stored_now

POSIX = pytest.mark.skipif(os.name == "nt", reason="POSIX only")


@POSIX
def test_a_folder_removed_while_open_is_noticed_at_the_next_save(clinic: Clinic) -> None:
    full_day(clinic)
    shutil.rmtree(clinic.folder)
    with pytest.raises(KnownError, match="has gone, or was swapped"):
        clinic.people.register(patient("Lost"), RECEPTION, NOW)
    assert not clinic.folder.exists()


@POSIX
def test_a_log_removed_while_open_is_noticed(clinic: Clinic) -> None:
    full_day(clinic)
    (clinic.folder / "clinic.db-wal").unlink()
    with pytest.raises(KnownError, match="has gone, or was swapped"):
        clinic.people.register(patient("Lost"), RECEPTION, NOW)


READ_ONLY = """
import os, sys
from pathlib import Path
from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.clinic import open_clinic
from tests.clinics import NOW, RECEPTION
from tests.scenes import patient
if os.geteuid() == 0:
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    clinic = open_clinic(Path(sys.argv[1]), bytes.fromhex(os.environ["INFRARED_TEST_KEY"]), NOW)
    clinic.people.register(patient("Lost"), RECEPTION, NOW)
except KnownError as error:
    print(error)
"""


@pytest.fixture
def ground() -> Iterator[Path]:
    """Yield a folder that anybody may enter, as those of tests may be closed to others."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def _as_nobody(folder: Path, key: bytes) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", READ_ONLY, str(folder)],
        env={**os.environ, KEY_VARIABLE: key.hex()},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@POSIX
def test_a_read_only_folder_is_a_sentence(template: Template, ground: Path) -> None:
    folder = ground / "clinic"
    with closing(template.copy_to(folder)) as clinic:
        full_day(clinic)
        before = stored_now(clinic)
    for path in (folder, *folder.iterdir()):
        path.chmod(0o555)
    played = _as_nobody(folder, template.key)
    for path in (folder, *folder.iterdir()):
        path.chmod(0o755)
    assert "cannot be written" in played.stdout, played.stderr
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        assert stored_now(clinic) == before
        assert not list(verify(clinic))


@POSIX
def test_a_folder_that_one_may_not_enter_is_a_sentence(template: Template, ground: Path) -> None:
    folder = ground / "clinic"
    template.copy_to(folder).close()
    folder.chmod(0o000)
    played = _as_nobody(folder, template.key)
    folder.chmod(0o755)
    assert "may not be opened" in played.stdout, played.stderr
