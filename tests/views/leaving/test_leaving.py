"""In the window everything leaves as files: said to be open, beside the window, by who may."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.domain.records.answers import Role
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.leaving import making
from infrared_desktop.views.entry.second_look import SecondLook
from infrared_desktop.views.leaving.leaving import LeavingScreen
from infrared_desktop.views.screen import Place
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION
from tests.scenes import CANARY, full_day
from tests.views.desk import Desk


@pytest.fixture
def number(clinic: Clinic) -> int:
    return full_day(clinic)


@pytest.fixture
def desk(
    dressed: QApplication,
    qtbot: QtBot,
    clinic: Clinic,
    number: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Desk]:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    desk = Desk(qtbot, clinic)
    yield desk
    desk.get_up()


def screen_of(desk: Desk, number: int | None = None, by: int = CLINICIAN) -> LeavingScreen:
    screen = desk.sit_down(by).go("leaving", number)
    assert isinstance(screen, LeavingScreen)
    return screen


def wait(desk: Desk, screen: LeavingScreen) -> None:
    desk.qtbot.waitUntil(lambda: not screen.work.is_on, timeout=30_000)


def test_one_patient_is_written_and_said_to_be_open(
    desk: Desk, number: int, tmp_path: Path
) -> None:
    assert screen_of(desk).section == "clinic"
    screen = desk.go("leaving", number)
    assert screen.section == "people"
    desk.press("N")
    assert screen.strip.isVisible()
    wait(desk, screen)
    out = tmp_path / f"patient-{number}-2026-11-23"
    assert (out / "record.pdf").read_bytes().startswith(b"%PDF")
    assert "2 photographs" in desk.told()
    assert f"They are NOT encrypted, and lie in {out}" in desk.told()
    assert str(out) in screen.where.text()
    assert not screen.strip.isVisible()
    assert CANARY not in out.name


def test_everything_needs_a_second_look(desk: Desk, tmp_path: Path) -> None:
    screen = screen_of(desk)
    desk.press("N")
    look = desk.frame.findChild(SecondLook)
    assert look is not None
    assert not screen.work.is_on
    look.passphrase.setText(PASSPHRASE)
    desk.qtbot.mouseClick(look.go_on, Qt.MouseButton.LeftButton)
    desk.qtbot.waitUntil(lambda: screen.work.is_on, timeout=10_000)
    wait(desk, screen)
    assert (tmp_path / "clinic-2026-11-23" / "records" / "patient.csv").is_file()


def test_who_gives_the_second_look_up_writes_nothing(desk: Desk, tmp_path: Path) -> None:
    screen = screen_of(desk)
    desk.press("N")
    look = desk.frame.findChild(SecondLook)
    assert look is not None
    look.reject()
    assert not screen.work.is_on
    assert [path.name for path in tmp_path.iterdir()] == ["clinic"]


def test_a_clinician_is_told_that_the_owner_takes_everything_along(desk: Desk) -> None:
    member = Staff("Dr. Kofi Mensah", Role.CLINICIAN)
    other = desk.clinic.staff.add(member, CLINICIAN, NOW).id
    screen = screen_of(desk, None, other)
    assert not screen.write.isEnabled()
    assert screen.who.text().startswith("Only the owner takes everything along.")
    desk.press("N")
    assert not screen.work.is_on
    assert desk.clinic.ledger.reading.is_held(1), "restricted, and not treated by who sits here"
    desk.clinic.people.open_with_reason(1, "she asked for a copy", other, NOW)
    screen.open(Place("leaving", 1))
    assert screen.write.isEnabled()


def test_reception_is_told_who_may(desk: Desk, number: int, tmp_path: Path) -> None:
    desk.sit_down(RECEPTION).go("leaving", number)
    assert "clinician" in desk.words().lower()
    desk.press("N")
    assert [path.name for path in tmp_path.iterdir()] == ["clinic"]


def test_a_folder_with_something_in_it_is_left_alone(
    desk: Desk, number: int, tmp_path: Path
) -> None:
    taken = tmp_path / f"patient-{number}-2026-11-23"
    taken.mkdir()
    (taken / "letter.txt").write_text("mine", encoding="utf-8")
    screen = screen_of(desk, number)
    desk.press("N")
    assert "holds something already" in desk.told()
    assert not screen.work.is_on
    assert screen.write.isEnabled()


def test_what_is_given_up_leaves_nothing(desk: Desk, number: int, tmp_path: Path) -> None:
    screen = screen_of(desk, number)
    desk.press("N")
    screen.strip.cancel.click()
    wait(desk, screen)
    assert "Nothing of the files is left" in desk.told()
    assert {path.name for path in tmp_path.iterdir()} == {"clinic"}
    assert screen.write.isEnabled()


def test_a_disk_that_fails_is_told(
    desk: Desk, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise KnownError("The disk is gone.")

    monkeypatch.setattr(making, "write_pictures", gone)
    screen = screen_of(desk, number)
    desk.press("N")
    wait(desk, screen)
    assert desk.told() == "The disk is gone."


def test_the_patients_page_leads_there(desk: Desk, number: int) -> None:
    desk.sit_down().go("patient", number)
    desk.press("Ctrl+Shift+E")
    assert isinstance(desk.screen, LeavingScreen)
    assert CANARY in desk.screen.header.line.text()


def test_the_clinics_pages_lead_there(desk: Desk) -> None:
    screen = desk.sit_down().go("clinic")
    assert "leaving" in {
        screen.list.rows().row(n).key for n in range(screen.list.rows().rowCount())
    }
