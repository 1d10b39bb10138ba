"""On a disk that is really full each screen says so, keeps what was typed, and saves it after."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.records.people import Patient
from infrared_desktop.start import Options
from infrared_desktop.storage.backup.standing import standings
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.storage.files.vault import Unlocked
from infrared_desktop.storage.verify import verify
from infrared_desktop.views import crash, tasks
from infrared_desktop.views.entry.refusals import Refusal
from infrared_desktop.views.window import Window
from tests.camera import drawn
from tests.clinics import NOW, RECEPTION, Template
from tests.scenes import CANARY, patient
from tests.views.desk import Desk
from tests.views.results.test_review import play

WAIT_MS = 60_000
pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or os.geteuid() != 0, reason="a disk of its own is mounted"
)


class Disk:
    """A disk of ten megabytes."""

    def __init__(self, folder: Path) -> None:
        self.folder, self._ballast = folder, folder / "ballast"

    def fill(self) -> None:
        """Leave no byte free."""
        with self._ballast.open("ab", buffering=0) as file, suppress(OSError):
            while True:
                file.write(bytes(4096))

    def free(self) -> None:
        """Make room again."""
        self._ballast.unlink()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    """Yield a small disk, and take it away again."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=10m", "tmpfs", folder], check=False)
    if made.returncode:
        pytest.skip("no disk may be mounted here")
    yield Disk(folder)
    subprocess.run(["umount", folder], check=True)


@pytest.fixture
def full(dressed: QApplication, qtbot: QtBot, template: Template, disk: Disk) -> Iterator[Desk]:
    """Yield the window of a clinic that lies on the small disk; nothing there is torn after."""
    clinic = template.copy_to(disk.folder / "clinic")
    desk = Desk(qtbot, clinic).sit_down()
    yield desk
    desk.get_up()
    assert tasks.wait_for_all()
    clinic.close()
    with closing(open_clinic(clinic.folder, template.key, NOW)) as again:
        assert not list(verify(again))


def reads_as_help(told: str, *words: str) -> None:
    """Hold what is told to what happened, what is safe, and what to do; no fault is told."""
    assert all(each in told for each in words), told
    assert "made a mistake" not in told and "did not start" not in told, told


SQL = ("no room left on the disk", "was not saved", "What was saved before is safe", "Free some")


def test_a_form_is_kept_and_saved_once_there_is_room(full: Desk, disk: Disk) -> None:
    full.go("patient_form")
    full.fill("surname", "Okafor")
    full.fill("birth_date", "14.3.1971")
    disk.fill()
    full.press("Ctrl+S")
    reads_as_help(full.words(), *SQL)
    assert full.screen.binder.input("surname").get_value() == "Okafor"
    assert not full.clinic.ledger.books.all(Patient)
    disk.free()
    full.press("Ctrl+S")
    assert [each.record.surname for each in full.clinic.ledger.books.all(Patient)] == ["Okafor"]


def test_a_record_is_signed_once_there_is_room(full: Desk, disk: Disk) -> None:
    room = play(full).open()
    room.answer_all()
    disk.fill()
    room.sign()
    reads_as_help(full.words(), *SQL)
    assert not room.chart.reviews
    assert not room.screen.leave()  # it stays, as its draft can't be kept either
    disk.free()
    room.sign()
    assert len(room.chart.reviews) == 1


def test_photographs_come_in_once_there_is_room(
    full: Desk, disk: Disk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full.clinic.people.register(patient(), RECEPTION, NOW)
    (tmp_path / "a.jpg").write_bytes(drawn(400, 300))
    chosen = ([str(tmp_path / "a.jpg")], "")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: chosen)
    full.go("photos", 1)
    disk.fill()
    full.press("T")
    full.qtbot.waitUntil(lambda: full.told() != "", timeout=WAIT_MS)
    reads_as_help(full.told(), "disk took no more", "the files are untouched", "make room")
    assert not full.clinic.photos.of_patient(1)
    disk.free()
    full.press("T")
    full.qtbot.waitUntil(lambda: len(full.clinic.photos.of_patient(1)) == 1, timeout=WAIT_MS)


def test_a_backup_is_made_once_there_is_room(full: Desk, disk: Disk) -> None:
    screen: Any = full.go("health")
    disk.fill()
    with full.qtbot.waitSignals(
        [screen.backing_up.done, screen.backing_up.failed], timeout=WAIT_MS, raising=False
    ):
        screen.back_up()
    told = screen.rows["backups"].words.text() + full.told()
    reads_as_help(told, "no backup was made", "backups before are safe", "Free some space")
    disk.free()
    with full.qtbot.waitSignal(screen.backing_up.done, timeout=WAIT_MS):
        screen.back_up()
    assert standings(full.clinic.folder, full.clinic.ledger.key)[0].proven_at == NOW


def test_a_chart_is_opened_once_there_is_room_to_note_it(full: Desk, disk: Disk) -> None:
    full.clinic.people.register(patient(), RECEPTION, NOW)
    disk.fill()
    full.go("patient", 1)
    reads_as_help(full.words(), "was not done", "noted first", "Nothing is lost", "Free some")
    assert "was not saved" not in full.words()
    disk.free()
    full.go("patient", 1)
    assert "was not done" not in full.words()
    assert CANARY in full.words()


def test_a_clinic_that_is_opened_on_a_full_disk_says_that_nothing_is_lost(
    dressed: QApplication, qtbot: QtBot, template: Template, disk: Disk
) -> None:
    folder = disk.folder / "clinic"
    template.copy_to(folder).close()
    window = Window(Options(False, folder), lambda: NOW)
    qtbot.addWidget(window)
    window.show()
    unlocked = Unlocked(template.key, RECEPTION, "")
    disk.fill()
    window.enter(unlocked)
    told = cast(Refusal, window.centralWidget()).advice_label.text()
    reads_as_help(told, "clinic was not opened", "Nothing is lost", "Free some space")
    disk.free()
    window.enter(unlocked)
    assert window.frame is not None
    window.shut()
    assert tasks.wait_for_all()
    crash.listen(lambda _: False)
