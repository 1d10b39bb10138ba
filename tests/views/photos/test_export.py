"""Copies leave only for what the patient agreed to, stamped, registered, and over no other file."""

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QFileDialog

from infrared_desktop.domain.records.answers import Answer
from infrared_desktop.domain.records.areas import Area
from infrared_desktop.domain.records.chart import State
from infrared_desktop.domain.records.consents import Withdrawal
from infrared_desktop.domain.records.photographs import ExportKind, PhotoView, Purpose
from infrared_desktop.storage.files import writing
from tests.camera import PLACE, SERIAL, drawn, noted
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.photo_scenes import kept
from tests.scenes import CANARY, TODAY, consent, outline, patient
from tests.views.desk import Desk

ALL = tuple(Purpose)


@pytest.fixture
def somebody(desk: Desk) -> int:
    """Return a patient who agreed to teaching, not to publicity, with two photographs."""
    clinic = desk.clinic
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    given = clinic.papers.hand_out(outline(number), CLINICIAN, NOW)
    agreed = {"photo_education": Answer.YES, "photo_marketing": Answer.NO}
    clinic.papers.consent(consent(given, **agreed), CLINICIAN, NOW)
    first = kept(clinic, number, noted(drawn(400, 300)), purposes=ALL, area=Area.NECK_FRONT)
    front, neck = PhotoView.FRONT, Area.NECK_FRONT
    second = kept(clinic, number, drawn(300, 400, 2), purposes=ALL, view=front, area=neck)
    clinic.photos.add([replace(first, quarter_turns=1), second], CLINICIAN, NOW)
    return number


def choose_folder(monkeypatch: pytest.MonkeyPatch, folder: Path | None) -> None:
    said = str(folder) if folder else ""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: said)


def answered(desk: Desk, purpose: Purpose, recipient: str = "Course in Graz") -> Any:
    screen = desk.screen
    screen.binder.input("purpose").button(purpose.value).click()
    screen.binder.input("recipient").setFocus()
    desk.type(recipient)
    screen.list.setFocus()
    return screen


def finished(desk: Desk) -> str:
    desk.qtbot.waitUntil(lambda: not desk.screen.run.is_on, timeout=20_000)
    return str(desk.screen.banner.text())


def test_copies_leave_stamped_and_without_anything_of_the_camera(
    desk: Desk, somebody: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_folder(monkeypatch, tmp_path)
    desk.go("photo_export", somebody)
    screen = answered(desk, Purpose.EDUCATION)
    desk.press("Ctrl+A")
    assert "2 of 2 chosen" in desk.words()
    desk.press("Ctrl+Return")
    assert "2 copies are in" in finished(desk)
    files = sorted(each for each in tmp_path.iterdir() if each.suffix == ".jpg")
    assert [each.name for each in files] == ["IR-00001.jpg", "IR-00002.jpg"]
    left = desk.clinic.people.chart(somebody).photo_exports
    assert [(each.record.recipient, each.record.consent_id) for each in left] == [
        ("Course in Graz", 1)
    ] * 2
    assert all(CANARY not in each.record.stamp for each in left)
    for each in files:
        content = each.read_bytes()
        assert b"Exif" not in content and SERIAL.encode() not in content and PLACE not in content
    first = QImage(str(files[1]))  # the newest stands first, and is entered first
    assert (first.width(), first.height() > 400) == (300, True), "turned, with a strip below"
    assert not screen._chosen


def test_what_the_patient_refused_stays_here(
    desk: Desk, somebody: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_folder(monkeypatch, tmp_path)
    desk.go("photo_export", somebody, about=(1, 2))
    screen = answered(desk, Purpose.MARKETING)
    desk.press("Ctrl+Return")
    assert "2 of 2 chosen photographs may not leave for this. The patient said no" in (
        screen.banner.text()
    )
    desk.press("Ctrl+L")
    desk.qtbot.waitUntil(lambda: not screen._chosen)
    desk.press("Ctrl+Return")
    assert "Choose photographs first" in screen.banner.text()
    assert desk.clinic.photos.exports() == []


def test_the_patients_own_copies_need_no_consent_and_bear_the_name(
    desk: Desk, somebody: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_folder(monkeypatch, tmp_path)
    screen = desk.go("photo_export", somebody, about=(1,))
    screen.binder.input("to_patient").setFocus()
    desk.press("Space")
    assert screen.handing().purpose is Purpose.RECORD
    assert not screen.binder.input("recipient").isVisible()
    desk.press("Ctrl+Return")
    assert "1 copy is in" in finished(desk)
    (entry,) = desk.clinic.photos.exports()
    assert CANARY in entry.record.stamp and entry.record.recipient == "the patient"
    assert (tmp_path / "2026-11-20 IR-00001.jpg").exists()


def test_the_patient_gets_the_very_file_on_request_and_nobody_else_does(
    desk: Desk, somebody: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_folder(monkeypatch, tmp_path)
    desk.go("photo_export", somebody, about=(1,))
    screen = answered(desk, Purpose.RECORD, "Dr. Maier")
    screen.binder.input("size").button("original").click()
    assert "without a stamp" in desk.words()
    desk.press("Ctrl+Return")
    assert "Only the patient gets it so." in desk.words()
    assert not list(tmp_path.glob("*.jpg")) and desk.clinic.photos.exports() == []
    screen.binder.input("to_patient").setFocus()
    desk.press("Space")
    desk.press("Ctrl+Return")
    assert "1 copy is in" in finished(desk)
    (path,) = tmp_path.glob("* IR-*")
    (entry,) = desk.clinic.photos.exports()
    assert path.name == "2026-11-20 IR-00001.jpg"
    assert hashlib.sha256(path.read_bytes()).hexdigest() == entry.record.content
    assert (entry.record.kind, entry.record.stamp) == (ExportKind.ORIGINAL, "")


def test_missing_answers_are_said_beside_their_fields(desk: Desk, somebody: int) -> None:
    desk.go("photo_export", somebody, about=(1,))
    desk.press("Ctrl+Return")
    assert "Say what the copies are for." in desk.words()
    assert "Say to whom the copies go." in desk.words()
    assert desk.clinic.photos.exports() == []


def test_a_file_that_is_there_stays_and_its_entry_is_struck(
    desk: Desk, somebody: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_folder(monkeypatch, tmp_path)
    there = tmp_path / "IR-00001.jpg"
    there.write_bytes(b"theirs")
    desk.go("photo_export", somebody, about=(1, 2))
    answered(desk, Purpose.EDUCATION)
    desk.press("Ctrl+Return")
    told = finished(desk)
    assert "1 copy is in" in told and "1 did not leave" in told and "already" in told
    assert there.read_bytes() == b"theirs"
    states = [each.state for each in desk.clinic.photos.exports()]
    assert states == [State.INVALID, State.SIGNED]


def test_a_damaged_photograph_does_not_leave_and_the_register_says_so(
    desk: Desk, somebody: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_folder(monkeypatch, tmp_path)
    files = desk.clinic.photos.files
    files.path(desk.clinic.photos.get(1).record.content).write_bytes(b"x")
    desk.go("photo_export", somebody, about=(1,))
    answered(desk, Purpose.EDUCATION)
    desk.press("Ctrl+Return")
    assert "damaged" in finished(desk)
    assert [each.state for each in desk.clinic.photos.exports()] == [State.INVALID]
    assert not list(tmp_path.glob("*.jpg"))


def test_stopped_half_way_what_is_not_written_is_struck(
    desk: Desk, somebody: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_folder(monkeypatch, tmp_path)
    desk.go("photo_export", somebody, about=(1, 2))
    answered(desk, Purpose.EDUCATION)
    desk.press("Ctrl+Return")
    desk.press("Escape")
    assert "It was stopped." in finished(desk)
    written = {each.name for each in tmp_path.glob("*.jpg")}
    kept_in = [e for e in desk.clinic.photos.exports() if e.state is State.SIGNED]
    assert {f"IR-{each.id:05}.jpg" for each in kept_in} == written


def test_a_folder_that_cant_be_looked_into_is_a_sentence_and_nothing_left(
    desk: Desk, somebody: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.exists

    def exists(path: Path) -> bool:
        if path.parent == tmp_path:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "exists", exists)
    choose_folder(monkeypatch, tmp_path)
    desk.go("photo_export", somebody, about=(1,))
    answered(desk, Purpose.EDUCATION)
    desk.press("Ctrl+Return")
    assert "1 did not leave" in finished(desk) and "Permission denied" in finished(desk)
    assert [each.state for each in desk.clinic.photos.exports()] == [State.INVALID]


def test_a_copy_that_lies_in_the_folder_left_even_if_its_stick_was_pulled_then(
    desk: Desk, somebody: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flush_folder(folder: Path) -> None:
        raise OSError(5, "Input/output error")

    choose_folder(monkeypatch, tmp_path)
    desk.go("photo_export", somebody, about=(1,))
    answered(desk, Purpose.EDUCATION)
    monkeypatch.setattr(writing, "flush_folder", flush_folder)
    desk.press("Ctrl+Return")
    assert "1 copy is in" in finished(desk)
    assert (tmp_path / "IR-00001.jpg").is_file()
    assert [each.state for each in desk.clinic.photos.exports()] == [State.SIGNED]


def test_no_folder_is_nothing_left(
    desk: Desk, somebody: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_folder(monkeypatch, None)
    desk.go("photo_export", somebody, about=(1,))
    answered(desk, Purpose.EDUCATION)
    desk.press("Ctrl+Return")
    assert desk.clinic.photos.exports() == []


def test_a_withdrawal_shows_at_once(desk: Desk, somebody: int) -> None:
    desk.go("photo_export", somebody, about=(1,))
    screen = answered(desk, Purpose.EDUCATION)
    assert "took" not in screen.list.current_row().note
    back = Withdrawal(somebody, 1, TODAY, "asked to")
    desk.clinic.papers.withdraw(back, CLINICIAN, NOW)
    assert "took the consent back" in screen.list.current_row().note


def test_reception_is_told_who_does_it(desk: Desk, somebody: int) -> None:
    desk.get_up()
    desk.sit_down(RECEPTION)
    desk.go("photo_export", somebody)
    assert type(desk.screen).__name__ != "PhotoExportScreen"
    assert "A clinician hands photographs out" in desk.told()


def test_the_way_leads_to_where_a_photographs_purposes_are_said(desk: Desk, somebody: int) -> None:
    desk.go("photo_export", somebody)
    desk.press("P")
    assert type(desk.screen).__name__ == "PhotosScreen"


def test_the_sample_shows_the_photograph(desk: Desk, somebody: int) -> None:
    screen = desk.go("photo_export", somebody)
    desk.qtbot.waitUntil(lambda: not screen.page.sample.pixmap().isNull(), timeout=20_000)
    assert QApplication.focusWidget() is screen.list
