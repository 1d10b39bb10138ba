"""The program as a process of its own: somebody unlocks, types a name, and locks the window."""

import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from infrared_desktop.start import Options
from infrared_desktop.storage.files.vault import Unlocked
from infrared_desktop.views import application, tasks
from infrared_desktop.views.window import Window
from tests.clinics import RECEPTION
from tests.scenes import CANARY
from tests.views.locking.memory import found_in

JOB_S = 1.0


class Hurried(Window):
    """A window that is unlocked, typed into and locked; the words say what else is so."""

    key = b""
    words: tuple[str, ...] = ()

    def show(self) -> None:
        super().show()
        if self.options.locked_by is None:
            self.enter(Unlocked(self.key, RECEPTION, ""))
            QTimer.singleShot(0, self._type_and_lock)

    def _type_and_lock(self) -> None:
        assert self.frame is not None
        QTest.qWaitForWindowActive(self)
        self.frame.workplace.clinic.people.chart(1)
        if "type" in self.words:
            QTest.keyClick(self, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
            type_into_focus(f"{CANARY}typed")
            for _ in range(2):
                self.focusNextChild()
            type_into_focus("31.2.19")  # no day, so that no draft can keep it
        if "job" in self.words:
            done = self.options.folder / "job done"
            tasks.run(
                None, lambda _: (time.sleep(JOB_S), done.touch()), print, print, called="a long job"
            )
        print(*found_in("self", secrets(self.key)), flush=True)
        print("locking", flush=True)
        self.lock()


def type_into_focus(text: str) -> None:
    """Put a text where keys go, as if it was typed."""
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    field.setText(text)
    field.textEdited.emit(text)


def secrets(key: bytes) -> dict[str, bytes]:
    """Return what is to be in the memory of an open window, and not in that of a locked one."""
    name = CANARY.encode()
    wide = CANARY.encode("utf-16-le")
    return {"key": key, "hex": key.hex().encode(), "name": name, "wide": wide}


if __name__ == "__main__":
    folder, key, *words = sys.argv[1:]
    Hurried.key, Hurried.words = bytes.fromhex(key), tuple(words)
    application.Window = Hurried  # type: ignore[misc]
    sys.exit(application.run_window(Options(False, Path(folder))))
