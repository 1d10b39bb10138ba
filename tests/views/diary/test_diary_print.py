"""What the diary shows is what is printed of it, with or without names."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from infrared_desktop.domain.schedule.desk_rules import Closure
from tests.clinics import CLINICIAN, NOW
from tests.scenes import TODAY
from tests.views.desk import Desk
from tests.views.diary.test_diary import book

# The offscreen platform says so whenever a menu opens; it is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def test_the_paper_is_of_the_day_or_the_week_that_is_shown(desk: Desk) -> None:
    book(desk.clinic, "Ahlgren")
    book(desk.clinic, "Besson", TODAY + timedelta(1))
    closure = Closure(TODAY, TODAY, "fire drill")
    desk.clinic.front_desk.close(closure, CLINICIAN, NOW)
    screen = desk.go("diary")
    day = "\n".join(screen.print.paper().lines)
    assert "Ahlgren, Ottilie, no. 1" in day and "Besson" not in day
    assert "00:00–24:00: fire drill" in day
    desk.press("Shift+W")
    week = "\n".join(screen.print.paper().lines)
    assert "Ahlgren" in week and "Besson" in week and "## Sunday 29 November 2026" in week
    screen.print.names.setChecked(False)
    assert "Ahlgren" not in "\n".join(screen.print.paper().lines)


def test_it_is_saved_under_a_name_that_names_nobody(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book(desk.clinic, "Ahlgren")
    screen = desk.go("diary")
    assert screen.print.file_name() == "Diary 2026-11-23.pdf"
    file = tmp_path / "diary.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    desk.press("Ctrl+P")
    screen.print.save.trigger()
    screen.print.menu.close()
    desk.qtbot.waitUntil(file.exists, timeout=20_000)
    desk.qtbot.waitUntil(lambda: "Saved as diary.pdf." in desk.told())
    assert file.read_bytes().startswith(b"%PDF")
