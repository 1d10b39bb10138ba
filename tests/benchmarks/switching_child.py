"""The program as a process: somebody at Today lets the next person sit down, who unlocks at once.

Both processes tell the moments of it, as the second follows the first.
"""

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from infrared_desktop.start import Options
from infrared_desktop.storage.files import key_file, vault
from infrared_desktop.views import application
from infrared_desktop.views.entry.unlock import UnlockPage
from infrared_desktop.views.locking import successor
from infrared_desktop.views.window import Window

PASSPHRASE = "seven quiet lamps by the river"
OWNER, NEXT = 1, 2
MARK = "moment:"
_SETTLED_MS, _LOOK_MS = 1_500, 2


class Switching(Window):
    """The window of either process."""

    def show(self) -> None:
        super().show()
        if self.options.locked_by is None:
            self.enter(
                vault.unlock(self.options.folder, name_of(self.options.folder, OWNER), PASSPHRASE)
            )
            QTimer.singleShot(_SETTLED_MS, self._switch)
        else:
            self._looking = QTimer(self, interval=_LOOK_MS)
            self._looking.timeout.connect(self._unlock)
            self._looking.start()

    def _switch(self) -> None:
        assert self.frame is not None
        QTest.qWaitForWindowActive(self)
        tell("switching")
        self.frame.switching.emit(name_of(self.options.folder, NEXT))

    def _unlock(self) -> None:
        page, handle = self.centralWidget(), self.windowHandle()
        if handle is None or not handle.isExposed() or self.claim is None:
            return
        assert isinstance(page, UnlockPage)
        self._looking.stop()
        tell("asked")
        assert page.form.person.currentText() == name_of(self.options.folder, NEXT)
        page.form.passphrase.setText(PASSPHRASE)
        tell("typed")
        page.unlocked.connect(lambda _: self._end())
        page.unlock.click()

    def _end(self) -> None:
        QApplication.processEvents()
        assert self.frame is not None
        tell("at today")
        self.shut()
        os._exit(0)


def tell(word: str) -> None:
    """Say that something is so now; the second process has no other pipe than that of errors."""
    print(MARK, word, time.time(), file=sys.stderr, flush=True)


def name_of(folder: Path, number: int) -> str:
    """Return the name on a slot of the key file."""
    return next(slot.name for slot in key_file.read(folder)[1] if slot.staff_id == number)


def _words_of(options: Options) -> list[str]:
    return ["-m", "tests.benchmarks.switching_child", str(options.folder)]


if __name__ == "__main__":
    successor.words_of = _words_of
    application.Window = Switching  # type: ignore[misc]
    sys.exit(application.run_window(Options(False, Path(sys.argv[1]))))
