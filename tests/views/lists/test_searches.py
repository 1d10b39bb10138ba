"""The audit log hears that somebody searched and how many were found, never the words."""

import pytest
from pytestqt.qtbot import QtBot

from infrared_desktop.views.lists import searches
from tests.clinics import NOW, RECEPTION
from tests.scenes import patient
from tests.views.desk import Desk

NAME = "Kowalczyk"


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searches, "REST_MS", 30)


@pytest.fixture
def somebody(desk: Desk) -> int:
    return desk.clinic.people.register(patient(NAME), RECEPTION, NOW).id


def told(desk: Desk) -> list[tuple[str | None]]:
    sql = "SELECT reason FROM audit WHERE act = 'searched' ORDER BY seq"
    return list(desk.clinic.ledger.db.execute(sql))


def test_words_that_are_typed_are_one_search(desk: Desk, somebody: int, qtbot: QtBot) -> None:
    desk.go("people")
    desk.screen.search.setFocus()
    desk.type(NAME)
    qtbot.waitUntil(lambda: bool(told(desk)))
    assert told(desk) == [("found: 1",)]
    assert NAME not in repr(list(desk.clinic.ledger.db.execute("SELECT * FROM audit")))


def test_the_search_field_of_the_window_is_heard_too(
    desk: Desk, somebody: int, qtbot: QtBot
) -> None:
    desk.press("Ctrl+K")
    desk.type("zzz")
    qtbot.waitUntil(lambda: bool(told(desk)))
    assert told(desk) == [("found: 0",)]


def test_what_was_found_stays_under_the_keys(desk: Desk, somebody: int, qtbot: QtBot) -> None:
    desk.clinic.people.register(patient(NAME), RECEPTION, NOW)
    desk.go("people")
    desk.screen.search.setFocus()
    desk.type(NAME)
    desk.screen.list.select_row(1)
    qtbot.waitUntil(lambda: bool(told(desk)))
    assert desk.screen.list.currentIndex().row() == 1


def test_while_a_job_writes_it_waits(desk: Desk, somebody: int, qtbot: QtBot) -> None:
    desk.frame.workplace.hold(True)
    heard = searches.searches_of(desk.frame.workplace)
    heard.heard("a", 3)
    heard.tell()
    assert not told(desk)
    desk.frame.workplace.hold(False)
    qtbot.waitUntil(lambda: told(desk) == [("found: 3",)])


def test_a_clinic_that_was_closed_meanwhile_hears_nothing(desk: Desk, somebody: int) -> None:
    heard = searches.searches_of(desk.frame.workplace)
    heard.heard("a", 3)
    desk.clinic.close()
    heard.tell()
