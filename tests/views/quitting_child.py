"""The program as a process of its own: somebody sends what waits, then closes the window."""

import sys
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer

from infrared_desktop.domain.records.messages import MessageStatus
from infrared_desktop.start import Options
from infrared_desktop.storage.files.vault import Unlocked
from infrared_desktop.views import application, tasks
from infrared_desktop.views.door import door_of
from infrared_desktop.views.messages.sending import send_waiting
from infrared_desktop.views.window import Window
from tests.clinics import NOW, RECEPTION


class Hurried(Window):
    """A window that is closed as soon as a message is being handed over."""

    key = b""
    now = NOW

    def __init__(self, options: Options, taken: bool = False) -> None:
        super().__init__(options, lambda: self.now, taken)
        self._look = QTimer(self, interval=50)
        self._look.timeout.connect(self._close_while_it_sends)

    def show(self) -> None:
        super().show()
        self.enter(Unlocked(self.key, RECEPTION, ""))
        assert self.frame is not None
        door = door_of(self.frame.workplace)
        tasks.run(None, lambda task: send_waiting(task, door), lambda _: None, lambda _: None)
        self._look.start()

    def _close_while_it_sends(self) -> None:
        assert self.frame is not None
        if self.frame.workplace.clinic.messages.outbox(MessageStatus.SENDING):
            self._look.stop()
            self.close()
            print("closed", flush=True)


if __name__ == "__main__":
    folder, key, now = sys.argv[1:]
    Hurried.key, Hurried.now = bytes.fromhex(key), datetime.fromisoformat(now)
    application.Window = Hurried  # type: ignore[misc]
    sys.exit(application.run_window(Options(False, Path(folder))))
