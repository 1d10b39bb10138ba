"""The window says how old the last proven backup is, makes one itself, and names a lost place."""

import shutil
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.records.chart import Stored
from infrared_desktop.domain.records.people import Staff
from infrared_desktop.storage.backup import standing
from infrared_desktop.storage.backup.places import Standing
from infrared_desktop.storage.backup.standing import (
    back_up_everywhere,
    choose_place,
    is_due,
    last_proven_at,
    standings,
    usual_place,
)
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views import tasks
from infrared_desktop.views.backup.backup_words import age_words, meaning_of, place_row, rail_words
from infrared_desktop.views.backup.backups import BackupsScreen
from infrared_desktop.views.backup.keeper import BackupKeeper
from infrared_desktop.views.entry.second_look import SecondLook
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.look.chips import Chip
from infrared_desktop.views.look.theme import Meaning
from infrared_desktop.views.screen import Place
from infrared_desktop.views.workplace import Workplace
from tests.clinics import CLINICIAN, NOW, PASSPHRASE, RECEPTION
from tests.scenes import patient

WAIT_MS = 60_000


@pytest.fixture
def workplace(clinic: Clinic, dressed: QApplication) -> Workplace:
    owner: Stored[Staff] = clinic.ledger.books.get(Staff, CLINICIAN)
    return Workplace(clinic, owner, lambda: NOW)


@pytest.fixture
def screen(qtbot: QtBot, workplace: Workplace) -> BackupsScreen:
    made = BackupsScreen(workplace)
    qtbot.addWidget(made)
    made.open(Place("backups"))
    return made


def found(clinic: Clinic) -> tuple[Standing, ...]:
    return standings(clinic.folder, clinic.ledger.key)


def test_a_backup_made_now_is_proven_and_told(
    qtbot: QtBot, screen: BackupsScreen, clinic: Clinic
) -> None:
    assert "No proven backup yet" in screen.list.rows().row(0).chip.text
    with qtbot.waitSignal(screen.work.done, timeout=WAIT_MS):
        screen.back_up()
    assert last_proven_at(found(clinic)) == NOW
    assert screen.list.rows().row(0).chip.text == "Backup proven just now"
    assert not is_due(clinic, found(clinic), NOW + timedelta(hours=1))
    clinic.people.register(patient(), RECEPTION, NOW)
    assert not is_due(clinic, found(clinic), NOW + timedelta(minutes=29))
    assert is_due(clinic, found(clinic), NOW + timedelta(minutes=30))
    assert is_due(clinic, found(clinic), NOW - timedelta(days=1))


def test_the_newest_backup_is_the_one_chosen_after_it_was_made(
    qtbot: QtBot, clinic: Clinic, workplace: Workplace
) -> None:
    moments = [NOW]
    screen = BackupsScreen(Workplace(clinic, workplace.staff, lambda: moments[-1]))
    qtbot.addWidget(screen)
    listed = screen.all.rows()
    for hours in (0, 1, 2):
        moments.append(NOW + timedelta(hours=hours))
        with qtbot.waitSignal(screen.work.done, timeout=WAIT_MS):
            screen.back_up()
        qtbot.waitUntil(lambda count=hours + 1: listed.rowCount() == count, timeout=WAIT_MS)
        assert screen.all.current_key() == listed.row(0).key
        told = f"{hours + 1} backups, the newest first" if hours else "1 backup"
        assert screen.listed.hint_label.text() == told


def test_a_place_that_is_lost_is_named_with_since_when(
    qtbot: QtBot, screen: BackupsScreen, clinic: Clinic, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    with qtbot.waitSignal(screen.work.done, timeout=WAIT_MS):
        screen.add(tmp_path / "stick")
    assert [each.why for each in found(clinic)] == ["", ""]
    shutil.rmtree(tmp_path / "stick")
    with qtbot.waitSignal(screen.work.done, timeout=WAIT_MS):
        screen.back_up()
    usual, stick = found(clinic)
    assert usual.why == ""
    assert "is not there" in stick.why
    assert stick.proven_at == stick.failing_since == NOW
    assert "one place fails since 23 Nov 2026" in rail_words(found(clinic), NOW)
    # What failed a moment ago must not read as proven just now, nor what is too old as less so.
    assert place_row(stick, False, NOW, "UTC").chip == Chip(Meaning.CAUTION, "the last one failed")
    late = NOW + timedelta(days=9)
    assert place_row(stick, False, late, "UTC").chip == Chip(Meaning.STOP, "the last one failed")
    assert place_row(usual, True, NOW, "UTC").chip == Chip(
        Meaning.SUITABLE, "Backup proven just now"
    )
    screen.list.select_key(str(tmp_path / "stick"))
    screen.remove_place()
    assert len(found(clinic)) == 1


def test_a_place_that_is_not_there_is_not_taken(
    screen: BackupsScreen, clinic: Clinic, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(screen.told) as told:
        screen.add(tmp_path / "gone")
    assert "is not there" in told.args[1]
    assert len(found(clinic)) == 1


def test_the_place_beside_the_clinic_stays(screen: BackupsScreen, clinic: Clinic) -> None:
    screen.list.select_key(str(usual_place(clinic.folder)))
    screen.remove_place()
    assert found(clinic)[0].place == usual_place(clinic.folder)


def test_a_note_that_was_changed_counts_as_none(clinic: Clinic, tmp_path: Path) -> None:
    choose_place(clinic.folder, clinic.ledger.key, tmp_path / "stick")
    path = clinic.folder / "backups.json"
    path.write_bytes(path.read_bytes().replace(b'"row":0', b'"row":9'))
    assert last_proven_at(found(clinic)) is None
    assert [each.row for each in found(clinic)] == [0, 0]
    path.write_bytes(b"[")
    assert len(found(clinic)) == 1


def test_another_key_still_knows_the_places(clinic: Clinic, tmp_path: Path) -> None:
    choose_place(clinic.folder, clinic.ledger.key, tmp_path / "stick")
    told = standings(clinic.folder, bytes(32))
    assert [each.place for each in told] == [tmp_path, tmp_path / "stick"]


@pytest.mark.parametrize(
    ("ago", "words", "meaning"),
    [
        (timedelta(seconds=5), "Backup proven just now", Meaning.SUITABLE),
        (timedelta(minutes=40), "Backup proven 40 min ago", Meaning.SUITABLE),
        (timedelta(hours=30), "Backup proven 1 day ago", Meaning.CAUTION),
        (timedelta(days=9), "Backup proven 9 days ago", Meaning.STOP),
        (timedelta(days=-3), "is the clock right?", Meaning.SUITABLE),
    ],
)
def test_an_age_is_said_and_weighed(
    dressed: QApplication, ago: timedelta, words: str, meaning: Meaning
) -> None:
    assert words in age_words(NOW - ago, NOW)
    assert meaning_of(NOW - ago, NOW) is meaning


class Opened(QMainWindow):
    """A window as far as the keeper knows one."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self.setCentralWidget(frame)


@pytest.fixture
def window(qtbot: QtBot, workplace: Workplace) -> Opened:
    made = Opened(Frame(workplace))
    qtbot.addWidget(made)
    made.frame.start()
    made.show()
    return made


def test_it_is_made_by_itself_and_its_age_stands_in_the_rail(
    qtbot: QtBot, window: Opened, clinic: Clinic
) -> None:
    keeper = BackupKeeper(window)
    keeper.look()
    qtbot.waitUntil(lambda: window.frame.rail.backup.text() == "⚠ No proven backup yet")
    qtbot.waitUntil(lambda: last_proven_at(found(clinic)) == NOW, timeout=WAIT_MS)
    qtbot.waitUntil(
        lambda: window.frame.rail.backup.text() == "✓ Backup proven just now", timeout=WAIT_MS
    )


def test_a_proven_backup_that_is_gone_counts_no_more_and_another_one_is_made(
    qtbot: QtBot, window: Opened, clinic: Clinic
) -> None:
    made = back_up_everywhere(Source(clinic.folder, clinic.ledger.key), NOW)[0].proven
    assert made is not None
    shutil.rmtree(made.parent)
    keeper = BackupKeeper(window)
    keeper.look()
    qtbot.waitUntil(lambda: "backup is no longer at" in window.frame.banner.text(), timeout=WAIT_MS)
    assert str(usual_place(clinic.folder)) in window.frame.banner.text()
    qtbot.waitUntil(lambda: not keeper._the_work().is_on, timeout=WAIT_MS)
    assert [each.proven.exists() for each in found(clinic) if each.proven] == [True]
    acts = [act for (act,) in clinic.ledger.db.execute("SELECT act FROM audit ORDER BY seq")]
    assert acts[-2:] == ["backup-lost", "backup-made"]


def test_a_stick_that_is_away_has_lost_nothing(
    qtbot: QtBot, window: Opened, clinic: Clinic, tmp_path: Path
) -> None:
    (tmp_path / "stick").mkdir()
    choose_place(clinic.folder, clinic.ledger.key, tmp_path / "stick")
    back_up_everywhere(Source(clinic.folder, clinic.ledger.key), NOW)
    (tmp_path / "stick").rename(tmp_path / "elsewhere")
    before = found(clinic)
    assert all(each.proven for each in before)
    keeper = BackupKeeper(window)
    keeper.look()
    qtbot.waitUntil(lambda: window.frame.rail.backup.text() != "")
    tasks.wait_for_all()
    qtbot.wait(50)
    assert found(clinic) == before
    assert window.frame.banner.text() == ""


def test_how_they_stand_is_never_read_in_the_thread_of_the_window(
    qtbot: QtBot, window: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = []

    def read(folder: Path, key: bytes) -> tuple[Standing, ...]:
        threads.append(threading.current_thread())
        return standings(folder, key)

    monkeypatch.setattr(standing, "standings", read)
    keeper = BackupKeeper(window)
    keeper.look()
    qtbot.waitUntil(lambda: window.frame.rail.backup.text() != "")
    window.close()
    assert threads and threading.main_thread() not in threads
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT_MS)


def test_the_window_closes_once_what_changed_is_backed_up(
    qtbot: QtBot, window: Opened, clinic: Clinic
) -> None:
    keeper = BackupKeeper(window)
    keeper.look()
    qtbot.waitUntil(lambda: window.frame.rail.backup.text() != "")
    assert not window.close()
    assert "Backing up before the program closes" in window.frame.banner.text()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=WAIT_MS)
    assert last_proven_at(found(clinic)) == NOW


def test_somebody_in_a_hurry_closes_without_a_backup(
    qtbot: QtBot, window: Opened, clinic: Clinic
) -> None:
    keeper = BackupKeeper(window)
    keeper.look()
    qtbot.waitUntil(lambda: window.frame.rail.backup.text() != "")
    assert not window.close()
    window.frame.banner._action.click()
    assert not window.isVisible()
    qtbot.waitUntil(lambda: not keeper._the_work().is_on, timeout=WAIT_MS)


def test_what_a_restore_kept_is_removed_after_a_second_look(
    qtbot: QtBot, screen: BackupsScreen, clinic: Clinic
) -> None:
    kept = clinic.folder / "kept-20261101T080000Z"
    half = clinic.folder / "half"  # whole before it has its name: the page may be looking already
    half.mkdir()
    (half / "clinic.keys").write_bytes(b"x" * 2_000_000)
    half.rename(kept)
    screen.list_all()
    qtbot.waitUntil(lambda: screen.all.rows().rowCount() == 1, timeout=WAIT_MS)
    row = screen.all.rows().row(0)
    assert row.title == "What was there before the restore of 1 Nov 2026, 03:00"
    assert row.note.startswith("2.0 MB · Enter looks into it, X removes it")
    screen.all.select_key(kept)
    screen.remove_kept()
    look = screen.findChild(SecondLook)
    assert look is not None
    assert "can't be undone any more" in look.lead.text()
    look.passphrase.setText(PASSPHRASE)
    with qtbot.waitSignal(screen.told, timeout=WAIT_MS) as told:
        look.go_on.click()
    assert told.args[1] == "2.0 MB were removed for good."
    assert not kept.exists()
    qtbot.waitUntil(lambda: screen.all.rows().rowCount() == 0, timeout=WAIT_MS)


def test_what_was_not_kept_is_not_removed_by_hand(qtbot: QtBot, screen: BackupsScreen) -> None:
    with qtbot.waitSignal(screen.told) as told:
        screen.remove_kept()
    assert "Backups go by themselves" in told.args[1]


def test_a_copy_of_before_an_upgrade_is_not_put_back_from_here(
    qtbot: QtBot, screen: BackupsScreen, clinic: Clinic
) -> None:
    copy = clinic.folder / "clinic-before-upgrade-20260102T030405000006.db"
    copy.write_bytes(b"x")
    screen.list_all()
    qtbot.waitUntil(lambda: screen.all.rows().rowCount() == 1, timeout=WAIT_MS)
    screen.all.select_key(copy)
    with qtbot.waitSignal(screen.told) as told:
        screen.restore()
    assert "remove it by X" in told.args[1]


@pytest.fixture
def backed_up(qtbot: QtBot, screen: BackupsScreen) -> Path:
    """The backup that is chosen on the page."""
    with qtbot.waitSignal(screen.work.done, timeout=WAIT_MS):
        screen.back_up()
    qtbot.waitUntil(lambda: screen.listed.chosen is not None, timeout=WAIT_MS)
    assert screen.listed.chosen is not None
    return screen.listed.chosen


def acts(clinic: Clinic) -> list[tuple[str, str | None]]:
    sql = "SELECT act, reason FROM audit WHERE act LIKE 'backup-%' ORDER BY seq"
    return list(clinic.ledger.db.execute(sql).fetchall())


def proved(qtbot: QtBot, screen: BackupsScreen) -> tuple[Meaning, str]:
    heard: list[tuple[Meaning, str]] = []
    screen.told.connect(lambda meaning, words: heard.append((meaning, words)))
    with qtbot.waitSignal(screen.again.work.done, timeout=WAIT_MS):
        screen.prove_again()
        assert screen.strip.words.text().startswith("Proving it again")
        assert not screen.strip.cancel.isHidden()
    assert not screen.again.is_on
    return heard[-1]


def test_a_backup_is_proven_again_beside_the_window_and_told(
    qtbot: QtBot, screen: BackupsScreen, clinic: Clinic, backed_up: Path
) -> None:
    meaning, words = proved(qtbot, screen)
    assert (meaning, words) == (
        Meaning.SUITABLE,
        "All of it was put back and read: this backup is proven again.",
    )
    assert screen.strip.isHidden()
    assert acts(clinic)[-1] == ("backup-proven", backed_up.stem)
    assert not is_due(clinic, found(clinic), NOW + timedelta(hours=1))


def test_one_that_is_damaged_by_now_says_so_in_its_row_and_at_its_place(
    qtbot: QtBot, screen: BackupsScreen, clinic: Clinic, backed_up: Path
) -> None:
    next(backed_up.parent.glob("objects/*/*")).write_bytes(b"damaged")
    meaning, words = proved(qtbot, screen)
    assert meaning is Meaning.STOP
    assert "It counts no more. The clinic is safe" in words
    assert "Back up now: that writes anew what was damaged." in words
    qtbot.waitUntil(
        lambda: screen.all.rows().row(0).chip == Chip(Meaning.STOP, "damaged"), timeout=WAIT_MS
    )
    assert screen.list.rows().row(0).chip.text == "No proven backup yet"
    assert acts(clinic)[-1] == ("backup-lost", backed_up.stem)
    assert is_due(clinic, found(clinic), NOW + timedelta(hours=1))


def test_one_whose_stick_is_away_is_no_damage(
    qtbot: QtBot, screen: BackupsScreen, clinic: Clinic, backed_up: Path
) -> None:
    backed_up.rename(backed_up.with_suffix(".away"))
    meaning, words = proved(qtbot, screen)
    assert meaning is Meaning.CAUTION
    assert "See whether the stick" in words
    assert acts(clinic)[-1][0] == "backup-made"


def test_proving_again_is_cancelled_and_leaves_what_was_proven(
    qtbot: QtBot, screen: BackupsScreen, clinic: Clinic, backed_up: Path
) -> None:
    before = found(clinic)
    with qtbot.waitSignal(screen.again.work.ended, timeout=WAIT_MS):
        screen.prove_again()
        screen.strip.cancel.click()
        assert "what was proven before still counts" in screen.strip.words.text()
    assert screen.strip.isHidden()
    assert found(clinic) == before
    assert not list(clinic.folder.glob("proving-*"))
    assert acts(clinic)[-1][0] == "backup-made"
    screen.back_up()  # nothing holds the place any more
    with qtbot.waitSignal(screen.work.done, timeout=WAIT_MS):
        pass
    assert not any(each.why for each in found(clinic))


def test_nothing_is_proven_where_nothing_or_no_backup_is_chosen(
    qtbot: QtBot, screen: BackupsScreen, clinic: Clinic
) -> None:
    with qtbot.waitSignal(screen.told) as told:
        screen.prove_again()
    assert "B makes one" in told.args[1]
    (clinic.folder / "kept-20261101T080000Z").mkdir()
    screen.list_all()
    qtbot.waitUntil(lambda: screen.all.rows().rowCount() == 1, timeout=WAIT_MS)
    with qtbot.waitSignal(screen.told) as told:
        screen.prove_again()
    assert "This is no backup" in told.args[1]


def test_the_newest_backup_is_chosen_and_not_what_a_restore_kept(
    qtbot: QtBot, screen: BackupsScreen, clinic: Clinic, workplace: Workplace, backed_up: Path
) -> None:
    (clinic.folder / "kept-20261101T080000Z").mkdir()
    again = BackupsScreen(workplace)
    qtbot.addWidget(again)
    again.open(Place("backups"))
    qtbot.waitUntil(lambda: again.all.rows().rowCount() == 2, timeout=WAIT_MS)
    assert again.listed.chosen == backed_up
