"""Open the window: practice, unlock or first start, whichever fits what lies in the folder."""

import sys

from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtWidgets import QApplication

from infrared_desktop.start import Options
from infrared_desktop.views import crash
from infrared_desktop.views.theme import apply_theme
from infrared_desktop.views.window import Window


def run_window(options: Options) -> int:
    """Run the program's window until it is closed."""
    # The style is named here because setStyle() hands a QStyle to Python, whose enums take long.
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName("Infrared Desktop")
    app.setDesktopFileName("infrared-desktop")
    apply_theme(app, practice=options.practice)
    crash.watch(options.folder)
    lock = _lock(options)
    window = Window(options)
    window.show()
    if lock is None:
        window.refuse_second_start()
    if options.leave:
        QTimer.singleShot(0, app.quit)
    code = app.exec()
    window.shut()
    return code


def _lock(options: Options) -> QLockFile | None:
    """Take the folder for this window alone; None means that another window has it."""
    options.folder.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(str(options.folder / "window.lock"))
    lock.setStaleLockTime(0)
    return lock if lock.tryLock(0) else None
