"""The timeline is saved from the patient's page, by keys, beside the window."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from infrared_desktop.views.timeline.timeline_paper import TimelinePaper
from tests.documents.reading import flat, pages_of
from tests.scenes import CANARY, full_day
from tests.views.desk import Desk

# The offscreen platform says so of every menu.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def drawn(desk: Desk) -> TimelinePaper:
    papers: TimelinePaper = desk.go("patient", full_day(desk.clinic)).drawn
    return papers


def answer_file(monkeypatch: pytest.MonkeyPatch, path: Path) -> list[str]:
    asked: list[str] = []

    def ask(parent: object, title: str, usual: str, kinds: str) -> tuple[str, str]:
        asked.append(Path(usual).name)
        return str(path), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return asked


def test_it_is_saved_as_a_pdf_by_keys(
    desk: Desk, drawn: TimelinePaper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer_file(monkeypatch, tmp_path / "way.pdf")
    desk.press("Ctrl+Shift+T")
    assert drawn.menu.isVisible()
    desk.qtbot.keyClick(drawn.menu, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: desk.told() == "Saved as way.pdf.", timeout=20_000)
    told = flat(" ".join(pages_of((tmp_path / "way.pdf").read_bytes())))
    assert CANARY in told and "Neck, front" in told
    assert asked == ["Timeline 1 2026-11-23.pdf"], "no name where files are listed"


def test_it_is_saved_as_a_picture(
    desk: Desk, drawn: TimelinePaper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer_file(monkeypatch, tmp_path / "way.svg")
    drawn.by_year.setChecked(True)
    drawn.picture.trigger()
    desk.qtbot.waitUntil(lambda: desk.told() == "Saved as way.svg.", timeout=20_000)
    assert ET.parse(tmp_path / "way.svg").getroot().tag.endswith("svg")
    assert asked == ["Timeline 1 2026-11-23.svg"]
