"""A real window, typed into or locked until it is killed, saying what it showed as saved."""

import os
import time
from collections.abc import Callable
from datetime import datetime
from itertools import count
from pathlib import Path
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from infrared_desktop.start import Options
from infrared_desktop.storage.files.vault import Unlocked
from infrared_desktop.views import garbage
from infrared_desktop.views.clinic.own_key import OwnKeyScreen
from infrared_desktop.views.consultation.consultation import ConsultationScreen
from infrared_desktop.views.door import Door
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.look.theme import apply_theme
from infrared_desktop.views.messages.sending import send_waiting
from infrared_desktop.views.people.patient import PatientScreen
from infrared_desktop.views.people.patient_form import PatientFormScreen
from infrared_desktop.views.screen import Place
from infrared_desktop.views.tasks import Task
from infrared_desktop.views.window import Window
from tests.clinics import CLINICIAN, PASSPHRASE, RECEPTION
from tests.faults.child import die
from tests.faults.nursery import Say
from tests.faults.work import NEW_WORDS

PATIENCE_S = 60.0
_BREATH_MS = 1


def until(true: Callable[[], bool]) -> None:
    """Let the window work until something is so; it rests between, or no job comes to its turn."""
    end = time.monotonic() + PATIENCE_S
    while not true():
        QTest.qWait(_BREATH_MS)
        assert time.monotonic() < end, "the window did not come to it"


def focused() -> QWidget:
    """Return where keys go."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def register(frame: Frame, surname: str) -> int:
    """Register a patient by keyboard; return the number once the window shows the new page."""
    for key in (Qt.Key.Key_1, Qt.Key.Key_N):  # over Today, as Ctrl+N adds an area to a record
        QTest.keyClick(focused(), key, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(focused(), surname)
    QTest.keyClick(focused(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    until(lambda: isinstance(frame.screen_shown, PatientScreen))
    screen = frame.screen_shown
    assert isinstance(screen, PatientScreen)
    return screen.number


def draft(frame: Frame, words: str) -> None:
    """Begin a consultation by keyboard, and wait until the window shows its draft as saved."""
    QTest.keyClick(frame.screen_shown, Qt.Key.Key_V)
    until(lambda: isinstance(frame.screen_shown, ConsultationScreen))
    QTest.keyClicks(focused(), words)
    screen = frame.screen_shown
    assert isinstance(screen, ConsultationScreen)
    until(lambda: "saved" in draft_words(screen))


def draft_words(screen: ConsultationScreen) -> str:
    """Return what the chip of the draft says."""
    chip = screen.header.chip.chip()
    return chip.text if chip else ""


def window_on(folder: Path) -> Window:
    """Return a window on a clinic, that has the keyboard."""
    app = QApplication([])
    garbage.begin(app)
    apply_theme(app)
    window = Window(Options(False, folder))
    window.show()
    window.activateWindow()
    until(window.isActiveWindow)
    return window


def type_on(say: Say, folder: Path, key: bytes) -> None:
    """Open the clinic in a window and type on and on."""
    window = window_on(folder)
    window.enter(Unlocked(key, CLINICIAN, "Dr. Åsa Lindqvist"))
    frame = window.frame
    assert frame is not None
    for turn in range(10_000):
        number = register(frame, f"Kill{os.getpid()}x{turn}")
        say(("patient", number))
        draft(frame, f"Neck of {number}")
        say(("draft", number))


def lock_on(say: Say, folder: Path, key: bytes) -> None:
    """Type half a day of birth, say so, lock, and say that it was locked; then come back."""
    window = window_on(folder)
    for turn in count(1):
        window.enter(Unlocked(key, RECEPTION, ""))
        frame = window.frame
        assert frame is not None
        if not isinstance(frame.screen_shown, PatientFormScreen):
            QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
            until(lambda: isinstance(window.frame.screen_shown, PatientFormScreen))  # type: ignore[union-attr]
            for _ in range(2):
                window.focusNextChild()
        type_into_focus(f"31.2.{turn}")
        say(("typing", turn))
        window.lock()
        say(("locked", turn))


def change_own(say: Say, folder: Path, key: bytes, step: str) -> None:
    """Change the own passphrase in a window, and die where a step is to be called."""
    window = window_on(folder)
    window.enter(Unlocked(key, CLINICIAN, "Dr. Åsa Lindqvist"))
    frame = window.frame
    assert frame is not None
    frame.go(Place("own_key"))
    screen = frame.screen_shown
    assert isinstance(screen, OwnKeyScreen)
    screen.change.click()
    screen.looking.passphrase.setText(PASSPHRASE)
    screen.looking.go_on.click()
    until(lambda: hasattr(screen, "asking"))
    inputs = screen.asking.inputs
    for field in (inputs.page.form.passphrase, inputs.page.form.again):
        field.setText(NEW_WORDS)
    say("begun")
    with patch(step, lambda *_, **__: die()):
        inputs.button.click()
        until(lambda: False)


def type_into_focus(text: str) -> None:
    """Put a text where keys go, as if it was typed."""
    field = focused()
    assert isinstance(field, QLineEdit)
    field.setText(text)
    field.textEdited.emit(text)


def send_on(say: Say, folder: Path, key: bytes, at: datetime) -> None:
    """Send what waits in the outbox, until that is done."""
    say("begun")
    send_waiting(Task(), Door(folder, key, RECEPTION, at))
