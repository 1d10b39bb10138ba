"""A lock ends the process; the one that follows holds the folder, and no name and no key."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.views.locking.packing import unpack
from tests.clinics import NOW, RECEPTION, Template
from tests.scenes import CANARY, patient
from tests.views.locking.lock_child import JOB_S, secrets
from tests.views.locking.memory import found_in

pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="reads /proc")
Locking = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def folder(template: Template, tmp_path: Path) -> Path:
    clinic = template.copy_to(tmp_path / "clinic")
    clinic.people.register(patient(), RECEPTION, NOW)
    clinic.close()
    return tmp_path / "clinic"


@pytest.fixture
def lock_once(folder: Path, template: Template) -> Iterator[Locking]:
    """Yield what runs the program until it locks; it returns who follows and what was said."""
    followers: list[int] = []

    def run(*words: str) -> tuple[int, list[str]]:
        command = [sys.executable, "-m", "tests.views.locking.lock_child", str(folder)]
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(
            [*command, template.key.hex(), *words],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
            timeout=60,
        )
        followers.append(holder(folder))
        return followers[-1], done.stdout.splitlines()

    yield run
    for follower in followers:
        with suppress(ProcessLookupError):
            os.kill(follower, signal.SIGKILL)


def holder(folder: Path) -> int:
    """Return which process holds the folder, once one of the two files does not move on."""
    end = time.monotonic() + 60
    while (folder / "window.next.lock").exists() or not (folder / "window.lock").exists():
        assert time.monotonic() < end
        time.sleep(0.02)
    return int((folder / "window.lock").read_text(encoding="utf-8").splitlines()[0])


def test_the_memory_of_what_follows_holds_no_name_and_no_key(
    lock_once: Locking, template: Template
) -> None:
    follower, said = lock_once("type")
    assert {"key", "name"} <= set(said[0].split())  # the search finds what there is
    try:
        assert found_in(follower, secrets(template.key)) == set()
    except PermissionError:
        pytest.skip("this system lets nobody look into another process")


def test_what_was_typed_lies_in_the_database_and_nowhere_in_clear(
    lock_once: Locking, folder: Path, template: Template
) -> None:
    lock_once("type")
    with closing(open_clinic(folder, template.key, NOW)) as clinic:
        kept = clinic.locked_work.waiting(RECEPTION)
    assert kept is not None and f"{CANARY}typed" in unpack(kept).typed
    for path in folder.rglob("*"):
        assert not path.is_file() or CANARY.encode() not in path.read_bytes()


def test_a_job_that_is_worth_it_is_finished_first(lock_once: Locking, folder: Path) -> None:
    began = time.monotonic()
    lock_once("job")
    assert (folder / "job done").exists()
    assert time.monotonic() - began > JOB_S


def test_a_second_start_is_refused_by_what_follows(lock_once: Locking, folder: Path) -> None:
    follower, _ = lock_once()
    code = (
        "from PySide6.QtWidgets import QApplication; from pathlib import Path; import sys\n"
        "from infrared_desktop.views.locking.claim import Claim\n"
        "app = QApplication([]); print(Claim(Path(sys.argv[1])).taken)"
    )
    asked = [sys.executable, "-c", code, str(folder)]
    done = subprocess.run(asked, capture_output=True, text=True, check=True, timeout=100)
    assert done.stdout == "True\n"
    assert holder(folder) == follower


def core_limits(process: int) -> list[str]:
    """Return how large a core file may be: the limit that holds, and the largest to be asked."""
    limits = Path(f"/proc/{process}/limits").read_text(encoding="utf-8")
    core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
    return core.split()[4:6]


def test_no_core_file_of_it_is_written_and_nobody_looks_in(lock_once: Locking) -> None:
    follower, _ = lock_once()
    end = time.monotonic() + 60
    while core_limits(follower) != ["0", "0"]:  # soon after the window shows, before any key
        assert time.monotonic() < end
        time.sleep(0.02)
    owner = Path(f"/proc/{follower}/mem").stat().st_uid
    assert owner == 0  # the system's own, whoever runs it
