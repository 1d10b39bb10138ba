"""Backs up by itself: while somebody works, and before the window closes.

Imported by the running program alone, and what it needs is imported a while after Today is shown.
"""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QMainWindow

from infrared_desktop.views import tasks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from infrared_desktop.domain.errors import KnownError
    from infrared_desktop.storage.backup.places import Standing
    from infrared_desktop.storage.desks.acts import Change
    from infrared_desktop.views.backup.backup_work import BackupWork

_FIRST_MS, _TICK_MS = 5_000, 30_000


class BackupKeeper(QObject):
    """Watches over the clinic that a window has open; a practice clinic has none by itself."""

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._work: BackupWork | None = None
        self._is_closing = self._is_skipped = False
        self._greeted: Any = None
        self._known: tuple[Standing, ...] | None = None  # of the clinic that is open
        self._reading: tasks.Task | None = None
        self._clock = QTimer(self, interval=_TICK_MS)
        self._clock.timeout.connect(self.look)
        self._clock.start()
        QTimer.singleShot(_FIRST_MS, self, self.look)
        window.installEventFilter(self)
        self._greet()

    def look(self) -> None:
        """Show the age of the last proven backup, and begin one that is due."""
        self._read(self._begin_due if self._known else self._look_for_lost)

    def _read(self, then: "Callable[[Any], object]" = lambda _: None) -> None:
        """Read how backups stand beside the window, as the disk may hang, and show it."""
        frame = self._frame()
        if frame is None:
            return
        from infrared_desktop.storage.backup.standing import standings
        from infrared_desktop.views.backup.place_looks import LIMIT_MS

        clinic = frame.workplace.clinic
        folder, key = clinic.folder, clinic.ledger.key

        def on_read(found: "tuple[Standing, ...]") -> None:
            self._show(frame, found)
            then(frame)

        if self._reading is not None:
            self._reading.drop()
        self._reading = tasks.run(
            self, lambda _: standings(folder, key), on_read, lambda _: None, limit_ms=LIMIT_MS
        )

    def _look_for_lost(self, frame: Any) -> None:
        """Begin a sitting with a look at whether the proven backups are still there."""
        from infrared_desktop.views.backup.lost_backups import LostBackups

        def on_known(lost: "list[Path]") -> None:
            if self._frame() is not frame:
                return
            if lost:
                self._tell_lost(frame, lost)
                self._the_work().begin(frame.workplace)
            else:
                self._begin_due(frame)

        LostBackups(frame).look(frame.workplace, self._known or (), on_known)

    def _tell_lost(self, frame: Any, lost: "list[Path]") -> None:
        from infrared_desktop.views.backup.backup_rows import place_of
        from infrared_desktop.views.look.theme import Meaning

        text = _words(
            "The last proven backup is no longer at {places}: somebody removed it, or another disk "
            "lies there now. The clinic is safe, and another backup is made now."
        )
        words = text.format(places=", ".join(str(place_of(each)) for each in lost))
        frame.banner.tell_after(Meaning.CAUTION, words)

    def _begin_due(self, frame: Any) -> None:
        from infrared_desktop.storage.backup.standing import is_due

        place, work = frame.workplace, self._the_work()
        if not work.is_on and self._known and is_due(place.clinic, self._known, place.now()):
            work.begin(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Close:
            return self._holds(event)
        if watched is self._window and event.type() == QEvent.Type.ChildAdded:
            QTimer.singleShot(0, self, self._greet)  # it may be the place of work
        return False

    def _greet(self) -> None:
        """Tell of a restore that can still be undone, once to each who comes in; watch the file."""
        frame = self._open_frame()
        if frame is None or frame is self._greeted:
            return
        self._greeted, self._known = frame, None
        frame.workplace.changed.connect(self._on_change)
        if not frame.workplace.settings.practice:
            from infrared_desktop.views.backup.damage_watch import DamageWatch

            DamageWatch(frame)
        if any(frame.workplace.clinic.folder.glob("kept-*")):
            from infrared_desktop.views.backup.undo_offer import offer_undo

            offer_undo(frame)

    def _holds(self, event: QEvent) -> bool:
        """Keep the window open until what changed is backed up, or somebody closes it anyway."""
        frame = self._frame()
        if frame is None or self._is_skipped or self._known is None or not frame.leave():
            return False
        from infrared_desktop.storage.backup.standing import is_unheld

        work = self._the_work()
        if not work.is_on and not is_unheld(frame.workplace.clinic, self._known):
            return False
        event.ignore()
        if not self._is_closing:
            self._is_closing = True
            self._tell_closing(0.0)
            work.begin(frame.workplace)
        return True

    def _on_change(self, change: "Change") -> None:
        if change.act.startswith("backup-"):
            self._read()

    def _tell_closing(self, part: float) -> None:
        frame = self._frame()
        if frame is None or not self._is_closing:
            return
        from infrared_desktop.views.look.theme import Meaning

        words = _words("Backing up before the program closes: {percent} %.")
        frame.banner.tell(
            Meaning.INFORMATION,
            words.format(percent=round(part * 100)),
            _words("Close without a backup"),
            self._skip,
        )

    def _skip(self) -> None:
        self._is_skipped = True
        self._window.close()

    def _on_done(self, found: "tuple[Standing, ...]") -> None:
        frame = self._frame()
        if frame is not None:
            self._show(frame, found)
        failed = [each.why for each in found if each.why]
        if self._is_closing and not failed:
            self._skip()
        elif failed:
            self._tell_failed(" ".join(failed))

    def _on_failed(self, error: "KnownError") -> None:
        from infrared_desktop.views.wording import say

        self._tell_failed(say(error.sentence))

    def _tell_failed(self, words: str) -> None:
        frame = self._frame()
        if frame is None:
            return
        from infrared_desktop.views.look.theme import Meaning
        from infrared_desktop.views.screen import Place

        if self._is_closing:
            self._is_closing = False
            frame.banner.tell(Meaning.CAUTION, words, _words("Close without a backup"), self._skip)
        elif not frame.banner.isVisible():
            frame.banner.tell(
                Meaning.CAUTION,
                words,
                _words("Show the backups"),
                lambda: frame.go(Place("backups")),
            )

    def _show(self, frame: Any, found: "tuple[Standing, ...]") -> None:
        from infrared_desktop.views.backup.backup_words import rail_words

        self._known = found
        frame.rail.backup.setText(rail_words(found, frame.workplace.now()))
        frame.rail.backup.show()

    def _frame(self) -> Any:
        frame = self._open_frame()
        return None if frame is None or frame.workplace.settings.practice else frame

    def _open_frame(self) -> Any:
        frame = getattr(self._window, "frame", None)
        return frame if frame is not None and frame.workplace.clinic.is_open else None

    def _the_work(self) -> "BackupWork":
        if self._work is None:
            from infrared_desktop.views.backup.backup_work import BackupWork

            self._work = BackupWork()
            self._work.done.connect(self._on_done)
            self._work.failed.connect(self._on_failed)
            self._work.progressed.connect(self._tell_closing)
        return self._work


def _words(text: str) -> str:
    return QCoreApplication.translate("Backups", text)
