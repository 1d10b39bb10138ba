"""The list on paper and as a table: what is shown, with a warning that it holds names."""

import csv
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.views.desk import Desk
from tests.views.follow_ups.test_follow_ups import at_list, names, tabs

__all__ = ["at_list"]


def chosen(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


def test_the_table_holds_the_shown_rows_in_their_order_and_says_that_it_names(
    at_list: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    chosen(monkeypatch, tmp_path / "list")
    at_list.screen.desk.table.trigger()
    with (tmp_path / "list.csv").open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["Due", "Patient", "Telephone", "What", "Why"]
    assert [row[1].split(",")[0] for row in rows] == names(at_list)
    assert len(rows) == int(tabs(at_list)[0].split()[-1])
    assert all(row[2].startswith("'+") or not row[2].startswith("+") for row in rows)
    assert "holds names" in at_list.told()
    assert "names" in at_list.screen.desk.table.text()
    acts = at_list.clinic.ledger.db.execute("SELECT act FROM audit ORDER BY seq DESC LIMIT 1")
    assert acts.fetchone() == ("follow-up-list-saved",)


def test_the_part_that_is_shown_is_what_is_printed(
    at_list: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    at_list.press("3")
    chosen(monkeypatch, tmp_path / "hidden.pdf")
    at_list.screen.desk.save.trigger()
    at_list.qtbot.waitUntil(lambda: (tmp_path / "hidden.pdf").exists(), timeout=20_000)
    assert (tmp_path / "hidden.pdf").read_bytes().startswith(b"%PDF")
    at_list.qtbot.waitUntil(lambda: "Saved as hidden.pdf" in at_list.told(), timeout=20_000)
    lines = at_list.screen.desk._lines()
    assert len(lines) == int(tabs(at_list)[2].split()[-1])
    assert all("Hidden" in line.why for line in lines)
