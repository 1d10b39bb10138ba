"""A backup that falls silent, as on a network folder that hangs, is ended, and says so."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.backup.proving import Progress
from infrared_desktop.storage.backup.standing import choose_place, standings
from infrared_desktop.storage.backup.trial import Source
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.views.backup import backup_work, beside_run
from infrared_desktop.views.backup.backup_work import BackupWork
from infrared_desktop.views.backup.beside_run import SilentError, run_beside
from infrared_desktop.views.tasks import Cancelled
from infrared_desktop.views.workplace import Workplace
from tests.clinics import CLINICIAN, NOW

WAIT_MS = 60_000
_SAYS = "import sys, time; sys.stdin.read(); sys.stderr.write('7\\n'); sys.stderr.flush();"


def instead(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    monkeypatch.setattr(beside_run, "command", lambda _: [sys.executable, "-c", _SAYS + program])


def test_one_that_falls_silent_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, "time.sleep(600)")
    monkeypatch.setattr(beside_run, "_PATIENCE_SECONDS", 3.0)
    heard, began = list[float](), time.monotonic()
    with pytest.raises(SilentError, match="so it was given up"):
        run_beside(b"{}", heard.append)
    assert time.monotonic() - began < 60


@pytest.mark.parametrize("ending", [0.0, 1.0])
def test_one_that_nobody_wants_any_more_is_ended_while_it_hangs(
    monkeypatch: pytest.MonkeyPatch, ending: float
) -> None:
    instead(monkeypatch, "time.sleep(600)")
    heard, began = list[float](), time.monotonic()
    with pytest.raises(Cancelled):
        run_beside(b"{}", heard.append, ending, is_unwanted=lambda: bool(heard))
    assert ending < time.monotonic() - began < 60


def test_one_that_ends_in_time_is_heard_out_although_nobody_wants_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    instead(monkeypatch, "time.sleep(0.5); sys.stderr.write('8\\n')")
    heard: list[float] = []
    run_beside(b"{}", heard.append, 30.0, is_unwanted=lambda: bool(heard))
    assert heard == [0.07, 0.08]


def test_each_step_renews_the_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, "[(time.sleep(1.5), print(n, file=sys.stderr)) for n in range(8, 12)]")
    monkeypatch.setattr(beside_run, "_PATIENCE_SECONDS", 5.0)
    heard: list[float] = []
    run_beside(b"{}", heard.append)
    assert heard == [0.07, 0.08, 0.09, 0.1, 0.11]


def test_one_that_ends_by_a_fault_is_no_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, "raise ValueError")
    with pytest.raises(KnownError, match="did not start") as raised:
        run_beside(b"{}", lambda _: None)
    assert not isinstance(raised.value, SilentError)


def test_a_place_that_hangs_is_left_and_the_others_have_their_turn(
    qtbot: QtBot,
    clinic: Clinic,
    dressed: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = Source(clinic.folder, clinic.ledger.key)
    for name in ("hangs", "stick"):
        (tmp_path / name).mkdir()
        choose_place(source.folder, source.key, tmp_path / name)
    (tmp_path / "hangs" / "Infrared Desktop backups").touch()  # where it was ended before
    plain, orders = run_beside, list[bytes]()

    def run(told: bytes, progress: Progress, is_unwanted: Callable[[], bool]) -> None:
        orders.append(told)
        if len(orders) == 1:  # it came to the first place, and hung at the next
            skipped = [tmp_path / "hangs", tmp_path / "stick"]
            plain(backup_work.order(source, NOW, skipped=skipped), progress)
            raise SilentError("It does not answer.")
        plain(told, progress)

    monkeypatch.setattr(backup_work, "run_beside", run)
    work = BackupWork()
    with qtbot.waitSignal(work.done, timeout=WAIT_MS):
        work.begin(Workplace(clinic, clinic.staff.get(CLINICIAN), lambda: NOW))
    usual, hung, stick = standings(source.folder, source.key)
    assert (usual.why, stick.why) == ("", "")
    assert usual.proven_at == stick.proven_at == NOW
    assert (hung.why, hung.failing_since) == ("It does not answer.", NOW)
    assert len(orders) == 2
    assert str(tmp_path / "hangs") in orders[1].decode()


def test_where_all_were_come_to_the_silence_is_told_as_it_is(
    qtbot: QtBot, clinic: Clinic, dressed: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(*_: object, **__: object) -> None:
        raise SilentError("It does not answer.")

    monkeypatch.setattr(backup_work, "run_beside", silent)
    work = BackupWork()
    with qtbot.waitSignal(work.failed, timeout=WAIT_MS) as failed:
        work.begin(Workplace(clinic, clinic.staff.get(CLINICIAN), lambda: NOW))
    assert str(failed.args[0].sentence) == "It does not answer."
    assert standings(clinic.folder, clinic.ledger.key)[0].failing_since == NOW
