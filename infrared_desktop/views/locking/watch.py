"""Watch whether somebody is here, and say when the window is to lock."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from infrared_desktop.views.locking.clocks import read_clocks
from infrared_desktop.views.locking.screen_lock import ScreenLock, is_screen_locked
from infrared_desktop.views.locking.vigil import Coming, Reason, Vigil

_TICK_MS = 1_000
_TOUCHES = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
        QEvent.Type.InputMethod,
    )
)


class Watch(QObject):
    """Looks once a second, from its making until it is ended."""

    locking = Signal(object)  # Reason
    nearing = Signal(object)  # Coming, or None when there is time again

    def __init__(self, minutes: Callable[[], int]) -> None:
        super().__init__()
        self._minutes = minutes
        self._vigil = Vigil(read_clocks())
        self._coming: Coming | None = None
        self._screen = ScreenLock(self)
        self._screen.locked.connect(lambda: self._lock(Reason.SCREEN))
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        QTimer.singleShot(_TICK_MS, self._screen, self._screen.listen)

    def look(self) -> None:
        """Judge this moment."""
        self._hear_windows()
        if is_screen_locked():
            self._lock(Reason.SCREEN)
            return
        coming = self._vigil.look(read_clocks(), self._minutes())
        if coming is not None and coming.left_s == 0:
            self._lock(coming.reason)
        elif coming != self._coming:
            self._coming = coming
            self.nearing.emit(coming)

    def touch(self) -> None:
        """Somebody is here."""
        self._vigil.touch(read_clocks())
        if self._coming is not None:
            self.look()

    def end(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        self._screen.deleteLater()
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)
        self.deleteLater()

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touch()
        return False

    def _hear_windows(self) -> None:
        # A menu or a dialog is a window of the system of its own; one is not heard twice.
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(self)

    def _lock(self, reason: Reason) -> None:
        self._timer.stop()
        self.locking.emit(reason)
