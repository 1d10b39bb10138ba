"""Open the window: practice, unlock or first start, whichever fits what lies in the folder."""

import os
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtWidgets import QApplication

from infrared_desktop.start import Options, usual_folder
from infrared_desktop.views import crash, tasks
from infrared_desktop.views.look.theme import apply_theme
from infrared_desktop.views.window import Window


def run_window(options: Options) -> int:
    """Run the program's window until it is closed."""
    # The style is named here because setStyle() hands a QStyle to Python, whose enums take long.
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName("Infrared Desktop")
    app.setDesktopFileName("infrared-desktop")
    apply_theme(app, practice=options.practice)
    lock = _lock(options)
    taken = lock.error() is QLockFile.LockError.LockFailedError
    if not taken:
        crash.watch(options.folder)
    window = _window(options, taken)
    window.show()
    if options.leave:
        QTimer.singleShot(0, _leave)
    code = app.exec()
    if not window.shut():
        _cut_off(lock, code)
    return code


def _leave() -> None:
    """Quit once what was begun is whole: who checks an installation wants its practice clinic."""
    tasks.wait_for_all()
    QApplication.quit()


def _window(options: Options, taken: bool) -> Window:
    if options.review is None or taken:
        window = Window(options, taken=taken)
        window.copy_chosen.connect(partial(show_copy, window))
        return window
    from infrared_desktop.views.review.review_window import ReviewWindow

    return ReviewWindow(options.review, options)


def show_copy(entrance: Window, path: Path) -> Window:
    """Show a review copy in a window of its own; the entrance goes once that one stands."""
    from infrared_desktop.views.review.review_window import ReviewWindow

    options = Options(False, usual_folder(False).with_name("review"), review=path)
    window = ReviewWindow(path, options)
    app = QApplication.instance()
    assert app is not None
    app.aboutToQuit.connect(window.shut)
    window.resize(entrance.size())
    window.show()
    entrance.close()
    return window


def _cut_off(lock: QLockFile, code: int) -> NoReturn:
    """End the process under a job that hangs, as at a mail server: Qt would wait for it for good.

    What the job stored is whole, as after a power cut. A message that was being handed over still
    stands as such, and the next start tells that it is not known whether it left.
    """
    lock.unlock()
    os._exit(code)


def _lock(options: Options) -> QLockFile:
    """Try to take the folder for this window alone; its error says whether another one has it."""
    with suppress(OSError):  # a folder that can't be made is refused in words by what needs it
        options.folder.mkdir(parents=True, exist_ok=True)
    lock = QLockFile(str(options.folder / "window.lock"))
    lock.setStaleLockTime(0)
    lock.tryLock(0)
    return lock
