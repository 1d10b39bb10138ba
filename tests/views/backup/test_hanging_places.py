"""A place of backups that hangs is given up after a while; it never stops the window."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infrared_desktop.storage.backup.catalog import Backup
from infrared_desktop.storage.backup.making import Made, back_up
from infrared_desktop.storage.backup.standing import choose_place, standings
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views import tasks
from infrared_desktop.views.backup import backups, place_looks, restore_steps
from infrared_desktop.views.backup.backups import BackupsScreen
from infrared_desktop.views.backup.choosing_page import ChoosingPage
from infrared_desktop.views.backup.restore_steps import RestoreSteps
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.rights import erasing_work
from infrared_desktop.views.rights.erasing_work import ErasingWork
from infrared_desktop.views.screen import Place
from infrared_desktop.views.workplace import Workplace
from tests.clinics import CLINICIAN, NOW

WAIT_MS = 30_000


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def made(clinic: Clinic, dressed: QApplication, stick: Path, tmp_path: Path) -> list[Made]:
    """One backup beside the clinic and one on a stick, which will hang."""
    source = Source(clinic.folder, clinic.ledger.key)
    choose_place(source.folder, source.key, stick)
    return [back_up(source, place, NOW) for place in (tmp_path, stick)]


@pytest.fixture
def hanging(made: list[Made], stick: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let everything that is looked at on the stick hang, and the window never look there."""
    answers = threading.Event()

    def hang(name: str) -> None:
        plain = getattr(Path, name)

        def asked(path: Path, *words: Any, **named: Any) -> Any:
            if path.is_relative_to(stick):
                assert threading.current_thread() is not threading.main_thread(), path
                answers.wait(60)
            return plain(path, *words, **named)

        monkeypatch.setattr(Path, name, asked)

    for name in ("stat", "open", "exists", "is_dir", "read_bytes", "glob"):
        hang(name)
    for module in (place_looks, backups, restore_steps):
        monkeypatch.setattr(module, "LIMIT_MS", 100)
    yield
    answers.set()
    assert tasks.wait_for_all()
    monkeypatch.undo()


def paths(listed: Any) -> list[object]:
    model = listed.rows()
    return [model.row(number).key for number in range(model.rowCount())]


@pytest.fixture
def screen(qtbot: QtBot, clinic: Clinic, hanging: None) -> BackupsScreen:
    shown = BackupsScreen(Workplace(clinic, clinic.staff.get(CLINICIAN), lambda: NOW))
    qtbot.addWidget(shown)
    return shown


def test_the_backups_elsewhere_are_listed_and_the_place_is_named(
    qtbot: QtBot, screen: BackupsScreen, made: list[Made]
) -> None:
    screen.open(Place("backups"))
    qtbot.waitUntil(lambda: not screen.listed.looks.is_on, timeout=WAIT_MS)
    assert paths(screen.all) == [made[0].path]
    assert screen.listed.chosen == made[0].path
    assert screen.listed.hint_label.text() == "1 shown; no answer from stick"


def test_what_is_listed_of_a_place_stays_until_that_has_had_its_time(
    qtbot: QtBot,
    screen: BackupsScreen,
    made: list[Made],
    stick: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(place_looks, "LIMIT_MS", 3_000)
    screen.listed._on_found([(stick, Backup(made[1].path, made[1].manifest, made[1].proof))])
    assert screen.listed.chosen == made[1].path
    screen.list_all()
    qtbot.waitUntil(lambda: made[0].path in paths(screen.all), timeout=WAIT_MS)
    if screen.listed.looks.is_on:  # a slow computer may have given it up by now
        assert made[1].path in paths(screen.all)
        assert screen.listed.chosen == made[1].path
    qtbot.waitUntil(lambda: not screen.listed.looks.is_on, timeout=WAIT_MS)
    assert paths(screen.all) == [made[0].path]


def test_looking_again_and_again_keeps_no_other_work_waiting(
    qtbot: QtBot, screen: BackupsScreen
) -> None:
    for _ in range(5):
        screen.list_all()
    heard: list[str] = []
    tasks.run(None, lambda _: "done", heard.append, lambda _: None)
    qtbot.waitUntil(lambda: heard == ["done"], timeout=WAIT_MS)


def test_a_place_that_hangs_is_not_taken(
    qtbot: QtBot, screen: BackupsScreen, clinic: Clinic, stick: Path
) -> None:
    with qtbot.waitSignal(screen.told, timeout=WAIT_MS) as told:
        screen.add(stick / "other")
    assert told.args[0] is Meaning.STOP
    assert "does not answer" in told.args[1]
    assert len(standings(clinic.folder, clinic.ledger.key)) == 2


def test_who_asks_which_backups_hold_a_patient_is_told_and_keeps_nobody_waiting(
    qtbot: QtBot, clinic: Clinic, hanging: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing_work, "_LIMIT_MS", 100)
    work = ErasingWork(Workplace(clinic, clinic.staff.get(CLINICIAN), lambda: NOW))
    with qtbot.waitSignal(work.not_seen, timeout=WAIT_MS) as told:
        work.look([[1]])
    assert "does not answer" in str(told.args[0].sentence)


def test_a_backup_there_is_not_looked_into(
    qtbot: QtBot, clinic: Clinic, made: list[Made], hanging: None
) -> None:
    steps = RestoreSteps(clinic.folder)
    qtbot.addWidget(steps)
    with qtbot.waitSignal(steps.failed, timeout=WAIT_MS) as failed:
        steps.begin(made[1].path, clinic.ledger.key, CLINICIAN)
    assert "does not answer" in str(failed.args[0].sentence)
    assert not steps.is_on
    with qtbot.waitSignal(steps.ready, timeout=WAIT_MS):
        steps.begin(made[0].path, clinic.ledger.key, CLINICIAN)


def test_where_no_clinic_opens_the_others_can_be_chosen(
    qtbot: QtBot, clinic: Clinic, made: list[Made], stick: Path, hanging: None
) -> None:
    page = ChoosingPage(clinic.folder)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: f"does not answer: {stick}" in page.told.text(), timeout=WAIT_MS)
    assert paths(page.list) == [made[0].path]
