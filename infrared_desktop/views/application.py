"""Open the window: practice, unlock or first start, whichever fits what lies in the folder."""

import os
import sys
from functools import partial
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from infrared_desktop import event_log
from infrared_desktop.start import Options, usual_folder
from infrared_desktop.views import crash, garbage, tasks
from infrared_desktop.views.locking.claim import Claim
from infrared_desktop.views.look.theme import apply_theme
from infrared_desktop.views.window import Window

# The first window comes first; nobody has typed a passphrase before what follows at once.
_AT_ONCE_MS, _LOG_MS = 100, 2_000
_TITLE_PX = 40  # what the system puts above a window, at most


def run_window(options: Options) -> int:
    """Run the program's window until it is closed."""
    # The style is named here because setStyle() hands a QStyle to Python, whose enums take long.
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    garbage.begin(app)
    app.setApplicationName("Infrared Desktop")
    app.setDesktopFileName("infrared-desktop")
    event_log.keep(event_log.usual_folder)
    apply_theme(app, practice=options.practice)
    follows = "INFRARED_FOLLOWS" in os.environ
    claim = Claim(options.folder, follows)
    if claim.taken and _called_forward(options):
        return 0
    if not claim.taken:
        crash.watch(options.folder)
    window = _follow(options, claim) if follows else _window(options, claim.taken)
    if not claim.taken:
        window.claim = claim
    window.tried_again.connect(partial(_try_again, window, claim))
    claim.called.connect(_come_forward)
    fill_small_screen(window)
    window.show()
    QTimer.singleShot(_AT_ONCE_MS, partial(_keep_watch, window))
    QTimer.singleShot(_LOG_MS, _begin_log)
    if options.leave:
        QTimer.singleShot(0, _leave)
    code = app.exec()
    event_log.note("end")
    if not window.shut():
        _cut_off(claim, code)
    return code


def _called_forward(options: Options) -> bool:
    """Call the window that has the folder to the front; a review copy is a window of its own."""
    from infrared_desktop.views.entry.second_start import call_forward

    return options.review is None and call_forward(options.folder)


def _come_forward() -> None:
    from infrared_desktop.views.entry.second_start import come_forward

    shown = (each for each in QApplication.topLevelWidgets() if isinstance(each, Window))
    for window in shown:
        come_forward(window)


def _try_again(window: Window, claim: Claim) -> None:
    """Take the folder once whoever had it has gone."""
    if claim.try_again():
        crash.watch(window.options.folder)
        window.claim = claim
        window.show_way_in()
    elif _called_forward(window.options):
        window.close()
    else:
        window.show_taken()


def _follow(options: Options, claim: Claim) -> Window:
    """Make the window that follows a locked one, at its place, and tell it once this is seen."""
    from infrared_desktop.views.locking.following import take_place, tell_when_seen
    from infrared_desktop.views.locking.successor import Heritage, heritage

    left = heritage()
    _, person, why, waits = left or Heritage("", "")
    locked = options._replace(locked_by=person, locked_why=why, locked_waits=waits)
    window = _window(locked, claim.taken)
    if left is not None:
        take_place(window, left)
        tell_when_seen(window)
    return window


def _keep_watch(window: Window) -> None:
    from infrared_desktop.views.backup.keeper import BackupKeeper
    from infrared_desktop.views.locking.own_memory import keep_to_itself

    keep_to_itself()
    BackupKeeper(window)


def _begin_log() -> None:
    from infrared_desktop.views.qt_words import begin_log

    begin_log()


def _leave() -> None:
    """Quit once what was begun is whole: who checks an installation wants its practice clinic."""
    tasks.wait_for_all()
    QApplication.quit()


def _window(options: Options, taken: bool) -> Window:
    if options.review is None or taken:
        window = Window(options, taken=taken)
        window.copy_chosen.connect(partial(show_copy, window))
    else:
        from infrared_desktop.views.review.review_window import ReviewWindow

        window = ReviewWindow(options.review, options)
    return window


def fill_small_screen(window: QWidget) -> None:
    """Let a window fill a screen with no room for it, as its foot would lie below the edge."""
    room = window.screen().availableSize()
    if room.width() < window.width() or room.height() < window.height() + _TITLE_PX:
        window.showMaximized()


def show_copy(entrance: Window, about: object) -> Window:
    """Show what is only read in a window of its own; the entrance goes once that one stands."""
    window = _reading_window(entrance, about)
    window.claim = entrance.claim
    app = QApplication.instance()
    assert app is not None
    app.aboutToQuit.connect(window.shut)
    window.resize(entrance.size())
    window.show()
    entrance.close()
    return window


def _reading_window(entrance: Window, about: object) -> Window:
    """Return the window on a review copy, or on a damaged clinic and who reads there."""
    if isinstance(about, Path):
        from infrared_desktop.views.review.review_window import ReviewWindow

        options = Options(False, usual_folder(False).with_name("review"), review=about)
        return ReviewWindow(about, options)
    from infrared_desktop.storage.rescue.reading import Reading
    from infrared_desktop.views.rescue.damaged_window import DamagedWindow

    assert isinstance(about, Reading)
    window = DamagedWindow(about, entrance.options)
    window.copy_chosen.connect(partial(show_copy, window))
    return window


def _cut_off(claim: Claim, code: int) -> NoReturn:
    """End the process under a job that hangs, as at a mail server: Qt would wait for it for good.

    What the job stored is whole, as after a power cut. A message that was being handed over still
    stands as such, and the next start tells that it is not known whether it left.
    """
    claim.give_up()
    os._exit(code)
