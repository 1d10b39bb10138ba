"""The window of a process that follows another: at the same place, and told of once it is seen."""

from PySide6.QtCore import QByteArray, QObject, QTimer
from PySide6.QtWidgets import QMainWindow

from infrared_desktop.views.locking.successor import Heritage, tell_shown

_LOOK_MS = 10


def take_place(window: QMainWindow, left: Heritage) -> None:
    """Put a window where the other one stands."""
    window.restoreGeometry(QByteArray.fromHex(left.geometry.encode()))


def tell_when_seen(window: QMainWindow) -> None:
    """Tell the other process, which then ends, as soon as this window is painted."""
    looking = QTimer(window, interval=_LOOK_MS)
    looking.timeout.connect(lambda: _look(window, looking))
    looking.start()


def _look(window: QMainWindow, looking: QTimer) -> None:
    handle: QObject | None = window.windowHandle()
    if handle is not None and handle.isExposed():  # type: ignore[attr-defined]
        looking.deleteLater()
        window.activateWindow()
        tell_shown()
