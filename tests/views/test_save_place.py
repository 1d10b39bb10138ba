"""A file that is saved never takes another's place without a question."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.views.save_place import ask_for_place


def answered(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *answers: Path | None
) -> tuple[Path | None, list[str]]:
    """Return what was chosen, and which names the dialog proposed one after another."""
    left, proposed = list(answers), []

    def ask(_parent: QWidget, _title: str, usual: str, _kinds: str) -> tuple[str, str]:
        proposed.append(Path(usual).name)
        answer = left.pop(0)
        return (str(answer) if answer else "", "")

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    window = QWidget()
    qtbot.addWidget(window)
    return ask_for_place(window, "Save", "Follow-ups.csv", "Table (*.csv)"), proposed


def test_a_name_without_an_ending_gets_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path, proposed = answered(qtbot, monkeypatch, tmp_path / "list")
    assert (path, proposed) == (tmp_path / "list.csv", ["Follow-ups.csv"])


def test_a_file_of_the_whole_name_is_asked_about(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    there = tmp_path / "list.csv"
    there.write_text("hers", encoding="utf-8")
    # The dialog asks of itself before it gives back a name that is taken.
    path, proposed = answered(qtbot, monkeypatch, tmp_path / "list", there)
    assert (path, proposed) == (there, ["Follow-ups.csv", "list.csv"])
    path, proposed = answered(qtbot, monkeypatch, tmp_path / "list", None)
    assert (path, proposed) == (None, ["Follow-ups.csv", "list.csv"])


def test_an_ending_of_ones_own_stays(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path, _ = answered(qtbot, monkeypatch, tmp_path / "list.txt")
    assert path == tmp_path / "list.txt"


def test_changing_ones_mind_saves_nothing(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    assert answered(qtbot, monkeypatch, None)[0] is None
