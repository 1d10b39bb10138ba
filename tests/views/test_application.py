"""The program as a whole leaves when it is told to, whatever still hangs."""

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from infrared_desktop.domain.records.answers import Channel
from infrared_desktop.domain.records.messages import MailSafety, MailServer, Message, MessageStatus
from infrared_desktop.storage.clinic import open_clinic
from infrared_desktop.views.application import fill_small_screen
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
