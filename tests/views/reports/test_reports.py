"""Reports by keyboard: counted beside the window, each with its definition, bars and rows."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from infrared_desktop.domain.records.answers import AppointmentStatus
from infrared_desktop.views import tasks
from infrared_desktop.views.lists.row_list import RowList
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import TODAY, next_step, patient, visit
from tests.views.desk import Desk


@pytest.fixture
def played(desk: Desk) -> Desk:
    """Return a desk where one visit was missed and one took place, of two people."""
    people = [patient("Ash"), patient("=Bo")]
    desk.clinic.people.take_in(people, RECEPTION, NOW)
    missed = desk.clinic.diary.book(visit(1), RECEPTION, NOW)
    desk.clinic.diary.close(missed, AppointmentStatus.NO_SHOW, next_step(1), RECEPTION, NOW)
    done = desk.clinic.diary.book(visit(2), RECEPTION, NOW)
    desk.clinic.diary.close(done, AppointmentStatus.FULFILLED, next_step(2), RECEPTION, NOW)
    return desk


def counted(desk: Desk) -> None:
    desk.qtbot.waitUntil(lambda: not desk.screen.work.is_on)


def notes(listed: RowList) -> list[str]:
    found = (listed.rows().row(n) for n in range(listed.rows().rowCount()))
    return [f"{row.title}: {row.note}" for row in found if row]


def test_a_figure_says_how_it_is_counted_and_shows_its_rows(played: Desk) -> None:
    played.press("Ctrl+7")
    counted(played)
    screen = played.screen
    assert "Did not come: 50 % · 2 cases" in notes(screen.list)
    assert screen.list.current_row().chip.text == "few cases"
    assert "Booking a missed visit anew does not erase" in played.words()
    assert screen.figure.chart.lines() == ["Nov 2026: 1 of 2, 50 %"]
    rows = notes(screen.figure.list)
    assert any(row.startswith("Ash") and row.endswith("missed") for row in rows)
    played.press("Return")
    assert QApplication.focusWidget() is screen.figure.list
    played.press("Return")
    assert type(played.screen).__name__ == "PatientScreen"


def test_every_figure_has_words_and_an_empty_clinic_says_so(desk: Desk) -> None:
    screen = desk.go("reports")
    counted(desk)
    assert screen.list.rows().rowCount() == 11
    assert "No case in these days." in desk.words()
    for number in range(11):
        screen.list.select_row(number)
        assert screen.figure.definition.text().endswith(".")


def test_a_change_is_told_and_counted_only_when_asked(played: Desk) -> None:
    screen = played.go("reports")
    counted(played)
    again = played.clinic.diary.book(visit(1, TODAY + timedelta(1)), RECEPTION, NOW)
    assert again and "Something changed since. R counts anew." in screen.state.text()
    played.press("R")
    counted(played)
    assert "changed" not in screen.state.text()


def test_own_days_that_end_before_they_begin_are_refused(played: Desk) -> None:
    screen = played.go("reports")
    counted(played)
    played.press("O")
    counted(played)
    played.press("Tab")
    assert not screen.work.is_on, "nothing was typed"
    screen.period.first.setFocus()
    played.type((TODAY + timedelta(2)).isoformat())
    played.press("Return")
    assert "not after the last" in played.told()
    assert not screen.work.is_on


def test_counting_stops_at_escape_and_leaves_what_was_counted(played: Desk) -> None:
    screen = played.go("reports")
    counted(played)
    played.press("R")
    played.press("Escape")
    assert not screen.work.is_on
    assert screen.list.rows().rowCount() == 11
    assert "R counts anew" in screen.state.text()


def test_the_file_is_warned_of_and_holds_the_rows_without_a_formula(
    played: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rows"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    played.go("reports")
    counted(played)
    played.press("X")
    assert "holds patients' names and is not encrypted" in played.screen.banner.text()
    assert not path.with_suffix(".csv").exists()
    played.press("Ctrl+S")
    played.qtbot.waitUntil(lambda: "Saved 2 rows" in played.told())
    lines = path.with_suffix(".csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "Patient number,Patient,Day,Counts as,Group"
    assert any(line.startswith("2,\"'=Bo") and line.endswith("came,") for line in lines)


def test_the_file_of_a_use_says_whose_time_it_was(
    played: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = played.go("reports")
    counted(played)
    path, groups = tmp_path / "rows.csv", {}
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    for figure in [each for each in screen._figures if each.key.startswith("utilisation")]:
        screen.list.select_row(screen._figures.index(figure))
        played.press("X")
        played.press("Ctrl+S")
        played.qtbot.waitUntil(path.exists)
        with path.open(encoding="utf-8-sig", newline="") as file:
            groups[figure.key] = [row["Group"] for row in csv.DictReader(file)]
        path.unlink()
    tasks.wait_for_all()
    QApplication.processEvents()  # what is said of the last file
    clinic = played.clinic
    assert groups == {
        "utilisation:clinician": [clinic.staff.get(CLINICIAN).record.name],
        "utilisation:room": [clinic.diary.rooms()[0].record.name],
        "utilisation:device": [clinic.diary.devices()[0].record.name],
    }
