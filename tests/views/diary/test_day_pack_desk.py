"""One key on Today saves the pack of tomorrow as a PDF that names who comes and what is due."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from infrared_desktop.views.diary.day_pack_desk import day_pack
from tests.clinics import NOW, RECEPTION
from tests.documents.reading import flat, pages_of
from tests.scenes import TODAY, patient, treated_patient, visit
from tests.views.desk import Desk

# The offscreen platform says so whenever a menu opens; it is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TOMORROW = TODAY + timedelta(1)


def test_the_pack_tells_visits_what_they_lack_and_what_is_due(desk: Desk) -> None:
    number = treated_patient(desk.clinic, "Okafor")
    desk.clinic.diary.book(visit(number, TOMORROW), RECEPTION, NOW)
    pack = day_pack(desk.frame.workplace, TOMORROW)
    (run,) = pack.runs
    assert (run.time, run.whom, run.where) == ("10:00", "Okafor, Ottilie (1)", "Lindqvist, Room 1")
    assert run.lacks
    assert pack.due_in_all == len(pack.due) >= 1
    assert pack.due[0].startswith("Okafor, Ottilie: ")


def test_one_key_saves_the_pack_of_tomorrow(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk.clinic.people.register(patient("Okafor"), RECEPTION, NOW)
    desk.clinic.diary.book(visit(1, TOMORROW), RECEPTION, NOW)
    suggested: list[str] = []

    def choose(_parent: object, _title: str, usual: str, _kinds: str) -> tuple[str, str]:
        suggested.append(Path(usual).name)
        return str(tmp_path / "pack.pdf"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    desk.go("today")
    desk.press("Ctrl+Shift+P")
    menu = QApplication.activePopupWidget()
    assert menu is not None
    told = [action.text() for action in menu.actions() if action.text()]
    assert told[:2] == [
        "&Save Tue 24 Nov 2026 as PDF, Letter …",
        "&Print Tue 24 Nov 2026, Letter …",
    ]
    desk.qtbot.keyClick(menu, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: "Saved as pack.pdf." in desk.told(), timeout=20_000)
    (page,) = pages_of((tmp_path / "pack.pdf").read_bytes())
    assert "Tuesday 24 November 2026" in flat(page)
    assert "Okafor, Ottilie (1)" in flat(page)
    assert suggested == ["Day pack 2026-11-24.pdf"]
    acts = [act for (act,) in desk.clinic.ledger.db.execute("SELECT act FROM audit ORDER BY seq")]
    assert acts[-1] == "day-pack-made"
