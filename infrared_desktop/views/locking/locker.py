"""Lock the window: take all off the screen, let jobs end, and have a fresh process take over."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QObject, QTimer, SignalInstance
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from shiboken6 import isValid

from infrared_desktop.domain.errors import KnownError
from infrared_desktop.storage.access.seat import note_exit
from infrared_desktop.storage.clinic import Clinic
from infrared_desktop.storage.desks.acts import Change
from infrared_desktop.storage.files.folder import holds_clinic
from infrared_desktop.views import tasks
from infrared_desktop.views.locking.countdown import Countdown
from infrared_desktop.views.locking.cover import Cover
from infrared_desktop.views.locking.losing import ask_to_lose
from infrared_desktop.views.locking.seated import unseated
from infrared_desktop.views.locking.successor import Successor, heritage_of
from infrared_desktop.views.locking.typed_work import Typed, TypedWork
from infrared_desktop.views.locking.vigil import Reason
from infrared_desktop.views.locking.watch import Watch
from infrared_desktop.views.look.theme import Meaning

if TYPE_CHECKING:
    from infrared_desktop.start import Options
    from infrared_desktop.views.locking.claim import Claim

_LOOK_MS = 200


class Lockable(Typed, Protocol):
    """The place of work, as far as locking knows it."""

    locking: SignalInstance
    veiling: SignalInstance
    switching: SignalInstance
    parting: SignalInstance

    def leave(self) -> bool: ...
    def hide(self) -> None: ...
    def show(self) -> None: ...


class Entrance(Protocol):
    """The window, as far as locking knows it besides."""

    options: "Options"
    claim: "Claim | None"

    def leave_clinic(self) -> None: ...
    def show_locked(self, person: str, why: str, waits: str) -> None: ...


class Locker(QObject):
    """Knows who is away, and what of theirs waits; one for each window."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window, self._entrance = window, cast(Entrance, window)
        self._typed = TypedWork(self)
        self._frame: Lockable | None = None
        self._focus: QWidget | None = None
        self._cover, self._countdown = Cover(window), Countdown(window)
        self._cover.hide()
        self._cover.acted.connect(self._on_acted)
        self._jobs = QTimer(self, interval=_LOOK_MS)
        self._jobs.timeout.connect(self._look_at_jobs)
        self.watch: Watch | None = None
        self._person, self._why, self._waits, self._fresh = "", "", "", False
        self._is_given_up = False  # what can't be saved, by who closes all the same

    def begin(self, frame: Lockable) -> None:
        """Give back what waits for who works here, and watch from now on."""
        self._frame, self._is_given_up = frame, False
        frame.locking.connect(self.lock)
        frame.veiling.connect(self.veil)
        frame.switching.connect(partial(self.lock, Reason.SWITCH))
        frame.workplace.changed.connect(self._on_change)
        self._typed.give_back(frame)
        self._watch_over(frame.workplace.clinic, self.lock)

    def wait_for_choice(self, clinic: Clinic) -> None:
        """Watch while it is asked who works here; the clinic is open by then."""
        self._person, self._why, self._waits, self._fresh = "", "", "", True
        self._watch_over(clinic, self._go_out)

    def lets_close(self) -> bool:
        """Say whether the window may close now; its screen is asked first, and seen."""
        if self._frame is None:
            return self._is_given_up or not self._ask_to_lose()
        if self._cover.isVisible():
            self.veil()
        if not self._is_given_up and not self._frame.leave():
            self._offer_giving_up(self._frame)
            return False
        place = self._frame.workplace
        note_exit(place.clinic.ledger, place.by, place.now())
        return True

    def _ask_to_lose(self) -> bool:
        """Ask before what waits in this window alone goes with it; say whether that is asked."""
        if self._typed.is_held:
            ask_to_lose(self._window, self._give_up)
        return self._typed.is_held

    def _offer_giving_up(self, frame: Lockable) -> None:
        """Let nobody be kept by a disk that takes nothing more; who closes all the same says so."""
        words = self.tr(
            "The window stays open, as not all of this screen could be saved; it says why. Put "
            "that right and close again, or close now and lose what is not saved."
        )
        frame.banner.tell(Meaning.CAUTION, words, self.tr("Close and lose it"), self._give_up)

    def _give_up(self) -> None:
        self._is_given_up = True
        self._window.close()

    def end(self) -> None:
        """Watch no longer, as the clinic is left."""
        self._frame = None
        self._stop_watching()
        self._typed.put_away()
        self._jobs.stop()

    def veil(self) -> None:
        """Hide the place of work, or show it again; nothing is locked by it."""
        if self._frame is None:
            return
        if self._cover.isVisible():
            self._cover.hide()
            self._frame.show()
            if self._focus is not None and isValid(self._focus):
                self._focus.setFocus()
            return
        self._focus = QApplication.focusWidget()
        self._frame.hide()
        self._cover.veil()

    def lock(self, reason: Reason = Reason.KEY, then: str = "") -> None:
        """Take everything off the screen at once; the way in is shown when all is stored.

        It asks for who worked here, or for who is to work here `then`.
        """
        frame, self._frame = self._frame, None
        if frame is None:
            return
        frame.parting.emit()
        self._stop_watching()
        self._person, self._why = then or frame.workplace.staff.record.name, reason
        self._fresh = self._typed.keep(frame, reason)
        self._waits = self._typed.waits(frame.workplace.clinic)
        frame.hide()
        for other in QApplication.topLevelWidgets():
            if other.isVisible() and not isinstance(other, QMainWindow):
                other.close()
        empty_clipboard()
        if jobs := tasks.waited_for():
            self._cover.finish(jobs)
            self._jobs.start()
        else:
            self._go_out()

    def start_afresh(self, why: str = "") -> None:
        """Have a fresh process show the way in, as another clinic lies in the folder by now."""
        self._person, self._why, self._waits, self._fresh = "", why, "", True
        self._go_out()

    def _on_change(self, change: Change) -> None:
        if self._frame is not None and (why := unseated(self._frame.workplace, change)):
            QTimer.singleShot(0, self, partial(self.lock, why))  # once the act is done with

    def keep_as_text(self) -> bool:
        """Keep what is typed beside a damaged database, to be read; say whether it is kept."""
        return self._frame is not None and self._typed.keep_as_text(self._frame)

    def _watch_over(self, clinic: Clinic, on_nobody: Callable[..., None]) -> None:
        self._stop_watching()
        self.watch = Watch(lambda: clinic.settings.idle_lock_min)
        self.watch.locking.connect(on_nobody)
        self.watch.nearing.connect(self._countdown.tell)

    def _stop_watching(self) -> None:
        if self.watch is not None:
            self.watch.end()
        self.watch = None
        self._countdown.tell(None)

    def _on_acted(self) -> None:
        if self._frame is not None:
            self.veil()
        else:
            self._go_out()

    def _look_at_jobs(self) -> None:
        if not tasks.waited_for():
            self._go_out()

    def _go_out(self, _: object = None) -> None:
        self._jobs.stop()
        self._cover.close_down()
        self._window.repaint()
        successor = self._successor()
        with suppress(KnownError, OSError):  # every act was on disk before
            self._entrance.leave_clinic()
        if successor is not None and successor.stands():
            successor.leave_to_it()
        self._entrance.show_locked(self._person, self._why, self._waits)
        self._cover.hide()

    def _successor(self) -> Successor | None:
        """Start the process that follows this one, where this one may end."""
        claim, options = self._entrance.claim, self._entrance.options
        if claim is None or not self._fresh or not holds_clinic(options.folder):
            return None
        left = heritage_of(self._window, self._person, self._why, self._waits)
        return Successor(claim, options, left)


def empty_clipboard() -> None:
    """Leave nothing there that was copied here; another program's stays."""
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
