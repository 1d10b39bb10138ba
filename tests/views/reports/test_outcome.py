"""Results of treatment by keyboard: with count and spread, beside published figures, with rows."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from infrared_desktop.domain.records.answers import Satisfaction
from infrared_desktop.domain.records.areas import Area, LaxityScale
from infrared_desktop.domain.records.care import AreaOutcome, Review
from infrared_desktop.storage.gathered.outcome_records import outcomes
from tests.clinics import CLINICIAN, NOW
from tests.scenes import TODAY, treated_patient
from tests.views.desk import Desk
from tests.views.reports.test_reports import counted, notes


def reviewed(desk: Desk, surname: str, grade: float, said: Satisfaction | None = None) -> int:
    """Play a patient's way to a review; the neck was grade 3 on the Alexiades scale before."""
    hour = NOW.time().replace(hour=8 + desk.clinic.people.count())
    number = treated_patient(desk.clinic, surname, hour)
    row = AreaOutcome(Area.NECK_FRONT, laxity_grade=grade, laxity_scale=LaxityScale.ALEXIADES)
    review = Review(number, TODAY, CLINICIAN, areas=(row,), satisfaction=said)
    return desk.clinic.care.sign(review, CLINICIAN, NOW).id


@pytest.fixture
def played(desk: Desk) -> Desk:
    reviewed(desk, "Ash", 2.0, Satisfaction.SATISFIED)
    reviewed(desk, "=Bo", 3.0, Satisfaction.DISSATISFIED)
    return desk


def test_results_stand_beside_published_figures_with_the_rows_behind_them(played: Desk) -> None:
    played.press("Ctrl+7")
    counted(played)
    played.press("U")
    counted(played)
    screen = played.screen
    all_, neck = notes(screen.list)
    told = "median: 0.5 grades better, quartiles +0.25 to +0.75 (n = 2)"
    assert neck == f"Neck, front: {told} · 1 of 2 satisfied, 50 %"
    assert all_.startswith("All: ")
    assert "A case is one area of one patient" in played.words()
    played.press("Down")
    assert "fewer than 10 cases" in screen.panel.few.accessibleName()
    assert "303 patients [S9]" in screen.others.published.text()
    assert "[S10]" not in screen.others.published.text(), "that is the upper arm"
    assert screen.panel.changes.lines()[2:5:2] == ["1 better: 1 of 2", "no change: 1 of 2"]
    assert "satisfied: 1 of 2" in screen.panel.contents.lines()
    rows = notes(screen.panel.list)
    assert "Neck, front · grade 3 → 2 · satisfied · 1 session" in next(
        row for row in rows if row.startswith("Ash")
    )
    played.press("Return")
    assert QApplication.focusWidget() is screen.panel.list
    played.press("Return")
    assert type(played.screen).__name__ == "ReviewScreen"


def test_cases_are_put_together_otherwise_by_a_key(played: Desk) -> None:
    screen = played.go("outcomes")
    counted(played)
    for key, name in (("K", "Skin type II"), ("N", "1 session"), ("D", "device not noted")):
        played.press(key)
        assert notes(screen.list)[1].startswith(f"{name}: median: 0.5 grades better")
    played.press("A")
    assert notes(screen.list)[1].startswith("Neck, front")


def test_an_empty_clinic_says_what_a_case_needs(desk: Desk) -> None:
    screen = desk.go("outcomes")
    counted(desk)
    assert notes(screen.list) == ["All: "]
    assert "A case needs a session and a signed review" in desk.words()
    desk.press("X")
    assert "There is no row to save." in desk.told()


def test_a_struck_review_is_out_once_it_is_counted_anew(played: Desk) -> None:
    played.go("outcomes")
    counted(played)
    clinic = played.clinic
    review = clinic.people.chart(1).reviews[-1]
    clinic.care.invalidate(review, "of somebody else", CLINICIAN, NOW)
    assert "Something changed since. R counts anew." in played.screen.state.text()
    played.press("R")
    counted(played)
    assert "(n = 1)" in notes(played.screen.list)[0]


def test_ten_cases_are_no_longer_few(desk: Desk) -> None:
    for n in range(10):
        reviewed(desk, f"P{n}", 2.0, Satisfaction.NEUTRAL)
    screen = desk.go("outcomes")
    counted(desk)
    assert screen.list.current_row().chip is None
    assert not screen.panel.few.isVisible()


def test_the_file_holds_each_row_and_no_formula(
    played: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "results.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    played.go("outcomes")
    counted(played)
    played.press("X")
    assert "is not encrypted" in played.screen.banner.text()
    played.press("Ctrl+S")
    played.qtbot.waitUntil(lambda: "Saved 2 rows" in played.told())
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["Patient"][:3] for row in rows} == {"Ash", "'=B"}
    assert {(row["Grade before"], row["Grades better"]) for row in rows} == {("3", "1"), ("3", "0")}


def test_counting_says_how_far_it_is_and_stops(played: Desk) -> None:
    told: list[float] = []
    found = outcomes(played.clinic, TODAY - timedelta(9), TODAY, TODAY, told.append)
    assert (len(found.whole.cases), told) == (2, [0.0])
    screen = played.go("outcomes")
    played.press("Escape")
    counted(played)
    assert "Not counted. R counts." in screen.state.text()
