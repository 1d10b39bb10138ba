"""The program as a whole leaves when it is told to, whatever still hangs."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.messages import MailSafety, MailServer, Message, MessageStatus
from infrared_desktop.start import Options
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.views import application, crash
from infrared_desktop.views.application import fill_small_screen
from infrared_desktop.views.entry import second_start
from infrared_desktop.views.locking.claim import Claim
from infrared_desktop.views.window import Window
from tests.clinics import CLINICIAN, NOW, RECEPTION, Template
from tests.scenes import patient

AT = NOW.replace(hour=16)  # 11:00 at the clinic
HOST = "127.0.0.1"


def test_quitting_does_not_wait_for_a_mail_server_that_hangs(
    template: Template, tmp_path: Path
) -> None:
    folder = tmp_path / "clinic"
    with socket.create_server((HOST, 0)) as silent:  # it lets callers in, and says nothing
        make_clinic(template, folder, silent.getsockname()[1])
        words = [str(folder), template.key.hex(), AT.isoformat()]
        command = [sys.executable, "-m", "tests.views.quitting_child", *words]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
            assert program.stdout is not None and program.stdout.readline() == "closed\n"
            began = time.monotonic()
            assert program.wait(20) == 0
            assert time.monotonic() - began < 12  # an answer is waited for 15
    clinic = open_clinic(folder, template.key, NOW)
    assert len(clinic.messages.outbox(MessageStatus.SENDING)) == 1
    clinic.messages.note_cut_off(RECEPTION, AT)
    assert len(clinic.messages.outbox(MessageStatus.UNKNOWN)) == 1
    clinic.close()


@pytest.mark.parametrize(
    ("wider", "higher", "fills"),
    [(0, -40, False), (0, -39, True), (1, -40, True), (-200, -200, False)],
)
def test_a_window_fills_a_screen_that_its_foot_would_lie_below(
    qtbot: QtBot, wider: int, higher: int, fills: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(window.screen().availableSize() + QSize(wider, higher))
    fill_small_screen(window)
    assert window.isMaximized() is fills


class Played:
    """An application whose run does one thing and is over."""

    topLevelWidgets = staticmethod(QApplication.topLevelWidgets)  # noqa: N815 - as Qt has it
    during: Callable[[], object] = staticmethod(lambda: None)

    def __init__(self, *_: object) -> None: ...

    def setApplicationName(self, _: str) -> None: ...

    def setDesktopFileName(self, _: str) -> None: ...

    def exec(self) -> int:
        self.during()
        return 0


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch, dressed: QApplication) -> Iterator[list[Path]]:
    """Let the program run in this process; yield the folders that crash reports go into."""
    found: list[Path] = []
    nothing = SimpleNamespace(
        begin=lambda _: None,
        singleShot=lambda *_: None,
        keep=lambda _: None,
        note=lambda _: None,
        usual_folder=None,
    )
    for name in ("garbage", "QTimer", "event_log"):
        monkeypatch.setattr(application, name, nothing)
    monkeypatch.setattr(application, "apply_theme", lambda *_, **__: None)
    monkeypatch.setattr(application, "QApplication", Played)
    monkeypatch.setattr(crash, "watch", found.append)
    yield found
    for window in windows():
        window.hide()
        window.deleteLater()


def windows() -> list[Window]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, Window)]


def test_the_first_window_has_the_folder_and_comes_forward_when_it_is_called(
    tmp_path: Path, watched: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Claim] = []
    came: list[object] = []

    def claim(*about: Any) -> Claim:
        made.append(Claim(*about))
        return made[0]

    monkeypatch.setattr(application, "Claim", claim)
    monkeypatch.setattr(second_start, "come_forward", came.append)
    monkeypatch.setattr(Played, "during", staticmethod(lambda: made[0].called.emit()))
    assert application.run_window(Options(False, tmp_path)) == 0
    assert watched == [tmp_path]
    assert [each for each in came if isinstance(each, Window) and each.claim is made[0]]
    made[0].give_up()


def test_a_second_start_leaves_the_first_ones_crash_file_alone(
    tmp_path: Path, watched: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Claim(tmp_path)
    answers = iter([True, False])
    monkeypatch.setattr(second_start, "call_forward", lambda _: next(answers))
    monkeypatch.setattr(Played, "during", staticmethod(lambda: shown.append(count())))
    shown: list[int] = []

    def count() -> int:
        return sum(each.isVisible() and each.options.folder == tmp_path for each in windows())

    for seen in ([], [1]):  # the first came forward, or it did not answer
        application.run_window(Options(False, tmp_path))
        assert (shown, watched) == (seen, [])
    first.give_up()


def test_a_review_copy_calls_no_other_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_start, "call_forward", lambda _: True)
    copy = tmp_path / "a.infrared-review"
    assert application._called_forward(Options(False, tmp_path))
    assert not application._called_forward(Options(False, tmp_path, review=copy))


def test_who_tries_again_gets_the_folder_or_the_window_that_has_it(
    tmp_path: Path, watched: list[Path], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(second_start, "call_forward", lambda _: True)
    first = Claim(tmp_path)
    second = Claim(tmp_path)
    window = Window(Options(False, tmp_path), taken=True)
    qtbot.addWidget(window)
    window.show()
    application._try_again(window, second)
    assert not window.isVisible() and not watched, "the other one came forward"
    first.give_up()
    application._try_again(window, second)
    assert watched == [tmp_path] and window.claim is second
    second.give_up()


def make_clinic(template: Template, folder: Path, port: int) -> None:
    """Leave a clinic whose one e-mail waits for the mail server at a port of this computer."""
    clinic = template.copy_to(folder)
    server = MailServer(HOST, port, MailSafety.LOCAL, sender="desk@clinic.example")
    clinic.messages.set_server(server, None, CLINICIAN, NOW)
    number = clinic.people.register(patient(email="a@example.org"), RECEPTION, NOW).id
    to = "a@example.org"
    message = Message(number, "", Channel.EMAIL, NOW, "en", "Good day.", to, "Hello", "<1@x>")
    clinic.messages.write([message], RECEPTION, NOW)
    clinic.close()
