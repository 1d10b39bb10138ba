"""Hear that the screen of the PC was locked, or that the PC goes to sleep, where it tells so."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

_SAVERS = ("freedesktop", "gnome", "cinnamon", "mate", "xfce")


class ScreenLock(QObject):
    """Tells on Linux by the desktop's own bus; no package is needed for it."""

    locked = Signal()

    def listen(self) -> None:
        """Listen from now on; where there is no bus nothing is heard."""
        from PySide6.QtDBus import QDBusConnection  # takes 20 ms, and is not needed to unlock

        self.listen_on(QDBusConnection.sessionBus(), QDBusConnection.systemBus())

    def listen_on(self, session: "QDBusConnection", system: "QDBusConnection") -> None:
        """Listen on two buses."""
        slot: Any = SLOT("on_told(bool)")  # the stubs ask for bytes, and the call for this
        for name in _SAVERS:
            interface = f"org.{name}.ScreenSaver"
            session.connect("", "", interface, "ActiveChanged", self, slot)
        manager = "org.freedesktop.login1.Manager"
        system.connect("", "", manager, "PrepareForSleep", self, slot)

    @Slot(bool)
    def on_told(self, begins: bool) -> None:
        """Take what a bus says: the screen is locked or free, sleep begins or is over."""
        if begins:
            self.locked.emit()


def _is_locked_on_windows() -> bool:
    import ctypes

    user = ctypes.windll.user32  # type: ignore[attr-defined]
    desk = user.OpenInputDesktop(0, False, 0x0100)  # may switch to it: refused while locked
    if desk:
        user.CloseDesktop(desk)
    return not desk


def _tells_by_itself() -> bool:
    return False


# Windows is asked once a second; elsewhere the desktop tells.
is_screen_locked: Callable[[], bool] = (
    _is_locked_on_windows if sys.platform == "win32" else _tells_by_itself
)
