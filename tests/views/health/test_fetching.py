"""Lost photographs are fetched from the backups on the health page, and what came is told."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.fetching import lacking
from infrared_desktop.storage.backup.making import back_up
from infrared_desktop.storage.backup.places import Standing
from infrared_desktop.storage.backup.standing import choose_place, forget_place, usual_place
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.health.parts import Part
from infrared_desktop.views import tasks
from infrared_desktop.views.backup import fetching_work
from infrared_desktop.views.backup.backup_words import place_row
from infrared_desktop.views.backup.beside_run import SilentError
from infrared_desktop.views.backup.fetching import fetched_words
from infrared_desktop.views.backup.fetching_work import Fetched
from infrared_desktop.views.health.health import HealthScreen
from infrared_desktop.views.look.theme import Meaning
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.photo_scenes import PICTURE, kept
from tests.scenes import patient
from tests.views.desk import Desk

WAIT_MS = 60_000


@pytest.fixture
def paths(desk: Desk, tmp_path: Path) -> list[Path]:
    """Two photographs that a stick holds as well; return where their files lie."""
    clinic = desk.clinic
    number = clinic.people.register(patient(), RECEPTION, NOW).id
    ones = [kept(clinic, number, PICTURE + bytes([each])) for each in range(2)]
    clinic.photos.add(ones, CLINICIAN, NOW)
    source = Source(clinic.folder, clinic.ledger.key)
    (tmp_path / "stick").mkdir()
    choose_place(source.folder, source.key, tmp_path / "stick")
    back_up(source, tmp_path / "stick", NOW)
    return [clinic.photos.files.path(photo.content) for photo in ones]


def button(screen: HealthScreen) -> QPushButton:
    return screen.rows[Part.PHOTOGRAPHS].also


def check(desk: Desk, screen: HealthScreen) -> None:
    with desk.qtbot.waitSignal(screen.work.ended, timeout=WAIT_MS):
        screen.rows[Part.PHOTOGRAPHS].button.click()


def fetch(desk: Desk, screen: HealthScreen) -> None:
    with desk.qtbot.waitSignal(screen.fetching.work.done, timeout=WAIT_MS):
        desk.press("F")
    desk.qtbot.waitUntil(lambda: not screen.work.is_on, timeout=WAIT_MS)


def chip(screen: HealthScreen) -> tuple[Meaning, str]:
    shown = screen.rows[Part.PHOTOGRAPHS].chip.chip()
    assert shown is not None
    return shown.meaning, shown.text


def test_what_a_check_misses_is_fetched_by_one_key_and_the_row_is_sound_again(
    desk: Desk, paths: list[Path]
) -> None:
    screen: HealthScreen = desk.go("health")
    assert button(screen).isHidden(), "nothing is known to be missing"
    paths[0].unlink()
    paths[1].write_bytes(b"IRPHOTO1 nothing")
    check(desk, screen)
    assert button(screen).isVisible() and "Fetch 2 from the backups" in button(screen).text()
    fetch(desk, screen)
    assert lacking(desk.clinic) == []
    assert "2 photographs are back, each proven" in desk.told()
    assert chip(screen) == (Meaning.SUITABLE, "sound")
    assert button(screen).isHidden() and button(screen).isEnabled()
    assert not screen.strip.isVisible()


def test_what_no_backup_holds_is_told_with_a_way_on(
    desk: Desk, paths: list[Path], tmp_path: Path
) -> None:
    clinic = desk.clinic
    later = kept(clinic, 1, b"\xff\xd8\xff taken since " + bytes(300))
    clinic.photos.add([later], CLINICIAN, NOW)
    for path in (paths[0], clinic.photos.files.path(later.content)):
        path.unlink()
    screen: HealthScreen = desk.go("health")
    fetch(desk, screen)
    assert "1 photograph is back" in desk.told() and "Lacking still: 1" in desk.told()
    assert "choose its folder under Clinic, Backups" in desk.told(), "the check does not hide it"
    assert chip(screen) == (Meaning.STOP, "1 finding")
    # Whoever checks once more is told as ever.
    check(desk, screen)
    assert "The check of the clinic found something" in desk.told()


def test_a_row_that_was_sound_is_so_no_more_where_nothing_came_back(
    desk: Desk, paths: list[Path], tmp_path: Path
) -> None:
    screen: HealthScreen = desk.go("health")
    check(desk, screen)
    assert chip(screen) == (Meaning.SUITABLE, "sound")
    paths[0].unlink()
    source = Source(desk.clinic.folder, desk.clinic.ledger.key)
    forget_place(source.folder, source.key, tmp_path / "stick")
    fetch(desk, screen)
    assert "No photograph came back. Lacking still: 1" in desk.told()
    assert chip(screen) == (Meaning.STOP, "1 finding")


def test_where_nothing_is_lacking_that_is_said(desk: Desk, paths: list[Path]) -> None:
    screen: HealthScreen = desk.go("health")
    fetch(desk, screen)
    assert "No photograph is lacking" in desk.told()


def test_a_place_that_is_away_or_hangs_is_named_and_the_others_are_looked_through(
    desk: Desk, paths: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Source(desk.clinic.folder, desk.clinic.ledger.key)
    forget_place(source.folder, source.key, tmp_path / "stick")
    choose_place(source.folder, source.key, tmp_path / "hangs")
    choose_place(source.folder, source.key, tmp_path / "stick")
    run, asked = fetching_work.run_beside, list[float]()

    def hang(told: bytes, *words: object) -> None:
        asked.append(float(str(words[2])))
        if str(tmp_path / "hangs").encode() in told:
            raise SilentError("silent")
        run(told, *words)  # type: ignore[arg-type]

    monkeypatch.setattr(fetching_work, "run_beside", hang)
    paths[0].unlink()
    screen: HealthScreen = desk.go("health")
    fetch(desk, screen)
    assert lacking(desk.clinic) == [] and asked == [120.0] * 3
    told = desk.told()
    assert f"{tmp_path / 'hangs'} was left out: It has not answered for 2 minutes" in told
    assert f"{usual_place(source.folder)} was left out: It holds no backup of this clinic" in told


def test_cancelled_it_leaves_the_page_free_and_says_what_is_lacking(
    desk: Desk, paths: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def cancelled(*_: object) -> None:
        raise tasks.Cancelled

    monkeypatch.setattr(fetching_work, "run_beside", cancelled)
    paths[0].unlink()
    screen: HealthScreen = desk.go("health")
    fetch(desk, screen)
    assert "Lacking still: 1. F looks on." in desk.told()
    assert screen.check_all.isEnabled() and not screen.strip.isVisible()
    assert tasks.wait_for_all()


def test_cancel_is_heard_while_photographs_are_read(
    desk: Desk, paths: list[Path], qtbot: QtBot
) -> None:
    screen: HealthScreen = desk.go("health")
    with qtbot.waitSignal(screen.fetching.ended, timeout=WAIT_MS):
        desk.press("F")
        assert screen.strip.isVisible() and not screen.check_all.isEnabled()
        screen.strip.cancel.click()
    assert screen.check_all.isEnabled() and not screen.strip.isVisible()


def test_the_words_count_as_people_do(clinic: Clinic) -> None:
    assert fetched_words(Fetched(1, 0)).startswith("1 photograph is back")
    assert fetched_words(Fetched(0, 2)).startswith("No photograph came back. Lacking still: 2")
    away = (Path("/stick"), KnownError("It is not there."))
    assert fetched_words(Fetched(3, 0, (away,))).endswith(": It is not there.")


def test_where_a_backup_lacks_some_the_way_to_them_is_named(tmp_path: Path) -> None:
    row = place_row(Standing(tmp_path, lacking=2), True, NOW, "UTC")
    assert "photographs that the clinic has lost: 2; F under Health fetches them" in row.note
