"""The health page says how each thing stands, checks it when asked, and hides nothing."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.set_aside import Aside, SetAside
from infrared_desktop.storage.backup.standing import choose_place, standings
from infrared_desktop.storage.health.parts import Part
from infrared_desktop.views import tasks
from infrared_desktop.views.health import health_work
from infrared_desktop.views.health.health import HealthScreen
from infrared_desktop.views.health.health_words import disk_told, size_words
from infrared_desktop.views.look.theme import Meaning
from tests.clinics import CLINICIAN, NOW, RECEPTION
from tests.scenes import full_day, patient
from tests.tampering import tamper
from tests.views.desk import Desk

WAIT_MS = 60_000


@pytest.fixture
def screen(desk: Desk) -> HealthScreen:
    made: HealthScreen = desk.go("health")
    return made


def chip(screen: HealthScreen, name: str) -> tuple[Meaning, str]:
    shown = screen.rows[name].chip.chip()
    assert shown is not None
    return shown.meaning, shown.text


def told(screen: HealthScreen, name: str) -> str:
    row = screen.rows[name]
    return f"{row.words.text()} | {row.checked.text()}"


def test_everything_is_told_before_anybody_checks(screen: HealthScreen, qtbot: QtBot) -> None:
    for part in Part:
        assert chip(screen, part) == (Meaning.DUE, "not checked yet")
    assert chip(screen, "backups") == (Meaning.STOP, "No proven backup yet")
    assert "Dr. Åsa Lindqvist: own passphrase" in told(screen, "keys")
    assert "Noor Haddad: no key" in told(screen, "keys")
    assert "recovery key of 23 Nov 2026" in told(screen, "keys")
    assert "SQLCipher 4" in told(screen, "versions")
    assert chip(screen, "clock") == (Meaning.SUITABLE, "fits")
    assert "Seen 23 Nov 2026, 04:00" in told(screen, "versions")
    assert "Seen" not in told(screen, Part.DATABASE)
    assert "23 Nov 2026, 04:00 in America/Toronto" in told(screen, "clock")
    qtbot.waitUntil(lambda: "free; the clinic takes" in told(screen, "disk"))


def test_everything_is_checked_by_one_key_and_remembered(desk: Desk, qtbot: QtBot) -> None:
    full_day(desk.clinic)
    screen = desk.go("health")
    with qtbot.waitSignal(screen.work.ended, timeout=WAIT_MS):
        desk.press("K")
        assert screen.strip.isVisible()
        assert "Checking: Database" in screen.strip.words.text()
        assert not screen.check_all.isEnabled()
    for part in Part:
        assert chip(screen, part) == (Meaning.SUITABLE, "sound")
        assert "Last check 23 Nov 2026, 04:00, Dr. Åsa Lindqvist" in told(screen, part)
    assert "Photographs: 2." in told(screen, Part.PHOTOGRAPHS)
    assert not screen.strip.isVisible()
    assert screen.check_all.isEnabled()
    desk.get_up()
    again = desk.sit_down().go("health")
    assert chip(again, Part.DATABASE) == (Meaning.SUITABLE, "sound")
    desk.now = NOW + timedelta(days=32)
    again.reload()
    assert chip(again, Part.DATABASE) == (Meaning.CAUTION, "sound, but long ago")


def test_what_a_check_finds_is_told_in_its_row_and_above(desk: Desk, qtbot: QtBot) -> None:
    full_day(desk.clinic)
    tamper(desk.clinic, "UPDATE consultation SET note = 'never said'")
    screen = desk.go("health")
    with qtbot.waitSignal(screen.work.ended, timeout=WAIT_MS):
        screen.rows[Part.DATABASE].button.click()
        desk.go("people")  # the check goes on
    assert "The check of the clinic found something" in desk.told()
    screen = desk.go("health")
    assert chip(screen, Part.DATABASE)[0] is Meaning.STOP
    assert "The consultation 1, version 1, is not what was stored." in told(screen, Part.DATABASE)
    assert "restore the last proven backup" in told(screen, Part.DATABASE)
    desk.get_up()
    screen = desk.sit_down().go("health")
    assert "finding" in chip(screen, Part.DATABASE)[1]
    assert "Check it now to see what was found" in told(screen, Part.DATABASE)


def test_a_check_can_be_cancelled_and_leaves_no_trace(desk: Desk, qtbot: QtBot) -> None:
    screen = desk.go("health")
    with qtbot.waitSignal(screen.work.ended, timeout=WAIT_MS):
        screen.check_everything()
        screen.strip.cancel.click()
    assert chip(screen, Part.PHOTOGRAPHS) == (Meaning.DUE, "not checked yet")
    assert not screen.strip.isVisible()
    assert tasks.wait_for_all()


def test_a_backup_is_made_and_proven_from_here(screen: HealthScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.backing_up.done, timeout=WAIT_MS):
        screen.rows["backups"].button.click()
    assert chip(screen, "backups") == (Meaning.SUITABLE, "Backup proven just now")
    assert "at one place only" in told(screen, "backups")
    found = standings(screen.clinic.folder, screen.clinic.ledger.key)
    assert found[0].proven_at == NOW


def test_the_page_has_the_keys_again_after_a_check(desk: Desk, qtbot: QtBot) -> None:
    screen = desk.go("health")
    with qtbot.waitSignal(screen.work.ended, timeout=WAIT_MS):
        desk.press("K")
        assert screen.strip.cancel.hasFocus()
    assert screen.check_all.hasFocus()


def test_the_last_backup_is_proven_again_from_here_and_one_that_is_damaged_is_told(
    screen: HealthScreen, qtbot: QtBot
) -> None:
    row, told_words = screen.rows["backups"], list[str]()
    screen.told.connect(lambda _, words: told_words.append(words))
    row.also.click()
    assert told_words == ["There is no proven backup yet. Back up now."]
    with qtbot.waitSignal(screen.backing_up.done, timeout=WAIT_MS):
        row.button.click()
    with qtbot.waitSignal(screen.again.work.done, timeout=WAIT_MS):
        row.also.click()
        assert not row.button.isEnabled() and not screen.check_all.isEnabled()
        assert screen.strip.isVisible() and screen.strip.cancel.isVisible()
    assert "proven again" in told_words[-1]
    assert row.button.isEnabled() and not screen.strip.isVisible()
    proven = standings(screen.clinic.folder, screen.clinic.ledger.key)[0].proven
    assert proven is not None
    next(proven.parent.glob("objects/*/*")).write_bytes(b"damaged")
    with qtbot.waitSignal(screen.again.work.done, timeout=WAIT_MS):
        row.also.click()
    assert "It counts no more" in told_words[-1]
    assert chip(screen, "backups") == (Meaning.STOP, "No proven backup yet")


def test_a_place_that_fails_is_told_and_not_the_age_of_another(
    screen: HealthScreen, qtbot: QtBot, tmp_path: Path
) -> None:
    clinic = screen.clinic
    choose_place(clinic.folder, clinic.ledger.key, tmp_path / "gone")
    with qtbot.waitSignal(screen.backing_up.done, timeout=WAIT_MS):
        screen.rows["backups"].button.click()
    assert chip(screen, "backups") == (Meaning.CAUTION, "one place fails")
    assert "is not there, so no backup was made there" in told(screen, "backups")


def test_a_key_file_that_is_gone_is_told_in_its_own_row(desk: Desk) -> None:
    (desk.clinic.folder / "clinic.keys").unlink()
    screen = desk.go("health")
    assert chip(screen, "keys") == (Meaning.STOP, "cannot be read")
    assert "Put the file back from your backup" in told(screen, "keys")
    assert chip(screen, "clock")[0] is Meaning.SUITABLE


def test_a_clock_that_is_wrong_is_told(desk: Desk) -> None:
    desk.clinic.people.register(patient(), RECEPTION, NOW)
    desk.now = NOW - timedelta(hours=3)
    screen = desk.go("health")
    assert chip(screen, "clock") == (Meaning.STOP, "set back")
    assert screen.rows["clock"].button.text() == "The day is right"
    desk.now = NOW + timedelta(days=400)
    desk.clinic.note("program-started", CLINICIAN, desk.now)
    screen.tick()
    assert chip(screen, "clock") == (Meaning.CAUTION, "far ahead")
    assert "from 23 Nov 2026, 400 days earlier" in told(screen, "clock")
    assert screen.rows["clock"].button.text() == "The day is right"
    screen.rows["clock"].button.click()
    assert chip(screen, "clock") == (Meaning.SUITABLE, "fits")
    assert screen.rows["clock"].button.text() == "Check now"
    assert desk.clinic.ledger.audit.last_at() == desk.now


@pytest.mark.parametrize(
    ("free", "taken", "network", "meaning", "words"),
    [
        (None, 0, False, Meaning.STOP, "not where it was"),
        (100 * 1024**2, 50 * 1024**2, False, Meaning.STOP, "with none left nothing can be saved"),
        (900 * 1024**2, 50 * 1024**2, False, Meaning.CAUTION, "A restore needs as much room"),
        (5 * 1024**3, 6 * 1024**3, False, Meaning.CAUTION, "5.0 GB free; the clinic takes 6.0 GB"),
        (50 * 1024**3, 6 * 1024**3, True, Meaning.CAUTION, "lies on a network drive"),
        (50 * 1024**3, 6 * 1024**3, False, Meaning.SUITABLE, "50.0 GB free"),
    ],
)
def test_room_is_told_before_it_runs_out(
    dressed: Any, free: int | None, taken: int, network: bool, meaning: Meaning, words: str
) -> None:
    shown = disk_told(free, taken, network)
    assert shown.chip.meaning is meaning
    assert words in shown.words


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, ""), (1, "2.0 GB of that was kept by a restore"), (3, "6.0 GB of that were kept by 3")],
)
def test_what_restores_kept_is_told(dressed: Any, count: int, words: str) -> None:
    size = 2 * 1024**3
    kept = [SetAside(Path(f"kept-{n}"), Aside.RESTORE, NOW, size, True) for n in range(count)]
    kept.append(SetAside(Path("clinic.typed-2"), Aside.TYPED, NOW, size, False))
    shown = disk_told(50 * 1024**3, 20 * 1024**3, False, kept).words
    assert words in shown
    assert ("removes" in shown) == bool(count)


def test_sizes_are_written_as_people_say_them() -> None:
    assert [size_words(n) for n in (0, 5 * 1024**2, 3 * 1024**3)] == ["1 MB", "5 MB", "3.0 GB"]


def test_a_check_that_cannot_be_noted_says_so_and_the_page_goes_on(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise KnownError("There is no room left on the disk.")

    screen = desk.go("health")
    monkeypatch.setattr(health_work, "note_check", refuse)
    with qtbot.waitSignal(screen.work.ended, timeout=WAIT_MS):
        screen.rows[Part.AUDIT].button.click()
    assert "no room left" in desk.told()
    assert screen.check_all.isEnabled()
    assert chip(screen, Part.AUDIT) == (Meaning.DUE, "not checked yet")
