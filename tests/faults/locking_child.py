"""A real window, typed into and locked again and again until it is killed."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from infrared_desktop.start import Options
from infrared_desktop.storage.files.vault import Unlocked
from infrared_desktop.views.look.theme import apply_theme
from infrared_desktop.views.people.patient_form import PatientFormScreen
from infrared_desktop.views.window import Window
from tests.clinics import RECEPTION
from tests.faults.child import KEY_VARIABLE
from tests.faults.window_child import focused, until


def type_into_focus(text: str) -> None:
    """Put a text where keys go, as if it was typed."""
    field = focused()
    assert isinstance(field, QLineEdit)
    field.setText(text)
    field.textEdited.emit(text)


def main(words: list[str]) -> None:
    """Type half a day of birth, say so, lock, and say that it was locked; then come back."""
    app = QApplication(sys.argv[:1])
    apply_theme(app)
    window = Window(Options(False, Path(words[0])))
    window.show()
    window.activateWindow()
    until(window.isActiveWindow)
    turn = 0
    while True:
        turn += 1
        window.enter(Unlocked(bytes.fromhex(os.environ[KEY_VARIABLE]), RECEPTION, ""))
        frame = window.frame
        assert frame is not None
        if not isinstance(frame.screen_shown, PatientFormScreen):
            QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
            until(lambda: isinstance(window.frame.screen_shown, PatientFormScreen))  # type: ignore[union-attr]
            for _ in range(2):
                window.focusNextChild()
        type_into_focus(f"31.2.{turn}")
        print(f"typing {turn}", flush=True)
        window.lock()
        print(f"locked {turn}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
