"""A real window, typed into until it is killed, saying aloud what it showed as saved."""

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from infrared_desktop.start import Options
from infrared_desktop.storage.files.vault import Unlocked
from infrared_desktop.views.consultation.consultation import ConsultationScreen
from infrared_desktop.views.frame import Frame
from infrared_desktop.views.look.theme import apply_theme
from infrared_desktop.views.people.patient import PatientScreen
from infrared_desktop.views.window import Window
from tests.clinics import CLINICIAN
from tests.faults.child import KEY_VARIABLE

PATIENCE_S = 20.0


def until(true: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    end = time.monotonic() + PATIENCE_S
    while not true():
        QApplication.processEvents()
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


def main(words: list[str]) -> None:
    """Open the clinic in a window and type on and on."""
    app = QApplication(sys.argv[:1])
    apply_theme(app)
    window = Window(Options(False, Path(words[0])))
    window.show()
    window.activateWindow()
    until(window.isActiveWindow)
    window.enter(Unlocked(bytes.fromhex(os.environ[KEY_VARIABLE]), CLINICIAN, "Dr. Åsa Lindqvist"))
    frame = window.frame
    assert frame is not None
    for turn in range(10_000):
        number = register(frame, f"Kill{os.getpid()}x{turn}")
        print(f"patient {number}", flush=True)
        draft(frame, f"Neck of {number}")
        print(f"draft {number}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
