"""A record is printed or saved beside the window, and what went wrong is said at the top."""

import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from infrared_desktop.documents import making
from infrared_desktop.domain.papers.whole_record import WholeRecord
from infrared_desktop.domain.records.people import Patient
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.gathered.whole_record import whole_record
from infrared_desktop.views import paper_desk
from infrared_desktop.views.paper_desk import PaperDesk
from infrared_desktop.views.screen import STORED
from tests.clinics import NOW, RECEPTION
from tests.documents.reading import flat, pages_of
from tests.scenes import full_day
from tests.views.desk import Desk

# The offscreen platform says so whenever a menu opens; it is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def somebody(clinic: Clinic) -> int:
    patient = Patient("山田", "花子", date(1962, 7, 9), phone="+14165550142")
    return clinic.people.register(patient, RECEPTION, NOW).id


@pytest.fixture
def papers(desk: Desk, somebody: int) -> PaperDesk:
    found: PaperDesk = desk.go("patient", somebody).papers
    return found


def answer_file(monkeypatch: pytest.MonkeyPatch, path: Path | None) -> list[str]:
    asked: list[str] = []

    def ask(parent: object, title: str, usual: str, kinds: str) -> tuple[str, str]:
        asked.append(usual)
        return (str(path) if path else "", kinds)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return asked


def test_the_record_is_saved_by_keys_and_the_place_is_told(
    desk: Desk, papers: PaperDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer_file(monkeypatch, tmp_path / "record.pdf")
    desk.press("Ctrl+P")
    assert papers.menu.isVisible()
    desk.qtbot.keyClick(papers.menu, Qt.Key.Key_Return)
    assert "The paper is being made" in papers.banner.text()
    desk.qtbot.waitUntil(lambda: desk.told() == "Saved as record.pdf.", timeout=20_000)
    assert "山田" in flat(pages_of((tmp_path / "record.pdf").read_bytes())[0])
    assert [Path(each).name for each in asked] == ["Record 1 2026-11-23.pdf"]
    assert papers.banner.text() == ""


def test_a_record_is_read_beside_the_window_by_a_connection_of_its_own(
    desk: Desk, papers: PaperDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[tuple[bool, bool]] = []

    def note(clinic: Clinic, number: int) -> WholeRecord:
        read.append((clinic is desk.clinic, threading.current_thread() is threading.main_thread()))
        return whole_record(clinic, number)

    monkeypatch.setattr(paper_desk, "whole_record", note)
    answer_file(monkeypatch, tmp_path / "record.pdf")
    papers.save.trigger()
    desk.qtbot.waitUntil(lambda: desk.told() == "Saved as record.pdf.", timeout=20_000)
    assert read == [(False, False)]


def test_the_name_stands_in_the_files_name_only_when_asked(papers: PaperDesk) -> None:
    assert papers.file_name() == "Record 1 2026-11-23.pdf"
    papers.named.trigger()
    assert papers.file_name() == "Record 山田 花子 1 2026-11-23.pdf"


def test_a_name_makes_no_folders(clinic: Clinic, desk: Desk) -> None:
    odd = clinic.people.register(Patient("../etc", 'a:"b"'), RECEPTION, NOW).id
    papers = desk.go("patient", odd).papers
    papers.named.trigger()
    assert not set(papers.file_name()) & set('/\\:"*?<>|')


def test_thinking_again_makes_nothing(
    papers: PaperDesk, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_file(monkeypatch, None)
    papers.save.trigger()
    assert papers.banner.text() == ""
    acts = [act for (act,) in clinic.ledger.db.execute("SELECT act FROM audit ORDER BY seq")]
    assert "record-printed" not in acts


def test_what_there_is_nothing_of_is_not_told_as_printed(
    desk: Desk, somebody: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_file(monkeypatch, tmp_path / "sheet.pdf")
    desk.go("handout", somebody).papers.save.trigger()
    assert desk.told() == "There is nothing on this paper."
    acts = [act for (act,) in desk.clinic.ledger.db.execute("SELECT act FROM audit")]
    assert "paper-printed" not in acts


def test_a_person_can_stop_it(
    desk: Desk, papers: PaperDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_file(monkeypatch, tmp_path / "record.pdf")
    papers.save.trigger()
    papers.banner.action_button().click()
    desk.qtbot.waitUntil(lambda: desk.told() == "Stopped. No paper was made.", timeout=20_000)
    assert not list(tmp_path.glob("record.pdf*"))


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_lost(
    desk: Desk, papers: PaperDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_file(monkeypatch, tmp_path / "no" / "record.pdf")
    papers.save.trigger()
    desk.qtbot.waitUntil(lambda: "could not be written" in desk.told(), timeout=20_000)
    papers.action.trigger()
    assert papers.menu.isVisible()


def choose_printer(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def accept(dialog: QPrintDialog) -> Any:
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    monkeypatch.setattr(QPrinter, "printerName", lambda _: name)
    monkeypatch.setattr(QPrinter, "outputFileName", lambda _: "")


def test_a_printer_that_fails_is_told_and_nothing_is_lost(
    desk: Desk, papers: PaperDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_printer(monkeypatch, "No Such Printer 3000")
    papers.print.trigger()
    desk.qtbot.waitUntil(lambda: "The printer did not take" in desk.told(), timeout=20_000)
    assert desk.screen.number == 1


def test_what_is_printed_says_by_which_printer(
    desk: Desk, papers: PaperDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose_printer(monkeypatch, "Front desk")
    monkeypatch.setattr(paper_desk, "print_beside", lambda paper, choice, step: step(1.0))
    papers.print.trigger()
    told = "Sent to the printer Front desk."
    desk.qtbot.waitUntil(lambda: desk.told() == told, timeout=20_000)


def test_one_paper_is_made_at_a_time(
    desk: Desk, papers: PaperDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_file(monkeypatch, tmp_path / "record.pdf")
    papers.save.trigger()
    papers.offer()
    assert not papers.menu.isVisible()
    desk.qtbot.waitUntil(lambda: "Saved as" in desk.told(), timeout=20_000)


def test_a_fault_of_the_part_that_makes_it_is_told(
    desk: Desk, papers: PaperDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer_file(monkeypatch, tmp_path / "record.pdf")
    monkeypatch.setattr(making, "_command", lambda: ["/nonexistent/program"])
    papers.save.trigger()
    desk.qtbot.waitUntil(lambda: "could not be made" in desk.told(), timeout=20_000)


def test_a_signed_session_is_printed_from_its_screen_and_a_draft_is_not(
    desk: Desk, clinic: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = full_day(clinic)
    screen = desk.go("session", number, 1, about=STORED)
    asked = answer_file(monkeypatch, tmp_path / "report.pdf")
    screen.papers.save.trigger()
    desk.qtbot.waitUntil(lambda: desk.told() == "Saved as report.pdf.", timeout=20_000)
    (page,) = pages_of((tmp_path / "report.pdf").read_bytes())
    assert "Session report" in flat(page) and "36 J/cm2" in flat(page)
    assert [Path(each).name for each in asked] == [f"Report {number} 2026-11-23.pdf"]
    draft = desk.go("consultation", number)
    assert not draft.papers.action.isEnabled()
