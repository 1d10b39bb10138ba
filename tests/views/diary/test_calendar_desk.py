"""The diary saves a visit, a day or a person's week as a calendar file; names only where ticked."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu
from vobject import readOne

from tests.clinics import NOW, RECEPTION
from tests.scenes import CANARY, TODAY, patient, visit
from tests.views.desk import Desk

# The offscreen platform says so whenever a menu opens; it is no fault of ours.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def out(desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return the file that is chosen, at a diary with two visits of today and one in three days."""
    desk.clinic.people.register(patient(), RECEPTION, NOW)
    desk.clinic.people.register(patient("Okafor", phone="+14165550199"), RECEPTION, NOW)
    desk.clinic.diary.book(visit(1), RECEPTION, NOW)
    desk.clinic.diary.book(visit(2, starts=visit(1).ends), RECEPTION, NOW)
    desk.clinic.diary.book(visit(1, TODAY + timedelta(3)), RECEPTION, NOW)
    path = tmp_path / "out.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    return path


def menu(desk: Desk) -> QMenu:
    desk.press("Ctrl+Shift+E")
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def save(desk: Desk, number: int, named: bool = False) -> None:
    """Save by an entry of the menu, after ticking the names where they are wanted."""
    found = menu(desk)
    if named:
        found.actions()[-1].trigger()
    found.actions()[number].trigger()
    found.hide()


def saved(desk: Desk, out: Path, count: int) -> str:
    desk.qtbot.waitUntil(lambda: desk.told() == f"Saved {count} visits as out.ics.")
    text = out.read_bytes().decode()
    assert len(readOne(text).vevent_list) == count
    return text


def test_one_visit_is_saved_without_a_name(desk: Desk, out: Path) -> None:
    desk.go("diary", record=1)
    save(desk, 0)
    assert CANARY not in saved(desk, out, 1)


def test_a_day_and_a_week_are_saved_and_names_are_ticked_each_time(desk: Desk, out: Path) -> None:
    desk.go("diary")
    save(desk, 1, named=True)
    assert CANARY in saved(desk, out, 2)
    # The offscreen platform leaves the keys with a menu that was closed.
    offer = next(each for each in desk.screen.actions() if each.text().startswith("Save as a cal"))
    offer.trigger()
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    assert not found.actions()[-1].isChecked()
    found.actions()[2].trigger()
    assert CANARY not in saved(desk, out, 3)


def test_the_week_of_one_clinician_is_saved(desk: Desk, out: Path) -> None:
    desk.go("diary", record=1)
    save(desk, 3)
    saved(desk, out, 3)


def test_a_place_that_cannot_be_written_is_a_sentence(
    desk: Desk, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nowhere = out.parent / "no" / "out.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(nowhere), ""))
    desk.go("diary")
    save(desk, 1)
    desk.qtbot.waitUntil(lambda: "could not be written" in desk.told())
