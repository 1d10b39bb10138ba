"""A second start calls the first window to the front; another PC is named, and left alone."""

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.start import Options
from infrared_desktop.storage.files.folder import CALL
from infrared_desktop.views import application, crash
from infrared_desktop.views.entry import second_start
from infrared_desktop.views.entry.second_start import call_forward, come_forward, holder_of
from infrared_desktop.views.locking.claim import Claim
from infrared_desktop.views.look.panel import EmptyState
from infrared_desktop.views.window import Window

pytestmark = pytest.mark.usefixtures("dressed")
ELSEWHERE = "4711\nInfrared Desktop\nFRONT-DESK-2\n0123456789abcdef0123456789abcdef\n\n"


def words(window: Window) -> str:
    page = window.centralWidget()
    assert isinstance(page, EmptyState)
    return f"{page.sentence_label.text()} {page.advice_label.text()}"


def test_a_second_start_calls_the_first_window_and_ends(tmp_path: Path, qtbot: QtBot) -> None:
    first = Claim(tmp_path)
    command = [sys.executable, "-m", "infrared_desktop", "--folder", str(tmp_path)]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, env=environment) as second:
        with qtbot.waitSignal(first.called, timeout=30_000):
            pass
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=10_000)
    assert second.returncode == 0
    first.give_up()
    assert not list(tmp_path.iterdir())


def test_a_window_that_does_not_answer_is_told(
    tmp_path: Path, qtbot: QtBot, dressed: QApplication
) -> None:
    first = Claim(tmp_path)
    assert not call_forward(tmp_path, patience_s=0.05)
    assert not (tmp_path / CALL).exists()
    window = Window(Options(False, tmp_path), taken=True)
    qtbot.addWidget(window)
    assert "in another window, which does not answer" in words(window)
    assert "what was saved is safe" in words(window)
    first.give_up()


def test_another_pc_is_named_and_never_pushed_aside(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_start.time, "sleep", lambda _: pytest.fail("it was called"))
    (tmp_path / "window.lock").write_text(ELSEWHERE, encoding="utf-8")
    claim = Claim(tmp_path)
    assert claim.taken
    assert holder_of(tmp_path).elsewhere == "FRONT-DESK-2"
    assert not call_forward(tmp_path)
    assert not (tmp_path / CALL).exists()
    window = Window(Options(False, tmp_path), taken=True)
    qtbot.addWidget(window)
    assert "open on the PC “FRONT-DESK-2”" in words(window)
    assert "Nothing was changed. Close the program there" in words(window)
    assert f"delete the file window.lock from {tmp_path}" in words(window)
    assert (tmp_path / "window.lock").read_text(encoding="utf-8") == ELSEWHERE


@pytest.mark.parametrize("name", ["window.lock", "window.next.lock"])
def test_a_pc_of_the_same_name_is_another_one_where_its_system_has_another_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    here = SimpleNamespace(
        machineUniqueId=lambda: QByteArray(b"fedcba9876543210"),
        machineHostName=lambda: "FRONT-DESK-2",
    )
    monkeypatch.setattr(second_start, "QSysInfo", here)
    (tmp_path / name).write_text(ELSEWHERE, encoding="utf-8")
    assert holder_of(tmp_path) == (4711, "FRONT-DESK-2")
    own = ELSEWHERE.replace("0123456789abcdef0123456789abcdef", "fedcba9876543210")
    (tmp_path / name).write_text(own.replace("FRONT", "OTHER"), encoding="utf-8")
    assert holder_of(tmp_path) == (4711, ""), "a PC that got another name since"


def test_the_clinic_opens_once_the_other_pc_has_gone(
    tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crash, "watch", lambda _: None)
    lock = tmp_path / "window.lock"
    lock.write_text(ELSEWHERE, encoding="utf-8")
    claim = Claim(tmp_path)
    window = Window(Options(False, tmp_path), taken=True)
    qtbot.addWidget(window)
    application._try_again(window, claim)
    assert "FRONT-DESK-2" in words(window)
    lock.unlink()
    application._try_again(window, claim)
    assert not isinstance(window.centralWidget(), EmptyState)
    assert window.claim is claim
    assert holder_of(tmp_path).process == os.getpid()
    claim.give_up()


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_window_called_while_it_is_small_comes_up(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    come_forward(window)
    assert not window.windowState() & Qt.WindowState.WindowMinimized
    assert window.isVisible()
